/**
 * Many turns, where the plain loop cannot be waited for, against mathematics done another way.
 *
 * - 10^6 to 10^30 turns of loops that are quasi-polynomials: Newton's interpolation through the plain loop's own values at
 *   few turns, with more of them than the degree needs, so that a wrong degree would show;
 * - up to 130,000 turns over numbers, which the plain loop can do: where the certificate ends, at 2^53, it goes on by itself;
 * - tens of thousands of turns of loops that grow like powers: the affine map of one turn, found by running the turn on
 *   basis vectors, raised to its power by squaring.
 */
import * as fc from "fast-check";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { CpmEvent } from "cpmoptimize/runtime";
import { outcomes, plain, transformed, wrapped } from "./engines.ts";
import { linearTurn, solvableLoop } from "./grammar/solvable-loops.ts";
import type { SolvableLoop } from "./grammar/solvable-loops.ts";
import { written } from "./outcome.ts";

const options = { itersLimit: 0, optMinRows: true, optClearStack: true };
const factor = Math.max(1, Number(process.env["CPM_FUZZ_RUNS"] ?? 0) / 2000);
const seed = Number(process.env["CPM_FUZZ_SEED"] ?? 20_260_101);

const debug = process.env["CPM_DEBUG"];
beforeAll(() => void (process.env["CPM_DEBUG"] = "1"));
afterAll(() => {
  if (debug === undefined) delete process.env["CPM_DEBUG"];
  else process.env["CPM_DEBUG"] = debug;
});

/** A loop that is not accelerated would never end. */
class Declined extends Error {}

function insist(event: CpmEvent): void {
  if (event.kind === "declined") throw new Declined(event.refusal.code);
}

const isDeclined = (shown: string): boolean => shown.startsWith("throws Declined");

/** What both ways make of f(n). */
function optimised(fn: string, n: bigint): string[] {
  const source = { before: "", fn, options };
  return [wrapped, transformed].map(
    (way) => outcomes(() => way(source, insist), [[`${n}n`]], 6000)[0] ?? "nothing",
  );
}

function quasiPolynomial({ fn, variables, degree, period }: SolvableLoop, n: bigint): bigint[] {
  const callee = plain({ before: "", fn }, () => undefined) as (n: bigint) => bigint[];
  const step = BigInt(period);
  // The delay is less than the number of variables.
  const first = (n % step) + step * (1n + BigInt(variables) / step);
  const extra = 3;
  const samples = Array.from({ length: degree + 1 + extra }, (_, k) => callee(first + step * BigInt(k)));
  const m = (n - first) / step;
  return Array.from({ length: variables }, (_, v) => {
    let row = samples.map((sample) => sample[v]!);
    let [value, binomial] = [0n, 1n];
    for (let k = 0n; row.length > 0; k++) {
      if (row.length <= extra && row.some((difference) => difference !== 0n))
        throw new Error(`degree beyond ${degree}`);
      value += row[0]! * binomial;
      binomial = (binomial * (m - k)) / (k + 1n);
      row = row.slice(1).map((each, j) => each - row[j]!);
    }
    return value;
  });
}

const manyTurns = fc
  .tuple(fc.integer({ min: 6, max: 30 }), fc.bigInt({ min: 0n, max: 10n ** 6n }))
  .map(([e, more]) => 10n ** BigInt(e) + more);

test(
  "quasi-polynomial loops of 10^6 to 10^30 turns",
  () => {
    const seen = { all: 0, declined: 0 };
    fc.assert(
      fc.property(solvableLoop, manyTurns, (loop, n) => {
        const expected = `returns ${written(quasiPolynomial(loop, n))}`;
        const shown = optimised(loop.fn, n);
        seen.all++;
        if (shown.some(isDeclined)) seen.declined++;
        // For variables that depend on one another the bound on sizes is loose: it may not be able to tell that they fit.
        const wrong = shown.filter((text) => text !== expected && !(loop.isCoupled && isDeclined(text)));
        expect(wrong, `(${loop.fn})(${n}n) ${expected}`).toEqual([]);
      }),
      { numRuns: Math.ceil(100 * factor), seed },
    );
    expect(seen.declined / seen.all, JSON.stringify(seen)).toBeLessThan(0.5);
  },
  Infinity,
);

test(
  "loops over numbers, up to 2^53 and beyond it",
  () => {
    const seen = { all: 0, jumped: 0 };
    const anyLoop = fc.oneof(solvableLoop, linearTurn).map(({ fn }) => fn.replace(/(\d)n\b/g, "$1"));
    fc.assert(
      fc.property(
        anyLoop,
        fc.integer({ min: 0, max: 2 ** 17 }),
        fc.integer({ min: 0, max: 17 }),
        (fn, large, shift) => {
          const n = large >> shift;
          const source = { before: "", fn, options };
          const calls = [[String(n)], [String(n >> 1)]];
          const expected = outcomes(() => plain(source, () => undefined), calls, 6000);
          let jumps = 0;
          const note = ({ kind }: CpmEvent): void => void (jumps += kind === "accelerated" ? 1 : 0);
          const shown = [wrapped, transformed].map((way) => outcomes(() => way(source, note), calls, 6000));
          seen.all++;
          if (jumps > 0) seen.jumped++;
          expect(shown, `(${fn})(${n})`).toEqual([expected, expected]);
        },
      ),
      { numRuns: Math.ceil(120 * factor), seed },
    );
    expect(seen.jumped / seen.all, JSON.stringify(seen)).toBeGreaterThan(0.6);
  },
  Infinity,
);

type Matrix = readonly (readonly bigint[])[];

const product = (a: Matrix, b: Matrix): Matrix =>
  a.map((row) => b.map((_, column) => row.reduce((sum, x, k) => sum + x * b[k]![column]!, 0n)));

/** The state (i, x, y, z, 1) after one turn, as a matrix: images of the origin and of the basis vectors. */
function affineMap(turn: (...state: bigint[]) => bigint[]): Matrix {
  const zero = [0n, 0n, 0n, 0n];
  const next = (state: readonly bigint[]): bigint[] => [state[0]! + 1n, ...turn(...state)];
  const origin = next(zero);
  const images = zero.map((_, k) => next(zero.with(k, 1n)).map((value, row) => value - origin[row]!));
  return [
    ...origin.map((offset, row) => [...images.map((image) => image[row]!), offset]),
    [0n, 0n, 0n, 0n, 1n],
  ];
}

function power(matrix: Matrix, exponent: bigint): Matrix {
  let result: Matrix = matrix.map((row, i) => row.map((_, j) => (i === j ? 1n : 0n)));
  for (const bit of exponent.toString(2)) {
    result = product(result, result);
    if (bit === "1") result = product(result, matrix);
  }
  return result;
}

test(
  "loops that grow like powers, tens of thousands of turns",
  () => {
    fc.assert(
      fc.property(linearTurn, fc.bigInt({ min: 3n, max: 30_000n }), ({ fn, turn }, n) => {
        const map = affineMap(
          plain({ before: "", fn: turn }, () => undefined) as (...state: bigint[]) => bigint[],
        );
        const start = [[0n], [1n], [2n], [-1n], [1n]];
        const end = power(map, n).map((row) => row.reduce((sum, x, k) => sum + x * start[k]![0]!, 0n));
        const expected = `returns ${written(end.slice(1, 4))}`;
        const shown = optimised(fn, n).map((text) => text === expected || text.slice(0, 500));
        expect(shown, `(${fn})(${n}n)`).toEqual([true, true]);
      }),
      { numRuns: Math.ceil(40 * factor), seed },
    );
  },
  Infinity,
);
