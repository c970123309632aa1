/** Loops inside a loop that is not moved: asked as seldom as possible, and moved when it is worth it. */
import { expect, test } from "vitest";
import type { CpmEvent } from "../../src/index.ts";
import { cpmoptimize, explain } from "../../src/index.ts";

function walk(rows: number, columns: unknown, see: (x: bigint) => void): void {
  for (let row = 0; row < rows; row++) {
    let x = 1n;
    for (let i = 0; i < (columns as number); i++) x = (x * 48271n) % 2147483647n;
    see(x);
  }
}

function inner(fn: object): string | undefined {
  return explain(fn as typeof walk).loops[1]?.status;
}

test("a loop that was too short many times is moved when it is long", () => {
  const fast = cpmoptimize()(walk);
  const seen: bigint[] = [];
  fast(2000, 10, (x) => seen.push(x));
  expect(inner(fast)).toBe("declined");
  fast(1, 10_000, (x) => seen.push(x));
  expect(seen.at(-1)).toBe(399268537n);
  expect(inner(fast)).toBe("accelerated");
  fast(1, 10, () => undefined);
  fast(1, 10_000, (x) => seen.push(x));
  expect(seen.at(-1)).toBe(399268537n);
});

test("who wants to be told is told of every call", () => {
  const events: CpmEvent[] = [];
  const fast = cpmoptimize({ verbose: (event) => events.push(event) })(walk);
  fast(50, 3, () => undefined);
  const inside = explain(fast).loops[1]?.place;
  expect(events.filter((event) => event.kind === "declined" && event.place === inside)).toHaveLength(50);
});

test("a bound that is an object is asked as often as in the loop as written", () => {
  for (const optimise of [(fn: typeof walk) => fn, cpmoptimize()]) {
    let asked = 0;
    const bound = { valueOf: () => (asked++, 4) };
    optimise(walk)(3, bound, () => undefined);
    expect(asked).toBe(15);
  }
});
