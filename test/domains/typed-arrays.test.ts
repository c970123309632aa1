/** Loops whose state is in typed arrays: generators as they are written, counters that wrap, rings, all beside the plain loop. */
import { describe, expect, test } from "vitest";
import { cpmoptimize, explain, range } from "../../src/index.ts";
import { expectSame, jumped } from "./same-as-plain.ts";

function xorshift128(n: number, a: number, b: number, c: number, d: number): number[] {
  const s = Uint32Array.of(a, b, c, d);
  for (let i = 0; i < n; i++) {
    let t = s[3]!;
    t ^= t << 11;
    t ^= t >>> 8;
    s[3] = s[2]!;
    s[2] = s[1]!;
    s[1] = s[0]!;
    s[0] = t ^ s[0]! ^ (s[0]! >>> 19);
  }
  return [...s];
}

/** Over unsigned words, whose values are those of the scalar version up to their signs. */
function xoshiro128(n: bigint, a: number, b: number, c: number, d: number): readonly number[] {
  const s = new Uint32Array([a, b, c, d]);
  for (let i = 0n; i < n; i++) {
    const t = s[1]! << 9;
    s[2]! ^= s[0]!;
    s[3]! ^= s[1]!;
    s[1]! ^= s[2]!;
    s[0]! ^= s[3]!;
    s[2]! ^= t;
    s[3] = (s[3]! << 11) | (s[3]! >>> 21);
  }
  return [...s];
}

function xoroshiro128(n: bigint, a: bigint, b: bigint): bigint[] {
  const s = BigUint64Array.of(a, b);
  for (let i = 0n; i < n; i++) {
    s[1]! ^= s[0]!;
    s[0] = ((s[0]! << 24n) | (s[0]! >> 40n)) ^ s[1]! ^ (s[1]! << 16n);
    s[1] = (s[1]! << 37n) | (s[1]! >> 27n);
  }
  return [...s];
}

function lcg(n: number, seed: number): number[] {
  const x = new Uint32Array(1);
  x[0] = seed;
  let last = 0;
  for (let i = 0; i < n; i++) last = x[0] = Math.imul(x[0]!, 1664525) + 1013904223;
  return [last, ...x];
}

function laggedFibonacci(n: number, a: number, b: number): number[] {
  const s = Uint32Array.of(a, b, 3, 4, 5);
  for (let i = 0; i < n; i++) s[i % 5] = s[(i + 1) % 5]! + s[(i + 3) % 5]!;
  return [...s];
}

function ring(n: number, start: number, p: number): number[] {
  const s = Uint32Array.of(start, 2, 3, 4, 5, 6, 7, 8);
  for (let i = 0; i < n; i++) {
    const s0 = s[p]!;
    let s1 = s[(p = (p + 1) & 7)]!;
    s1 ^= s1 << 31;
    s[p] = s1 ^ s0 ^ (s1 >>> 11) ^ (s0 >>> 30);
  }
  return [p, ...s];
}

function wrapping(n: number, a: number, b: number): number[] {
  const s = Int8Array.of(a, b, 0);
  for (let i = 0; i < n; i++) {
    s[0]!++;
    s[1]! -= 3;
    s[2]! += s[0]!;
  }
  return [...s];
}

describe("generators", () => {
  const sizes = [0, 1, 2, 3, 100, 5000];
  test("xorshift128", () => {
    expectSame(
      xorshift128,
      sizes.map((n) => ({ args: [n, 123456789, 362436069, 521288629, 88675123], isAccelerated: n > 2 })),
      "gf2",
    );
  });

  test("xoroshiro128 in a BigUint64Array", () => {
    expectSame(
      xoroshiro128,
      sizes.map((n) => ({ args: [BigInt(n), 2n ** 64n - 3n, 5n], isAccelerated: n > 2 })),
      "gf2",
    );
  });

  test("a congruential generator, and the unconverted value of its assignment", () => {
    expectSame(
      lcg,
      sizes.map((n) => ({ args: [n, 4_000_000_000], isAccelerated: n > 2 })),
      "residues",
    );
  });

  test("lagged Fibonacci numbers: indices that go around", () => {
    expectSame(
      laggedFibonacci,
      [0, 1, 2, 7, 100, 4999, 5000].map((n) => ({
        args: [n, 2 ** 32 - 1, 7],
        ...(n > 50 && { isAccelerated: true }),
      })),
      "residues",
    );
  });

  test("a ring with a pointer of its own, from anywhere in it", () => {
    expectSame(
      ring,
      [0, 3, 7].flatMap((p) => [100, 5001].map((n) => ({ args: [n, 1, p], isAccelerated: true }))),
      "gf2",
    );
  });

  test("far away, beside the scalar version", () => {
    const scalar = function (n: bigint, a: number, b: number, c: number, d: number): readonly number[] {
      for (let i = 0n; i < n; i++) {
        const t = b << 9;
        c ^= a;
        d ^= b;
        b ^= c;
        a ^= d;
        c ^= t;
        d = (d << 11) | (d >>> 21);
      }
      return [a, b, c, d];
    };
    const start = [0x01234567, 0x89abcdef, 0x9e3779b9, 0xbf58476d];
    for (const n of [1000n, 2n ** 64n, 2n ** 96n]) {
      const expected = jumped(scalar, "gf2", n, ...start).map((word) => word >>> 0);
      expect(jumped(xoshiro128, "gf2", n, ...start)).toEqual(expected);
    }
  });
});

