/**
 * The non-linear arithmetic loops by which the literature measures invariant generators, from their mathematics.
 *
 * Where that literature finds the invariant, here the loop is run: small parameters against the plain loop, large ones
 * against the invariant or the closed form. Each group is named for what becomes of its loops.
 */
import { describe, expect, test } from "vitest";
import { explain } from "cpmoptimize";
import type { Loose } from "../original-suite/harness.ts";
import { expectSame, outcome, show, watch } from "../original-suite/harness.ts";

type Integers = readonly bigint[];

interface Literature {
  readonly name: string;
  readonly fn: (...args: bigint[]) => bigint[];
  /** The arguments for a small parameter of 0 to 40. */
  readonly small: (n: bigint) => Integers;
}

interface Undecided extends Literature {
  /** Arguments for which the plain loop takes few turns nevertheless. */
  readonly large: readonly Integers[];
  /** No loop is accelerated for any of the arguments: the codes that say why. */
  readonly never?: RegExp;
}

interface Accelerated extends Literature {
  readonly large: readonly Integers[];
  /** Equalities between the last values and the arguments: left and right sides, named. */
  readonly holds: (args: Integers, last: Integers) => Readonly<Record<string, readonly [unknown, unknown]>>;
}

const smalls = Array.from({ length: 41 }, (_, n) => BigInt(n));
const one = (n: bigint): Integers => [n];

/** Equal to the plain loop for every small parameter; gives how many loops were accelerated in all of the calls. */
function compareSmall({ name, fn, small }: Literature): number {
  const { fast, accelerations } = watch(fn as Loose, { itersLimit: 0 });
  for (const n of smalls) {
    const args = small(n);
    expectSame(
      outcome(() => fast(...args)),
      outcome(() => fn(...args)),
      `${name}(${show(args)})`,
    );
  }
  return accelerations().length;
}

function accelerated(cases: readonly Accelerated[]): void {
  describe.each(cases)("$name", (each) => {
    test("small: as the plain loop", () => {
      expect(compareSmall(each)).toBeGreaterThan(0);
    });
    test("the plain loop obeys the invariant", () => {
      // What the large values are compared with is itself checked, so that a wrong formula cannot pass for a wrong loop.
      for (const n of smalls.slice(2)) {
        const args = each.small(n);
        for (const [what, [left, right]] of Object.entries(each.holds(args, each.fn(...args))))
          expect(left, `${what} for ${show(args)}`).toBe(right);
      }
    });
    for (const args of each.large) {
      const where = show(args);
      test(`large: ${where}`, () => {
        const { fast, accelerations, declines } = watch(each.fn as Loose, { itersLimit: 0 });
        const last = fast(...args) as bigint[];
        expect(accelerations().length, declines().join("; ")).toBeGreaterThan(0);
        for (const [what, [left, right]] of Object.entries(each.holds(args, last)))
          // As booleans: a difference of a million bits is not worth printing.
          expect(left === right, `${what} for ${where}`).toBe(true);
      });
    }
  });
}

/** Either accelerated by phases or not at all, and then with a reason. */
function phasesOrReason(each: Undecided): void {
  test(each.name, () => {
    const count = compareSmall(each);
    if (each.never !== undefined) expect(count).toBe(0);
    for (const args of [...smalls.filter((n) => n % 8n === 0n).map(each.small), ...each.large]) {
      const { fast, accelerations } = watch(each.fn as Loose, { itersLimit: 0 });
      expectSame(
        outcome(() => fast(...args)),
        outcome(() => each.fn(...args)),
        `${each.name}(${show(args)})`,
      );
      if (each.never !== undefined) expect(accelerations()).toEqual([]);
      const { loops, unchanged } = explain(fast);
      expect(unchanged).toBeUndefined();
      expect(loops.length).toBeGreaterThan(0);
      for (const loop of loops) {
        expect(["untried", "accelerated", "declined", "refused"]).toContain(loop.status);
        if (loop.status === "declined" || loop.status === "refused") {
          expect(loop.refusals.length).toBeGreaterThan(0);
          for (const { code, why } of loop.refusals) {
            expect(code).toMatch(each.never ?? /^[a-z-]+$/);
            expect(why).not.toBe("");
          }
        }
      }
    }
  });
}

const powersOfTen: readonly Integers[] = [[10n ** 6n], [10n ** 12n + 7n], [10n ** 30n]];
/** Enough for geometric sums: the values have millions of bits. */
const geometricTurns = [10n ** 5n, 10n ** 6n];

const choose = (n: bigint, k: bigint): bigint => {
  let result = 1n;
  for (let i = 0n; i < k; i++) result = (result * (n - i)) / (i + 1n);
  return result;
};

