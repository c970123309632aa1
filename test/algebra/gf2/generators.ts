/** The steps of published generators, written over BigInt words as their authors wrote them in C, and their maps. */
import type { BitMap } from "../../../src/algebra/gf2/bit-map.ts";

export interface Generator {
  readonly bits: number; // of a word
  readonly words: number;
  step(state: readonly bigint[]): bigint[];
}

const rotations = (bits: number) => (x: bigint, k: number) =>
  BigInt.asUintN(bits, (x << BigInt(k)) | (x >> BigInt(bits - k)));
const rotl64 = rotations(64);
const rotl32 = rotations(32);
const u64 = (x: bigint) => BigInt.asUintN(64, x);
const u32 = (x: bigint) => BigInt.asUintN(32, x);

export const xorshift128: Generator = {
  bits: 32,
  words: 4,
  step([x, y, z, w]) {
    let t = x! ^ u32(x! << 11n);
    t ^= t >> 8n;
    return [y!, z!, w!, w! ^ (w! >> 19n) ^ t];
  },
};

export const xorshift32: Generator = {
  bits: 32,
  words: 1,
  step([x]) {
    let t = x!;
    t ^= u32(t << 13n);
    t ^= t >> 17n;
    return [t ^ u32(t << 5n)];
  },
};

export const xorshift64: Generator = {
  bits: 64,
  words: 1,
  step([x]) {
    let t = x!;
    t ^= u64(t << 13n);
    t ^= t >> 7n;
    return [t ^ u64(t << 17n)];
  },
};

export const xoroshiro128: Generator = {
  bits: 64,
  words: 2,
  step([s0, s1]) {
    const t = s1! ^ s0!;
    return [rotl64(s0!, 24) ^ t ^ u64(t << 16n), rotl64(t, 37)];
  },
};

const xoshiro =
  (bits: number, shift: bigint, rotate: (x: bigint) => bigint) => (state: readonly bigint[]) => {
    let [s0, s1, s2, s3] = state as [bigint, bigint, bigint, bigint];
    const t = BigInt.asUintN(bits, s1 << shift);
    s2 ^= s0;
    s3 ^= s1;
    s1 ^= s2;
    s0 ^= s3;
    s2 ^= t;
    return [s0, s1, s2, rotate(s3)];
  };

export const xoshiro256: Generator = { bits: 64, words: 4, step: xoshiro(64, 17n, (x) => rotl64(x, 45)) };
export const xoshiro128: Generator = { bits: 32, words: 4, step: xoshiro(32, 9n, (x) => rotl32(x, 11)) };

/** The words, the first in the lowest bits. */
export const pack = ({ bits }: Generator, state: readonly bigint[]): bigint =>
  state.reduceRight((sum, word) => (sum << BigInt(bits)) | word, 0n);

export const unpack = ({ bits, words }: Generator, packed: bigint): bigint[] =>
  Array.from({ length: words }, (_, i) => BigInt.asUintN(bits, packed >> BigInt(bits * i)));

export function toWords(packed: bigint, dimension: number): Uint32Array {
  return Uint32Array.from({ length: Math.ceil(dimension / 32) }, (_, w) =>
    Number(BigInt.asUintN(32, packed >> BigInt(32 * w))),
  );
}

export const fromWords = (words: Uint32Array): bigint =>
  words.reduceRight((sum, word) => (sum << 32n) | BigInt(word), 0n);

export function mapOf(generator: Generator): BitMap {
  const dimension = generator.bits * generator.words;
  const columns = Array.from({ length: dimension }, (_, j) =>
    toWords(pack(generator, generator.step(unpack(generator, 1n << BigInt(j)))), dimension),
  );
  return { dimension, columns };
}
