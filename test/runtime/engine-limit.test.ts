/**
 * At the longest BigInts of the engine that runs this: a loop throws its RangeError in the turn in which the loop as written
 * does, whatever the operators of the engine refuse before their results.
 */
import { describe, expect, test } from "vitest";
import { cpmoptimize, explain } from "../../src/index.ts";
import { engineLimit } from "../../src/runtime/engine-limit.ts";

const { safe, most } = engineLimit();
const ofBits = (bits: number): bigint => 1n << BigInt(bits - 1);

/** The longest that there is, a digit or none below `most`. */
function findLongest(): number {
  try {
    return ofBits(most) > 0n ? most : 0;
  } catch {
    return most - 64;
  }
}
const longest = findLongest();

describe("the limit", () => {
  test("no operator throws up to `safe` bits", () => {
    const half = ofBits(safe / 2);
    const product = half * half;
    expect(product === ofBits(safe - 1)).toBe(true);
    expect(product + product === ofBits(safe)).toBe(true);
    expect(2n ** BigInt(safe - 1) === product << 1n).toBe(true);
  });

  test("nothing has more than `most` bits", () => {
    expect(() => ofBits(most + 1)).toThrow(RangeError);
    expect(() => 2n ** BigInt(most)).toThrow(RangeError);
    expect(() => BigInt.asUintN(most + 1, -1n)).toThrow(RangeError);
  });
});

/** Only whether it threw: the texts are the engine's. Long values are compared, not printed. */
function outcome(call: () => unknown[]): { values: unknown[]; threw: boolean } {
  try {
    return { values: call(), threw: false };
  } catch (error) {
    expect(error).toBeInstanceOf(RangeError);
    return { values: [], threw: true };
  }
}

function expectSame(slow: (x: bigint, n: bigint) => unknown[], x: bigint, n: bigint): void {
  const plain = outcome(() => slow(x, n));
  const optimised = cpmoptimize({ itersLimit: 0 })(slow);
  const fast = outcome(() => optimised(x, n));
  // What passes the limit in the bounds is no bug, after which the site would be closed.
  expect(explain(optimised).loops[0]?.status).not.toBe("disabled");
  expect(fast.threw).toBe(plain.threw);
  expect(fast.values.length).toBe(plain.values.length);
  expect(fast.values.every((value, k) => Object.is(value, plain.values[k]))).toBe(true);
}

describe("is respected where V8 throws before it", () => {
  // What is too long is in no variable after the turn: no kernel would come upon it.
  test("products", () => {
    expectSame(
      (x, n) => {
        let turns = 0n;
        for (let i = 0n; i < n; i++) {
          turns += x * 2n - x - x + 1n;
          x = -x;
        }
        return [x, turns];
      },
      ofBits(longest - 33),
      3n,
    );
  });

  test("sums", () => {
    expectSame(
      (x, n) => {
        let turns = 0n;
        for (let i = 0n; i < n; i++) {
          turns += x + 1n - x;
          x = -x;
        }
        return [x, turns];
      },
      ofBits(longest - 33),
      3n,
    );
  });

  test("the turn in which a growing value passes it", () => {
    for (const n of [1n, 2n, 3n, 10n ** 6n]) {
      expectSame(
        (x, n) => {
          for (let i = 0n; i < n; i++) x += x;
          return [x];
        },
        ofBits(longest - 64),
        n,
      );
    }
  });
});