/** Faulhaber's sums of y ** p for y from 1 to k. */
const sumOfPowers: Readonly<Record<number, (k: bigint) => bigint>> = {
  1: (k) => (k * (k + 1n)) / 2n,
  2: (k) => (k * (k + 1n) * (2n * k + 1n)) / 6n,
  3: (k) => (k ** 2n * (k + 1n) ** 2n) / 4n,
  4: (k) => (k * (k + 1n) * (2n * k + 1n) * (3n * k ** 2n + 3n * k - 1n)) / 30n,
  5: (k) => (k ** 2n * (k + 1n) ** 2n * (2n * k ** 2n + 2n * k - 1n)) / 12n,
};

const powerSumHolds =
  (power: number): Accelerated["holds"] =>
  ([k = 0n], [x, y, c]) => ({
    "x is Faulhaber's sum": [x, sumOfPowers[power]?.(k)],
    "y is k": [y, k],
    "c is k": [c, k],
  });

describe("accelerated: sums of powers", () => {
  accelerated([
    {
      name: "ps2",
      fn: (k = 0n) => {
        let [x, y, c] = [0n, 0n, 0n];
        while (c < k) {
          c += 1n;
          y += 1n;
          x += y;
        }
        return [x, y, c];
      },
      small: one,
      large: powersOfTen,
      holds: powerSumHolds(1),
    },
    {
      name: "ps3",
      fn: (k = 0n) => {
        let [x, y, c] = [0n, 0n, 0n];
        while (c < k) {
          c += 1n;
          y += 1n;
          x = y * y + x;
        }
        return [x, y, c];
      },
      small: one,
      large: powersOfTen,
      holds: powerSumHolds(2),
    },
    {
      name: "ps4",
      fn: (k = 0n) => {
        let [x, y, c] = [0n, 0n, 0n];
        while (c < k) {
          c += 1n;
          y += 1n;
          x = y * y * y + x;
        }
        return [x, y, c];
      },
      small: one,
      large: powersOfTen,
      holds: powerSumHolds(3),
    },
    {
      name: "ps5",
      fn: (k = 0n) => {
        let [x, y, c] = [0n, 0n, 0n];
        while (c < k) {
          c += 1n;
          y += 1n;
          x += y ** 4n;
        }
        return [x, y, c];
      },
      small: one,
      large: powersOfTen,
      holds: powerSumHolds(4),
    },
    {
      name: "ps6",
      fn: (k = 0n) => {
        let [x, y, c] = [0n, 0n, 0n];
        while (c < k) {
          c += 1n;
          y += 1n;
          x += y ** 5n;
        }
        return [x, y, c];
      },
      small: one,
      large: powersOfTen,
      holds: powerSumHolds(5),
    },
    {
      name: "petter4",
      fn: (k = 0n) => {
        let [x, y] = [0n, 0n];
        while (y < k) {
          x += y ** 4n;
          y++;
        }
        return [x, y];
      },
      small: one,
      large: powersOfTen,
      holds: ([k = 0n], [x, y]) => ({
        "x is Faulhaber's sum": [x, sumOfPowers[4]?.(k - 1n)],
        "y is k": [y, k],
      }),
    },
  ]);
});

describe("accelerated: geometric sums", () => {
  accelerated([
    {
      name: "geo1",
      fn: (z = 0n, k = 0n) => {
        let [x, y, c] = [1n, z, 1n];
        while (c < k) {
          c += 1n;
          x = x * z + 1n;
          y = y * z;
        }
        return [x, y, c];
      },
      small: (n) => [3n, n],
      large: geometricTurns.flatMap((k) => [
        [2n, k],
        [-3n, k],
      ]),
      holds: ([z = 0n, k = 0n], [x = 0n, y = 0n, c]) => ({
        "y is z ** k": [y, z ** k],
        "x (z - 1) = y - 1": [x * (z - 1n), y - 1n],
        "c is k": [c, k],
      }),
    },
    {
      name: "geo2",
      fn: (z = 0n, k = 0n) => {
        let [x, y, c] = [1n, 1n, 1n];
        while (c < k) {
          c += 1n;
          x = x * z + 1n;
          y = y * z;
        }
        return [x, y, c];
      },
      small: (n) => [5n, n],
      large: geometricTurns.map((k) => [3n, k]),
      holds: ([z = 0n, k = 0n], [x = 0n, y = 0n, c]) => ({
        "y is z ** (k - 1)": [y, z ** (k - 1n)],
        "1 + x z = x + z y": [1n + x * z, x + z * y],
        "c is k": [c, k],
      }),
    },
    {
      name: "geo3",
      fn: (z = 0n, a = 0n, k = 0n) => {
        let [x, y, c] = [a, 1n, 1n];
        while (c < k) {
          c += 1n;
          x = x * z + a;
          y = y * z;
        }
        return [x, y, c];
      },
      small: (n) => [4n, n - 20n, n],
      large: geometricTurns.map((k) => [3n, -(10n ** 30n), k]),
      holds: ([z = 0n, a = 0n, k = 0n], [x = 0n, y = 0n, c]) => ({
        "y is z ** (k - 1)": [y, z ** (k - 1n)],
        "z x - x + a = a z y": [z * x - x + a, a * z * y],
        "c is k": [c, k],
      }),
    },
  ]);
});

