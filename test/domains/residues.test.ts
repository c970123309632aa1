/** Residues and wrap-around integers through the wrapper: against the plain loop, and what must not be taken for one. */
import { describe, expect, test } from "vitest";
import { cpmoptimize, explain } from "cpmoptimize";

type Loop = (...args: never[]) => unknown;

interface Case {
  readonly loop: Loop;
  readonly calls: readonly (readonly unknown[])[];
  /** Who moves the calls ahead; "plain": nobody. The results are the plain loop's in every case. */
  readonly by: "residues" | "cycle detection" | "plain";
}

const cases: Record<string, Case> = {
  "a generator over numbers": {
    loop: (n: number, x: number) => {
      for (let i = 0; i < n; i++) x = (16807 * x) % 2147483647;
      return x;
    },
    calls: [
      [100, 1],
      [1000, 2147483646],
      [1000, 2 ** 31 + 5],
      [1000, 0],
    ],
    by: "residues",
  },
  "a product that loses bits in a double": {
    loop: (n: number) => {
      let x = 1;
      for (let i = 0n; i < n; i++) x = (x * 1103515245 + 12345) & 0x7fffffff;
      return x;
    },
    // Whoever moves it ahead has to lose the same bits.
    calls: [[5], [300], [1000]],
    by: "cycle detection",
  },
  "negative dividends, made canonical": {
    loop: (n: bigint, m: bigint, x: bigint) => {
      for (let i = 0n; i < n; i++) x = (((x * 3n - 17n) % m) + m) % m;
      return x;
    },
    calls: [
      [100n, 101n, -50n],
      [100n, 1n, 7n],
      [100n, 12n, 5n],
    ],
    by: "residues",
  },
  "m subtracted where a sum reaches it": {
    loop: (n: number, m: number, a: number) => {
      let b = 1;
      for (let i = 0; i < n; i++) {
        let c = a + b;
        if (c >= m) c -= m;
        a = b;
        b = c;
      }
      return [a, b];
    },
    calls: [
      [1000, 1000000007, 0],
      [1000, 7, 6],
      [1000, 2 ** 52, 2 ** 52 - 1],
      [1000, 2, 1],
    ],
    by: "residues",
  },
  "m subtracted from the double, which starts above half of it": {
    loop: (n: bigint, m: bigint, x: bigint) => {
      for (let i = 0n; i < n; i++) x = 2n * x >= m ? 2n * x - m : 2n * x;
      return x;
    },
    calls: [
      [1000n, 1000003n, 524288n],
      [1000n, 10n ** 30n, 10n ** 30n - 1n],
      [1000n, 10n, 5n],
    ],
    by: "residues",
  },
  "a mask that a call gives, over numbers": {
    loop: (n: number, mask: number, h: number) => {
      for (let i = 0; i < n; i++) h = (h * 33 + 1) & mask;
      return h;
    },
    calls: [
      [1000, 2 ** 16 - 1, 5381],
      [1000, 2 ** 31 - 1, 5381],
      [1000, -1, 5381],
      [1000, 2 ** 32 - 1, 5381],
    ],
    by: "residues",
  },
  "a mask that a call gives, over BigInts": {
    loop: (n: bigint, bits: bigint, x: bigint) => {
      const mask = (1n << bits) - 1n;
      for (let i = 0n; i < n; i++) x = mask & (x * 6364136223846793005n + 1442695040888963407n);
      return x;
    },
    calls: [
      [1000n, 64n, 1n],
      [1000n, 200n, -1n],
      [1000n, 1n, 5n],
    ],
    by: "residues",
  },
  "a width that a call gives": {
    loop: (n: bigint, k: number, x: bigint) => {
      for (let i = 0n; i < n; i++) x = BigInt.asIntN(k, x * 33n + 1n);
      return x;
    },
    calls: [
      [1000n, 64, 1n],
      [1000n, 1, 7n],
      [1000n, 200, -7n],
    ],
    by: "residues",
  },
  "m added where the remainder is negative": {
    loop: (n: number, m: number, x: number) => {
      for (let i = 0; i < n; i++) {
        x = (x * 3 - 17) % m;
        if (x < 0) x += m;
      }
      return x;
    },
    calls: [
      [100, 101, 50],
      [100, 8, 3],
    ],
    by: "residues",
  },
  "remainders that keep the sign of their dividend": {
    loop: (n: bigint, x: bigint) => {
      for (let i = 0n; i < n; i++) x = (x * 3n - 1n) % 1000003n;
      return x;
    },
    calls: [
      [100n, 1n],
      [100n, -5n],
    ],
    by: "cycle detection",
  },
  "a sum of representatives": {
    loop: (n: bigint) => {
      let [x, s] = [1n, 0n];
      for (let i = 0n; i < n; i++) {
        x = (x * 16807n) % 2147483647n;
        s += x;
      }
      return s;
    },
    calls: [[5n], [1000n]],
    by: "plain",
  },
  "moduli of which one divides the other": {
    loop: (n: bigint, x: bigint, y: bigint) => {
      for (let i = 0n; i < n; i++) {
        y = (y + 2n * x + i) % 1000n;
        x = (7n * x + 3n) % 1_000_000n;
      }
      return [x, y];
    },
    calls: [
      [100n, 5n, 6n],
      [1000n, 999_999n, 0n],
    ],
    by: "residues",
  },
  "a multiple of the modulus is too fine": {
    loop: (n: bigint, x: bigint, y: bigint) => {
      for (let i = 0n; i < n; i++) {
        y = (y + x) % 1_000_000n;
        x = (7n * x + 3n) % 2000n;
      }
      return y;
    },
    calls: [
      [100n, 5n, 6n],
      [1000n, 1999n, 0n],
    ],
    by: "cycle detection",
  },
  "signed and unsigned views of 32 bits": {
    loop: (n: number, x: number, y: number) => {
      for (let i = 0; i < n; i++) {
        x = (Math.imul(x, 1664525) + y) | 0;
        y = (x + 1013904223) >>> 0;
      }
      return [x, y];
    },
    calls: [
      [100, 1, 2],
      [100, -(2 ** 31), 2 ** 32 - 1],
    ],
    by: "residues",
  },
  "moduli beyond 2^32, invariants of the call": {
    loop: (n: bigint, m: bigint, a: bigint, b: bigint, c: bigint) => {
      for (let i = 0n; i < n; i++) {
        a = (((5n * a - 3n * b + i) % m) + m) % m;
        b = (((1234567n * c - a) % m) + m) % m;
        c = ((((m / 2n) * c + 7n * a) % m) + m) % m;
      }
      return [a, b, c];
    },
    calls: [
      2n,
      2n ** 31n - 1n,
      2n ** 31n,
      2n ** 32n - 1n,
      2n ** 32n + 1n,
      2n ** 53n - 1n,
      720720n ** 3n,
      2n ** 61n - 1n,
      2n ** 62n - 57n,
      2n ** 62n - 2n,
    ].flatMap((m) => [
      [9000n, m, -1n, -m, m - 1n],
      [9001n, m, -(2n ** 70n), m / 2n, -m - 1n],
    ]),
    by: "residues",
  },
  "modulo 1": {
    loop: (n: bigint, m: bigint, a: bigint, b: bigint) => {
      for (let i = 0n; i < n; i++)
        [a, b] = [(((5n * b - i) % m) + m) % m, (((5n * a - 3n * b + i) % m) + m) % m];
      return [a, b];
    },
    calls: [
      [9000n, 1n, -1n, 7n],
      [9000n, -1n, -1n, 7n],
    ],
    by: "residues",
  },
  "64 bits, signed": {
    loop: (n: bigint, x: bigint) => {
      for (let i = 0n; i < n; i++) x = BigInt.asIntN(64, x * 6364136223846793005n + i);
      return x;
    },
    calls: [
      [100n, 1n],
      [100n, -(2n ** 63n)],
      [100n, 2n ** 80n],
    ],
    by: "residues",
  },
};

