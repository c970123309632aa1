/** The estimate of turns, from the text of the loop and the values of its inputs. */
import { expect, test } from "vitest";
import { TripEstimate } from "../../src/runtime/trip-estimate.ts";
import type { LoopIR } from "../../src/trace/ir.ts";
import { expandRangeLoop } from "../../src/trace/range-loop.ts";
import { compileForTest } from "../compiler/compile-for-test.ts";

type Values = Readonly<Record<string, unknown>>;

function loopOf(source: string): LoopIR {
  const text = `import { range } from "cpmoptimize"; export function f(n, m, s) { let a = 0; ${source} }`;
  const { irs, report } = compileForTest(text);
  if (irs[0] === undefined) throw new Error(report.print());
  return expandRangeLoop(irs[0]);
}

function estimate(source: string, values: Values): readonly unknown[] {
  const ir = loopOf(source);
  const found = TripEstimate.of(ir);
  const inputs = ir.inputs.map((name) => values[name.trim()]);
  return [found?.distance(inputs), found?.turns(inputs)];
}

test.each<[string, Values, unknown, number | undefined]>([
  ["for (let i = 0; i < n; i++) a++", { i: 0, n: 10 }, 10, 10],
  ["for (let i = 0n; n >= i; i += 1n) a++", { i: 3n, n: 10n }, 7n, 7],
  ["for (let i = n; i > 0n; i--) a++", { i: 12n }, 12n, 12],
  ["for (let i = n; i !== 10; i -= 1) a++", { i: 25 }, 15, 15],
  ["for (let i = 0; i < n; i += 2) a++", { i: 0, n: 10 }, 10, 5],
  ["for (let i = 0; i < n; i = i + s) a++", { i: 1, n: 10, s: 3 }, 9, 3],
  ["for (let i = 0n; i < n; i++) a++", { i: 0n, n: 100 }, 100, 100],
  ["for (let i = 0n; i < n + 3n * m - 1n; i++) a++", { i: 0n, n: 5n, m: 7n }, 25n, 25],
  ["while (n > 0) { a += n; n--; }", { n: 9 }, 9, 9],
  ["while (n-- > 0) a++;", { n: 9 }, 9, 9],
  ["while (n--) a++;", { n: 9 }, 9, 9],
  ["do { a++; } while (--n > 3);", { n: 9 }, 6, 6],
  ["for (let i = 0, j = 0; a < 7 && i < n; j++, i += 4) a *= 3", { i: 0, n: 80, a: 0 }, 80, 20],
  ["for (const i of range(n)) a += i;", { i: 4n, stop: 10n, step: 2n }, 6n, 3],
  ["for (const i of range(n)) a += i;", { i: 10n, stop: 4n, step: -2n }, 6n, 3],
])("%s with %o", (source, values, distance, turns) => {
  expect(estimate(source, values)).toEqual([distance, turns]);
});

test.each([
  ["a threshold", "while (a < n) a = 2 * a + 1;"],
  ["a step that is taken sometimes", "for (let i = 0; i < n; ) { a++; if (a > 3) i++; }"],
  ["a bound that moves", "for (let i = 0; i < n; i++) n--;"],
  ["a product of two inputs", "for (let i = 0n; i < n * m; i++) a++;"],
  ["a literal that is no number", "for (let i = 0; i < true; i++) a++"],
  ["no test", "for (;;) { if (++a > n) break; }"],
])("nothing is read off %s", (_, source) => {
  expect(TripEstimate.of(loopOf(source))).toBeUndefined();
});

test.each([
  [{ i: 0, n: {} }, undefined],
  [{ i: 0, n: NaN }, NaN],
  [{ i: 0, n: "10" }, undefined],
  [{ i: null, n: 10 }, undefined],
])("values that are no whole numbers: %o", (values, distance) => {
  expect(estimate("for (let i = 0; i < n; i++) a++", values)).toEqual([distance, undefined]);
});

test("a step that is an object is not asked for its value", () => {
  let asked = 0;
  const s = { valueOf: () => ++asked };
  expect(estimate("for (let i = 0; i < n; i += s) a++", { i: 0, n: 10, s })).toEqual([undefined, undefined]);
  expect(asked).toBe(0);
});
