/**
 * Floating point by option: random linear loops against exact rational arithmetic, with the bound of docs/floats.md for the
 * jump and the plain loop's own for what it is compared with; whole numbers rounded once; what stays exact; what is left to
 * the loop; and that nothing changes without the option.
 */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { cpmoptimize, explain } from "cpmoptimize";

type Fn = (...args: never[]) => unknown;

const rounding = (fn: Fn): Fn => cpmoptimize({ itersLimit: 0, types: ["bigint", "float"] })(fn);
const exact = (fn: Fn): Fn => cpmoptimize({ itersLimit: 0 })(fn);
const call = (fn: Fn, args: readonly unknown[]): unknown[] => [fn(...(args as never[]))].flat();
const loopOf = (wrapped: Fn) => explain(wrapped).loops[0]!;

/** m·2^-e, exactly. */
interface Dyadic {
  readonly m: bigint;
  readonly e: number;
}

function dyadic(value: number): Dyadic {
  let e = 0;
  let scaled = value;
  while (!Number.isInteger(scaled)) {
    scaled *= 2;
    e++;
  }
  return { m: BigInt(scaled), e };
}

const magnitude = ({ m, e }: Dyadic): Dyadic => ({ m: m < 0n ? -m : m, e });
const times = (x: Dyadic, y: Dyadic): Dyadic => ({ m: x.m * y.m, e: x.e + y.e });
const power = (e: number): Dyadic => ({ m: 1n, e });

function plus(x: Dyadic, y: Dyadic): Dyadic {
  const e = Math.max(x.e, y.e);
  return { m: (x.m << BigInt(e - x.e)) + (y.m << BigInt(e - y.e)), e };
}

const minus = (x: Dyadic, y: Dyadic): Dyadic => plus(x, { m: -y.m, e: y.e });
const isAtMost = (x: Dyadic, y: Dyadic): boolean => minus(x, y).m <= 0n;

/** M^n·(x, y, 1) exactly. */
function afterTurns(matrix: readonly Dyadic[][], start: readonly Dyadic[], n: number): Dyadic[] {
  let state = [...start];
  for (let turn = 0; turn < n; turn++)
    state = matrix.map((row) => row.map((entry, k) => times(entry, state[k]!)).reduce(plus));
  return state;
}

const fraction = fc.oneof(
  fc.double({ min: -1.5, max: 1.5, noNaN: true }),
  fc.constantFrom(0.1, 0.5, 1, -1, 1.0004166666666667, 0.999),
);
const tame = fraction.map((x) => (Math.abs(x) < 1e-12 || Object.is(x, -0) ? 0.25 : x));

