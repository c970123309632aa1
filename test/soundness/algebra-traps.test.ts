/**
 * Traps of programs that look like an algebra: each result is the plain loop's to the bit, whoever computes it. Where a loop
 * has to be accelerated all the same, the last column says so.
 *
 * Sources: generators of "Numerical Recipes" (1664525), of the C standard's example and glibc (1103515245), MINSTD (Park &
 * Miller 1988); the nine-bucket simulation and the sums of Advent of Code 2021, day 6, and Project Euler 28; sequences of the
 * OEIS (A000166, A000225, A000332).
 */
import { describe, expect, test } from "vitest";
import { compare } from "./compare.ts";

type Loop = (...args: never[]) => unknown;
type Row = readonly [
  name: string,
  loop: Loop,
  calls: readonly (readonly unknown[])[],
  isAccelerated?: boolean,
];

function holds(rows: readonly Row[]): void {
  for (const [name, loop, calls, isAccelerated] of rows) {
    test(name, () => {
      let accelerated = 0;
      for (const args of calls) accelerated += compare(loop, () => args).accelerated;
      if (isAccelerated !== undefined) expect(accelerated > 0).toBe(isAccelerated);
    });
  }
}

describe("doubles", () => {
  holds([
    [
      "buckets whose sum passes 2^53: the order of the sums shows",
      (n: number) => {
        let [a, b, c, d, e, f, g, h, i] = [0, 300, 0, 0, 0, 0, 0, 0, 0];
        for (let day = 0; day < n; day++) [a, b, c, d, e, f, g, h, i] = [b, c, d, e, f, g, h + a, i, a];
        return a + b + c + d + e + f + g + h + i;
      },
      [[80], [256], [400], [450], [800]],
      true,
    ],
    [
      "a closed form that would overflow before the loop: C(n + 4, 4)",
      (n: number) => {
        let [a, b, c, d] = [1, 1, 1, 1];
        for (let i = 0; i < n; i++) {
          a += 1;
          b += a;
          c += b;
          d += c;
        }
        return d;
      },
      [[10], [16_383], [16_384], [16_500], [21_000], [22_000]],
      true,
    ],
    [
      "compound interest rounds in every turn",
      (n: number, x: number, rate: number) => {
        for (let i = 0; i < n; i++) x = x * (1 + rate) - 10;
        return x;
      },
      [
        [120, 1000, 0.005],
        [360, 1e6, 0.01 / 12],
      ],
    ],
    [
      "cents that are rounded down",
      (n: number, x: number) => {
        for (let i = 0; i < n; i++) x = Math.floor(x * 105) / 100;
        return x;
      },
      [[50, 1000]],
    ],
    [
      "residues that are summed up without a remainder",
      (n: number, m: number, x: number) => {
        let s = x;
        for (let i = 0; i < n; i++) s += (i * 7) % m;
        return s;
      },
      [
        [1000, 1_000_000_007, 0],
        [1000, 10, 2 ** 53 - 2000],
        [1000, 10, -(2 ** 53)],
      ],
    ],
  ] satisfies Row[]);
});

