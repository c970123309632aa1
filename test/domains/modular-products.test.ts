/** Products modulo m whose factors change from turn to turn, through the wrapper, against the loops as written. */
import { describe, expect, test } from "vitest";
import { cpmoptimize, explain } from "cpmoptimize";
import { ResidueRun } from "../../src/trace/domains/residue-run.ts";
import { RefusalSignal } from "../../src/trace/refusal.ts";
import { unlessRefused } from "../../src/trace/unless-refused.ts";
import type { Call } from "./same-as-plain.ts";
import { expectSame, jumped } from "./same-as-plain.ts";

type Loop = (...args: never[]) => unknown;

interface Case {
  readonly loop: Loop;
  /** Moved ahead. */
  readonly calls: readonly (readonly unknown[])[];
  /** Moved or not: the results are the same. */
  readonly others?: readonly (readonly unknown[])[];
}

const KERNEL = "baby steps, giant steps";
const P = 10n ** 9n + 7n;
const M61 = 2n ** 61n - 1n;
const moduli = [P, M61, 1n, 2n, 2003n, 2n ** 64n, 10n ** 18n, 1009n * 1013n, -P];

const cases: Record<string, Case> = {
  "a factorial": {
    loop: (n: bigint, m: bigint) => {
      let f = 1n;
      for (let i = 1n; i <= n; i++) f = (f * i) % m;
      return f;
    },
    calls: [...moduli.map((m) => [3000n, m]), [40n, 7n], [1500n, 1501n], [1500n, 1499n]],
    others: [
      [0n, P],
      [1n, P],
      [2n, P],
      [-5n, P],
      [100n, 0n],
    ],
  },
  "a factorial from anywhere": {
    loop: (n: bigint, m: bigint, f: bigint, i: bigint) => {
      for (; i <= n; i++) f = (f * i) % m;
      return [f, i];
    },
    calls: [
      [2000n, P, 5n, 7n],
      [2000n, P, P + 5n, 7n],
      [2000n, P, -5n, 7n],
      [2000n, 77n, 10n ** 30n, 1n],
      [2000n, P, 0n, 1n],
      [10n ** 20n + 2000n, M61, 3n, 10n ** 20n],
    ],
    others: [
      [2000n, P, 5n, -7n],
      [-2n, P, 5n, -2000n],
      [2000n, P, -1n, 0n],
      [7n, P, 5n, 10n ** 20n],
    ],
  },
  "a counter that goes down": {
    loop: (n: bigint, m: bigint) => {
      let f = 1n;
      for (let i = n; i > 0n; i--) f = (f * i) % m;
      return f;
    },
    calls: moduli.map((m) => [3000n, m]),
  },
  derangements: {
    loop: (n: bigint, m: bigint) => {
      let [c, d] = [1n, 0n];
      for (let i = 2n; i <= n; i++) [c, d] = [d, ((i - 1n) * (c + d)) % m];
      return [c, d];
    },
    calls: moduli.map((m) => [3000n, m]),
  },
  "a sum of factorials": {
    loop: (n: bigint, m: bigint, s: bigint) => {
      let x = 1n;
      for (let i = 1n; i <= n; i++) {
        s = (s + x) % m;
        x = (x * i) % m;
      }
      return [s, x];
    },
    calls: moduli.map((m) => [3000n, m, 10n ** 20n]),
    others: [
      [3000n, P, -3n],
      [3n, P, 0n],
    ],
  },
  "numerator and denominator of a binomial coefficient": {
    loop: (n: bigint, k: bigint, m: bigint) => {
      let [a, b] = [1n, 1n];
      for (let i = 0n; i < k; i++) {
        a = (a * (n - i)) % m;
        b = (b * (i + 1n)) % m;
      }
      return [a, b];
    },
    calls: [
      [5000n, 3000n, M61],
      [5000n, 3000n, 10007n],
      [10n ** 15n, 2000n, M61],
    ],
    others: [[2000n, 3000n, P]],
  },
  "coefficients of degree 2, steps of 3, two moduli": {
    loop: (n: bigint, m: bigint, k: bigint) => {
      let [f, g] = [1n, 1n];
      for (let i = 2n; i <= n; i += 3n) {
        f = (f * (i * i + 5n)) % m;
        g = (g * i + i + 1n) % k;
      }
      return [f, g];
    },
    calls: [
      [6000n, P, 97n],
      [6000n, 2n ** 40n, M61],
      [6000n, 3n ** 30n, 720720n],
    ],
  },
  "factors that are sums of what the loop sums up": {
    loop: (n: bigint, m: bigint) => {
      let [t, u, f] = [0n, 0n, 1n];
      for (let i = 1n; i <= n; i++) {
        t += i;
        u += t;
        f = (f * (2n * u + 1n)) % m;
      }
      return [t, u, f];
    },
    calls: moduli.map((m) => [2000n, m]),
  },
  "Motzkin's recurrence without its division": {
    loop: (n: bigint, m: bigint) => {
      let [a, b] = [1n, 1n];
      for (let i = 2n; i <= n; i++) [a, b] = [b, ((2n * i + 1n) * b + (3n * i - 3n) * a) % m];
      return b;
    },
    calls: moduli.filter((m) => m !== 1n).map((m) => [2000n, m]),
  },
  "dividends below zero, made canonical": {
    loop: (n: bigint, m: bigint, f: bigint) => {
      for (let i = -5n; i <= n; i++) f = (((f * i - 3n) % m) + m) % m;
      return f;
    },
    calls: [
      [2000n, P, -3n],
      [2000n, 91n, 1n],
      [2000n, 2n ** 64n, 10n ** 30n],
    ],
  },
  "words that wrap around": {
    loop: (n: bigint) => {
      let [f, s] = [1n, 0n];
      for (let i = 1n; i <= n; i++) {
        f = BigInt.asUintN(64, f * (2n * i + 1n));
        s = BigInt.asIntN(64, s + f);
      }
      return [f, s];
    },
    calls: [[2000n], [3n]],
  },
  "numbers, with products below 2^53": {
    loop: (n: number, m: number, f: number) => {
      for (let i = 1; i <= n; i++) f = (f * i) % m;
      return f;
    },
    calls: [
      [3000, 94906249, 1],
      [3000, -94906249, 1],
      [3000, 2999, 1],
      [3000, 1, 1],
      [3000, 1000003, 2 ** 40],
    ],
    others: [
      [3000, 0, 1],
      [3000, 1000003, -3],
      [3000, 17, -3],
      [3000, 1000003, -0],
      [3000, 1000003, 0.5],
      [3000, 1000003, NaN],
      [3000, 10.5, 1],
      [3000, 2 ** 45, 1],
      [3000, Infinity, 1],
    ],
  },
  "numbers, reduced before they are multiplied": {
    loop: (n: number, m: number) => {
      let [f, s] = [1, 0];
      for (let i = 1; i <= n; i++) {
        f = (f * (i % m)) % m;
        s = (s + f) % m;
      }
      return [f, s];
    },
    calls: [
      [3000, 94906249],
      [3000, 1009],
      [20000, 94906249],
    ],
  },
  "a factor that is the counter of two turns before": {
    loop: (n: bigint, m: bigint, p: bigint, q: bigint) => {
      let f = 1n;
      for (let i = 3n; i <= n; i++) {
        f = (f * p) % m;
        p = q;
        q = i;
      }
      return [f, p, q];
    },
    calls: [
      [2000n, P, 5n, 77n],
      [2000n, 3n ** 20n, 10n, 11n],
      [5n, P, 5n, 77n],
    ],
    others: [[2000n, P, -5n, 77n]],
  },
  "a counter that is reduced, too": {
    loop: (n: bigint, m: bigint, i: bigint) => {
      let f = 1n;
      for (let k = 0n; k < n; k++) {
        i = (i + 3n) % m;
        f = (f * (i + 1n)) % m;
      }
      return [f, i];
    },
    calls: [
      [2000n, P, 5n],
      [2000n, M61, 10n ** 30n],
      [2000n, 2n ** 40n, 0n],
    ],
  },
  "literal moduli, small ones too": {
    loop: (n: bigint) => {
      let [f, g, h] = [1n, 1n, 1n];
      for (let i = 0n; i < n; i++) {
        f = (f * (i * i + i + 1n)) % 1009n;
        g = (g * (7n * i + 1n)) % 7n;
        h = (h * (10n * i + 3n)) % 10n;
      }
      return [f, g, h];
    },
    calls: [[2000n], [2001n], [2002n], [2007n]],
  },
  "Math.imul": {
    loop: (n: number) => {
      let [f, s] = [1, 0];
      for (let i = 1; i <= n; i++) {
        f = Math.imul(f, 2 * i + 1);
        s = (s + f) | 0;
      }
      return [f, s];
    },
    calls: [[2000], [4]],
  },
};

