/** Turns that are affine over GF(2), beside the loop as written: every form, from hostile starts. */
import { describe, expect, test } from "vitest";
import { cpmoptimize, explain } from "../../src/index.ts";
import { gf2 } from "../../src/trace/domains/gf2/gf2.ts";
import { callsOf } from "../trace/domain-runs.ts";
import type { Call } from "./same-as-plain.ts";
import { expectSame, jumped } from "./same-as-plain.ts";

const turns = [0, 1, 2, 5, 1000];
const integers = [0, 1, 12_345, 2 ** 31, 2 ** 32 - 1, 2 ** 32, 2 ** 53 - 1, -1, -(2 ** 31), -(2 ** 31) - 1];
const noIntegers = [-0, NaN, 0.5, -1.5, Infinity, 2 ** 53, 1e300];
const bigints = [
  0n,
  1n,
  -1n,
  12_345n,
  2n ** 63n,
  2n ** 64n - 1n,
  2n ** 64n,
  -(2n ** 63n),
  -(2n ** 70n),
  2n ** 900n,
];

/** From these starts the loop must be moved; from the others it only has to be right. */
const calls = (accelerated: (start: number) => boolean): Call[] =>
  turns.flatMap((n) =>
    [...integers, ...noIntegers].map((start) =>
      n > 3 && accelerated(start) ? { args: [n, start], isAccelerated: true } : { args: [n, start] },
    ),
  );
const all = calls(() => true);
const wholes = calls((start) => Number.isSafeInteger(start) && !Object.is(start, -0));
const below16Bits = calls(
  (start) => start >= 0 && start < 65_536 && Number.isInteger(start) && !Object.is(start, -0),
);
const over = (accelerated: (start: bigint) => boolean): Call[] =>
  turns.flatMap((n) =>
    bigints.map((start) =>
      n > 3 && accelerated(start)
        ? { args: [BigInt(n), start], isAccelerated: true }
        : { args: [BigInt(n), start] },
    ),
  );
const in64Bits = over((start) => start === BigInt.asUintN(64, start));

describe("xorshift", () => {
  test("of 32 bits: any number is seen as an int32", () => {
    expectSame(
      function xorshift32(n: number, x: number) {
        for (let i = 0; i < n; i++) {
          x ^= x << 13;
          x ^= x >>> 17;
          x ^= x << 5;
        }
        return x;
      },
      all,
      "gf2",
    );
  });

  test("of 32 bits, unsigned", () => {
    expectSame(
      function xorshift32u(n: number, x: number) {
        for (let i = 0; i < n; i++) {
          x ^= x << 13;
          x ^= x >>> 17;
          x ^= x << 5;
          x >>>= 0;
        }
        return x;
      },
      all,
      "gf2",
    );
  });

  test("of 64 bits", () => {
    expectSame(
      function xorshift64(n: bigint, x: bigint) {
        for (let i = 0n; i < n; i++) {
          x ^= BigInt.asUintN(64, x << 13n);
          x ^= x >> 7n;
          x ^= BigInt.asUintN(64, x << 17n);
        }
        return x;
      },
      over(() => true),
      "gf2",
    );
  });

  test("of 64 bits, signed", () => {
    expectSame(
      function xorshift64s(n: bigint, x: bigint) {
        for (let i = 0n; i < n; i++) {
          x = BigInt.asIntN(64, x ^ (x << 13n));
          x ^= x >> 7n;
          x = BigInt.asIntN(64, x ^ (x << 17n));
        }
        return x;
      },
      over(() => true),
      "gf2",
    );
  });

  test("of 128 bits hands variables on as they are", () => {
    expectSame(
      function xorshift128(n: number, start: number) {
        let [x, y, z, w] = [123456789, 362436069, start, 88675123];
        for (let i = 0; i < n; i++) {
          const t = x ^ (x << 11);
          x = y;
          y = z;
          z = w;
          w = w ^ (w >>> 19) ^ (t ^ (t >>> 8));
        }
        return [x, y, z, w];
      },
      wholes,
      "gf2",
    );
  });

  test("of 128 bits, unsigned beside a start that is not", () => {
    expectSame(
      function xorshift128u(n: number, x: number) {
        let y = -5;
        let z = x;
        let w = 88675123;
        for (let i = 0; i < n; i++) {
          const t = x ^ (x << 11);
          x = y;
          y = z;
          z = w;
          w = (w ^ (w >>> 19) ^ (t ^ (t >>> 8))) >>> 0;
        }
        return [x, y, z, w];
      },
      wholes,
      "gf2",
    );
  });
});