describe("machine integers", () => {
  holds([
    [
      "1664525 is exact in doubles",
      (n: number, x: number) => {
        for (let i = 0; i < n; i++) x = (x * 1664525 + 1013904223) | 0;
        return x;
      },
      [
        [1000, 0],
        [1000, -(2 ** 31)],
        [1000, 2 ** 31 - 1],
        [1000, -0],
        [1000, 2 ** 32 - 1],
        [1000, 2 ** 40],
      ],
      true,
    ],
    [
      "1103515245 is not, and its lost bits stay lost",
      (n: number, x: number) => {
        for (let i = 0; i < n; i++) x = (x * 1103515245 + 12345) | 0;
        return x;
      },
      [
        [3, 1],
        [1000, 1],
        [1000, 2 ** 31 - 1],
      ],
    ],
    [
      "Math.imul is",
      (n: number, x: number) => {
        for (let i = 0; i < n; i++) x = (Math.imul(x, 1103515245) + 12345) & 0x7fffffff;
        return x;
      },
      [
        [1000, 1],
        [1000, 2 ** 32 - 1],
        [1000, -1],
        [1000, NaN],
        [1000, 0.5],
      ],
      true,
    ],
    [
      "ToInt32, and then a remainder that may be negative",
      (n: number, x: number) => {
        for (let i = 0; i < n; i++) x = ((x * 31 + 7) | 0) % 1000003;
        return x;
      },
      [
        [1000, 1],
        [1000, -5],
        [1000, 2 ** 31],
      ],
    ],
    [
      "counts of shifts are masked for numbers",
      (n: number, x: number, k: number) => {
        for (let i = 0; i < n; i++) x = (x << k) ^ (x >>> (32 - k)) ^ (x >> 33);
        return x;
      },
      [
        [100, 1, 5],
        [100, 1, 32],
        [100, -1, 37],
        [100, 2 ** 31, 0],
        [100, 2 ** 32 - 1, -1],
      ],
    ],
    [
      "counts of shifts are not masked for BigInts, and a negative one turns the shift around",
      (n: bigint, x: bigint, k: bigint) => {
        for (let i = 0n; i < n; i++) x = BigInt.asUintN(64, x ^ (x << k)) ^ (BigInt.asUintN(64, x) >> k);
        return x;
      },
      [
        [100n, 1n, 13n],
        [100n, -1n, 0n],
        [100n, 2n ** 63n, 64n],
        [100n, 5n, -3n],
      ],
    ],
    [
      ">>> throws for BigInts, in the first turn and not before",
      (n: bigint, x: bigint) => {
        // @ts-expect-error -- that is the trap
        for (let i = 0n; i < n; i++) x = (x >>> 1n) ^ 5n;
        return x;
      },
      [
        [0n, 9n],
        [100n, 9n],
      ],
      false,
    ],
    [
      "a wrapped value that is compared",
      (i: number, step: number) => {
        let turns = 0;
        do {
          i = (i + step) | 0;
          turns++;
        } while (i > 0);
        return [i, turns];
      },
      [
        [2 ** 31 - 5, 1],
        [2 ** 31 - 5000, 1],
        [5, -1],
        [2 ** 31 - 1, 2 ** 31 - 1],
      ],
    ],
    [
      "a 64-bit generator in limbs of 16 bits",
      (n: number, a: number, b: number) => {
        for (let i = 0; i < n; i++) {
          const low = a * 0x4c95 + 0x1405;
          const high = b * 0x4c95 + a * 0x5851 + (low >>> 16);
          a = low & 0xffff;
          b = high & 0xffff;
        }
        return [a, b];
      },
      [
        [100, 1, 2],
        [1000, 65_535, 65_535],
      ],
    ],
    [
      "a xorshift without a mask grows over BigInts",
      (n: bigint, x: bigint) => {
        for (let i = 0n; i < n; i++) x ^= x << 61n;
        return x;
      },
      [
        [100n, 5n],
        [100n, -5n],
      ],
    ],
    [
      "a rotation, an addition and an exclusive or",
      (n: number, x: number, y: number) => {
        for (let i = 0; i < n; i++) {
          x = (((x << 7) | (x >>> 25)) + y) | 0;
          y = (y ^ x) >>> 0;
        }
        return [x, y];
      },
      [[500, 1, 2]],
    ],
    [
      "a count of bits that accumulates",
      (n: number, x: number) => {
        let ones = 0;
        for (let i = 0; i < n; i++) {
          x ^= x << 13;
          x ^= x >>> 17;
          x ^= x << 5;
          ones += x & 1;
        }
        return [x, ones];
      },
      [[1000, 2463534242]],
    ],
    [
      "a zero seed that is replaced",
      (n: number, seed: number) => {
        for (let i = 0; i < n; i++) {
          if (!seed) seed = 1;
          seed = (seed ^ (seed << 1)) & 15;
        }
        return seed;
      },
      [
        [1000, 0],
        [1000, 8],
        [1000, NaN],
        [1000, -0],
      ],
    ],
  ] satisfies Row[]);
});

