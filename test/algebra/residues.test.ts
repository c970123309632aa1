/** The engines for residues against one another, against the definition, and in their number of operations. */
import fc from "fast-check";
import { afterEach, describe, expect, test, vi } from "vitest";
import { berkowitz } from "../../src/algebra/berkowitz.ts";
import { affinePower } from "../../src/algebra/residues/affine-power.ts";
import type { Arithmetic } from "../../src/algebra/residues/arithmetic.ts";
import { binaryWords, digit } from "../../src/algebra/residues/binary-words.ts";
import { coefficientFunctional } from "../../src/algebra/residues/halving.ts";
import {
  limbMachine,
  modularMachine,
  noMachine,
  wrappingMachine,
} from "../../src/algebra/residues/halving-machine.ts";
import { integerArithmetic } from "../../src/algebra/residues/integer-arithmetic.ts";
import { limbArithmetic } from "../../src/algebra/residues/limb-arithmetic.ts";
import { longWordArithmetic } from "../../src/algebra/residues/long-word-arithmetic.ts";
import { modularIntegers, residue } from "../../src/algebra/residues/modular-integers.ts";
import { orderTwoResidue } from "../../src/algebra/residues/order-two.ts";
import { ringHalving, type DotRing } from "../../src/algebra/residues/ring-halving.ts";
import { sparseCharacteristic } from "../../src/algebra/residues/sparse-characteristic.ts";
import { splitArithmetic } from "../../src/algebra/residues/split-arithmetic.ts";
import { wordArithmetic } from "../../src/algebra/residues/word-arithmetic.ts";
import { polynomials } from "../../src/algebra/polynomials.ts";
import { power } from "../../src/algebra/power.ts";

const large = fc.bigInt(0n, 2n ** 64n);
const monic = (m: bigint, orders: fc.Arbitrary<number>): fc.Arbitrary<bigint[]> =>
  orders
    .chain((order) => {
      const coefficient = fc.oneof(fc.constantFrom(0n, 1n, m - 1n, m / 2n), fc.bigInt(0n, m - 1n));
      return fc.array(coefficient, { minLength: order, maxLength: order });
    })
    .map((c) => [...c, 1n]);
const none = noMachine;

/** Primes, powers of two and their neighbours, products of many factors, at both ends of what limbs hold. */
const limbModuli = [
  2n ** 31n,
  2n ** 32n - 1n,
  2n ** 32n + 1n,
  2n ** 32n + 2n,
  2n ** 53n - 1n,
  720720n ** 3n,
  2n ** 61n - 1n,
  2n ** 61n + 2n ** 30n,
  2n ** 62n - 57n,
  2n ** 62n - 2n,
];
/** With the machine from the first run on. */
function limbs(m: bigint): Arithmetic<bigint> {
  expect(limbMachine()).toBeDefined();
  return limbArithmetic(m);
}

/** The coefficients of x^n mod P, by the engine, as integers in [0, m), without zeros at the end. */
function monomial<T>(engine: Arithmetic<T>, m: bigint, p: readonly bigint[], n: bigint): bigint[] {
  const result = engine.monomialResidue(p.map(engine.fromInteger))(binaryWords(n));
  const integers = Array.from(result, (c) => residue(typeof c === "number" ? BigInt(c) : (c as bigint), m));
  while (integers.at(-1) === 0n) integers.pop();
  return integers;
}