describe("the same as the loop as written", () => {
  test.each(Object.entries(cases))("%s", (_, { loop, calls, others = [] }) => {
    const moved = calls.map((args): Call => ({ args, isAccelerated: true }));
    expectOutcomes(loop, others);
    expectSame(loop, moved, KERNEL);
  });
});

/** The same result, or the same error. */
function expectOutcomes(plain: Loop, calls: readonly (readonly unknown[])[]): void {
  const wrapped = cpmoptimize({ itersLimit: 0 })(plain);
  const outcome = (run: Loop, args: readonly unknown[]): unknown => {
    try {
      const result = run(...(args as never[]));
      return Array.isArray(result) ? (result as unknown[]) : [result];
    } catch (error) {
      return String(error);
    }
  };
  for (const args of calls)
    expect(outcome(wrapped, args), args.map(String).join()).toEqual(outcome(plain, args));
}

test("calls one after the other, with more turns and fewer, other moduli and starts", () => {
  const loop = (n: bigint, m: bigint, f: bigint) => {
    for (let i = 1n; i <= n; i++) f = (f * i) % m;
    return f;
  };
  const calls = [4000n, 300n, 4001n, 2n, 100n, 4000n, 1000n].flatMap((n) =>
    [P, M61, P, 1013n].map((m): Call => ({ args: [n, m, n] })),
  );
  expectSame(loop, calls, KERNEL);
});

