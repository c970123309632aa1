/** examples/generators.ts: published answers, and plain loops. */
import { describe, expect, test } from "vitest";
import { explain, original } from "cpmoptimize";
import {
  bestStretch,
  fibonacciModulo,
  knightDialer,
  minstd,
  mmix,
  wrapping,
} from "../../examples/generators.ts";

const isAccelerated = (fn: (...args: never[]) => unknown): boolean =>
  explain(fn).loops.every(({ status }) => status === "accelerated");

describe("published answers", () => {
  test("MINSTD: the 10,000th value from 1", () => {
    expect(minstd(10_000, 1)).toBe(1043618065);
    expect(isAccelerated(minstd)).toBe(true);
  });

  test("F(10^18) modulo 10^9 + 7", () => {
    expect(fibonacciModulo(10n ** 18n, 10n ** 9n + 7n)).toBe(209783453n);
    expect(isAccelerated(fibonacciModulo)).toBe(true);
  });

  test("knight dialer: 3131 digits", () => {
    expect(knightDialer(3131)).toBe(136006598);
    expect(isAccelerated(knightDialer)).toBe(true);
  });

  test("MMIX: a whole period of 2^64 turns changes nothing", () => {
    expect(mmix(2n ** 64n, 42n)).toBe(42n);
    expect(mmix(2n ** 64n + 5n, 42n)).toBe(original(mmix)(5n, 42n));
  });
});

describe("plain loops of 1000 turns", () => {
  test.each([0, 1, 2, 3, 1000])("n = %d", (n) => {
    expect(minstd(n, 7)).toBe(original(minstd)(n, 7));
    expect(mmix(BigInt(n), 7n)).toBe(original(mmix)(BigInt(n), 7n));
    expect(wrapping(BigInt(n), 7)).toBe(original(wrapping)(BigInt(n), 7));
    expect(fibonacciModulo(BigInt(n), 1000n)).toBe(original(fibonacciModulo)(BigInt(n), 1000n));
    expect(knightDialer(n)).toBe(original(knightDialer)(n));
    expect(bestStretch(BigInt(n), 5, 3)).toBe(original(bestStretch)(BigInt(n), 5, 3));
    expect(bestStretch(BigInt(n), 3, 5)).toBe(original(bestStretch)(BigInt(n), 3, 5));
  });

  test("the best stretch of 10^15 turns", () => {
    expect(bestStretch(10n ** 15n, 5, 3)).toBe(2 * (10 ** 15 - 1) + 5);
    expect(isAccelerated(bestStretch)).toBe(true);
  });
});