describe("choices on a bit", () => {
  const forms: Record<string, (n: number, x: number) => number> = {
    "?:": function crc(n, x) {
      for (let i = 0; i < n; i++) x = x & 1 ? 0xedb88320 ^ (x >>> 1) : x >>> 1;
      return x;
    },
    "=== 1": function crc(n, x) {
      for (let i = 0; i < n; i++) x = (x & 1) === 1 ? 0xedb88320 ^ (x >>> 1) : x >>> 1;
      return x;
    },
    if: function crc(n, x) {
      for (let i = 0; i < n; i++) {
        const lsb = x & 1;
        x >>>= 1;
        if (lsb) x ^= 0xedb88320;
      }
      return x;
    },
    "a boolean": function crc(n, x) {
      for (let i = 0; i < n; i++) {
        const isOdd = (x & 1) !== 0;
        x >>>= 1;
        if (isOdd) x ^= 0xedb88320;
      }
      return x;
    },
    "a mask": function crc(n, x) {
      for (let i = 0; i < n; i++) x = (x >>> 1) ^ (-(x & 1) & 0xedb88320);
      return x;
    },
    "a product": function crc(n, x) {
      for (let i = 0; i < n; i++) x = (x >>> 1) ^ ((x & 1) * 0xedb88320);
      return x;
    },
    "a byte of zeros": function crc(n, x) {
      for (let i = 0; i < n; i++) for (let k = 0; k < 8; k++) x = x & 1 ? 0xedb88320 ^ (x >>> 1) : x >>> 1;
      return x;
    },
    "the highest of 16 bits": function crc(n, x) {
      for (let i = 0; i < n; i++) x = ((x << 1) & 0xffff) ^ (x & 0x8000 ? 0x1021 : 0);
      return x;
    },
  };
  test.each(Object.entries(forms))("%s", (_, form) => {
    expectSame(form, all, "gf2");
  });

  test("the sign", () => {
    expectSame(
      function crc(n: number, x: number) {
        for (let i = 0; i < n; i++) x = x < 0 ? (x << 1) ^ 0x04c11db7 : x << 1;
        return x;
      },
      calls((start) => Object.is(start, start | 0)),
      "gf2",
    );
  });

  test("a comparison, after a sum of equal values", () => {
    expectSame(
      function crc(n: number, x: number) {
        for (let i = 0; i < n; i++) {
          x += x;
          if (x > 0xffff) x ^= 0x11021;
        }
        return x;
      },
      [1, 2, 12_345, 65_535].flatMap((x) => [5, 1000].map((n) => ({ args: [n, x], isAccelerated: true }))),
      "gf2",
    );
  });
});

describe("shift registers", () => {
  test("Fibonacci's, over numbers", () => {
    expectSame(
      function lfsr(n: number, x: number) {
        for (let i = 0; i < n; i++) {
          const bit = (x ^ (x >> 2) ^ (x >> 3) ^ (x >> 5)) & 1;
          x = (x >> 1) | (bit << 15);
        }
        return x;
      },
      below16Bits,
      "gf2",
    );
  });

  test("Fibonacci's, over BigInts", () => {
    expectSame(
      function lfsr(n: bigint, x: bigint) {
        for (let i = 0n; i < n; i++) {
          const bit = (x ^ (x >> 1n) ^ (x >> 3n) ^ (x >> 4n)) & 1n;
          x = (x >> 1n) + (bit << 63n);
        }
        return x;
      },
      in64Bits,
      "gf2",
    );
  });

  test("Galois', over BigInts", () => {
    expectSame(
      function lfsr(n: bigint, x: bigint) {
        for (let i = 0n; i < n; i++) {
          const lsb = x & 1n;
          x >>= 1n;
          if (lsb === 1n) x ^= 0xd800000000000000n;
        }
        return x;
      },
      in64Bits,
      "gf2",
    );
  });

  test("Galois', halved by a division", () => {
    expectSame(
      function lfsr(n: number, x: number) {
        for (let i = 0; i < n; i++) x = x & 1 ? Math.floor(x / 2) ^ 0xb400 : Math.floor(x / 2);
        return x;
      },
      below16Bits,
      "gf2",
    );
  });

  test("of 521 bits", () => {
    const lfsr = (n: bigint, x: bigint) => {
      for (let i = 0n; i < n; i++) x = ((x << 1n) & ((1n << 521n) - 1n)) | (((x >> 520n) ^ (x >> 31n)) & 1n);
      return x;
    };
    // x^521 + x^32 + 1 is primitive: its period is 2^521 - 1.
    expectSame(lfsr, [{ args: [5000n, 3n ** 300n], isAccelerated: true }], "gf2");
    expect(jumped(lfsr, "gf2", 2n ** 521n - 1n, 3n ** 300n)).toBe(3n ** 300n);
  });
});