describe("against exact rational arithmetic", () => {
  const linear = (
    n: number,
    x: number,
    y: number,
    a: number,
    b: number,
    c: number,
    d: number,
    e: number,
    f: number,
  ) => {
    for (let i = 0; ; i++) {
      if (i >= n) break; // the jump goes all the way
      [x, y] = [x * a + y * b + e, x * c + y * d + f];
    }
    return [x, y];
  };
  const fast = rounding(linear as Fn);

  test("jump and loop keep within their bounds", () => {
    let [accelerated, worstJump, worstLoop] = [0, 0, 0];
    fc.assert(
      fc.property(
        fc.integer({ min: 3, max: 120 }),
        fc.tuple(tame, tame),
        fc.tuple(tame, tame, tame, tame),
        fc.tuple(tame, tame),
        (n, start, [a, b, c, d], [e, f]) => {
          const args = [n, ...start, a, b, c, d, e, f];
          const jump = call(fast, args) as number[];
          const loop = call(linear as Fn, args) as number[];
          if (loopOf(fast).status === "accelerated") accelerated++;
          const matrix = [
            [a, b, e],
            [c, d, f],
            [0, 0, 1],
          ].map((row) => row.map(dyadic));
          const state = [...start, 1].map(dyadic);
          const truth = afterTurns(matrix, state, n);
          const large = afterTurns(
            matrix.map((row) => row.map(magnitude)),
            state.map(magnitude),
            n,
          );
          for (const k of [0, 1]) {
            const jumpError = magnitude(minus(dyadic(jump[k]!), truth[k]!));
            const loopError = magnitude(minus(dyadic(loop[k]!), truth[k]!));
            const steps = dyadic(n);
            const bound = plus(
              times(magnitude(truth[k]!), power(53)),
              times(times(steps, { m: 11n, e: 100 }), large[k]!),
            );
            expect(isAtMost(jumpError, bound), args.join()).toBe(true);
            expect(isAtMost(loopError, times(times(steps, { m: 5n, e: 53 }), large[k]!)), args.join()).toBe(
              true,
            );
            worstJump = Math.max(worstJump, ratio(jumpError, large[k]!));
            worstLoop = Math.max(worstLoop, ratio(loopError, large[k]!));
          }
        },
      ),
      { numRuns: 150 },
    );
    expect(accelerated).toBeGreaterThan(130);
    // One rounding, however many turns there are.
    expect(worstJump).toBeLessThanOrEqual(2 ** -53);
    expect(worstLoop).toBeGreaterThan(worstJump);
  }, 60_000);

  test("where all terms are positive, the result is the nearest double or its neighbour", () => {
    const compound = (n: number, balance: number, factor: number, deposit: number) => {
      for (let i = 0; ; i++) {
        if (i >= n) break; // the jump goes all the way
        balance = balance * factor + deposit;
      }
      return balance;
    };
    const quick = rounding(compound as Fn);
    for (const n of [10, 360, 2000]) {
      for (const factor of [1.0004166666666667, 1.1, 0.9]) {
        const got = call(quick, [n, 1000.5, factor, 10.1])[0] as number;
        expect(loopOf(quick).status).toBe("accelerated");
        const matrix = [
          [factor, 10.1],
          [0, 1],
        ].map((row) => row.map(dyadic));
        const truth = afterTurns(matrix, [1000.5, 1].map(dyadic), n)[0]!;
        const error = magnitude(minus(dyadic(got), truth));
        expect(isAtMost(error, times(truth, { m: 1n, e: 53 })), `${n} ${factor}`).toBe(true);
      }
    }
  });

  test("ten million turns of a tenth", () => {
    const clock = cpmoptimize({ types: ["float"] })((n: number) => {
      let t = 0;
      for (let i = 0; i < n; i++) t += 0.1;
      return t;
    });
    expect(clock(10_000_000)).toBe(1_000_000);
  });
});

function ratio(x: Dyadic, y: Dyadic): number {
  if (y.m === 0n) return 0;
  const e = Math.max(x.e, y.e);
  return Number(((x.m << BigInt(e - x.e)) << 80n) / (y.m << BigInt(e - y.e))) / 2 ** 80;
}

