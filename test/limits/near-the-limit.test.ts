/**
 * Values near the longest BigInt: the loops as written are within the limit, and so is what comes of them here. What kernels
 * and bounds would need is more, so that such calls are left to the loop as written before anything is computed.
 */
import { describe, expect, test } from "vitest";
import { cpmoptimize, explain } from "cpmoptimize";
import { engineLimit } from "../../src/runtime/engine-limit.ts";

type Program = (n: bigint, x: bigint) => unknown;

const programs: Readonly<Record<string, Program>> = {
  "residues of a sum": (n, x) => {
    let s = 0n;
    for (let i = 0n; i < n; i++) {
      s = (s + x * 2n) % 7n;
      x = -x;
    }
    return [s, x];
  },
  masks: (n, x) => {
    let s = 5n;
    for (let i = 0n; i < n; i++) {
      s = (s ^ x) & 255n;
      x = ~x;
    }
    return [s, x];
  },
  maxima: (n, x) => {
    let s = 0n;
    for (let i = 0n; i < n; i++) {
      s = s > x ? s : x;
      x = -x;
    }
    return [s, x];
  },
  thresholds: (n, x) => {
    let [a, b] = [1n, 1n];
    for (; b < x && a < n;) [a, b] = [b, a + b];
    return [a, b];
  },
  sums: (n, x) => {
    for (let i = 0n; i < n; i++) x += i;
    return x;
  },
};

// In engines with BigInts of 2^20 bits nothing of this is long.
const isLong = engineLimit().most >= 2 ** 30;

describe.each(Object.entries(programs))("%s", (_, program) => {
  test("values near the limit", () => {
    const x = 1n << BigInt(engineLimit().most - 300);
    const fast = cpmoptimize({ itersLimit: 0 })(program);
    // toEqual would print what differs, which takes as long as a BigInt is.
    const [seen, expected] = [[fast(3n, x)].flat(), [program(3n, x)].flat()];
    expect(seen.length).toBe(expected.length);
    expect(seen.every((value, k) => value === expected[k])).toBe(true);
    const [loop] = explain(fast).loops;
    if (isLong) expect(loop!.refusals).toMatchObject([{ code: "size-limit-reached" }]);
    expect(loop!.status).not.toBe("disabled");
    // Nothing has been learnt that stands in the way of others.
    expect(fast(3000n, 1n << 3000n)).toEqual(program(3000n, 1n << 3000n));
    expect(explain(fast).loops[0]!.status).toBe("accelerated");
  });
});