describe("remainders", () => {
  holds([
    [
      "MINSTD from any seed",
      (n: number, x: number, m: number) => {
        for (let i = 0; i < n; i++) x = (x * 48271) % m;
        return x;
      },
      [
        [1000, 1, 2147483647],
        [1000, 0, 2147483647],
        [1000, -1, 2147483647],
        [1000, 7, 1],
        [1000, 7, -7],
        [1000, 7, 0],
        [1000, 7, 2 ** 31],
        [1000, 7, 2 ** 53 - 1],
        [1000, -0, 5],
        [1000, 2 ** 40, 5],
        [1000, 6, 12],
      ],
      true,
    ],
    [
      "a negative dividend gives a negative remainder, and -0",
      (n: number, x: number) => {
        for (let i = 0; i < n; i++) x = (x - 1) % 7;
        return x;
      },
      [
        [1, 1],
        [2, 1],
        [7, 1],
        [8, 1],
        [1000, 1],
        [1001, 6],
        [1000, -0],
      ],
    ],
    [
      "a product minus 1",
      (n: number, x: number) => {
        for (let i = 1; i <= n; i++) x = (x * i - 1) % 97;
        return x;
      },
      [
        [100, 1],
        [500, 0],
        [500, -3],
      ],
    ],
    [
      "an idiom that makes them canonical, from either sign",
      (n: number, m: number, x: number) => {
        for (let i = 0; i < n; i++) x = (((x - 3) % m) + m) % m;
        return x;
      },
      [
        [1000, 7, 1],
        [1000, 7, -100],
        [1000, 1, 5],
        [1000, -7, 5],
        [1000, 2 ** 31, 2],
        [1000, 2 ** 53 - 1, 2],
        [1000, 3, -0],
      ],
    ],
    [
      "products that are not exact before their remainder",
      (n: number, x: number, y: number, m: number) => {
        for (let i = 0; i < n; i++) [x, y] = [(x * y) % m, (x + y) % m];
        return [x, y];
      },
      [
        [300, 12_345, 67_890, 1_000_003],
        [300, 123_456_789, 987_654_321, 2_147_483_647],
        [300, 3, 5, 2 ** 53 - 1],
      ],
    ],
    [
      "moduli that are no multiples of one another",
      (n: bigint, x: bigint, y: bigint) => {
        for (let i = 0n; i < n; i++) [x, y] = [(5n * x + 1n) % 1000n, (y + x) % 997n];
        return [x, y];
      },
      [
        [1000n, 7n, 3n],
        [1000n, -7n, 1500n],
      ],
    ],
    [
      "a quotient of BigInts truncates",
      (n: bigint, x: bigint) => {
        for (let i = 0n; i < n; i++) x = (x * 3n - 100n) / 2n;
        return x;
      },
      [
        [50n, 7n],
        [50n, 99n],
        [50n, 100n],
        [50n, 101n],
      ],
    ],
    [
      "a zero divisor is NaN for numbers, and a RangeError for BigInts",
      (n: number, x: number, m: number) => {
        for (let i = 0; i < n; i++) x = (x * 5 + 1) % m;
        return x;
      },
      [
        [100, 3, 0],
        [100, 3, -0],
        [0, 3, 0],
        [100, 3n, 0n],
        [0, 3n, 0n],
        [100, 3, 0n],
      ],
    ],
    [
      "a nest whose half an even modulus does not have",
      (n: number, m: number) => {
        let s = 0;
        for (let i = 0; i < n; i++) for (let j = 0; j < i; j++) s = (s + i * j) % m;
        return s;
      },
      [
        [20, 2],
        [20, 24],
        [20, 1000],
        [20, 1],
      ],
    ],
    [
      "coefficients that depend on the turn: derangements",
      (n: bigint, m: bigint) => {
        let [a, b] = [1n, 0n];
        for (let i = 2n; i <= n; i++) [a, b] = [b, ((i - 1n) * (a + b)) % m];
        return b;
      },
      [
        [100n, 1_000_000_007n],
        [100n, 2n],
        [100n, 1n],
      ],
    ],
    [
      "the parity of Fibonacci numbers as a condition",
      (n: bigint) => {
        let [a, b, even] = [0n, 1n, 0n];
        for (let i = 0n; i < n; i++) {
          if (a % 2n === 0n) even += a;
          [a, b] = [b, a + b];
        }
        return even;
      },
      [[100n], [300n]],
      true,
    ],
    [
      "a type that changes under a remainder",
      (n: number, x: unknown) => {
        let c = 0;
        for (let i = 0; i < n; i++) {
          if ((x as number) % 5 > 3) c++;
          x = 7n;
        }
        return [c, x];
      },
      [
        [0, 4],
        [1, 4],
        [3, 4],
      ],
    ],
  ] satisfies Row[]);
});