describe.each(Object.entries(cases))("%s", (_, { loop, calls, by }) => {
  const plain = loop as (...args: readonly unknown[]) => unknown;
  const fast = cpmoptimize({ itersLimit: 0 })(loop) as typeof plain;

  test.each(calls.map((args) => ({ args })))("$args", ({ args }) => {
    expect(fast(...args)).toStrictEqual(plain(...args));
    const { status, kernel } = explain(fast as Loop).loops[0] ?? {};
    if (by === "plain") expect(status).not.toBe("accelerated");
    else expect([status, kernel]).toEqual(["accelerated", expect.stringContaining(by)]);
  });
});

test("a start of -0 is the plain loop's", () => {
  const loop = (n: number, x: number): number => {
    for (let i = 0; i < n; i++) x = (5 * x) % 7;
    return x;
  };
  expect(Object.is(cpmoptimize({ itersLimit: 0 })(loop)(100, -0), -0)).toBe(true);
  expect(Object.is(loop(100, -0), -0)).toBe(true);
});

describe("published answers", () => {
  test("MINSTD with 48271: the 10,000th value", () => {
    const minstd = cpmoptimize()((n: number) => {
      let x = 1;
      for (let i = 0; i < n; i++) x = (48271 * x) % 2147483647;
      return x;
    });
    expect(minstd(10_000)).toBe(399268537);
    expect(explain(minstd).loops[0]?.status).toBe("accelerated");
  });

  test("Project Euler 97", () => {
    const euler97 = cpmoptimize()((n: bigint) => {
      let x = 28433n;
      for (let i = 0n; i < n; i++) x = (x * 2n) % 10_000_000_000n;
      return x + 1n;
    });
    expect(euler97(7_830_457n)).toBe(8739992577n);
    expect(explain(euler97).loops[0]?.status).toBe("accelerated");
  });

  test("Project Euler 48: its inner loop can be moved ahead", () => {
    const euler48 = cpmoptimize({ itersLimit: 0 })((n: bigint) => {
      let s = 0n;
      for (let i = 1n; i <= n; i++) {
        let p = 1n;
        for (let j = 0n; j < i; j++) p = (p * i) % 10_000_000_000n;
        s = (s + p) % 10_000_000_000n;
      }
      return s;
    });
    expect(euler48(1000n)).toBe(9110846700n);
    expect(explain(euler48).loops[1]?.status).toBe("accelerated");
  });
});
