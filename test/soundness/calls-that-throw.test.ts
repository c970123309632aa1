/** Calls of which nobody needs the value, but which throw for a BigInt, at once or after some turns. */
import { expect, test } from "vitest";
import { cpmoptimize } from "cpmoptimize";

type Loop = (n: bigint, x: bigint, width: number) => unknown;

const loops: Readonly<Record<string, Loop>> = {
  "Math.abs": (n, x) => {
    for (let i = 0n; i < n; i++) {
      Math.abs(x as unknown as number);
      x += 3n;
    }
    return x;
  },
  "Math.max": (n, x) => {
    let t = 0;
    for (let i = 0n; i < n; i++) {
      t = Math.max(x as unknown as number, 1);
      x += 3n;
    }
    return t;
  },
  "Math.imul": (n, x) => {
    for (let i = 0n; i < n; i++) {
      Math.imul(3, x as unknown as number);
      x += 3n;
    }
    return x;
  },
  "BigInt.asUintN with a width that is none": (n, x, width) => {
    for (let i = 0n; i < n; i++) {
      BigInt.asUintN(width, x);
      x += 3n;
    }
    return x;
  },
};

function outcome(call: () => unknown): unknown {
  try {
    return call();
  } catch (error) {
    return `${(error as Error).name}: ${(error as Error).message}`;
  }
}

test.each(Object.entries(loops))("%s", (_, loop) => {
  const fast = cpmoptimize({ itersLimit: 0 })(loop);
  for (const n of [0n, 1n, 2n, 500n])
    for (const width of [-1, 8, 0.5, NaN, 2 ** 53])
      expect(outcome(() => fast(n, 5n, width))).toBe(outcome(() => loop(n, 5n, width)));
});
