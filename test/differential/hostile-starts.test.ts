/** The generator of programs over the other algebras draws each hostile value often enough, and mixtures of algebras. */
import * as fc from "fast-check";
import { expect, test } from "vitest";
import { algebraProgram } from "./grammar/algebras.ts";

const programs = fc.sample(algebraProgram, { numRuns: 2000, seed: 7 });

interface Values {
  readonly m: number;
  readonly start: readonly string[];
}

const valuesOf = (call: readonly string[]): Values => ({
  m: numberOf(call[1] ?? ""),
  start: call.slice(2),
});

/** NaN for what is no literal. */
function numberOf(text: string): number {
  return text === "2 ** 53 - 1" ? 2 ** 53 - 1 : Number(text.replace(/n$/, "") || NaN);
}

/** The part of all programs that meet something in one of their calls. */
function share(meets: (values: Values) => boolean): number {
  const met = programs.filter(({ calls }) => calls.some((call) => meets(valuesOf(call))));
  return met.length / programs.length;
}

const divides = (d: number, m: number): boolean => d > 1 && m > d && m % d === 0;

test.each<[string, (values: Values) => boolean, number]>([
  ["a negative residue", ({ start }) => start.some((text) => numberOf(text) < 0), 0.3],
  ["-0", ({ start }) => start.includes("-0"), 0.15],
  ["2^31", ({ start }) => start.some((text) => numberOf(text) === 2 ** 31), 0.2],
  ["2^32 - 1", ({ start }) => start.some((text) => numberOf(text) === 2 ** 32 - 1), 0.2],
  ["a value above m", ({ m, start }) => start.some((text) => m > 0 && numberOf(text) > m), 0.4],
  ["a zero divisor modulo m", ({ m, start }) => start.some((text) => divides(numberOf(text), m)), 0.2],
  ["m = 0, which throws for BigInts", ({ m }) => m === 0, 0.05],
  ["m = 1", ({ m }) => m === 1, 0.1],
  ["m = 2^31", ({ m }) => m === 2 ** 31, 0.1],
  ["m = 2^53 - 1", ({ m }) => m === 2 ** 53 - 1, 0.1],
  ["NaN", ({ start }) => start.includes("NaN"), 0.03],
])("%s", (_, meets, least) => {
  expect(share(meets)).toBeGreaterThan(least);
});

/** By what is written in a program; what is both counts for both. */
const algebras: readonly [string, RegExp][] = [
  ["remainders", /%/],
  ["machine integers", /\| 0|>>> 0|asIntN|asUintN|imul/],
  ["bits", /\^|<<|~/],
  ["extrema", /Math\.max|Math\.min| [<>]=? .* \? /],
];

test.each(
  algebras.flatMap(([one, x], k) => algebras.slice(k + 1).map(([other, y]) => [one, other, x, y] as const)),
)("%s and %s in one loop", (_one, _other, x, y) => {
  const both = programs.filter(({ fn }) => x.test(fn) && y.test(fn));
  expect(both.length / programs.length).toBeGreaterThan(0.05);
});
