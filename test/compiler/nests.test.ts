/** Loops in loops, and every way out of them: the same with silent doors, honest doors, and the real runtime. */
import { describe, expect, test } from "vitest";
import { transform } from "../../src/compiler/index.ts";
import { everything, site } from "../../src/runtime/index.ts";
import { defaultSettings } from "../../src/runtime/settings.ts";
import type { LoopIR } from "../../src/trace/ir.ts";
import { decorate } from "./fake-runtime.ts";
import { execute, outcome } from "./execute.ts";
import { expectSameProgram } from "./same-program.ts";

const cpm = 'import { range } from "cpmoptimize";';

/** Programs whose `f` is called with each of several arguments. */
const programs: Record<string, string> = {
  "constant bounds":
    "let s = 0n; for (let i = 0n; i < n; i++) for (let j = 0n; j < 7n; j++) s += i * 2n + j; return s",
  triangular: "let s = 0n; for (let i = 0n; i < n; i++) for (let j = 0n; j < i; j++) s += i * j; return s",
  tetrahedral:
    "let s = 0n; for (let i = 0n; i < n; i++) for (let j = 0n; j < i; j++) for (let k = j; k < i; k++) s += k + i * j; return s",
  "two loops in sequence":
    "let s = 0n, t = 1n; for (let i = 0n; i < n; i++) { for (let j = i; j < 2n * i + 3n; j++) s += j; let k = 3n; while (k-- > 0n) t += s; } return [s, t]",
  "do while inside":
    "let s = 0n; for (let i = 0n; i < n; i++) { let j = i; do { s += j; j -= 2n } while (j > 0n) } return s",
  "an inner counter that is seen outside":
    "let s = 0n, j = 5n; for (let i = 0n; i < n; i++) for (j = 1n; j < 4n; j++) s += j; return [s, j]",
  "var in the inner header":
    "let s = 0n; for (let i = 0n; i < n; i++) for (var j = 1n; j < 4n; j++) s += j; return [s, j]",
  "shared counters":
    "let s = 0n, i = 0n; while (i < 10n * n) { while (i % 7n !== 0n) i++; s += i; i++; for (let k = 0n; k < 2n; k++) i++ } return [s, i]",
  "state that is reset":
    "let s = 0n; for (let i = 0n; i < n; i++) { let t = 1n; for (let j = 0n; j < 5n; j++) t += t + j; s += t } return s",
  "locals without a value":
    "let s = 0n; for (let i = 0n; i < n; i++) for (let j = 0n, x; j < 3n; j++) { let y; s += (x ?? 5n) + (y ?? 7n); x = j; y = i } return s",
  shadowing:
    "let i = 3n, s = 0n; for (let j = 0n; j < n; j++) { for (let i = j; i < 9n; i++) { const j = i * 2n; s += j } s += i } return [i, s]",
  "break inside":
    "let s = 0n; for (let i = 0n; i < n; i++) { for (let j = 0n; ; j++) { if (j > i) break; s += j } } return s",
  "continue outer":
    "let s = 0n; out: for (let i = 0n; i < n; i++) { for (let j = 0n; j < 9n; j++) { if (j > 4n) continue out; s += j } s += 1000n } return s",
  "break outer":
    "let s = 0n; out: for (let i = 0n; i < n; i++) { for (let j = 0n; j < 9n; j++) { if (s > 60n) break out; s += j } } return s",
  "labelled continue from a do while":
    "let s = 0n, i = 0n; out: do { let j = 0n; for (;;) { j++; s += j; if (j === 3n) continue out; } } while (++i < n); return [s, i]",
  "return inside":
    "let s = 0n; for (let i = 0n; i < n; i++) for (let j = 0n; j < 9n; j++) { s += j; if (s > 100n) return [s, i, j] } return s",
  "throw inside":
    "let s = 0n; for (let i = 0n; i < n; i++) for (let j = 0n; j < 9n; j++) { s += j; if (s > 100n) throw new RangeError(String(s)) } return s",
  "for ever":
    "let s = 0n, i = 0n; for (;;) { i++; while (true) { s += i; if (s > 3n * i) break; s += 1n } if (i > n) break } return [s, i]",
  conjunctions:
    "let s = 0n, i = 0n, j = 100n; while (i < n && j > 3n || s < 10n) { for (; j > 50n && s < 1000n; j -= 3n) s += j; i += 2n; j--; s += i } return [s, i, j]",
  "while sum below": "let s = 0n, i = 0n; while (s < 10n * n) { i++; s += i * i } return [i, s]",
  "a labelled block":
    "let s = 0n; for (let i = 0n; i < n; i++) skip: { s += 1n; if (i % 3n === 0n) break skip; for (let j = 0n; j < 3n; j++) { if (j === 1n) break skip; s += j + 5n } s += 100n } return s",
  "switch that falls through":
    "let s = 0n; for (let i = 0n; i < n; i++) { switch (i % 4n) { case 0n: s += 1n; case 1n: s += 10n; break; default: s += 1000n; case 2n: if (i === 6n) break; s += 100n } } return s",
  "continue in a switch":
    "let s = 0n; for (let i = 0n; i < n; i++) { switch (i % 3n) { default: s += 2n; case 1n: for (let j = 0n; j < 4n; j++) { if (j === 2n) break; s += j } continue; case 2n: s -= 5n } s += 50n } return s",
  "a let in a case":
    "let s = 0n; for (let i = 0n; i < n; i++) switch (i % 2n) { case 0n: let t = i; s += t; default: { let t = 3n; s += t } } return s",
  "range inside": "let s = 0n; for (let i = 0n; i < n; i++) for (const j of range(i)) s += i * j; return s",
  "range with start and step":
    "let s = 0n; for (let i = 0n; i < n; i++) for (let j of range(i, 3n * n, 2n)) { j += 1n; s += j } return s",
  "range down":
    "let s = 0n; for (let i = 0n; i < n; i++) for (const j of range(20n, i, -3n)) { if (j === 11n) continue; s += i * j } return s",
  "range by a variable step":
    "let s = 0n, d = 5n; for (let i = 0n; i < n; i++) { for (const j of range(-9n, 9n * d, d)) s += i * j; d = -d } return s",
  "ranges of numbers":
    "let s = 0, m = Number(n); for (let i = 0; i < m; i++) for (const j of range(-0, i)) for (const k of range(3)) s += i * j + k; return s",
  "range in range":
    "let s = 0n, x = 7n; for (const i of range(n)) for (x of range(i)) s += i * x; return [s, x]",
  "range that throws":
    "let s = 0n; try { for (let i = 0n; i < n; i++) { s++; for (const j of range(0n, 5n, i - 4n)) s += j } } catch (e) { return [s, e.message] } return s",
  "range of mixed types":
    "let s = 0n; try { for (let i = 0n; i < n; i++) { s++; for (const j of range(i, 5)) s += 1n } } catch (e) { return [s, e.message] } return s",
  "range of a fraction":
    "let s = 0; try { for (let i = 0; i < 3; i++) { s++; for (const j of range(Number(n) / 2)) s += j } } catch (e) { return [s, e.message] } return s",
  "range of undefined":
    "let s = 0, u; try { for (let i = 0; i < 3; i++) { s++; for (const j of range(3, u)) s += j } } catch (e) { return [s, e.message] } return s",
  "dead and alive":
    "let s = 0n, t = 0n, u = 0n; for (let i = 0n; i < n; i++) { u = t; for (let j = 0n; j < i; j++) { s += t; t = j } if (u > 5n) s += u; t = i } return s",
  "captured variables":
    "let s = 0n; const see = () => s; try { for (let i = 0n; i < n; i++) { for (let j = 0n; j < i; j++) s += 100n / (7n - j) } } catch { } return see()",
  "an array inside is left alone":
    "let s = 0n; for (let i = 0n; i < n; i++) for (const x of [1n, 2n]) { s += x; for (let j = 0n; j < i; j++) s += j } return s",
};