describe("extrema", () => {
  holds([
    [
      "reflection at walls",
      (n: number, x: number, v: number) => {
        for (let i = 0; i < n; i++) {
          x += v;
          if (x > 100 || x < 0) v = -v;
        }
        return [x, v];
      },
      [
        [1000, 50, 3],
        [1000, 50, 0],
        [1000, 50, -0],
        [1000, 500, 3],
      ],
    ],
    [
      "a maximum of zeros of either sign",
      (n: number, x: number, y: number) => {
        for (let i = 0; i < n; i++) [x, y] = [Math.max(x, y), Math.min(y, -x)];
        return [x, y];
      },
      [
        [100, 0, -0],
        [100, -0, 0],
        [100, -0, -0],
        [100, 5, -0],
      ],
    ],
    [
      "a maximum of minima that meets NaN or infinities",
      (n: number, x: number, y: number) => {
        for (let i = 0; i < n; i++)
          [x, y] = [Math.max(Math.min(x + 1, y + 2), -5), Math.min(Math.max(y - 1, x), 100)];
        return [x, y];
      },
      [
        [300, NaN, 1],
        [300, 1, NaN],
        [300, Infinity, -Infinity],
        [300, -Infinity, -Infinity],
        [300, -0, 0],
        [300, 2 ** 53, 2 ** 53 - 1],
        [300, 1, 2],
      ],
      true,
    ],
    [
      "a choice that takes the other side for NaN",
      (n: number, x: number, y: number) => {
        for (let i = 0; i < n; i++) x = x + 1 > y ? x + 1 : y;
        return x;
      },
      [
        [300, NaN, 1],
        [300, 1, NaN],
        [300, -0, -0],
        [300, -1, -0],
      ],
    ],
  ] satisfies Row[]);
});

describe("dead values", () => {
  holds([
    [
      "a dead remainder by zero throws",
      (n: bigint, m: bigint) => {
        let [x, s] = [1n, 0n];
        for (let i = 0n; i < n; i++) {
          x = (x * 3n) % m;
          s += i;
        }
        return s;
      },
      [
        [0n, 0n],
        [100n, 0n],
        [100n, 7n],
      ],
    ],
    [
      "a dead shift of another type throws",
      (n: bigint, k: unknown) => {
        let [x, s] = [1n, 0n];
        for (let i = 0n; i < n; i++) {
          x = (x << (k as bigint)) & 255n;
          s += i;
        }
        return s;
      },
      [
        [100n, 3],
        [0n, 3],
        [100n, 3n],
      ],
    ],
  ] satisfies Row[]);
});

describe("arrays", () => {
  holds([
    [
      "an index of -1 is no element, and what is added to it is NaN",
      (n: number) => {
        const f = [1, 1];
        let s = 0;
        for (let i = 0; i < n; i++) s = (f[i % 2] as number) + (f[(i % 2) - 1] ?? s);
        return [s, f];
      },
      [[0], [1], [100]],
    ],
    [
      "the same of a typed array",
      (n: number) => {
        const f = new Uint32Array([1, 1]);
        let s = 0;
        for (let i = 0; i < n; i++) {
          f[(i % 2) - 1] = i;
          s = (f[(i % 2) - 1] as number) + s;
        }
        return [s, ...f];
      },
      [[0], [1], [2], [100]],
    ],
    [
      "reduce skips the holes of an array that is longer than what is in it",
      (n: number) => {
        const f = new Array<number>(n);
        f.push(4, 5);
        let visited = 0;
        for (let i = 0; i < n; i++) visited += 0;
        const sum = f.reduce((before, x) => {
          visited++;
          return before + x;
        }, 0);
        return [sum, visited, f.length];
      },
      [[1], [2], [100]],
    ],
    [
      "a counter at or below 0 that would never end is not moved: bounded by a second condition",
      (n: number) => {
        let [turns, s] = [0, 0];
        while (n-- !== 0 && turns < 500) {
          s += n;
          turns++;
        }
        return [n, turns, s];
      },
      [[0], [3], [-1], [-7], [499], [500], [501]],
    ],
  ] satisfies Row[]);
});
