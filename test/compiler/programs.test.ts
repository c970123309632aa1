import { describe, expect, test } from "vitest";
import { expectSameProgram } from "./same-program.ts";

const shapes: Record<string, string> = {
  "for with let": `export function run() { let a = 0n, b = 1n; for (let i = 0n; i < 30n; i++) [a, b] = [b, a + b]; return [a, b]; }`,
  "for with several declarators": `export function run() { let s = 0n; for (let i = 0n, j = 5n, k; i < 30n; i++, j += 2n) { k = i * j; s += k } return s; }`,
  "for with var": `export function run() { var s = 0; for (var i = 0; i < 10; i++) s += i; return [s, i]; }`,
  "for with an expression": `export function run() { let s = 0n, i; for (i = 3n; i < 10n; i++) s += i; return [s, i]; }`,
  "for with a parenthesised expression": `export function run() { let s = 0n, i; for ((i = 3n) /* ; */ // ;
 ; i < 10n; i++) s += i; return [s, i]; }`,
  "for without anything in front": `export function run() { let s = 0n, i = 0n; for (; i < 10n; i++) s += i; return [s, i]; }`,
  "for without a test": `export function run() { let s = 0n, i = 0n; for (;;) { if (i > 20n) break; s += i; i++ } return [s, i]; }`,
  "for with const in the header": `export function run() { let s = 0n; for (const n = 12n; s < n;) s += 5n; return s; }`,
  while: `export function run() { let n = 10n, s = 0n; while (n-- > 0n) s += n; return [n, s]; }`,
  "while with numbers": `export function run() { let n = 10, s = 0; while (n--) s += n; return [n, s]; }`,
  "do while": `export function run() { let n = 10n, s = 0n; do s += n; while (--n); return [n, s]; }`,
  "do while with a block": `export function run() { let n = 10n, s = 0n; do { s += n; if (n === 5n) continue; s += 100n } while (--n > 2n) return [n, s]; }`,
  "for of range": `import { range } from "cpmoptimize"; export function run() { let s = 0n; for (const i of range(20n)) s += i; return s; }`,
  "for of range with a step down": `import { range } from "cpmoptimize"; export function run() { let s = 0n; for (let i of range(20n, 3n, -2n)) { i += 1n; s += i } return s; }`,
  "for of with an outer variable": `import { range } from "cpmoptimize"; export function run() { let s = 0, i = 77; for (i of (range(20))) s += i; return [s, i]; }`,
  "for of with var": `import { range } from "cpmoptimize"; export function run() { let s = 0; for (var i of range(3, 20)) s += i; return [s, i]; }`,
  "for of an array": `export function run() { let s = 0; for (const i of [1, 2, 3]) s += i; return s; }`,
  "for of a sequence": `import { range } from "cpmoptimize"; export function run() { let s = 0, t = 0; for (const i of (t++, range(9))) s += i; return [s, t]; }`,
  "for of with an arrow in the iterable": `import { range } from "cpmoptimize"; export function run() { let s = 0; for (const i of ((n) => range(n))(9)) s += i; return s; }`,
  "for of, nested in its own name": `import { range } from "cpmoptimize"; export function run() { const n = 5; let s = 0; { for (const i of range(n)) s += i * n } return s; }`,
  "for await and for in are left alone": `export function run() { let s = ""; for (const k in { a: 1, b: 2 }) s += k; return s; }`,
};

