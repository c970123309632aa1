/** Rules 4 to 6: a class modulo m is told by algebra, the value of the class by its range, which need not begin at 0.
 *
 * The last turn runs as written and would make any representative right again: what it reads is kept.
 */
import { describe, expect, test } from "vitest";
import type { Loose } from "../original-suite/harness.ts";
import { compare } from "./compare.ts";

const cases: Readonly<Record<string, Loose>> = {
  "32 bits with a sign": ((n: number, x: number) => {
    let before: unknown;
    for (let i = 0; i < n; i++) {
      before = x;
      x = (Math.imul(x, 69069) + 1) | 0;
    }
    return [before, x];
  }) as Loose,
  "64 bits with a sign": ((n: number, x: number) => {
    let y = BigInt(x);
    let before: unknown;
    for (let i = 0; i < n; i++) {
      before = y;
      y = BigInt.asIntN(64, y * 6364136223846793005n + 1442695040888963407n);
    }
    return [before, y];
  }) as Loose,
  "a residue below 0": ((n: number, x: number) => {
    let y = BigInt(x & 63);
    let before: unknown;
    for (let i = 0; i < n; i++) {
      before = y;
      y = ((((y * 5n + 3n) % 101n) + 101n) % 101n) - 200n;
    }
    return [before, y];
  }) as Loose,
  "a residue from 0 on": ((n: number, x: number) => {
    let y = x & 63;
    let before: unknown;
    for (let i = 0; i < n; i++) {
      before = y;
      y = (y * 5 + 3) % 101;
    }
    return [before, y];
  }) as Loose,
};

describe("the value of a class", () => {
  test.each(Object.entries(cases))("%s", (_, fn) => {
    let accelerated = 0;
    for (const n of [0, 1, 2, 3, 10, 101, 1000])
      for (const x of [0, 1, 7, 50]) accelerated += compare(fn, () => [n, x]).accelerated;
    expect(accelerated).toBeGreaterThan(0);
  });
});