describe("x^n modulo P", () => {
  test.each<[bigint, string, () => unknown]>([
    ...[3n, 720720n, 10n ** 9n + 7n, 2n ** 30n + 3n, 2n ** 31n - 1n].flatMap((m) => [
      [m, "doubles", () => splitArithmetic(m, none)] as [bigint, string, () => unknown],
      [m, "WebAssembly", () => splitArithmetic(m)] as [bigint, string, () => unknown],
    ]),
    [2n ** 31n + 11n, "doubles", () => splitArithmetic(2n ** 31n + 11n)],
    [2n ** 32n - 5n, "doubles", () => splitArithmetic(2n ** 32n - 5n)],
    [2n ** 32n - 1n, "doubles", () => splitArithmetic(2n ** 32n - 1n)],
    [2n ** 32n, "words", () => wordArithmetic(2n ** 32n)],
    [2n ** 64n, "bigint words", () => longWordArithmetic(2n ** 64n, none)],
    [2n ** 64n, "WebAssembly", () => longWordArithmetic(2n ** 64n)],
    [2n ** 61n - 1n, "bigint", () => integerArithmetic(2n ** 61n - 1n)],
    ...limbModuli.flatMap((m) => [
      [m, "limbs", () => limbs(m)] as [bigint, string, () => unknown],
      [m, "bigint, without a machine", () => limbArithmetic(m, none)] as [bigint, string, () => unknown],
    ]),
  ])("modulo %s in %s is the power in the ring of polynomials", (m, _, create) => {
    const engine = create() as Arithmetic<bigint>;
    const ring = polynomials(modularIntegers(m));
    const orders = fc.integer({ min: 1, max: 14 });
    fc.assert(
      fc.property(monic(m, orders), fc.oneof(fc.bigInt(0n, 40n), large), (p, n) => {
        // more than once, so that the machine takes over
        for (const k of [n, n, n + 1n, 0n, n]) {
          expect(monomial(engine, m, p, k)).toEqual(ring.powmod([0n, 1n], k, p));
        }
      }),
      { numRuns: 40 },
    );
  });

  test.each([2n ** 30n - 35n, 2n ** 31n - 1n, 2n ** 32n - 5n])(
    "order 300 modulo %s with the largest coefficients: the bounds of all sums hold",
    (m) => {
      for (const c of [m - 1n, m / 2n, m / 2n + 1n]) {
        const p = [...Array<bigint>(300).fill(c), 1n];
        const n = 10n ** 18n + 12345n;
        const expected = monomial(integerArithmetic(m), m, p, n);
        expect(monomial(splitArithmetic(m, none), m, p, n)).toEqual(expected);
        expect(monomial(splitArithmetic(m), m, p, n)).toEqual(expected);
      }
    },
  );

  test("order 998 modulo 2^31 - 1 with the largest coefficients: the quotients of the longest sums hold", () => {
    const m = 2n ** 31n - 1n;
    for (const order of [998, 999]) {
      const p = [...Array<bigint>(order).fill(m / 2n), 1n];
      const n = 10n ** 6n + 3n;
      expect(monomial(splitArithmetic(m, none), m, p, n)).toEqual(monomial(splitArithmetic(m), m, p, n));
    }
  });

  test.each([2n ** 31n + 11n, 2n ** 61n - 1n, 2n ** 62n - 2n, 2n ** 62n - 1n])(
    "order 300 modulo %s in limbs with the largest coefficients",
    (m) => {
      for (const c of [m - 1n, m / 2n + 1n]) {
        const p = [...Array<bigint>(300).fill(c), 1n];
        const n = 10n ** 5n + 12345n;
        expect(monomial(limbs(m), m, p, n)).toEqual(monomial(integerArithmetic(m), m, p, n));
      }
    },
  );

  test("two polynomials and two moduli take turns on one machine", () => {
    const run = (m: bigint, p: readonly bigint[], of: (m: bigint) => Arithmetic<bigint>) =>
      of(m).monomialResidue(p);
    const cases = ([2n ** 61n - 1n, 2n ** 62n - 2n] as const).map((m, i) => {
      const p = [3n, BigInt(i), m - 5n, 7n, 1n];
      return { m, fast: run(m, p, limbs), expected: run(m, p, integerArithmetic), engine: limbs(m) };
    });
    for (const n of [10n ** 18n, 5n, 10n ** 30n, 77n]) {
      for (const { m, fast, expected, engine } of cases) {
        expect([...(fast(binaryWords(n)) as ArrayLike<bigint> & Iterable<bigint>)]).toEqual([
          ...Array.from(expected(binaryWords(n))),
        ]);
        // a sum over an orbit in between, modulo something else
        expect(engine.orbitSum([[[0, m - 1n]]])([2n], [1n, 1n, 1n], [0])).toEqual([2n]);
      }
    }
  });

  test("a fault while one polynomial is written leaves nothing of it to the one before", () => {
    const m = 10n ** 9n + 7n;
    const machine = modularMachine()!;
    const p = [3, 1, 4, 1, 5, 9, 2, 1];
    const run = machine.monomialResidue(m, p);
    const integers = (n: bigint): bigint[] => {
      const { buffer, address } = run(binaryWords(n))!;
      return [...new BigInt64Array(buffer, address, p.length - 1)];
    };
    const ring = polynomials(modularIntegers(m));
    const expected = (n: bigint): bigint[] => [...ring.powmod([0n, 1n], n, p.map(BigInt))];
    expect(integers(10n ** 12n)).toEqual(expected(10n ** 12n));
    const fault = {
      valueOf(): number {
        throw new RangeError("no memory");
      },
    };
    const broken = [7, fault, 5, 8, 6, 1] as unknown as number[];
    expect(() => machine.monomialResidue(m, broken)(binaryWords(99n))).toThrow("no memory");
    expect(integers(10n ** 12n)).toEqual(expected(10n ** 12n));
    expect(integers(10n ** 30n)).toEqual(expected(10n ** 30n));
  });

  test("checkpoints: exponents whose levels are not all kept", () => {
    const { dot, ...ring } = { ...modularIntegers(97n), dot: dotOf(modularIntegers(97n)) };
    const halving = ringHalving({ ...ring, dot }, [5n, 1n, 96n, 1n]);
    const kept = coefficientFunctional(halving);
    const recomputed = coefficientFunctional(halving, 1); // 64 levels
    for (const n of [2n ** 63n, 2n ** 64n, 2n ** 65n + 1n, 7n ** 60n, 3n ** 200n, 10n ** 100n + 9n, 5n]) {
      expect(recomputed(binaryWords(n))).toEqual(kept(binaryWords(n)));
    }
  });

  test("exponents beyond what the machine and the kept levels hold", () => {
    const m = 10n ** 9n + 7n;
    const p = [3n, 1n, 4n, 1n];
    const n = 3n ** 25_000n;
    const ring = polynomials(modularIntegers(m));
    expect(monomial(splitArithmetic(m), m, p, n)).toEqual(ring.powmod([0n, 1n], n, p));
  });
});