const control: Record<string, string> = {
  "if and else": `export function run() { let a = 0n, b = 0n; for (let i = 0n; i < 20n; i++) { if (i % 3n === 0n) a += i; else if (i > 10n) b -= i; else { a *= 2n } } return [a, b]; }`,
  "conditional and short circuits": `export function run() { let a = 0n, b = 5n; for (let i = 0n; i < 20n; i++) { a += i > 4n ? i : -i; i > 7n && (b += a); i < 3n || (b -= 1n); } return [a, b]; }`,
  "logical assignment": `export function run() { let a = 0, b = null, c = 5; for (let i = 0; i < 9; i++) { a ||= i; b ??= i * 2; c &&= c - 1; } return [a, b, c]; }`,
  switch: `export function run() { let a = 0, b = 0; for (let i = 0; i < 20; i++) { switch (i % 5) { case 0: a += i; break; case 1: case 2: { b += i; break } case 3: continue; default: a -= 1 } b++ } return [a, b]; }`,
  "switch with an early break is left alone": `export function run() { let a = 0; for (let i = 0; i < 20; i++) { switch (i % 5) { case 0: if (i > 5) break; a += i; break; default: a -= 1 } } return a; }`,
  "break and continue by label": `export function run() { let a = 0n; outer: for (let i = 0n; i < 50n; i++) { if (i === 7n) continue outer; if (a > 100n) break outer; a += i } return a; }`,
  "jumps of an outer loop": `export function run() { const out = []; let t = 0n; outer: for (let k = 0n; k < 6n; k++) { let s = 0n; for (let i = 0n; i < 50n; i++) { s += i; t += s; if (s > k * 20n + 9n) continue outer; if (t > 900n) break outer } out.push(s) } return [out, t]; }`,
  "return from a loop": `export function run() { let a = 0n, b = 3n, c = 1n; for (let i = 0n; ; i++) { a += i; b += a; c = b; if (a > 50n) return [a, b, c, i] } }`,
  "throw from a loop": `export function run() { let a = 0n; for (let i = 0n; ; i++) { a += i; if (a > 50n) throw new RangeError("at " + i + " " + a) } }`,
  "caught outside": `export function run() { let a = 0n, b = 0n; try { for (let i = 0n; ; i++) { b = a; a += i; if (a > 50n) throw 1; b = 0n } } catch { } return [a, b] }`,
  "an exception in the last turn shows a captured variable": `export function run() { let a = 0n, b = 0n; const see = () => [a, b]; let z = 9n; const f = () => { for (let i = 0n; i < 12n; i++) { b = a; z -= 1n; a += 100n / z; b = 7n } }; try { f() } catch { } return see() }`,
  "consecutive loops": `export function run() { let s = 0n; for (let i = 0n; i < 9n; i++) s += i; for (let i = 0n; i < s; i++) s -= 1n; let n = s; while (n-- > 0n) s += n; return [s, n] }`,
  "minified neighbours": `export function run(){let s=0n,i=9n;for(;i--;)s+=i;for(let j=0n;j<9n;j++)s+=j;do s++;while(s%5n);while(s>3n)s-=2n
return s}`,
  "one loop in another's body": `export function run() { let s = 0n; for (let i = 0n; i < 9n; i++) for (let j = 0n; j < i; j++) s += i * j; return s }`,
  "a nest with live variables around it": `export function run() { let s = 0n, t = 0n; for (let i = 0n; i < 9n; i++) { let u = 0n; for (let j = 0n; j < i; j++) { s += t; t = j; u += j } if (u > 5n) s += u } return s }`,
  "statements without braces": `export function run() { let s = 0n, i = 0n; if (s === 0n) while (i < 9n) s += i++; else do s--; while (s > 0n); if (s) for (i = 0n; i < 3n; i++) s++; else for (;;) ; return s }`,
  "a label on a while": `export function run() { let s = 0n; a: b: while (true) { s += 2n; if (s > 20n) break a; if (s > 10n) continue b; s += 1n } return s }`,
  "an empty body": `export function run() { let i = 0n; for (; i < 50n; i++); return i }`,
  "nothing to do": `export function run() { let s = 5n; for (let i = 9n; i < 3n; i++) s = 0n; while (s < 5n) s--; return s }`,
};