describe("accelerated: polynomials by differences, and roots by subtraction", () => {
  accelerated([
    {
      name: "cohencu",
      fn: (a = 0n) => {
        let [n, x, y, z] = [0n, 0n, 1n, 6n];
        while (n <= a) {
          n += 1n;
          x += y;
          y += z;
          z += 6n;
        }
        return [n, x, y, z];
      },
      small: one,
      large: powersOfTen,
      holds: ([a = 0n], [n = 0n, x, y, z]) => ({
        "n is a + 1": [n, a + 1n],
        "x = n³": [x, n ** 3n],
        "y = 3n² + 3n + 1": [y, 3n * n ** 2n + 3n * n + 1n],
        "z = 6n + 6": [z, 6n * n + 6n],
      }),
    },
    {
      name: "freire1",
      fn: (a = 0n) => {
        let [x, r] = [a, 0n];
        while (x > r) {
          x -= r;
          r += 1n;
        }
        return [x, r];
      },
      small: one,
      large: powersOfTen,
      holds: ([a], [x = 0n, r = 0n]) => ({
        "a = x + r (r - 1) / 2": [x + (r * (r - 1n)) / 2n, a],
        "the test fails": [x <= r, true],
        "and held one turn before": [x + (r - 1n) > r - 1n, true],
      }),
    },
    {
      name: "freire2",
      fn: (a = 0n) => {
        let [x, r, s] = [a, 1n, 1n];
        while (x - s > 0n) {
          x -= s;
          s += 6n * r + 3n;
          r += 1n;
        }
        return [x, r, s];
      },
      small: one,
      large: powersOfTen,
      holds: ([a], [x = 0n, r = 0n, s = 0n]) => ({
        "s = 3r² - 2": [s, 3n * r ** 2n - 2n],
        "a = x + the sum of all s": [x + ((r - 1n) * r * (2n * r - 1n)) / 2n - 2n * (r - 1n), a],
        "the test fails": [x - s <= 0n, true],
        "and held one turn before": [x > 0n, true],
      }),
    },
    {
      // The published one, whose s begins at 13/4, with x and s four times as large.
      name: "freire2, in quarters: the rounded cube root",
      fn: (a = 0n) => {
        let [x, r, s] = [4n * a, 1n, 13n];
        while (x - s > 0n) {
          x -= s;
          s += 24n * r + 12n;
          r += 1n;
        }
        return [x, r, s];
      },
      small: (n) => [n * n + 1n],
      large: powersOfTen,
      holds: ([a = 0n], [, r = 0n, s]) => ({
        "s = 12r² + 1": [s, 12n * r ** 2n + 1n],
        "(r - 1/2)³ <= a": [(2n * r - 1n) ** 3n <= 8n * a, true],
        "a <= (r + 1/2)³": [8n * a <= (2n * r + 1n) ** 3n, true],
      }),
    },
    {
      name: "sqrt1",
      fn: (n = 0n) => {
        let [a, s, t] = [0n, 1n, 1n];
        while (s <= n) {
          a += 1n;
          t += 2n;
          s += t;
        }
        return [a, s, t];
      },
      small: one,
      large: powersOfTen,
      holds: ([n = 0n], [a = 0n, s = 0n, t]) => ({
        "t = 2a + 1": [t, 2n * a + 1n],
        "s = (a + 1)²": [s, (a + 1n) ** 2n],
        "a² <= n < s": [a ** 2n <= n && n < s, true],
      }),
    },
  ]);
});