const dotOf =
  <T>(ring: Omit<DotRing<T>, "dot">): DotRing<T>["dot"] =>
  (a, i, b, j, direction, count) => {
    let sum = ring.ZERO;
    for (let t = 0; t < count; t++) sum = ring.add(sum, ring.mul(a[i + t]!, b[j + direction * t]!));
    return sum;
  };

describe("the number of products grows as log n", () => {
  let products = 0;
  const ring = modularIntegers(10n ** 9n + 7n);
  const counting = {
    ...ring,
    mul: (a: bigint, b: bigint) => {
      products++;
      return ring.mul(a, b);
    },
  };
  const withDot: DotRing<bigint> = { ...counting, dot: dotOf(counting) };
  const fibonacci = [ring.neg(1n), ring.neg(1n), 1n];

  test.each<[string, (n: bigint) => unknown]>([
    ["order 1", (n) => affinePower(counting, 3n)(1n, 1n, binaryWords(n))],
    ["order 2", (n) => orderTwoResidue(counting, fibonacci)(binaryWords(n))],
    ["any order", (n) => coefficientFunctional(ringHalving(withDot, fibonacci))(binaryWords(n))],
    ["order 5", (n) => coefficientFunctional(ringHalving(withDot, [1n, 2n, 3n, 4n, 5n, 1n]))(binaryWords(n))],
  ])("1 : 2 : 4 at 10^9, 10^18, 10^36; %s", (_, run) => {
    const count = (n: bigint): number => {
      products = 0;
      run(n);
      return products;
    };
    const [one, two, four] = [count(10n ** 9n), count(10n ** 18n), count(10n ** 36n)] as const;
    expect(two / one).toBeGreaterThan(1.8);
    expect(two / one).toBeLessThan(2.2);
    expect(four / two).toBeGreaterThan(1.8);
    expect(four / two).toBeLessThan(2.2);
  });
});

test("the sparse characteristic polynomial is Berkowitz's", () => {
  const ring = modularIntegers(720720n);
  const coefficient = fc.oneof(fc.constant(0n), fc.bigInt(0n, 720719n));
  const companion = fc
    .array(coefficient, { minLength: 1, maxLength: 9 })
    .map((last) =>
      last.map((_, i) => (i === last.length - 1 ? last : last.map((_, j) => (j === i + 1 ? 1n : 0n)))),
    );
  const matrix = fc.integer({ min: 1, max: 9 }).chain((n) =>
    fc.array(
      fc.array(fc.oneof(fc.constant(0n), fc.constant(0n), fc.constant(1n), fc.bigInt(0n, 720719n)), {
        minLength: n,
        maxLength: n,
      }),
      { minLength: n, maxLength: n },
    ),
  );
  fc.assert(
    fc.property(fc.oneof(companion, matrix), (rows) => {
      const sparse = rows.map((row) => row.flatMap((c, j) => (c === 0n ? [] : [[j, c] as const])));
      expect(sparseCharacteristic(ring, sparse)).toEqual(berkowitz(ring, rows));
    }),
    { numRuns: 500 },
  );
});