const names: Record<string, string> = {
  "shadowing in the body": `export function run() { let x = 1n, s = 0n; for (let i = 0n; i < 9n; i++) { s += x; { let x = i * 2n; s += x; { const x = s; s += x } } x += 1n } return [x, s] }`,
  "a local that shadows the counter": `export function run() { let s = 0n; for (let i = 0n; i < 9n; i++) { const j = i; { let i = j + 1n; s += i } } return s }`,
  "var in the body": `export function run() { let s = 0n; for (let i = 0n; i < 9n; i++) { var t = i * i; s += t } return [s, t] }`,
  "var without a value keeps the last turn's": `export function run() { let s = 0n; for (let i = 0n; i < 9n; i++) { var t; if (i === 3n) t = 5n; if (t) s += t } return [s, t] }`,
  "let without a value": `export function run() { let s = 0n; for (let i = 0n; i < 9n; i++) { let t; if (i > 3n) t = i; s += t ?? 100n } return s }`,
  "a default parameter": `function f(n = 9n, m = n * 2n) { let s = 0n; for (let i = m; i > n; i--) s += i; return s } export function run() { return [f(), f(3n)] }`,
  "a parameter that is assigned": `function f(n) { let s = 0n; while (n > 0n) { s += n; n -= 1n } return [s, n] } export function run() { return [f(3n), f(9n)] }`,
  "sloppy arguments see the parameter": `function f(n) { let s = 0n; while (n > 0n) { s += n; n -= 1n } return [s, arguments[0]] } module.exports = { run() { return [f(3n), f(9n)] } }`,
  "a module variable": `let total = 0n; function add(n) { for (let i = 0n; i < n; i++) total += i } export function run() { add(5n); add(9n); return total }`,
  "a captured variable": `export function run() { let total = 0n; const add = (n) => { for (let i = 0n; i < n; i++) total += i }; add(5n); add(9n); return total }`,
  "a captured variable that is not initialised": `export function run() { function f() { let s = 0n; for (let i = 0n; i < 9n; i++) s += i * K; return s } let r; try { r = f() } catch (e) { r = e.message } const K = 3n; return [r, f()] }`,
  "an uninitialised variable that the loop never reaches": `export function run() { function f(n) { let s = 0n; for (let i = 0n; i < n; i++) s += i > 90n ? K : i; return s } const r = f(20n); const K = 3n; return [r, f(100n)] }`,
  "a class's own name": `class C { static k = 3n; static f(n) { let s = 0n; for (let i = 0n; i < n; i++) s += i; return [s, C.k] } } export function run() { return C.f(9n) }`,
  "generated names that are taken": `const $1 = 5n, $cpm = 6n, $cpm1 = 7n, $2 = 1n; export function run() { let s = $cpm + $cpm1 + $2; for (let i = 0n; i < 9n; i++) s += $1; return s }`,
  "a name written with an escape": `const \\u0024cpm1 = 5n; export function run() { let s = 0n; for (let i = 0n; i < 9n; i++) s += $cpm1; return s }`,
  "shadowed Math and undefined": `export function run() { const Math = { abs: (x) => 7 }; let s = 0; for (let i = 0; i < 9; i++) s += Math.abs(i); const out = [s]; { let undefined = 4; for (let i = 0; i < 3; i++) s += undefined } out.push(s); return out }`,
  "Math itself": `export function run() { let s = 0; for (let i = -9; i < 9; i++) s += Math.abs(i) + Math.max(i, 3, s % 7) + Number(BigInt(i)); return s }`,
  "NaN and Infinity": `export function run() { let s = 0, t = 0; for (let i = 0; i < 9; i++) { s = t === 5 ? NaN : t; t = i < Infinity ? t + 1 : 0 } return [s, t] }`,
  "dead variables are dead": `export function run() { let a = 0n, b = 1n, t = 0n, u = 0n; for (let i = 0n; i < 30n; i++) { t = a + b; a = b; b = t; u = t * 2n } return a }`,
  "everything is assigned": `export function run() { let a = 1n, b = 2n, c = 3n; for (let i = 0n; i < 9n; i++) { a = i; b = a; c = b } return c }`,
  "nested assignments": `export function run() { let a = 1n, b = 2n, c = 3n; for (let i = 0n; i < 9n; i++) { a = b = c + (b -= i); c += (b = 5n, a) - b++ + --a } return [a, b, c] }`,
  "compound with an assignment on the right": `export function run() { let a = 1n; for (let i = 0n; i < 9n; i++) a += (a = i) + a; return a }`,
  "long swaps": `export function run() { let a = 1n, b = 2n, c = 3n; for (let i = 0n; i < 9n; i++) { [a, b, c] = [c, a, b + i]; const [x, y] = [a * 2n, b]; [c] = [c + x - y, a++] } return [a, b, c] }`,
  "a swap with too few values": `export function run() { let a = 1n, b; for (let i = 0n; i < 9n; i++) [a, b] = [a + i]; return [a, b] }`,
  "numbers and separators": `export function run() { let a = 1_000, b = 0x10n, c = .5e1; for (let i = 0; i < 9; i++) { a -= 1_0; b **= 1n; c += 0b11 } return [a, b, c] }`,
  "a generator": `function* g() { let s = 0n; for (let i = 0n; i < 9n; i++) s += i; yield s; for (let i = 0n; i < 5n; i++) s += i; return s } export function run() { return [...g()] }`,
  "accessors, fields, static blocks": `class C { f = (() => { let s = 0n; for (let i = 0n; i < 9n; i++) s += i; return s })(); static s; static { let t = 0n; for (let i = 0n; i < 5n; i++) t += i; C.s = t } get g() { let s = 0n; while (s < 9n) s += 2n; return s } set g(n) { let s = 0n; while (s < n) s += 2n; this.f = s } #p(n) { do n--; while (n > 3n); return n } q() { return this.#p(9n) } } export function run() { const c = new C(); const out = [c.f, C.s, c.g, c.q()]; c.g = 11n; return [...out, c.f] }`,
  "an inner function": `export function run() { function inner(n) { let s = 0n; for (let i = 0n; i < n; i++) s += i; return s } return [inner(3n), inner(9n)] }`,
  eval: `module.exports = { run() { var s = 0n; eval("s = 5n"); for (let i = 0n; i < 9n; i++) s += i; return s } }`,
  with: `module.exports = { run() { var s = 0n, o = { s: 3n }; with (o) { for (let i = 0n; i < 9n; i++) s += i } return [s, o.s] } }`,
  "a let in a switch": `export function run() { let s = 0n; switch (1) { case 0: let n = 5n; case 1: n = 4n; for (let i = 0n; i < 9n; i++) s += n } return s }`,
};

for (const [title, programs] of Object.entries({ shapes, control, names })) {
  describe(title, () => {
    test.each(Object.entries(programs))("%s", (name, source) => {
      const filename = source.includes("module.exports") ? "program.cjs" : "program.ts";
      const { opened, report } = expectSameProgram(source, { filename });
      const isRefused = report.loops.every(({ status }) => status === "refused");
      const isShort = /array|nothing to do|not initialised|left alone|own name/.test(name);
      if (!isRefused && !isShort) expect(opened).toBeGreaterThan(0);
    });
  });
}