test("a modulus that changes from turn to turn is left alone", () => {
  const loop = (n: bigint, m: bigint) => {
    let f = 1n;
    for (let i = 1n; i <= n; i++) {
      f = (f * i) % m;
      m += 1n;
    }
    return f;
  };
  expectSame(loop, [{ args: [300n, P], isAccelerated: false }], KERNEL);
});

test("sums of remainders that are not reduced themselves are left alone", () => {
  const loop = (n: bigint, m: bigint) => {
    let [f, s] = [1n, 0n];
    for (let i = 1n; i <= n; i++) {
      f = (f * i) % m;
      s += f;
    }
    return s;
  };
  expectSame(loop, [{ args: [300n, P], isAccelerated: false }], KERNEL);
});

describe("beyond what the loop as written could do", () => {
  const factorial = (n: bigint, m: bigint): bigint => {
    let f = 1n;
    for (let i = 1n; i <= n; i++) f = (f * i) % m;
    return f;
  };

  test("factorials modulo a prime", () => {
    expect(jumped(factorial, KERNEL, 10n ** 7n, P)).toBe(682_498_929n);
    expect(jumped(factorial, KERNEL, P - 1n, P)).toBe(P - 1n);
    expect(jumped(factorial, KERNEL, 10n ** 30n, P)).toBe(0n);
  });

  test("Wilson's theorem over numbers", () => {
    const wilson = (p: number): number => {
      let f = 1;
      for (let i = 1; i < p; i++) f = (f * i) % p;
      return f;
    };
    expect(jumped(wilson, KERNEL, 94906249)).toBe(94906248);
  });

  test("a power of two or ten takes a logarithm of the turns", () => {
    const product = (n: bigint, m: bigint): bigint => {
      let [f, s] = [1n, 0n];
      for (let i = 0n; i < n; i++) {
        f = (f * (10n * i + 1n)) % m;
        s = (s + f) % m;
      }
      return s;
    };
    const small = product(2000n, 1000n);
    // Modulo 10^k the matrices come back after 10^(k-1) turns, and so many multiply f by 1.
    expect(jumped(product, KERNEL, 2000n + 10n ** 20n * 2000n, 1000n)).toBe(
      (small * (10n ** 20n + 1n)) % 1000n,
    );
  });

  test("turns beyond what a kernel reaches are refused, and fewer are not", () => {
    const ring = { names: [], exact: [], modulus: M61, start: [], lows: [] };
    const solver = { cost: () => 0, reaches: (turns: bigint) => turns <= 10n ** 10n, run: () => [] };
    const nothing = undefined as never;
    const run = new ResidueRun(nothing, [{ ...ring, solver }], nothing, () => Infinity, nothing);
    expect(run.certify(10n ** 10n)).toBe(10n ** 10n);
    // Fewer turns than were certified before may be beyond reach.
    const odd = { ...solver, reaches: (turns: bigint) => turns >= 10n };
    const other = new ResidueRun(nothing, [{ ...ring, solver: odd }], nothing, () => Infinity, nothing);
    expect(other.certify(10n)).toBe(10n);
    expect(unlessRefused(() => other.certify(9n))).toBeInstanceOf(RefusalSignal);
    const refusal = unlessRefused(() => run.certify(10n ** 14n));
    expect(refusal instanceof RefusalSignal && refusal.refusal.code).toBe("product-too-long");
  });

  test("explain shows the matrix and its modulus", () => {
    const wrapped = cpmoptimize(factorial);
    wrapped(10n ** 6n, P);
    const [loop] = explain(wrapped).loops;
    expect(loop?.groups?.some(({ basis }) => basis[0] === "f (mod m)")).toBe(true);
  });
});