describe("programs", () => {
  const programs: Record<string, [Fn, readonly unknown[][]]> = {
    "a Markov chain": [
      ((n: number) => {
        let [a, b, c] = [1, 0, 0];
        for (let i = 0; i < n; i++)
          [a, b, c] = [0.5 * a + 0.25 * b, 0.25 * a + 0.5 * b + 0.5 * c, 0.25 * a + 0.25 * b + 0.5 * c];
        return [a, b, c];
      }) as Fn,
      [[7], [5000]],
    ],
    "a resonant filter": [
      ((n: number) => {
        let [y1, y2] = [0, 0];
        for (let i = 0; i < n; i++) {
          const y = 1.8 * y1 - 0.9 * y2 + 0.25;
          y2 = y1;
          y1 = y;
        }
        return y1;
      }) as Fn,
      [[9], [20_000]],
    ],
    amortisation: [
      ((n: number, payment: number, rate: number, debt: number) => {
        let paid = 0;
        for (let i = 0; i < n; i++) {
          const interest = (debt * rate) / 12;
          debt = debt + interest - payment;
          paid += interest;
        }
        return [debt, paid];
      }) as Fn,
      [[360, 1000, 0.048, 200_000]],
    ],
    "smoothing towards a level": [
      ((n: number, k: number) => {
        let level = 3;
        for (let i = 0; i < n; i++) level = level * (1 - k) + k * 20.5;
        return level;
      }) as Fn,
      [
        [100, 0.05],
        [100_000, 0.3],
      ],
    ],
    "a product of variables": [
      ((n: number) => {
        let [x, s] = [1, 0];
        for (let i = 0; i < n; i++) {
          x *= 0.999;
          s += x * i;
        }
        return [x, s];
      }) as Fn,
      [[100], [10_000]],
    ],
    "a residue beside a sum": [
      ((n: number) => {
        let [x, s] = [3, 0];
        for (let i = 0; i < n; i++) {
          x = (x * 7 + 1) % 1000003;
          s += 0.5;
        }
        return [x, s, n];
      }) as Fn,
      [[10_000]],
    ],
  };
  test.each(Object.entries(programs))("%s", (_, [fn, calls]) => {
    const [fast, off] = [rounding(fn), exact(fn)];
    for (const args of calls) {
      const plain = call(fn, args) as number[];
      const jump = call(fast, args) as number[];
      expect(loopOf(fast).status).toBe("accelerated");
      plain.forEach((value, k) =>
        expect(Math.abs(jump[k]! - value)).toBeLessThanOrEqual(1e-11 * Math.abs(value)),
      );
      call(off, args).forEach((value, k) => expect(value).toBe(plain[k]));
      expect(loopOf(off).status).not.toBe("accelerated");
    }
  });
});

describe("whole numbers beyond 2^53 are rounded once", () => {
  test("a sum of squares", () => {
    const squares = rounding(((n: number) => {
      let s = 0;
      for (let i = 0; i < n; i++) s += i * i;
      return s;
    }) as Fn);
    for (const n of [1000, 10_000_000, 123_456_789]) {
      const m = BigInt(n) - 1n;
      // The last turn is the loop's own.
      const before = Number(((m - 1n) * m * (2n * m - 1n)) / 6n);
      expect(call(squares, [n])).toEqual([before + Number(m) * Number(m)]);
    }
  });

  test("Fibonacci numbers", () => {
    const fib = rounding(((n: number) => {
      let [a, b] = [0, 1];
      for (let i = 0; ; i++) {
        if (i >= n) break;
        [a, b] = [b, a + b];
      }
      return a;
    }) as Fn);
    let [a, b] = [0n, 1n];
    for (let n = 1; n <= 1400; n++) {
      [a, b] = [b, a + b];
      if (n % 100 === 0) expect(call(fib, [n])).toEqual([Number(a)]);
    }
  });

  test("what fits is exact, as without the option", () => {
    const fn = ((n: number, k: number) => {
      let [s, p] = [0, 1];
      for (let i = 0; i < n; i++) {
        s += i * k;
        p = p * 3 - s;
      }
      return [s, p];
    }) as Fn;
    const fast = rounding(fn);
    for (const n of [3, 10, 25])
      for (const k of [0, 1, -7]) expect(call(fast, [n, k])).toEqual(call(fn, [n, k]));
  });
});

