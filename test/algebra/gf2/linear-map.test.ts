/** Jumps of linear maps over GF(2), against plain steps over BigInts, matrix powers and published jump polynomials. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { prepareLinearMap } from "../../../src/algebra/gf2/linear-map.ts";
import { reduction } from "../../../src/algebra/gf2/reduction.ts";
import { xPower } from "../../../src/algebra/gf2/x-power.ts";
import type { BitMap } from "../../../src/algebra/gf2/bit-map.ts";
import * as generators from "./generators.ts";
import { fromWords, mapOf, pack, toWords, unpack } from "./generators.ts";

/** Columns as BigInts: the oracle. */
type Columns = readonly bigint[];

function apply(columns: Columns, vector: bigint): bigint {
  let sum = 0n;
  for (let j = 0, rest = vector; rest !== 0n; j++, rest >>= 1n) if (rest & 1n) sum ^= columns[j]!;
  return sum;
}

function power(columns: Columns, turns: bigint): Columns {
  let result: Columns = columns.map((_, j) => 1n << BigInt(j));
  let square = columns;
  for (let rest = turns; rest > 0n; rest >>= 1n) {
    if (rest & 1n) result = result.map((column) => apply(square, column));
    square = square.map((column) => apply(square, column));
  }
  return result;
}

const packedMap = (columns: Columns): BitMap => ({
  dimension: columns.length,
  columns: columns.map((column) => toWords(column, columns.length)),
});

function prepared(map: BitMap) {
  const linear = prepareLinearMap(map)!;
  return {
    ...linear,
    jump: (state: bigint, turns: bigint) => fromWords(linear.jump(toWords(state, map.dimension), turns)!),
    mu: () => fromWords(linear.minimalPolynomial()!),
  };
}

const bitsOf = (dimension: number) => fc.bigInt(0n, (1n << BigInt(dimension)) - 1n);

const dense = (dimension: number) =>
  fc.array(bitsOf(dimension), { minLength: dimension, maxLength: dimension });
const nilpotent = (dimension: number) =>
  dense(dimension).map((columns) => columns.map((column, j) => column & ((1n << BigInt(j)) - 1n)));
const sparse = (dimension: number) =>
  fc.array(
    fc
      .array(fc.nat(dimension - 1), { maxLength: 2 })
      .map((rows) => rows.reduce((column, row) => column ^ (1n << BigInt(row)), 0n)),
    { minLength: dimension, maxLength: dimension },
  );
const identity = (dimension: number) =>
  fc.constant(Array.from({ length: dimension }, (_, j) => 1n << BigInt(j)));
const zero = (dimension: number) => fc.constant(new Array<bigint>(dimension).fill(0n));
const lowRank = (dimension: number) =>
  fc
    .tuple(dense(dimension), fc.array(bitsOf(dimension), { minLength: 1, maxLength: 3 }))
    .map(([columns, span]) =>
      columns.map((column) => span.reduce((sum, v, i) => ((column >> BigInt(i)) & 1n ? sum ^ v : sum), 0n)),
    );
const involution = (dimension: number) =>
  fc.constant(
    Array.from({ length: dimension }, (_, j) => 1n << BigInt(j ^ 1 && (j ^ 1) < dimension ? j ^ 1 : j)),
  );
const anyBlock = (most: number) =>
  fc
    .integer({ min: 1, max: most })
    .chain((d) =>
      fc.oneof(...[dense, nilpotent, sparse, identity, zero, lowRank, involution].map((kind) => kind(d))),
    );
/** Several blocks, equal ones too, so that the space is not cyclic, in another order of the bits. */
const directSum = fc
  .tuple(
    fc.array(fc.tuple(anyBlock(24), fc.integer({ min: 1, max: 2 })), { minLength: 1, maxLength: 3 }),
    fc.nat(),
  )
  .map(([blocks, scramble]) => {
    const columns: bigint[] = [];
    for (const [block, copies] of blocks) {
      for (let c = 0; c < copies; c++) {
        const offset = BigInt(columns.length);
        columns.push(...block.map((column) => column << offset));
      }
    }
    const d = columns.length;
    const place = Array.from({ length: d }, (_, i) => i);
    for (let i = d - 1, seed = scramble; i > 0; i--, seed = (seed * 1103515245 + 12345) % 2 ** 31) {
      const j = seed % (i + 1);
      [place[i], place[j]] = [place[j]!, place[i]!];
    }
    const moved = (v: bigint) =>
      place.reduce((sum, to, from) => sum | (((v >> BigInt(from)) & 1n) << BigInt(to)), 0n);
    const result = new Array<bigint>(d);
    columns.forEach((column, j) => (result[place[j]!] = moved(column)));
    return result;
  });
