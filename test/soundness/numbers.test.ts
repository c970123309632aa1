/* eslint-disable no-loss-of-precision -- a literal beyond 2^53 is what is tested */
/** Rules 1, 2, 3, 7, 18: what IEEE doubles do that integers do not. */
import { describe, expect, test } from "vitest";
import { cpmoptimize, explain, range } from "cpmoptimize";
import { compare } from "./compare.ts";

const max = Number.MAX_SAFE_INTEGER;
const odd = [NaN, Infinity, -Infinity, 0.5, -0.5, 1e308, 5e-324, 2 ** 53, -(2 ** 53), 2 ** 53 + 2, 1e21, -0];
const near = [0, 1, -1, 2, 3, 7, max, -max, max - 1, max - 5, 2 ** 31, 2 ** 31 - 1, -(2 ** 31), 2 ** 32];

describe("start values", () => {
  const bodies: Record<string, (n: number, a: number, b: number) => unknown> = {
    sum: (n, a, b) => {
      for (let i = 0; i < n; i++) a += b;
      return [a, b];
    },
    difference: (n, a, b) => {
      for (let i = 0; i < n; i++) [a, b] = [a - b, b - i];
      return [a, b];
    },
    product: (n, a, b) => {
      for (let i = 0; i < n; i++) a *= b;
      return [a, b];
    },
    negation: (n, a, b) => {
      for (let i = 0; i < n; i++) [a, b] = [-b, -a];
      return [a, b];
    },
    rotation: (n, a, b) => {
      for (let i = 0; i < n; i++) [a, b] = [b, a];
      return [a, b];
    },
    overwriting: (n, a, b) => {
      for (let i = 0; i < n; i++) {
        a = b;
        b = i;
      }
      return [a, b];
    },
    fibonacci: (n, a, b) => {
      for (let i = 0; i < n; i++) [a, b] = [b, a + b];
      return [a, b];
    },
    quadratic: (n, a, b) => {
      for (let i = 0; i < n; i++) a += i * b;
      return [a, b];
    },
    "multiplied by zero": (n, a, b) => {
      for (let i = 0; i < n; i++) {
        a = b * 0;
        b = b - 1;
      }
      return [a, b];
    },
    "zero minus": (n, a, b) => {
      for (let i = 0; i < n; i++) {
        a = 0 - b;
        b = a * -1;
      }
      return [a, b];
    },
    "times zero on the left": (n, a, b) => {
      let c = 0;
      for (let i = 0; i < n; i++) {
        c = 0 * a + b;
        a = -c;
        b = b * 0;
      }
      return [a, b, c];
    },
  };
  describe.each(Object.entries(bodies))("%s", (name, body) => {
    test("usual, odd and large", () => {
      let accelerated = 0;
      for (const a of [...near, ...odd]) {
        for (const b of [0, -1, 3, max, NaN, -0, 0.5, Infinity]) {
          const n = Math.abs(a % 2) === 1 ? 7 : 40;
          accelerated += compare(body, () => [n, a, b]).accelerated;
        }
      }
      // There every result is a zero of unknown sign.
      if (name !== "times zero on the left") expect(accelerated).toBeGreaterThan(0);
    });
  });
});

