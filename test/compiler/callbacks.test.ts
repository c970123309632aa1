/** Calls that are loops: the same with silent doors, honest doors, and the real runtime. */
import { describe, expect, test } from "vitest";
import { transform } from "../../src/compiler/index.ts";
import { everything, site } from "../../src/runtime/index.ts";
import { defaultSettings } from "../../src/runtime/settings.ts";
import type { LoopIR } from "../../src/trace/ir.ts";
import { execute, outcome } from "./execute.ts";
import { decorate } from "./fake-runtime.ts";
import { expectSameProgram } from "./same-program.ts";

const cpm = 'import { range } from "cpmoptimize";';

/** Bodies of `f(n, m)`: n is a bigint, m the same as a number. */
const bodies: Record<string, string> = {
  "forEach of a range": "let s = 0n; range(n).forEach((x) => { s += x * x }); return s",
  "forEach with an expression": "let s = 0n; range(1n, n, 2n).forEach(x => s += x); return s",
  "forEach with a function":
    "let s = 0n; range(n).forEach(function (x) { var t; if (x === 3n) return; if (x > 6n) { t = x; return t } s += t ?? x }); return s",
  "forEach without a parameter": "let s = 0n; range(n).forEach(() => { s += 2n }); return s",
  "forEach that throws":
    "let s = 0n; try { range(n).forEach((x) => { s += 100n / (7n - x) }) } catch (e) { return [s, e.message] } return s",
  "forEach of a spread range":
    "let s = 0n; [...range(n)].forEach((x) => { s += x; x += 1n; s += x }); return s",
  "forEach as a value": "let s = 0n; const u = [range(n).forEach((x) => { s += x }), s]; return [u, s]",
  "forEach in a loop":
    "let s = 0n; for (let i = 0n; i < 3n; i++) range(n).forEach((x) => { s += x * i }); return s",
  "forEach where a for-of's iterable begins":
    "let s = 0n; for (const z of (range(n).forEach((x) => { s += x }), [1n, 2n])) s += z; return s",
  "forEach where a range loop's iterable begins":
    "let s = 0n; for (const z of range(n).forEach((x) => { s += x }) ?? range(n)) s += z * 2n; return s",
  "forEach behind an if":
    "let s = 0n; if (n > 2n) range(n).forEach((x) => { s += x }); else [...range(9n)].forEach((x) => { s -= x }); return s",
  "forEach in forEach":
    "let s = 0n; range(n).forEach((x) => { [...range(x)].forEach((y) => { s += x * y }) }); return s",
  "a loop in forEach":
    "let s = 0n; range(n).forEach((x) => { for (let j = 0n; j < x; j++) { if (j === 5n) return; s += j } s += 10n }); return s",
  "shadowed names":
    "let x = 5n, s = 0n; range(n).forEach((s2) => { let x = s2; { let s = x; x += s } s += x }); return [x, s]",
  reduce: "return [...range(n)].reduce((acc, x) => acc + x, 0n)",
  "reduce with a block":
    "const r = [...range(n)].reduce((acc, x) => { if (x === 4n) return acc; acc += x; return acc * 2n }, 1n); return r",
  "reduce from a variable": "let s = 7n; s = [...range(n)].reduce((s, x) => s + x, s); return s",
  "reduce from a negative number": "return [...range(m)].reduce((a, x) => a - x, -3)",
  "reduce without a return": "return [...range(n)].reduce((acc, x) => { acc += x }, 0n)",
  "reduce that writes":
    "let t = 1n; const r = [...range(n)].reduce((acc, x) => { t += acc; return acc + x }, 0n); return [r, t]",
  "reduce without an element": "return [...range(n)].reduce((acc) => acc + 2n, 0n)",
  "two reduces":
    "return [...range(n)].reduce((a, x) => a + x, 0n) * [...range(n)].reduce((a, x) => a - x, 1n)",
  "a nest in reduce":
    "return [...range(n)].reduce((acc, x) => { for (const y of range(x)) acc += y * x; return acc }, 0n)",
  "keys of an array": "let s = 0; for (const i of Array(m).keys()) s += i; return s",
  "keys of a new array":
    "let s = 0, i = 9; for (i of new Array(m).keys()) { if (i === 30) break; s += i } return [s, i]",
  "keys of an array of one": "let s = 0; for (const i of Array(String(m)).keys()) s += i + 1; return s",
  "keys, spread":
    "let s = 0; [...Array(m).keys()].forEach((i) => { s += i }); return s + [...Array(m).keys()].reduce((a, x) => a + x * 3, 0)",
  "Array.from as a driver": "let s = 0; Array.from({ length: m }, (_, i) => { s += i }); return s",
  "Array.from and what it passes":
    "let s = 0, u = 0; Array.from({ length: (u++, m) }, (x, i) => { if (x === undefined) u++; i += 1; s += i; return s }); return [s, u]",
  "Array.from without an index": "let s = 0n; Array.from({ length: m }, () => { s += 3n }); return s",
  "Array.from of a strange length":
    "let s = 0; Array.from({ length: m + 0.5 }, (_, i) => { s += i }); Array.from({ length: -m }, (_, i) => { s += i }); Array.from({ length: String(m) }, (_, i) => { s += i }); return s",
  "this is left alone": "let s = 0n; range(n).forEach(function (x) { s += x + (this ? 1n : 2n) }); return s",
  "an index is left alone": "let s = 0n; range(n).forEach((x, k) => { s += x * k }); return s",
  "a function's own name is left alone":
    "let s = 0n; range(n).forEach(function g(x) { s += x; if (x > 99n) g(x) }); return s",
  "reduce without a start is left alone": "return n > 0n ? [...range(n)].reduce((a, x) => a + x) : 0n",
  "a start that runs code is left alone":
    "let t = 0n; const r = [...range(n)].reduce((a, x) => a + x + t, (t = 3n)); return [r, t]",
};