const anyMap = fc.oneof(anyBlock(100), directSum);
const huge = fc.oneof(fc.bigInt(0n, 2000n), fc.bigInt(0n, 1n << 70n), fc.bigInt(0n, 1n << 400n));

describe("any linear map", () => {
  test("every number of turns up to 2000 is plain stepping", () => {
    fc.assert(
      fc.property(
        anyMap,
        fc.bigInt(0n, 1n << 100n),
        fc.integer({ min: 0, max: 2000 }),
        (columns, seed, last) => {
          const map = prepared(packedMap(columns));
          map.jump(0n, 10n ** 18n); // so that only fewer turns than its degree are walked
          const start = BigInt.asUintN(columns.length, seed);
          let state = start;
          for (let n = 0, checked = 0; n <= last; n++) {
            if (n === checked || n === last) {
              expect(map.jump(start, BigInt(n))).toBe(state);
              checked = checked < 140 ? checked + 1 : Math.ceil(checked * 1.3);
            }
            state = apply(columns, state);
          }
        },
      ),
      { numRuns: 60 },
    );
  });

  test("huge numbers of turns are the matrix power", () => {
    fc.assert(
      fc.property(anyMap, fc.bigInt(0n, 1n << 100n), huge, (columns, seed, turns) => {
        const start = BigInt.asUintN(columns.length, seed);
        expect(prepared(packedMap(columns)).jump(start, turns)).toBe(apply(power(columns, turns), start));
      }),
      { numRuns: 60 },
    );
  });

  test("jumps compose", () => {
    fc.assert(
      fc.property(anyMap, fc.bigInt(0n, 1n << 100n), huge, huge, (columns, seed, a, b) => {
        const { jump } = prepared(packedMap(columns));
        const start = BigInt.asUintN(columns.length, seed);
        expect(jump(jump(start, a), b)).toBe(jump(start, a + b));
        expect(jump(jump(start, b), a)).toBe(jump(start, a + b));
      }),
      { numRuns: 60 },
    );
  });

  test("the minimal polynomial annihilates every vector, and no proper divisor of it does", () => {
    fc.assert(
      fc.property(anyMap, (columns) => {
        const mu = prepared(packedMap(columns)).mu();
        expect(annihilates(columns, mu)).toBe(true);
        for (const factor of irreducibles(8)) {
          const [quotient, rest] = divide(mu, factor);
          if (rest === 0n) expect(annihilates(columns, quotient)).toBe(false);
        }
      }),
      { numRuns: 60 },
    );
  });

  test("a step given as a function", () => {
    fc.assert(
      fc.property(anyMap, fc.bigInt(0n, 1n << 100n), huge, (columns, seed, turns) => {
        const dimension = columns.length;
        const start = BigInt.asUintN(dimension, seed);
        const { jump, mu } = prepared({
          dimension,
          step: (state, out) => out.set(toWords(apply(columns, fromWords(state)), dimension)),
        });
        const byColumns = prepared(packedMap(columns));
        expect(mu()).toBe(byColumns.mu());
        expect(jump(start, turns)).toBe(byColumns.jump(start, turns));
      }),
      { numRuns: 20 },
    );
  });

  test("an affine map through a constant bit", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 70 }).chain((d) => fc.tuple(dense(d), bitsOf(d), bitsOf(d))),
        fc.bigInt(0n, 1000n),
        ([linear, constant, start], turns) => {
          const one = 1n << BigInt(linear.length);
          let state = start;
          for (let i = 0n; i < turns; i++) state = apply(linear, state) ^ constant;
          const { jump } = prepared(packedMap([...linear, constant | one]));
          expect(jump(start | one, turns)).toBe(state | one);
        },
      ),
      { numRuns: 40 },
    );
  });

  test("special minimal polynomials", () => {
    const mu = (columns: Columns) => prepared(packedMap(columns)).mu();
    expect(mu([])).toBe(1n);
    expect(mu([0n])).toBe(0b10n);
    expect(mu([1n])).toBe(0b11n);
    expect(mu([1n, 2n, 4n])).toBe(0b11n);
    expect(mu([0n, 0n, 0n])).toBe(0b10n);
    expect(mu([0n, 1n, 2n])).toBe(0b1000n);
    expect(mu([1n, 0n])).toBe(0b110n);
    expect(mu([2n, 1n, 4n])).toBe(0b101n);
    expect(mu([2n, 3n])).toBe(0b111n);
    expect(mu([2n, 3n, 8n, 12n, 0n])).toBe(0b1110n);
  });

  test("dimension 0, and too many bits", () => {
    expect(prepareLinearMap({ dimension: 0, columns: [] })!.jump(new Uint32Array(0), 10n ** 18n)).toEqual(
      new Uint32Array(0),
    );
    expect(prepareLinearMap({ dimension: 30_000, step: () => {} })).toBeUndefined();
    expect(prepareLinearMap({ dimension: 5000, columns: [] })).toBeUndefined();
  });

  test("a polynomial that is too expensive to prove is not guessed", () => {
    const rotateHalves = (state: Uint32Array, out: Uint32Array) => {
      for (let w = 0; w < 256; w++) {
        const before = w % 128 === 0 ? w + 127 : w - 1;
        out[w] = (state[w]! << 1) | (state[before]! >>> 31);
      }
    };
    const map = prepareLinearMap({ dimension: 8192, step: rotateHalves })!;
    const start = new Uint32Array(256).fill(0x12345678);
    expect(map.jump(start, 100n)).toBeDefined();
    expect(map.jump(start, 10n ** 18n)).toBeUndefined();
    expect(map.minimalPolynomial()).toBeUndefined();
    expect(map.cost(10n ** 18n)).toBe(Infinity);
    expect(map.jump(start, 32n)).toEqual(start);
  });
});