const wrap = (body: string): string =>
  `${cpm} function f(n) { ${body} } export function run() { const log = []; for (const n of [0n, 1n, 2n, 5n, 13n, 40n]) { try { log.push(f(n)) } catch (e) { log.push(e.message) } } return log }`;

describe("nests", () => {
  test.each(Object.entries(programs))("%s", (name, body) => {
    const { opened, report } = expectSameProgram(wrap(body));
    const [outer] = report.loops;
    expect(outer?.status, report.print()).toBe(name.includes("left alone") ? "refused" : "accelerable");
    if (!/throws|fraction|mixed/.test(name)) expect(opened).toBeGreaterThan(0);
  });

  const jumped: string[] = [];
  test.each(Object.entries(programs))("%s, by the real runtime", (name, body) => {
    const source = wrap(body);
    const enter = (ir: LoopIR) =>
      site(ir, everything, {
        ...defaultSettings,
        itersLimit: 0n,
        onEvent: (event) =>
          event.kind === "accelerated" && event.place === report.loops[0]?.place && jumped.push(name),
      });
    const module = { site: enter, linear: enter, compiled: () => decorate, marked: () => decorate };
    const { code, report } = transform(source, { filename: "program.ts", loops: "all" });
    const results = (text: string): unknown =>
      outcome(() => (execute(text, "program.ts", module)["run"] as () => unknown)());
    expect(results(code)).toStrictEqual(results(source));
  });

  test("the real runtime jumps outer loops", () => {
    expect([...new Set(jumped)]).toEqual(
      expect.arrayContaining([
        "constant bounds",
        "triangular",
        "tetrahedral",
        "state that is reset",
        "range inside",
      ]),
    );
  });
});