describe("-0 is born", () => {
  const cases: Record<string, (n: number, a: number) => unknown> = {
    "0 * negative": (n, a) => {
      for (let i = 0; i < n; i++) a *= -3;
      return [a];
    },
    "negation of a counter that reaches zero": (n, a) => {
      for (let i = n; i >= 0; i--) a = -i;
      return [a];
    },
    "a product with the counter": (n, a) => {
      let p = 1;
      for (let i = n; i >= 0; i--) p = i * a;
      return [p];
    },
    "minus a sum that is zero": (n, a) => {
      let s = a;
      for (let i = 0; i < n; i++) {
        s += 2;
        a = -(s - 2 * i - 2);
      }
      return [a, s];
    },
    "-0 and 0 alternate": (n, a) => {
      for (let i = 0; i < n; i++) a = -a;
      return [a];
    },
    "-0 + -0": (n, a) => {
      let b = 0;
      for (let i = 0; i < n; i++) {
        b = -a + -a;
        a = a * 1;
      }
      return [a, b];
    },
    "-0 - 0": (n, a) => {
      let b = 0;
      for (let i = 0; i < n; i++) b = -a - a;
      return [a, b];
    },
    "square of a negative": (n, a) => {
      let b = 0;
      for (let i = 0; i < n; i++) {
        b = a * a;
        a = a + 1 - 1;
      }
      return [a, b];
    },
    "an overwritten sign": (n, a) => {
      let b = 0;
      let c = 5;
      for (let i = 0; i < n; i++) {
        c = b;
        b = -a;
        a = 0 * b;
      }
      return [a, b, c];
    },
    "an invariant that is -0": (n, a) => {
      const k = a * -0;
      let b = 0;
      for (let i = 0; i < n; i++) b = k;
      return [a, b, k];
    },
    "an invariant that is -0, added": (n, a) => {
      const k = -0 * (a * a + 1);
      let b = 0;
      let c = 1;
      for (let i = 0; i < n; i++) {
        b = b * 0 + k;
        c = c * k;
      }
      return [a, b, c];
    },
    "a literal -0": (n, a) => {
      let b = 0;
      for (let i = 0; i < n; i++) {
        b = -0;
        a = a + b;
      }
      return [a, b];
    },
  };
  test.each(Object.entries(cases))("%s", (_, body) => {
    for (const n of [0, 1, 2, 3, 4, 5, 10, 11, 100, 101]) {
      for (const a of [0, 1, -1, -7, 3, -0]) compare(body, () => [n, a]);
    }
  });
});

describe("2^53", () => {
  const cases: Record<string, (n: number, a: number, b: number) => unknown> = {
    "fibonacci past it": (n, a, b) => {
      for (let i = 0; i < n; i++) [a, b] = [b, a + b];
      return [a, b];
    },
    "powers of three past it": (n, a, b) => {
      for (let i = 0; i < n; i++) {
        a *= 3;
        b = a - b;
      }
      return [a, b];
    },
    "a sum of squares": (n, a, b) => {
      for (let i = 0; i < n; i++) {
        a += i * i;
        b -= a;
      }
      return [a, b];
    },
    "an intermediate past it, a result within it": (n, a, b) => {
      for (let i = 0; i < n; i++) {
        a = (a + 9007199254740991) * 2 - 9007199254740991 - 9007199254740991 - a;
        b = b + 1;
      }
      return [a, b];
    },
    "a dead intermediate is not asked for": (n, a, b) => {
      let dead = 0;
      for (let i = 0; i < n; i++) {
        dead = (a + 9007199254740991) * 1e10;
        b = b + 1;
      }
      return [a, b, dead > 0];
    },
    "cancellation of large values": (n, a, b) => {
      for (let i = 0; i < n; i++) [a, b] = [2 * a - 2 * b, 2 * a - 2 * b];
      return [a, b];
    },
    "a slow sum": (n, a, b) => {
      let s = 9007199254740991 - 5000;
      for (let i = 0; i < n; i++) s += 1;
      return [a, b, s];
    },
    "a coefficient past it": (n, a, b) => {
      for (let i = 0; i < n; i++) a = a * 9007199254740993 + b;
      return [a, b];
    },
    "a fractional coefficient": (n, a, b) => {
      for (let i = 0; i < n; i++) a = a * 0.5 + b;
      return [a, b];
    },
    "a division": (n, a, b) => {
      for (let i = 0; i < n; i++) a = a / 2 + b;
      return [a, b];
    },
    "an LCG whose double rounds first": (n, a, b) => {
      for (let i = 0; i < n; i++) a = (a * 1103515245 + 12345) & 0x7fffffff;
      return [a, b];
    },
    "remainder of a negative": (n, a, b) => {
      a = 1;
      for (let i = 0; i < n; i++) a = (a - 1) % 7;
      return [a, b];
    },
    "a wrapped counter": (n, a, b) => {
      let i = 2147483647 - n;
      let turns = 0;
      do {
        i = (i + 1) | 0;
        turns++;
      } while (i > 0 && turns < 500);
      return [i, turns, a, b];
    },
  };
  test.each(Object.entries(cases))("%s", (_, body) => {
    for (const n of [0, 1, 2, 3, 5, 31, 32, 33, 34, 50, 70, 76, 77, 78, 79, 80, 81, 90, 200, 6000]) {
      for (const [a, b] of [
        [0, 1],
        [-3, 2],
        [1, -1],
        [2 ** 52, 1],
        [max, 0],
        [-max, max],
      ] as const)
        compare(body, () => [n, a, b]);
    }
  });

  test("a certified jump stops where doubles begin to round, and the rest runs as written", () => {
    const { accelerated } = compare(
      (n: number) => {
        let [a, b] = [0, 1];
        for (let i = 0; i < n; i++) [a, b] = [b, a + b];
        return [a, b];
      },
      () => [200],
      { itersLimit: 0 },
    );
    expect(accelerated).toBeGreaterThan(0);
  });

  test("exactly at the boundary", () => {
    for (let distance = 0; distance < 40; distance++) {
      compare(
        (start: number, n: number) => {
          let s = start;
          for (let i = 0; i < n; i++) s += 1;
          return [s];
        },
        () => [max - 20, distance],
      );
      compare(
        (start: number, n: number) => {
          let s = start;
          let t = 0;
          for (let i = 0; i < n; i++) {
            s -= 2;
            t += s;
          }
          return [s, t];
        },
        () => [-max + 40, distance],
      );
    }
  });

  test("a dead accumulator may pass it", () => {
    compare(
      (n: number) => {
        let s = 1;
        let count = 0;
        for (let i = 0; i < n; i++) {
          s *= 3;
          count += 2;
        }
        return [count];
      },
      () => [1000],
    );
  });
});

