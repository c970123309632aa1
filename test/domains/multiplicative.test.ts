/** Products of powers, over Z and modulo m, through the wrapper, against the loops as written. */
import { describe, expect, test } from "vitest";
import { cpmoptimize, explain } from "cpmoptimize";
import type { Loose } from "../original-suite/harness.ts";
import { outcome, watch } from "../original-suite/harness.ts";
import { compare } from "../soundness/compare.ts";

const units = [0n, 1n, -1n];
const few = [0n, 1n, 2n, 3n, 4n, 5n];
const many = [0n, 1n, 2n, 5n, 40n, 301n];

function total(program: Loose, calls: readonly (readonly unknown[])[]): number {
  return calls.reduce((sum, args) => sum + compare(program as never, () => args).accelerated, 0);
}

describe("over Z", () => {
  const swap = ((n: bigint, a: bigint, b: bigint) => {
    for (let i = 0n; i < n; i++) [a, b] = [b, a * b];
    return [a, b];
  }) as Loose;
  const powers = ((n: bigint, x: bigint, y: bigint, k: bigint) => {
    for (let i = 0n; i < n; i++) {
      x *= y ** 3n * k;
      y = -y * x;
    }
    return [x, y];
  }) as Loose;
  const reset = ((n: bigint, x: bigint, y: bigint, k: bigint) => {
    let z = 5n;
    for (let i = 0n; i < n; i++) {
      y = x * x * y;
      x = z;
      z = k;
    }
    return [x, y, z];
  }) as Loose;

  test("0, 1 and -1 for any number of turns", () => {
    const pairs = units.flatMap((a) => [...units, 7n].map((b) => [a, b]));
    const calls = many.flatMap((n) => pairs.filter(([a, b]) => b !== 7n || a === 0n).map((v) => [n, ...v]));
    expect(total(swap, calls)).toBeGreaterThan(0);
    expect(
      total(
        powers,
        many.flatMap((n) => units.flatMap((x) => units.map((y) => [n, x, y, -1n]))),
      ),
    ).toBeGreaterThan(0);
  });

  test("a few turns of anything", () => {
    const starts = [2n, -3n, 2n ** 53n - 1n, 0n];
    expect(
      total(
        swap,
        few.flatMap((n) => starts.flatMap((a) => starts.map((b) => [n, a, b]))),
      ),
    ).toBeGreaterThan(0);
    expect(
      total(
        powers,
        [0n, 1n, 2n, 3n].flatMap((n) => starts.flatMap((x) => [0n, 1n, -2n].map((k) => [n, x, -2n, k]))),
      ),
    ).toBeGreaterThan(0);
    expect(
      total(
        reset,
        few.flatMap((n) => starts.flatMap((x) => [0n, 1n, -1n].map((k) => [n, x, -2n, k]))),
      ),
    ).toBeGreaterThan(0);
  });

  test("what cannot exist is refused at once, and only that", () => {
    const { fast } = watch(swap);
    for (const [a, b] of [
      [2n, 3n],
      [-1n, 2n],
      [2n, -1n],
    ]) {
      for (const n of [100n, 10n ** 18n, 10n ** 400n]) {
        const result = outcome(() => fast(n, a, b));
        expect(String(Object.values(result))).toMatch(/RangeError: .*would grow to/);
      }
    }
    expect(fast(10n ** 18n, 0n, 7n)).toEqual([0n, 0n]);
    expect(fast(10n ** 18n, 7n, 0n)).toEqual([0n, 0n]);
    expect(fast(10n ** 400n, -1n, -1n)).toEqual(swap(10n ** 400n % 3n, -1n, -1n));
  });
});