const wrap = (body: string): string => program(`function f(n, m) { ${body} }`);
const program = (f: string): string =>
  `${cpm} ${f} export function run() { const log = []; for (const n of [0n, 1n, 2n, 5n, 13n, 40n]) { try { log.push(f(n, Number(n))) } catch (e) { log.push(e.message) } } return log }`;

const programs = {
  ...Object.fromEntries(Object.entries(bodies).map(([name, body]) => [name, wrap(body)])),
  "arrow functions": program(`const f = (n) => [...range(n)].reduce((a, x) => a + x, 0n);`),
  "an arrow function on lines": program(`const f = n =>
    // => here
    ([...range(n)].reduce((a, x) => a + x, 0n) -
      [...range(n)].reduce((a, x) => a + 2n, 0n)) /* end */;`),
  "an arrow function with types": program(
    `const f = <T extends bigint = bigint>(n: T, g: (x: T) => T = (x) => x): bigint => [...range(n)].reduce((a: bigint, x) => a + x!, 0n as bigint);`,
  ),
  "arrow functions in each other": program(
    `let t = 0n; const g = (k) => (n) => range(n).forEach((x) => { t += k * x }); const f = (n) => [g(2n)(n), t];`,
  ),
  "a class field is left alone": program(
    `class C { s = [...range(9n)].reduce((a, x) => a + x, 0n) } const f = (n) => new C().s + n;`,
  ),
  "a module": `${cpm} let s = 0n; range(20n).forEach((x) => { s += x }); export const t = [...range(20n)].reduce((a, x) => a + x, s); export const run = () => [s, t];`,
};

describe("calls that are loops", () => {
  test.each(Object.entries(programs))("%s", (name, source) => {
    const { opened, report, code } = expectSameProgram(source);
    // A call inside a loop, or inside another call, is a loop of its own.
    const ours = report.loops
      .filter((loop) => loop.name !== "run")
      .at(name.startsWith("forEach in ") ? 1 : 0);
    expect(ours?.status, report.print()).toBe(name.includes("left alone") ? "refused" : "accelerable");
    if (!/left alone|of one|strange/.test(name)) expect(opened, code).toBeGreaterThan(0);
  });

  const jumped = new Set<string>();
  test.each(Object.entries(programs))("%s, by the real runtime", (name, source) => {
    const enter = (ir: LoopIR) =>
      site(ir, everything, {
        ...defaultSettings,
        itersLimit: 0n,
        onEvent: (event) => {
          if (event.kind === "accelerated") jumped.add(name);
        },
      });
    const module = { site: enter, linear: enter, compiled: () => decorate, marked: () => decorate };
    const { code } = transform(source, { filename: "program.ts", loops: "all" });
    const results = (text: string): unknown =>
      outcome(() => (execute(text, "program.ts", module)["run"] as () => unknown)());
    expect(results(code)).toStrictEqual(results(source));
  });

  test("the real runtime jumps", () => {
    expect([...jumped]).toEqual(
      expect.arrayContaining([
        "forEach of a range",
        "reduce",
        "keys of an array",
        "keys, spread",
        "Array.from as a driver",
        "arrow functions",
      ]),
    );
  });

  test.each([
    [
      "Array.prototype.reduce",
      "Array.prototype.reduce = function (f, a) { return 5n }",
      "return [...range(n)].reduce((a, x) => a + x, 0n)",
    ],
    [
      "Array.prototype.forEach",
      "Array.prototype.forEach = function () {}",
      "let s = 0n; [...range(n)].forEach((x) => { s += x }); return s",
    ],
    [
      "Array.from",
      "Array.from = () => []",
      "let s = 0n; Array.from({ length: m }, () => { s += 3n }); return s",
    ],
    [
      "Array.prototype.keys",
      "Array.prototype.keys = () => [7]",
      "let s = 0; for (const i of Array(m).keys()) s += i; return s",
    ],
  ])("%s replaced", (path, patch, body) => {
    const source = wrap(body).replace("export function run() {", `export function run() { ${patch};`);
    const holder = path.startsWith("Array.prototype") ? Array.prototype : Array;
    const name = path.split(".").at(-1) as string;
    const known = Object.getOwnPropertyDescriptor(holder, name) as PropertyDescriptor;
    const enter = (ir: LoopIR) => site(ir, everything, { ...defaultSettings, itersLimit: 0n });
    const module = { site: enter, linear: enter, compiled: () => decorate, marked: () => decorate };
    const { code } = transform(source, { filename: "program.ts", loops: "all" });
    const results = (text: string): unknown => {
      const { run } = execute(text, "program.ts", module) as { run: () => unknown };
      try {
        return run();
      } finally {
        Object.defineProperty(holder, name, known);
      }
    };
    expect(results(code)).toStrictEqual(results(source));
  });
});