describe("accelerated: binomial sums and nests", () => {
  accelerated([
    {
      name: "the sum of C(i, 2)",
      fn: (n = 0n) => {
        let x = 0n;
        for (let i = 0n; i < n; i++) x += (i * (i - 1n)) / 2n;
        return [x];
      },
      small: one,
      large: powersOfTen,
      holds: ([n = 0n], [x]) => ({ "C(n, 3)": [x, choose(n, 3n)] }),
    },
    {
      name: "degree 3: three loops that count",
      fn: (n = 0n) => {
        let x = 0n;
        for (let i = 0n; i < n; i++) for (let j = 0n; j < i; j++) for (let k = 0n; k < j; k++) x += 1n;
        return [x];
      },
      small: one,
      large: powersOfTen,
      holds: ([n = 0n], [x]) => ({ "C(n, 3)": [x, choose(n, 3n)] }),
    },
    {
      name: "degree 4: four loops that count",
      fn: (n = 0n) => {
        let x = 0n;
        for (let i = 0n; i < n; i++)
          for (let j = 0n; j < i; j++) for (let k = 0n; k < j; k++) for (let l = 0n; l < k; l++) x += 1n;
        return [x];
      },
      small: one,
      large: powersOfTen,
      holds: ([n = 0n], [x]) => ({ "C(n, 4)": [x, choose(n, 4n)] }),
    },
  ]);
});

describe("accelerated by phases: few for large parameters", () => {
  accelerated([
    {
      name: "mannadiv",
      fn: (a = 0n, b = 0n) => {
        let [q, r, rest] = [0n, 0n, a];
        while (rest !== 0n) {
          if (r + 1n === b) {
            q += 1n;
            r = 0n;
          } else r += 1n;
          rest -= 1n;
        }
        return [q, r, rest];
      },
      small: (n) => [n, 7n],
      large: [
        [10n ** 6n, 10n ** 5n],
        [10n ** 30n, 10n ** 28n + 1n],
      ],
      holds: ([a = 0n, b = 0n], [q = 0n, r = 0n, rest]) => ({
        "q b + r = a": [q * b + r, a],
        "0 <= r < b": [0n <= r && r < b, true],
        "nothing is left": [rest, 0n],
      }),
    },
    {
      name: "bresenham",
      fn: (width = 0n, height = 0n) => {
        let [v, x, y] = [2n * height - width, 0n, 0n];
        while (x <= width) {
          if (v < 0n) v += 2n * height;
          else {
            v += 2n * (height - width);
            y++;
          }
          x++;
        }
        return [v, x, y];
      },
      small: (n) => [n, n / 3n],
      large: [
        [10n ** 6n, 7n],
        [10n ** 30n, 3n],
      ],
      holds: ([width = 0n, height = 0n], [v = 0n, x = 0n, y = 0n]) => ({
        "2 height x - 2 width y + 2 height - width = v": [
          2n * height * x - 2n * width * y + 2n * height - width,
          v,
        ],
        "x is width + 1": [x, width + 1n],
        "y is the rounded height of the line": [
          -2n * width <= v - 2n * height && v - 2n * height < 2n * width,
          true,
        ],
      }),
    },
  ]);
});

describe("accelerated by phases or refused with a reason: inner loops", () => {
  phasesOrReason({
    name: "cohendiv",
    fn: (x = 0n, y = 0n) => {
      let [q, r, a, b] = [0n, x, 0n, 0n];
      while (r >= y) {
        a = 1n;
        b = y;
        while (r >= 2n * b) {
          a = 2n * a;
          b = 2n * b;
        }
        r -= b;
        q += a;
      }
      return [q, r, a, b];
    },
    small: (n) => [n * n, 3n],
    large: [[10n ** 30n, 7n]],
  });
  phasesOrReason({
    name: "dijkstra",
    fn: (n = 0n) => {
      let [p, q, r, h] = [0n, 1n, n, 0n];
      while (q <= n) q = 4n * q;
      while (q !== 1n) {
        q = q / 4n;
        h = p + q;
        p = p / 2n;
        if (r >= h) {
          p += q;
          r -= h;
        }
      }
      return [p, q, r, h];
    },
    small: (n) => [n * n + n],
    large: [[10n ** 30n], [10n ** 100n]],
  });
});

describe("already logarithmic and left alone", () => {
  phasesOrReason({
    name: "prodbin",
    fn: (a = 0n, b = 0n) => {
      let [x, y, z] = [a, b, 0n];
      while (y !== 0n) {
        if (y % 2n === 1n) {
          z += x;
          y -= 1n;
        }
        x = 2n * x;
        y = y / 2n;
      }
      return [x, y, z];
    },
    small: (n) => [n * 3n + 1n, n],
    large: [
      [7n, 10n ** 30n],
      [3n, 2n ** 60n - 1n],
    ],
    never: /^(leaves-at-once|long-period|fine-residue)$/,
  });
});