/** Carry-less division of BigInts. */
function divide(a: bigint, b: bigint): [bigint, bigint] {
  const length = (x: bigint) => x.toString(2).length;
  let [quotient, rest] = [0n, a];
  while (rest !== 0n && length(rest) >= length(b)) {
    const shift = BigInt(length(rest) - length(b));
    quotient ^= 1n << shift;
    rest ^= b << shift;
  }
  return [quotient, rest];
}

function* irreducibles(most: number): Generator<bigint> {
  const found: bigint[] = [];
  for (let p = 2n; p < 1n << BigInt(most + 1); p++) {
    if (found.some((q) => q !== p && divide(p, q)[1] === 0n)) continue;
    found.push(p);
    yield p;
  }
}

function annihilates(columns: Columns, polynomial: bigint): boolean {
  return columns.every((_, j) => {
    let [vector, sum] = [1n << BigInt(j), 0n];
    for (let rest = polynomial; rest !== 0n; rest >>= 1n) {
      if (rest & 1n) sum ^= vector;
      vector = apply(columns, vector);
    }
    return sum === 0n;
  });
}

describe("published jump polynomials", () => {
  const hex = (...words: bigint[]) => words;
  test.each([
    ["xoroshiro128", 64n, hex(0xdf900294d8f554a5n, 0x170865df4b3201fcn)],
    ["xoroshiro128", 96n, hex(0xd2a98b26625eee7bn, 0xdddf9b1090aa7ac1n)],
    [
      "xoshiro256",
      128n,
      hex(0x180ec6d33cfd0aban, 0xd5a61266f0c9392cn, 0xa9582618e03fc9aan, 0x39abdc4529b1661cn),
    ],
    [
      "xoshiro256",
      192n,
      hex(0x76e15d3efefdcbbfn, 0xc5004e441c522fb3n, 0x77710069854ee241n, 0x39109bb02acbe635n),
    ],
    ["xoshiro128", 64n, hex(0x8764000bn, 0xf542d2d3n, 0x6fa035c3n, 0x77f2db5bn)],
    ["xoshiro128", 96n, hex(0xb523952en, 0x0b6f099fn, 0xccf5a0efn, 0x1c580662n)],
  ] as const)("%s at 2^%d turns", (name, exponent, published) => {
    const generator = generators[name];
    const map = prepareLinearMap(mapOf(generator))!;
    const mu = Int32Array.from(map.minimalPolynomial()!);
    const residue = xPower(reduction(mu), 1n << exponent);
    expect(unpack(generator, fromWords(Uint32Array.from(residue)))).toEqual(published);

    // and the jump that they make, by the published loop
    const seed = Array.from({ length: generator.words }, (_, i) => BigInt(i + 1) * 0x9e3779b97f4a7c15n);
    let state = seed.map((word) => BigInt.asUintN(generator.bits, word));
    const start = toWords(pack(generator, state), map.dimension);
    let jumped = state.map(() => 0n);
    for (const word of published) {
      for (let b = 0n; b < BigInt(generator.bits); b++) {
        if ((word >> b) & 1n) jumped = jumped.map((sum, i) => sum ^ state[i]!);
        state = generator.step(state);
      }
    }
    expect(unpack(generator, fromWords(map.jump(start, 1n << exponent)!))).toEqual(jumped);
  });
});