test.each(limbModuli)("sums over orbits in limbs are those over bigint, modulo %s", (m) => {
  const residues = fc.oneof(fc.constantFrom(0n, 1n, m - 1n, m / 2n), fc.bigInt(0n, m - 1n));
  const instance = fc.integer({ min: 1, max: 9 }).chain((size) =>
    fc.record({
      rows: fc.array(
        fc
          .tuple(fc.subarray(Array.from({ length: size }, (_, i) => i)), fc.infiniteStream(residues))
          .map(([columns, values]) =>
            columns.map((column) => [column, values.next().value as bigint] as const),
          ),
        { minLength: size, maxLength: size },
      ),
      start: fc.array(residues, { minLength: size, maxLength: size }),
      r: fc.array(residues, { maxLength: 12 }),
      outputs: fc.uniqueArray(fc.nat(size - 1)),
    }),
  );
  fc.assert(
    fc.property(instance, ({ rows, start, r, outputs }) => {
      const expected = integerArithmetic(m).orbitSum(rows)(start, r, outputs);
      const sum = limbMachine()!.orbitSum(m, rows);
      expect(sum(start, r, outputs)).toEqual(expected);
      expect(limbs(m).orbitSum(rows)(start, r, outputs)).toEqual(expected);
    }),
    { numRuns: 100 },
  );
});

test("more terms than the sums in limbs are made for", () => {
  const m = 2n ** 62n - 2n;
  const r = Array<bigint>(2 ** 14 + 1).fill(m - 1n);
  expect(limbMachine()!.orbitSum(m, [[[0, 1n]]])([m - 1n], r, [0])).toBeUndefined();
  expect(limbMachine()!.orbitSum(m, [[[0, 1n]]])([m - 1n], r.slice(1), [0])).toEqual([2n ** 14n]);
  expect(limbs(m).orbitSum([[[0, 1n]]])([m - 1n], r, [0])).toEqual([2n ** 14n + 1n]);
});

test("affine maps compose", () => {
  const ring = modularIntegers(1000n);
  fc.assert(
    fc.property(
      fc.bigInt(0n, 999n),
      fc.bigInt(0n, 999n),
      fc.bigInt(0n, 999n),
      large,
      large,
      (a, c, x, i, j) => {
        const run = affinePower(ring, a);
        expect(run(run(x, c, binaryWords(i)), c, binaryWords(j))).toBe(run(x, c, binaryWords(i + j)));
        expect(run(x, 0n, binaryWords(i))).toBe(ring.mul(x, power(ring, a, i)));
        expect(run(x, c, binaryWords(1n))).toBe((a * x + c) % 1000n);
      },
    ),
  );
});

test("binary words are the digits", () => {
  const exponent = fc.oneof(
    fc.bigInt(0n, 9n),
    large,
    fc.bigInt(0n, 2n ** 200n),
    fc.constantFrom(2n ** 53n, 2n ** 64n),
  );
  fc.assert(
    fc.property(exponent, (n) => {
      const words = binaryWords(n);
      const digits = Array.from({ length: words.length }, (_, k) => digit(words, k));
      expect(digits.reverse().join("")).toBe(n === 0n ? "" : n.toString(2));
    }),
  );
});

describe("without WebAssembly", () => {
  afterEach(() => {
    vi.unstubAllGlobals();
    vi.resetModules();
  });

  test("there is a machine where there is WebAssembly", () => {
    expect(modularMachine()).toBeDefined();
    expect(wrappingMachine()).toBeDefined();
    expect(limbMachine()).toBeDefined();
  });

  test.each<[string, unknown]>([
    ["missing", undefined],
    [
      "forbidden",
      {
        Module: class {
          constructor() {
            throw new Error("Refused to compile by the content security policy");
          }
        },
      },
    ],
  ])("%s: no machine, the same values", async (_, WebAssembly) => {
    vi.stubGlobal("WebAssembly", WebAssembly);
    vi.resetModules();
    const machines = await import("../../src/algebra/residues/halving-machine.ts");
    const split = await import("../../src/algebra/residues/split-arithmetic.ts");
    for (const machine of [machines.modularMachine, machines.limbMachine, machines.wrappingMachine]) {
      expect(machine()).toBeUndefined();
    }
    const m = 10n ** 9n + 7n;
    const p = [...Array.from({ length: 40 }, (_, i) => BigInt(i * i + 1)), 1n];
    const engine = split.splitArithmetic(m) as Arithmetic<number>;
    expect(monomial(engine, m, p, 10n ** 18n)).toEqual(monomial(integerArithmetic(m), m, p, 10n ** 18n));
  });
});
