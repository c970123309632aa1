/** Turns of & | ^ ~ without shifts, beside the loop as written, from hostile starts. */
import { describe, expect, test } from "vitest";
import { cpmoptimize, explain } from "../../src/index.ts";
import type { Call } from "./same-as-plain.ts";
import { expectSame } from "./same-as-plain.ts";

const numbers = [0, -1, -0, NaN, 0.5, 2 ** 31, 2 ** 32 - 1, -(2 ** 53 - 1)];
const bigints = [0n, 1n, -1n, 2n ** 64n - 1n, -(2n ** 63n), 12_345n, -(2n ** 200n) + 5n, 2n ** 1000n];

function calls(starts: readonly (number | bigint)[], accelerated?: (a: never, b: never) => boolean): Call[] {
  return [1, 3, 4, 1000].flatMap((n) =>
    starts.flatMap((a) =>
      starts.map((b): Call => {
        const args = [typeof a === "bigint" ? BigInt(n) : n, a, b];
        return n > 3 && accelerated?.(a as never, b as never) ? { args, isAccelerated: true } : { args };
      }),
    ),
  );
}

const isInt32 = (...values: number[]) => values.every((value) => Object.is(value, value | 0));
const isUint32 = (...values: number[]) => values.every((value) => Object.is(value, value >>> 0));

describe("numbers", () => {
  test("two variables", () => {
    expectSame(
      function meet(n: number, a: number, b: number) {
        for (let i = 0; i < n; i++) {
          a &= b;
          b ^= a;
        }
        return [a, b];
      },
      calls(numbers, () => true),
      "lanes",
    );
  });

  test("invariants", () => {
    expectSame(
      function clamp(n: number, x: number, mask: number) {
        for (let i = 0; i < n; i++) x = (x & mask) | 5;
        return x;
      },
      calls(numbers, () => true),
      "lanes",
    );
  });

  test("a start that is handed on has to be what the turns leave", () => {
    expectSame(
      function handed(n: number, a: number, b: number) {
        let c = 12_345;
        for (let i = 0; i < n; i++) {
          const t = a;
          a = b;
          b = c;
          c = (t ^ (a & b)) | (~c & 7);
        }
        return [a, b, c];
      },
      calls(numbers, (_a: number, b: number) => isInt32(b)),
      "lanes",
    );
  });

  test("unsigned ones", () => {
    expectSame(
      function handed(n: number, a: number, b: number) {
        let c = 12_345;
        for (let i = 0; i < n; i++) {
          const t = a;
          a = b;
          b = c;
          c = ((t ^ (a & b)) | (~c & 7)) >>> 0;
        }
        return [a, b, c];
      },
      calls(numbers, (_a: number, b: number) => isUint32(b)),
      "lanes",
    );
  });
});

describe("BigInts", () => {
  test("two variables, and the sign's lane", () => {
    expectSame(
      function meet(n: bigint, a: bigint, b: bigint) {
        for (let i = 0n; i < n; i++) {
          a = ~(a & b);
          b ^= a | 6n;
        }
        return [a, b];
      },
      calls(bigints, () => true),
      "lanes",
    );
  });

  test("four variables, one of them wrapped", () => {
    expectSame(
      function four(n: bigint, a: bigint, b: bigint) {
        let [c, d] = [9n, -4n];
        for (let i = 0n; i < n; i++) {
          a = b & ~c;
          b = a | d;
          c ^= a & b;
          d = BigInt.asUintN(70, ~(c | a));
        }
        return [a, b, c, d];
      },
      calls(bigints, () => true),
      "lanes",
    );
  });
});

test("what a shift moves to another lane is left to other domains, or refused", () => {
  expectSame(
    function shifted(n: number, a: bigint, b: bigint) {
      for (let i = 0; i < n; i++) {
        a = (a & b) ^ 1n;
        b ^= a << 1n;
      }
      return [a, b];
    },
    calls(bigints).map(({ args }) => ({ args, isAccelerated: false })),
    "lanes",
  );
});

test("explain shows which variables are read", () => {
  const fast = cpmoptimize({ itersLimit: 0 })(function meet(n: number, a: number, b: number) {
    for (let i = 0; i < n; i++) {
      a &= b;
      b = ~b | 3;
    }
    return a;
  });
  fast(100, 5, 6);
  expect(explain(fast).loops[0]?.groups).toContainEqual({
    basis: ["a (each bit)", "b (each bit)"],
    matrix: [
      ["·", "·"],
      ["", "·"],
    ],
  });
});