describe("stores convert", () => {
  const kinds = [Int8Array, Uint8Array, Int16Array, Uint16Array, Int32Array, Uint32Array] as const;
  test.each(kinds)("%o", (kind) => {
    const make = (): Record<string, (n: number) => number[]> => ({
      sums: function (n) {
        const s = new kind([1, 2, 3, 0]);
        let last = 0;
        for (let i = 0; i < n; i++) {
          s[0]! += s[1]!;
          s[1]! -= 100;
          last = s[2] = s[2]! * 3 + 7;
          s[3] = -s[2]!;
        }
        return [last, ...s];
      },
      booleans: function (n) {
        const s = new kind(2);
        for (let i = 0; i < n; i++) {
          s[0]! += 5;
          s[1] = true as never;
        }
        return [...s];
      },
    });
    for (const plain of Object.values(make())) {
      const wrapped = cpmoptimize({ scope: { kind }, itersLimit: 0 })(plain);
      for (const n of [0, 1, 2, 3, 50, 1000]) expect(wrapped(n)).toEqual(plain(n));
      expect(explain(wrapped).loops[0]?.status).toBe("accelerated");
    }
  });

  test.each([BigInt64Array, BigUint64Array])("%o", (kind) => {
    const plain = function (n: number): bigint[] {
      const s = new kind([1n, -1n]);
      let last = 0n;
      for (let i = 0; i < n; i++) {
        s[0]! += s[1]!;
        last = s[1] = s[1]! * 6364136223846793005n - 1n;
      }
      return [last, ...s];
    };
    const wrapped = cpmoptimize({ scope: { kind }, itersLimit: 0 })(plain);
    for (const n of [0, 1, 2, 3, 50, 1000]) expect(wrapped(n)).toEqual(plain(n));
    expect(explain(wrapped).loops[0]?.status).toBe("accelerated");
  });

  test("Int8Array counters wrap", () => {
    expectSame(
      wrapping,
      [100, 127, 128, 129, 255, 256, 10_000].map((n) => ({ args: [n, 1, 2], isAccelerated: true })),
      "residues",
    );
  });

  test("doubles stay what they are: sums of integers are exact, fractions are left alone", () => {
    const sums = function (n: number, start: number): number[] {
      const s = Float64Array.of(start, 1, 2);
      for (let i = 0; i < n; i++) {
        s[0]! += i;
        [s[1], s[2]] = [s[2]!, s[1]!];
      }
      return [...s];
    };
    expectSame(
      sums,
      [
        { args: [1000, 5], isAccelerated: true },
        { args: [1001, -5], isAccelerated: true },
        { args: [1000, 0.5], isAccelerated: false },
        { args: [1000, NaN], isAccelerated: false },
      ],
      "binomial-basis",
    );
  });
});

