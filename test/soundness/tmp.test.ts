import { test } from "vitest";
import { writeFileSync, appendFileSync } from "node:fs";
import { cpmoptimize, range } from "cpmoptimize";
import { combinations, outcome, isSame, show } from "../original-suite/harness.ts";
let seed = Number(process.env["SEED"] ?? 12345); const rnd = (k: number): number => { seed = (Math.imul(seed, 1664525) + 1013904223) >>> 0; return Math.floor(seed / 4294967296 * k); };
const pick = <T>(a: readonly T[]): T => a[rnd(a.length)] as T;
test("hunt", { timeout: 200000 }, () => {
  writeFileSync("/tmp/hunt.txt", "");
  let acc = 0, total = 0, programs = 0; const end = Date.now() + 90000;
  while (Date.now() < end) {
    programs++;
    const S = pick(["n", ""]);
    const vars = ["a", "b", "c", "i"];
    const lit = (): string => pick(["0", "1", "2", "3", "7", "1", "0"]) + S;
    const inv = (): string => pick(["k", "m", `(k ${pick(["&", "|", "^", "-", "+", "*"])} m)`, `(k ${pick(["/", "%"])} m)`, `(k < m ? ${lit()} : ${lit()})`, lit()]);
    const expr = (d: number): string => { if (d === 0) return pick([pick(vars), lit(), inv(), pick(vars)]); switch (rnd(9)) { case 0: return `-(${expr(d - 1)})`; case 1: return `(${inv()} * ${expr(d - 1)})`; case 2: return `(${expr(d - 1)} * ${pick([lit(), "i", lit()])})`; case 3: case 4: return `(${expr(d - 1)} - ${expr(d - 1)})`; case 5: return pick(vars); default: return `(${expr(d - 1)} + ${expr(d - 1)})`; } };
    const stmt = (): string => { switch (rnd(9)) { case 0: return `[a, b] = [${expr(1)}, ${expr(1)}];`; case 1: return `[a, b, c] = [b, c, ${expr(1)}];`; case 2: return `${pick(["a", "b", "c"])} ${pick(["+=", "-="])} ${expr(1)};`; case 3: return `${pick(["a", "b", "c"])}${pick(["++", "--"])};`; case 4: return `if (${pick(["i < m", "i > k", "k > m", "i === " + lit(), "a < " + lit(), "c >= b"])}) ${pick(["a", "b"])} = ${expr(1)}; ${rnd(2) ? `else c = ${expr(1)};` : ""}`.replace(/; else/, "; else"); case 5: return `if (i ${pick([">", "==="])} ${lit()}) ${pick(["continue", "break"])};`; case 6: return `const t${total++} = ${expr(1)}; a = t${total - 1} - b;`; default: return `${pick(["a", "b", "c"])} = ${expr(2)};`; } };
    const body = Array.from({ length: 1 + rnd(3) }, stmt).join(" ");
    const heads = [`for (i = 0${S}; i < n; i++) { ${body} }`, `for (i = n; i > 0${S}; i--) { ${body} }`, `for (i = k; i <= n; i += 2${S}) { ${body} }`, `for (i = 0${S}; n !== i; i++) { ${body} }`, `i = n; while (i-- > 0${S}) { ${body} }`, `i = 0${S}; do { ${body} } while (i++ < n);`, `for (i of range(n)) { ${body} }`, `for (i = 0${S}; i < n; i += 3${S}, c++) { ${body} }`];
    const live = pick(["[a, b, c, i]", "[a, b, c, i]", "[a]", "[b, i]", "[c]"]);
    const text = `(function f(n, k, m) { let a = ${lit()}, b = ${lit()}, c = ${lit()}, i = 0${S}; try { ${pick(heads)} } catch (e) { return [a, b, c, i, String(e)]; } return ${live}; })`;
    let slow: any; try { slow = new Function("range", "return " + text)(range); } catch (e) { appendFileSync("/tmp/hunt.txt", text + String(e) + "\n"); continue; }
    const combo = pick(combinations);
    let fast: any;
    try { fast = cpmoptimize({ ...combo, itersLimit: pick([0, 0, "auto"]), verbose: (e: any) => { if (e.kind === "accelerated") acc++; } })(slow); } catch (e) { appendFileSync("/tmp/hunt.txt", "CRASH " + text + String(e) + "\n"); continue; }
    for (const n of [0, 1, 2, 3, 4, 9, 33, 34, 90]) for (const k of [0, 1, -2]) { const m = pick([0, 1, 3, -1]); const cv = (x: number): unknown => S ? BigInt(x) : x;
      const A = outcome(() => fast(cv(n), cv(k), cv(m))), B = outcome(() => slow(cv(n), cv(k), cv(m)));
      if (!("value" in A && "value" in B ? isSame(A.value, B.value) : "thrown" in A && "thrown" in B && A.thrown === B.thrown)) { appendFileSync("/tmp/hunt.txt", `${show(combo)} n=${n} k=${k} m=${m} ${text}\n  fast ${show(A)}\n  slow ${show(B)}\n`); break; } }
  }
  appendFileSync("/tmp/hunt.txt", `programs ${programs} accelerated ${acc}\n`);
});
