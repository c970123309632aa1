/**
 * Published jump functions of D. Blackman and S. Vigna's generators (prng.di.unimi.it): one step in a counted loop, for as many
 * turns as the authors' jump() and long_jump() stand for, leaves the state that these leave.
 */
import { describe, expect, test } from "vitest";
import { jumped } from "./same-as-plain.ts";

type State = readonly bigint[];

/** jump() as the authors wrote it: the sum of the states at the turns that the polynomial's coefficients mark. */
function publishedJump(
  step: (state: State) => State,
  start: State,
  words: readonly bigint[],
  bits: number,
): State {
  let [state, sum] = [start, start.map(() => 0n)];
  for (const word of words) {
    for (let b = 0; b < bits; b++) {
      if ((word >> BigInt(b)) & 1n) sum = sum.map((s, k) => s ^ state[k]!);
      state = step(state);
    }
  }
  return sum;
}

function xoroshiro128(n: bigint, s0: bigint, s1: bigint): State {
  for (let i = 0n; i < n; i++) {
    s1 ^= s0;
    s0 = BigInt.asUintN(64, (s0 << 24n) | (s0 >> 40n)) ^ s1 ^ BigInt.asUintN(64, s1 << 16n);
    s1 = BigInt.asUintN(64, (s1 << 37n) | (s1 >> 27n));
  }
  return [s0, s1];
}

/** With the generator's output, which takes no part in the state. */
function xoroshiro128plus(n: bigint, s0: bigint, s1: bigint): State {
  let result = 0n;
  for (let i = 0n; i < n; i++) {
    result = BigInt.asUintN(64, s0 + s1);
    const t = s1 ^ s0;
    s0 = (((s0 << 24n) | (s0 >> 40n)) ^ t ^ (t << 16n)) & 0xffffffffffffffffn;
    s1 = ((t << 37n) | (t >> 27n)) & 0xffffffffffffffffn;
  }
  return [s0, s1, result];
}

function xoshiro256(n: bigint, s0: bigint, s1: bigint, s2: bigint, s3: bigint): State {
  for (let i = 0n; i < n; i++) {
    const t = BigInt.asUintN(64, s1 << 17n);
    s2 ^= s0;
    s3 ^= s1;
    s1 ^= s2;
    s0 ^= s3;
    s2 ^= t;
    s3 = BigInt.asUintN(64, (s3 << 45n) | (s3 >> 19n));
  }
  return [s0, s1, s2, s3];
}

/** Over numbers: int32, as JavaScript's operators leave them. */
function xoshiro128(n: bigint, s0: number, s1: number, s2: number, s3: number): readonly number[] {
  for (let i = 0n; i < n; i++) {
    const t = s1 << 9;
    s2 ^= s0;
    s3 ^= s1;
    s1 ^= s2;
    s0 ^= s3;
    s2 ^= t;
    s3 = (s3 << 11) | (s3 >>> 21);
  }
  return [s0, s1, s2, s3];
}

const start64 = [0x0123456789abcdefn, 0xfedcba9876543210n, 0x9e3779b97f4a7c15n, 0xbf58476d1ce4e5b9n];
const start32 = [0x01234567, 0x89abcdef, 0x9e3779b9, 0xbf58476d];

describe("xoroshiro128 (24, 16, 37)", () => {
  const jumps = [
    [64n, [0xdf900294d8f554a5n, 0x170865df4b3201fcn]],
    [96n, [0xd2a98b26625eee7bn, 0xdddf9b1090aa7ac1n]],
  ] as const;
  test.each(jumps)("2^%s turns", (exponent, words) => {
    const [s0, s1] = start64 as [bigint, bigint];
    const expected = publishedJump(([a, b]) => xoroshiro128(1n, a!, b!), [s0, s1], words, 64);
    expect(jumped(xoroshiro128, "gf2", 2n ** exponent, s0, s1)).toEqual(expected);
    expect(jumped(xoroshiro128plus, "gf2", 2n ** exponent, s0, s1).slice(0, 2)).toEqual(expected);
  });

  test("the last output, after one turn more than a jump", () => {
    const [s0, s1] = start64 as [bigint, bigint];
    const [a, b] = jumped(xoroshiro128, "gf2", 2n ** 64n, s0, s1) as [bigint, bigint];
    expect(jumped(xoroshiro128plus, "gf2", 2n ** 64n + 1n, s0, s1)[2]).toBe(BigInt.asUintN(64, a + b));
  });
});

describe("xoshiro256", () => {
  const jumps = [
    [128n, [0x180ec6d33cfd0aban, 0xd5a61266f0c9392cn, 0xa9582618e03fc9aan, 0x39abdc4529b1661cn]],
    [192n, [0x76e15d3efefdcbbfn, 0xc5004e441c522fb3n, 0x77710069854ee241n, 0x39109bb02acbe635n]],
  ] as const;
  test.each(jumps)("2^%s turns", (exponent, words) => {
    const step = (state: State): State => xoshiro256(1n, ...(state as [bigint, bigint, bigint, bigint]));
    const expected = publishedJump(step, start64, words, 64);
    expect(jumped(xoshiro256, "gf2", 2n ** exponent, ...start64)).toEqual(expected);
  });
});

describe("xoshiro128, over numbers", () => {
  const jumps = [
    [64n, [0x8764000bn, 0xf542d2d3n, 0x6fa035c3n, 0x77f2db5bn]],
    [96n, [0xb523952en, 0x0b6f099fn, 0xccf5a0efn, 0x1c580662n]],
  ] as const;
  test.each(jumps)("2^%s turns", (exponent, words) => {
    const step = (state: State): State =>
      xoshiro128(1n, ...(state.map((word) => Number(word) | 0) as [number, number, number, number])).map(
        (word) => BigInt.asUintN(32, BigInt(word)),
      );
    const expected = publishedJump(step, start32.map(BigInt), words, 32).map((word) => Number(word) | 0);
    expect(jumped(xoshiro128, "gf2", 2n ** exponent, ...start32)).toEqual(expected);
    const signed = start32.map((word) => word | 0);
    expect(jumped(xoshiro128, "gf2", 2n ** exponent, ...signed)).toEqual(expected);
  });
});