describe("trip counts", () => {
  const up = (from: number, to: number, step: number): unknown => {
    let turns = 0;
    let s = 0;
    let i = from;
    for (; i < to; i += step) {
      s += i;
      if (++turns >= 300) break;
    }
    return [i, s, turns];
  };
  const unguarded = (from: number, to: number, step: number): unknown => {
    let s = 0;
    let i = from;
    for (; i < to; i += step) s += i;
    return [i, s];
  };
  const equal = (from: number, to: number, step: number): unknown => {
    let turns = 0;
    let i = from;
    for (; i !== to; i += step) if (++turns >= 300) break;
    return [i, turns];
  };
  test("NaN, infinite and fractional bounds, zero steps, skipped equality", () => {
    for (const from of [0, -5, 0.5, NaN, -0, max - 10, -Infinity]) {
      for (const to of [0, 10, 100, 10.5, NaN, -Infinity, Infinity, max, 2 ** 53 + 10, 1e300]) {
        for (const step of [1, 2, 3, 0, -1, 0.5, NaN]) {
          compare(up, () => [from, to, step]);
          compare(equal, () => [from, to, step]);
        }
      }
    }
  });
  test("a fractional bound and NaN without a guard", () => {
    let accelerated = 0;
    for (const to of [10.5, 100.25, NaN, -Infinity, -3.5, 10 ** 4 + 0.5]) {
      for (const step of [1, 2, 7]) accelerated += compare(unguarded, () => [0, to, step]).accelerated;
    }
    expect(accelerated).toBeGreaterThan(0);
  });
  test("<= with a fractional bound, > and >= downwards", () => {
    for (const bound of [-7.5, -100.01, 3.999, NaN, Infinity]) {
      compare(
        (to: number) => {
          let s = 0;
          let i = 50;
          for (; i > to; i -= 3) s += i;
          return [i, s];
        },
        () => [bound],
      );
      compare(
        (to: number) => {
          let s = 0;
          let i = 50;
          for (; to <= i; i--) s += i;
          return [i, s];
        },
        () => [bound],
      );
    }
  });
  test("i < 10n with a number, i < 10 with a BigInt", () => {
    for (const bound of [10n, 100n, -3n, 10, 100, 10.5, NaN]) {
      for (const start of [0, -4, 0n, -4n]) {
        const { accelerated } = compare(
          (i: number, to: number) => {
            let s = i;
            for (; i < to; i++) s += i;
            return [i, s];
          },
          () => [start, bound],
        );
        if (bound === 10n || bound === 100) expect(accelerated).toBeGreaterThan(0);
      }
    }
  });
  test("i !== 10n with a number i is always true; i != 10n ends", () => {
    compare(
      () => {
        let turns = 0;
        for (let i = 0; (i as unknown) !== 10n; i++) if (++turns >= 500) break;
        return [turns];
      },
      () => [],
    );
    compare(
      () => {
        let turns = 0;
        for (let i = 0; (i as unknown) != 10n; i++) if (++turns >= 500) break;
        return [turns];
      },
      () => [],
    );
    compare(
      () => {
        let turns = 0;
        for (let i = 0n; (i as unknown) !== 10; i++) if (++turns >= 500) break;
        return [turns];
      },
      () => [],
    );
  });
  test("a counter that sticks at 2^53 is endless", () => {
    compare(
      () => {
        let turns = 0;
        let i = 9007199254740991 - 50;
        for (; i < 1e300; i++) if (++turns >= 500) break;
        return [turns, i];
      },
      () => [],
    );
  });
  test("while (--n) at zero and while (n--) below zero", () => {
    for (const start of [3, 0, -3, 3n, 0n, -3n]) {
      for (const fn of [
        (n: number) => {
          let turns = 0;
          while (--n) if (++turns >= 300) break;
          return [n, turns];
        },
        (n: number) => {
          let turns = 0;
          while (n--) if (++turns >= 300) break;
          return [n, turns];
        },
      ]) {
        compare(fn, () => [start]);
      }
    }
  });
  test("a type that changes with the turns", () => {
    compare(
      (n: number) => {
        let x: number | bigint = 5;
        let c = 0;
        for (let i = 0; i < n; i++) {
          if (x > 3) c++;
          x = 7n;
        }
        return [x, c];
      },
      () => [100],
    );
  });
  test("number ranges near 2^53, with steps that jump over the stop", () => {
    for (const step of [1, 2, 3, 7, -1, -2, -5]) {
      compare(
        (step: number) => {
          let s = 0;
          let last = 0;
          const edge = step > 0 ? 9007199254740991 : -9007199254740991;
          for (const i of range(edge - step * 20, edge, step)) {
            s = i - s;
            last = i;
          }
          return [s, last];
        },
        () => [step],
      );
    }
  });
});