describe("words", () => {
  test("rotations, by invariants too", () => {
    expectSame(
      function rotated(n: number, x: number, k: number, mask: number) {
        for (let i = 0; i < n; i++) x = (((x << k) | (x >>> (32 - k))) & mask) ^ x;
        return x;
      },
      [1, 7, 31, 33].flatMap((k) =>
        [-1, 0xff00ff, 2 ** 40 + 5, 0.5].flatMap((mask) =>
          [1, 2 ** 32 - 1, -5].map((x) => ({ args: [100, x, k, mask], isAccelerated: true })),
        ),
      ),
      "gf2",
    );
  });

  test("a count of 0 is no rotation: both halves overlap, and are equal", () => {
    expectSame(
      function rotated(n: number, x: number, k: number) {
        for (let i = 0; i < n; i++) x = ((x << k) | (x >>> (32 - k))) ^ 5;
        return x;
      },
      [0, 32, 3].map((k) => ({ args: [100, 77, k], isAccelerated: true })),
      "gf2",
    );
  });

  test("complements, sums of disjoint bits, powers of two", () => {
    expectSame(
      function affine(n: number, x: number) {
        for (let i = 0; i < n; i++) x = ~(((x & 0xffff) * 4 + (x & 3)) ^ Math.imul(x, 1024)) >>> 0;
        return x;
      },
      [0, 1, 12_345].map((x) => ({ args: [100, x] })),
      "gf2",
    );
    expectSame(
      function affine(n: number, x: number) {
        for (let i = 0; i < n; i++) x = ~((x & 0xffff) * 4 + ((x >>> 30) & 3) ** 1) ^ Math.imul(x, 1024);
        return x;
      },
      all.map(({ args }) => ({ args })),
      "gf2",
    );
  });

  test("a shift of a BigInt that nothing wraps is not followed", () => {
    expectSame(
      function grows(n: bigint, x: bigint) {
        for (let i = 0n; i < n; i++) x ^= x << 1n;
        return x;
      },
      [{ args: [100n, 5n], isAccelerated: false }],
      "gf2",
    );
  });

  test("negative zeros stay", () => {
    expectSame(
      function negated(n: number, x: number) {
        for (let i = 0; i < n; i++) x = -(x & 1);
        return x;
      },
      all.map(({ args }) => ({ args })),
      "gf2",
    );
  });
});

describe("beside other domains", () => {
  test("a sum, a residue and bits", () => {
    expectSame(
      function mixed(n: number, x: number) {
        let [s, c] = [0, 1];
        for (let i = 0; i < n; i++) {
          s += i * i;
          c = (c * 16807) % 2147483647;
          x = (x << 1) ^ (x >>> 3);
        }
        return [s, c, x];
      },
      all,
      "gf2",
    );
  });

  test("an edge from a counter into the bits is refused", () => {
    expectSame(
      function edge(n: number, x: number) {
        for (let i = 0; i < n; i++) x ^= i;
        return x;
      },
      [{ args: [100, 5], isAccelerated: false }],
      "gf2",
    );
  });

  test("bits that are multiplied with one another are refused", () => {
    expectSame(
      function product(n: number, x: bigint) {
        for (let i = 0; i < n; i++) x = (x << 1n) ^ (x & (x >> 3n));
        return x;
      },
      [{ args: [100, 5n], isAccelerated: false }],
      "gf2",
    );
  });
});