describe("what is left to the loop", () => {
  const same = (fn: Fn, args: readonly unknown[]): void => {
    const [plain, jump] = [call(fn, args), call(rounding(fn), args)];
    plain.forEach((value, k) => expect(Object.is(jump[k], value), `${fn} of ${args.join()}`).toBe(true));
  };

  test("conditions on fractions, and on what rounds", () => {
    same(
      ((x: number) => {
        let k = 0;
        while (x < 1000) {
          x *= 1.1;
          k++;
        }
        return [x, k];
      }) as Fn,
      [0.5],
    );
    same(
      ((n: number) => {
        let [x, odd] = [1, 0];
        for (let i = 0; i < n; i++) {
          if ((x & 1) === 1) odd++;
          x *= 3;
        }
        return odd;
      }) as Fn,
      [100],
    );
    same(
      ((n: number) => {
        let [x, k] = [1, 0];
        for (let i = 0; i < n; i++) {
          x = x * 3 + 1;
          if (Number.isSafeInteger(x)) k++;
        }
        return k;
      }) as Fn,
      [100],
    );
  });

  test("NaN, infinities, zeros of either sign, overflow, results too small", () => {
    const fn = ((n: number, x: number, a: number, c: number) => {
      for (let i = 0; i < n; i++) x = x * a + c;
      return x;
    }) as Fn;
    for (const x of [NaN, Infinity, -Infinity, -0, 0])
      for (const a of [0.5, -0.5, NaN, Infinity, 0, -0])
        for (const c of [0, -0, NaN, 1e308]) same(fn, [50, x, a, c]);
    for (const [x, a] of [
      [0.1, 1.5],
      [0.1, -1.5],
      [1e300, 2],
      [0.1, 0.5],
      [3, 0.001],
      [5e-324, 0.5],
    ])
      same(fn, [5000, x, a, 0]);
  });

  test("a variable that overflows, times zero", () => {
    same(
      ((n: number, k: number) => {
        let [x, y] = [0.5, 0.5];
        for (let i = 0; i < n; i++) {
          y = x * k + 1.5;
          x *= 2;
        }
        return y;
      }) as Fn,
      [2000, 0],
    );
  });

  test("an operand that overflows, though the result does not", () => {
    same(
      ((n: number, x: number) => {
        for (let i = 0; i < n; i++) x = x * 1e200 * 1e200 * 1e-250 * 1e-150 + 0.5;
        return x;
      }) as Fn,
      [50, 1.5],
    );
  });
});

test("what is few is left as it is", () => {
  const f = cpmoptimize({ types: ["float"] })((n: number) => {
    let x = 0.5;
    for (let i = 0; i < n; i++) x = x * 0.999 + 1.25;
    return x;
  });
  f(100);
  expect(loopOf(f as Fn).refusals[0]?.code).toBe("few-turns");
  f(1_000_000);
  expect(loopOf(f as Fn).status).toBe("accelerated");
});

test("where a turn goes is decided by exact integers only", () => {
  // The remainder is walked around, which takes for granted that x is exact.
  const halves = (n: bigint, y: number, x: number): unknown => {
    for (let k = 0n; k < n; k++) {
      x = x + 2;
      if (x % 4 === 0) y = y * 0.5;
      else y = y * 0.5 + x;
    }
    return [y, x];
  };
  const wrapped = cpmoptimize({ itersLimit: 0, types: ["bigint", "integer", "float"] })(halves);
  for (const x of [1, -5, 0.5, 2 ** 53 - 9, -(2 ** 53) + 9]) {
    expect(wrapped(300n, 3, x)).toEqual(halves(300n, 3, x));
    expect(explain(wrapped).loops[0]!.status).not.toBe("accelerated");
  }
});

test("results near the least normal double, and below it, are left to the loop", () => {
  const decay = (n: number, x: number): number => {
    for (let i = 0; i < n; i++) x = x * 0.3;
    return x;
  };
  const wrapped = cpmoptimize({ itersLimit: 0, types: ["float"] })(decay);
  for (const turns of [500, 518, 519, 588, 600, 615, 617, 618, 700]) {
    const result = decay(turns, 1);
    const quick = wrapped(turns, 1);
    // What is jumped to is the state before the last turn; its digits are compared with a bound's, which needs some room.
    const isNormal = decay(turns - 1, 1) >= 2 ** -900;
    expect(explain(wrapped).loops[0]!.status === "accelerated", String(turns)).toBe(isNormal);
    if (!isNormal) expect(quick).toBe(result);
  }
});