test("variables that the last turn does not need, where the jump stops before it", () => {
  const late = (n: number): number => {
    let [s, u, t] = [0, 0, 1];
    for (let i = 0; i < n; i++) {
      s += u;
      u = t;
      t += i * 2 ** 32;
    }
    return s;
  };
  const changing = (n: number, m: number): number => {
    let [s, u, t] = [0, 0, 1];
    for (let i = 0; i < n; i++) {
      s += u;
      u = t;
      t += i < m ? i : 5;
    }
    return s;
  };
  for (const options of [{ itersLimit: 0 }, {}]) {
    const [fastLate, fastChanging] = [cpmoptimize(options)(late), cpmoptimize(options)(changing)];
    for (const n of [3, 100, 200, 250, 300, 500, 1000, 5000]) {
      expect(fastLate(n)).toBe(late(n));
      for (const m of [0, 50, n - 2, n - 1, n, n + 1]) expect(fastChanging(n, m)).toBe(changing(n, m));
    }
  }
});

test("is a literal, an invariant, a variable a safe integer?", () => {
  const loop = (n: number, given: number): number => {
    let a = 0;
    for (let i = 0; i < n; i++) {
      a += Number.isSafeInteger(0.5) ? 1 : 2;
      a += Number.isSafeInteger(7) ? 4 : 8;
      a += Number.isSafeInteger(given) ? 16 : 32;
      a += Number.isSafeInteger(a) ? 64 : 128;
    }
    return a;
  };
  const fast = cpmoptimize({ itersLimit: 0 })(loop);
  for (const given of [0, 7, 0.5, -0, NaN, Infinity, max, 2 ** 53]) {
    expect(fast(1000, given)).toBe(loop(1000, given));
    expect(explain(fast).loops[0]!.status).toBe("accelerated");
  }
});