test("explain shows variables with their bits, and blocks by their sizes", () => {
  const fast = cpmoptimize({ itersLimit: 0 })(function pair(n: number, a: number, b: bigint) {
    for (let i = 0; i < n; i++) {
      a ^= a << 3;
      b = BigInt.asUintN(64, b ^ (b << 5n));
    }
    return [a, b];
  });
  fast(100, 5, 7n);
  const [loop] = explain(fast).loops;
  expect(loop?.groups).toContainEqual({ basis: ["a (32 bits)"], matrix: [["32×32"]] });
  expect(loop?.groups).toContainEqual({ basis: ["b (64 bits)"], matrix: [["64×64"]] });
});

describe("counts and widths that change with the turns are none", () => {
  const starts = [1, 5, 12_345, -7].flatMap((x) => [0, 1, 3, 29].map((y) => ({ args: [40, x, y] })));
  const long = [1n, 5n, 12_345n].flatMap((x) => [0n, 1n, 3n, 29n].map((y) => ({ args: [40n, x, y] })));

  test("of shifts of 32 bits", () => {
    expectSame(
      function shifts(n: number, x: number, y: number) {
        for (let i = 0; i < n; i++) {
          x ^= (x << y) ^ (x >>> (y + 1));
          y = (y << 1) ^ (y >> 3) ^ 1;
        }
        return [x, y];
      },
      starts,
      "gf2",
    );
  });

  test("of shifts of BigInts", () => {
    expectSame(
      function shifts(n: bigint, x: bigint, y: bigint) {
        for (let i = 0n; i < n; i++) {
          x = BigInt.asUintN(64, x ^ (x << y) ^ (x >> (y + 1n)));
          y = BigInt.asUintN(5, y ^ (y << 1n) ^ 1n);
        }
        return [x, y];
      },
      long,
      "gf2",
    );
  });

  test("of words and divisors", () => {
    expectSame(
      function words(n: bigint, x: bigint, y: bigint) {
        for (let i = 0n; i < n; i++) {
          x = BigInt.asUintN(Number(y), x ^ (x << 3n)) ^ (x % 2n ** y) ^ (x / (1n << y));
          y = BigInt.asUintN(5, y ^ (y << 1n) ^ 1n);
        }
        return [x, y];
      },
      long,
      "gf2",
    );
  });
});

test("of a start that is seen as an int32 no size is told", () => {
  const source = (body: string) =>
    `function f(n, x, y) { for (let i = 0; i < n; i++) { ${body} } return [x, y]; }`;
  const names = ["x", "y"];
  const [seen] = callsOf(gf2, {
    source: source("x = (x << 1) ^ (x >>> 3); y = y ^ x;"),
    names,
    calls: [{ i: 0, n: 1000, x: 2 ** 40 + 1, y: 5 }],
    turns: 1,
  });
  expect([seen!.run.magnitude("x", 10n), seen!.run.bits("x", 10n, Infinity)]).toEqual([Infinity, Infinity]);
  const [whole] = callsOf(gf2, {
    source: source("x = x ^ (x >> 3n); y = y ^ x;"),
    names,
    calls: [{ i: 0, n: 1000, x: 2n ** 40n + 1n, y: 5n }],
    turns: 1,
  });
  expect(whole!.run.bits("x", 10n, Infinity)).toBeGreaterThanOrEqual(41);
  expect(whole!.run.bits("x", 10n, Infinity)).toBeLessThan(64);
});

test("products with powers of two, of what may be negative", () => {
  const doubled = (n: number, x: bigint, y: bigint): unknown => {
    for (let i = 0; i < n; i++) {
      y = x * 2n;
      x = BigInt.asIntN(64, (x << 1n) ^ (x >> 3n));
    }
    return [x, y];
  };
  const starts = [5n, -5n, 0n, -(2n ** 63n)].map((x) => ({ args: [1000, x, 1n], isAccelerated: true }));
  expectSame(doubled, starts, "gf2");
});

test("integer parts of what is whole", () => {
  const parts = (n: number, x: number, k: number): unknown => {
    for (let i = 0; i < n; i++) x = (Math.floor(x) ^ (Math.trunc(x & 255) << 9) ^ Math.floor(k)) >>> 0;
    return x;
  };
  expectSame(
    parts,
    [1, 77, 2 ** 32 - 1].map((x) => ({ args: [1000, x, 12_345], isAccelerated: true })),
    "gf2",
  );
  expectSame(
    parts,
    [0.5, -0, -1.5, NaN].map((x) => ({ args: [1000, x, 2.5] })),
    "gf2",
  );
});