describe("ways to write it", () => {
  test("increments, short circuits, swaps and `length`", () => {
    const program = function (n: number, start: number): number[] {
      const s = Int32Array.of(start, 0, 3, 4);
      let [old, next] = [0, 0];
      for (let i = 0; i < n; i++) {
        old = s[0]!++;
        next = --s[1]!;
        s[2]! ||= 9;
        s[2]! &&= 5;
        [s[2], s[3]] = [s[3]!, s[2]!];
        s[0]! += s.length;
      }
      return [old, next, ...s];
    };
    expectSame(
      program,
      [10, 500].map((n) => ({ args: [n, 7], isAccelerated: true })),
      "",
    );
  });

  test("an index with an effect is evaluated once, and before the right side", () => {
    const program = function (n: number): number[] {
      const s = Uint32Array.of(1, 2, 3);
      let p = 0;
      for (let i = 0; i < n; i++) {
        p = 0;
        s[p++]! += p * 3;
        s[p++] = p;
        s[p] = s[(p = 0)]! + p;
      }
      return [p, ...s];
    };
    expectSame(
      program,
      [10, 500].map((n) => ({ args: [n], isAccelerated: true })),
      "",
    );
  });

  test("a loop inside over all elements, and a pointer that is set back", () => {
    const inside = function (n: number): number[] {
      const s = Uint32Array.of(1, 2, 3, 4);
      for (let i = 0; i < n; i++) for (let j = 0; j < s.length; j++) s[j]! += j + s[0]!;
      return [...s];
    };
    expectSame(inside, [{ args: [500], isAccelerated: true }], "residues");
    const back = function (n: number): number[] {
      const s = Uint32Array.of(1, 2, 3, 4);
      let p = 0;
      for (let i = 0; i < n; i++) {
        s[p]! += 3;
        if (++p === s.length) p = 0;
      }
      return [p, ...s];
    };
    expectSame(back, [{ args: [5000], isAccelerated: true }], "residues");
  });

  test("a loop inside whose pointer goes on from turn to turn of the outer one", () => {
    const pointer = function (n: number, m: number, p: number): number[] {
      const s = Uint32Array.of(1, 2, 3);
      for (let i = 0; i < n; i++) {
        for (let j = 0; j < m; j++) {
          s[p]! += j + 1;
          p = (p + 1) % 3;
        }
        s[0]! += i;
      }
      return [p, ...s];
    };
    const bound = function (n: number, m: number): number[] {
      const s = Uint32Array.of(1, 2, 3, 4);
      let q = 0;
      for (let i = 0; i < n; i++) {
        for (let j = 0; j < m + i; j++) {
          s[q]! += j;
          if (j % 7 === 3) q = (q + 1) & 3;
        }
      }
      return [q, ...s];
    };
    const turns = [2, 21, 100];
    expectSame(
      pointer,
      turns.flatMap((m) => [0, 2].flatMap((p) => [2, 301].map((n) => ({ args: [n, m, p] })))),
      "",
    );
    expectSame(
      bound,
      turns.flatMap((m) => [2, 60].map((n) => ({ args: [n, m] }))),
      "",
    );
  });

  test("ranges and callbacks", () => {
    const ofRange = function (n: number): number[] {
      const s = Uint32Array.of(1, 2);
      for (const i of range(n)) s[i & 1]! += i;
      return [...s];
    };
    const callback = function (n: number): number[] {
      const s = Uint32Array.of(1, 2);
      range(n).forEach((i) => {
        s[0]! += s[1]!;
        s[1]! ^= i;
      });
      return [...s];
    };
    const reduced = function (n: bigint): bigint[] {
      const s = BigInt64Array.of(1n, 2n);
      const sum = [...range(n)].reduce((total, i) => {
        s[0]! += i;
        return total + s[1]!;
      }, 0n);
      return [sum, ...s];
    };
    expectSame(ofRange, [{ args: [1000], isAccelerated: true }], "residues");
    expectSame(callback, [{ args: [1000] }, { args: [0] }], "");
    expectSame(reduced, [{ args: [1000n], isAccelerated: true }], "");
  });

  test("an invariant index, two arrays, other variables", () => {
    const program = function (n: number, k: number): number[] {
      const s = Uint32Array.of(1, 2, 3);
      const t = Int16Array.of(4, 5);
      let sum = 0;
      for (let i = 0; i < n; i++) {
        s[k]! += t[1]!;
        t[0]! += k;
        sum += t[1]!;
      }
      return [sum, ...s, ...t];
    };
    expectSame(
      program,
      [
        { args: [1000, 0], isAccelerated: true },
        { args: [1000, 2], isAccelerated: true },
        { args: [1000, 3], isAccelerated: false },
        { args: [1000, -1], isAccelerated: false },
        { args: [1000, "1"], isAccelerated: false },
      ],
      "",
    );
  });
});

describe("what is reported", () => {
  test("elements are state", () => {
    const wrapped = cpmoptimize(xoshiro128);
    expect(explain(wrapped).loops[0]?.refusals).toEqual([]);
    wrapped(10n ** 9n, 1, 2, 3, 4);
    expect(explain(wrapped).loops[0]?.state?.join()).toContain("s[0] (32 bits)");
  });

  test("before any call: indices that leave the array, products that grow", () => {
    const codes = (fn: (...args: never[]) => unknown): string[] =>
      explain(cpmoptimize(fn)).loops[0]!.refusals.map(({ code }) => code);
    const visits = function (n: number, s: Uint32Array): void {
      for (let i = 0; i < n; i++) s[i]! += 1;
    };
    const grows = function (n: number, s: Float64Array): void {
      for (let i = 0; i < n; i++) s[0]! *= i * s[0]!;
    };
    expect(codes(visits)).toEqual(["array-index"]);
    expect(codes(grows)).not.toEqual([]);
  });
});