test("bounds that are infinite, from both sides", () => {
  const loop = (n: number, s: number, low: number, high: number): unknown => {
    let c = 0;
    for (let i = 0; i < n && s > low && high > s; i++) {
      s += 3;
      c += (s & 7) + (s % 5);
    }
    return [s, c];
  };
  const fast = cpmoptimize({ itersLimit: 0 })(loop);
  for (const [low, high] of [
    [-Infinity, Infinity],
    [-Infinity, 500.5],
    [-7.5, Infinity],
    [Infinity, -Infinity],
    [NaN, NaN],
  ] as const)
    for (const s of [-7, 0, 5]) expect(fast(1000, s, low, high)).toEqual(loop(1000, s, low, high));
});

test("what takes the place of null and undefined", () => {
  const loop = (n: number, k: unknown, h: bigint): unknown => {
    let s = 0n;
    for (let i = 0; i < n; i++) s = s * 3n + ((k as bigint | null) ?? h);
    return s;
  };
  const fast = cpmoptimize({ itersLimit: 0 })(loop as (n: number, k: unknown, h: bigint) => unknown);
  for (const k of [null, undefined, 0n, 5n, null, -7n, undefined]) {
    expect(fast(500, k, 11n)).toBe(loop(500, k, 11n));
    expect(explain(fast).loops[0]!.status).toBe("accelerated");
  }
});

test("integer parts of quotients of zeros with signs", () => {
  const loop = (n: number, x: number, k: number): unknown => {
    let [y, z] = [1, 1];
    for (let i = 0; i < n; i++) {
      y = Math.floor(x / 5);
      z = Math.trunc(x / 5);
      x = x * k;
    }
    return [x, y, z];
  };
  const fast = cpmoptimize({ itersLimit: 0 })(loop);
  for (const k of [1, 3, -1, 0, -0])
    for (const x of [0, -0, 5, -5, 4, -4]) expect(fast(100, x, k)).toEqual(loop(100, x, k));
});

test("a plan for residues meets starts that are none", () => {
  const loop = (n: number, x: number): unknown => {
    for (let i = 0; i < n; i++) x = (x * 16807) % 2147483647;
    return x;
  };
  const fast = cpmoptimize({ itersLimit: 0 })(loop);
  for (const x of [5, 0.5, NaN, 7, -0, Infinity, -12, 2 ** 53, 5, -0.5, 1e300, 0, 2147483647 + 5]) {
    expect(fast(1000, x)).toEqual(loop(1000, x));
    expect(explain(fast).loops[0]!.refusals.map(({ code }) => code)).not.toContain("internal-error");
    if (Number.isSafeInteger(x) && x > 0) expect(explain(fast).loops[0]!.status).toBe("accelerated");
  }
});

test("integer parts of quotients of products that are -0", () => {
  const loop = (n: number, a: number, b: number): unknown => {
    let [y, z] = [1, 1];
    for (let i = 0; i < n; i++) {
      y = Math.floor((a * b) / 5);
      z = Math.trunc((a * b) / 5);
      b += 5;
    }
    return [a, b, y, z];
  };
  const fast = cpmoptimize({ itersLimit: 0 })(loop);
  for (const a of [0, -0, 5])
    for (const b of [-1000, -505, -500, 0, 7]) expect(fast(100, a, b)).toEqual(loop(100, a, b));
});

test("a plan that knows a start's remainder meets starts that have none", () => {
  const loop = (n: number, i: number): unknown => {
    let s = 0;
    for (; i < n; i++) if (i % 3 === 0) s += i;
    return [s, i];
  };
  const fast = cpmoptimize({ itersLimit: 0 })(loop);
  for (const i of [0, 0.5, 3, NaN, -2.5, 1, -1, -0, 1e300, 2 ** 53, Infinity, 6]) {
    expect(fast(1000, i)).toEqual(loop(1000, i));
    const codes = explain(fast).loops[0]!.refusals.map(({ code }) => code);
    for (const fault of ["internal-error", "size-limit-reached"]) expect(codes).not.toContain(fault);
    if (Number.isSafeInteger(i) && i < 1000 && !Object.is(i, -0))
      expect(explain(fast).loops[0]!.status, String(i)).toBe("accelerated");
  }
});