describe("modulo m", () => {
  const moduli = [
    1n,
    2n,
    12n,
    -12n,
    56n,
    360n,
    1_000_003n,
    2n ** 40n,
    10n ** 18n + 9n,
    4294967291n * 4294967279n,
  ];
  const swap = ((n: bigint, a: bigint, b: bigint, m: bigint) => {
    for (let i = 0n; i < n; i++) [a, b] = [b, (a * b) % m];
    return [a, b];
  }) as Loose;
  const squares = ((n: bigint, x: bigint, m: bigint) => {
    for (let i = 0n; i < n; i++) x = (x * x) % m;
    return [x];
  }) as Loose;

  test("composite, prime and unit moduli; zeros and bases that are not invertible", () => {
    const starts = [0n, 1n, 2n, 6n, 10n, -6n, 2n ** 53n - 1n];
    expect(
      total(
        squares,
        [0n, 1n, 2n, 3n, 40n, 301n].flatMap((n) => moduli.flatMap((m) => starts.map((x) => [n, x, m]))),
      ),
    ).toBeGreaterThan(0);
    expect(
      total(
        swap,
        [2n, 40n, 301n].flatMap((n) =>
          moduli.flatMap((m) =>
            [
              [0n, 5n],
              [5n, 0n],
              [2n, 3n],
              [6n, 10n],
              [-1n, 3n],
            ].map((v) => [n, ...v, m]),
          ),
        ),
      ),
    ).toBeGreaterThan(0);
  });

  test("numbers, whose products must be exact", () => {
    const program = ((n: number, x: number, m: number) => {
      for (let i = 0; i < n; i++) x = (x * x) % m;
      return [x];
    }) as Loose;
    const numbers = [1, 2, 12, -12, 1_000_003, 94_906_265, 94_906_267, 2 ** 31, 2 ** 53 - 1];
    const starts = [0, -0, 1, 2, 6, -6, 123, 90_000_000, 2 ** 53 - 1];
    const calls = [0, 1, 2, 3, 100].flatMap((n) => numbers.flatMap((m) => starts.map((x) => [n, x, m])));
    expect(total(program, calls)).toBeGreaterThan(0);
  });

  test("several reductions, and a factor that is not reduced", () => {
    const program = ((n: bigint, x: bigint, y: bigint, m: bigint) => {
      for (let i = 0n; i < n; i++) {
        x = ((((x * x) % m) * y) % m) * 7n;
        x %= m;
        y *= 3n;
      }
      return [x, y];
    }) as Loose;
    const calls = [2n, 5n, 100n].flatMap((n) =>
      [1n, 49n, 1_000_003n].flatMap((m) => [0n, 1n, 6n].map((x) => [n, x, 5n, m])),
    );
    expect(total(program, calls)).toBeGreaterThan(0);
  });

  test("a huge number of turns", () => {
    const { fast } = watch(squares);
    // 3^(2^n) modulo a Fermat prime: 2^n is 0 modulo its 2^16 units.
    expect(fast(10n ** 18n, 3n, 65537n)).toEqual([1n]);
    // Modulo 7 · 2^3: 2^n modulo λ = 6 is 4 for even n.
    expect(fast(10n ** 18n, 2n, 56n)).toEqual([2n ** 4n % 56n]);
    expect(fast(10n ** 400n, 2n, 56n)).toEqual([2n ** 4n % 56n]);
    expect(fast(10n ** 18n, 0n, 65537n)).toEqual([0n]);
  });
});

test("explain shows the exponents", () => {
  const fast = cpmoptimize()((n: bigint, k: bigint, m: bigint) => {
    let x = 1n;
    for (let i = 0n; i < n; i++) x = (x * x * k) % m;
    return x;
  });
  const text = String(explain(fast));
  expect(text).toMatch(/exponent of x \(mod m\) \| +2 +1 \|/);
  expect(text).toMatch(/exponent of k \(mod m\) \| +0 +1 \|/);
  expect(text).toContain("powers");
});

test("a power of a variable, modulo m: its range is known", () => {
  const plain = (n: bigint, m: bigint, k: bigint): readonly bigint[] => {
    let [x, y] = [2n, 3n];
    for (let i = 0n; i < n; i++) {
      x = (x * y ** 3n * k) % m;
      y = (y * y) % m;
    }
    return [x, y];
  };
  const fast = cpmoptimize({ itersLimit: 0 })(plain);
  for (const [m, k] of [
    [10n ** 9n + 7n, 5n],
    [36n, 6n],
    [97n, 0n],
  ] as const) {
    expect(fast(1000n, m, k)).toEqual(plain(1000n, m, k));
    expect(explain(fast).loops[0]?.status).toBe("accelerated");
  }
});
