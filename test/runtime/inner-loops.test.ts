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

test("of an inner loop of constantly many turns the power of the turn is taken", () => {
  const spins = (n: bigint, start: bigint): unknown => {
    let [s, t, c, d] = [0n, 0n, start, 2n];
    for (let i = 0n; i < n; i++) {
      for (let j = 0n; j < 100_001n; j++) {
        [c, d] = [d, -c];
        t += c;
      }
      s += t;
    }
    return [s, t, c, d];
  };
  const fast = cpmoptimize({ itersLimit: 0 })(spins);
  expect(fast(3n, 5n)).toEqual(spins(3n, 5n));
  // Four times 100,001 quarter turns: c and d are where they were.
  const n = 4n * 10n ** 18n;
  expect((fast(n, 5n) as bigint[]).slice(2)).toEqual([5n, 2n]);
  expect(explain(fast).loops.map(({ status }) => status)).toEqual(["accelerated", "accelerated"]);
});

test("a variable without algebra is read after the loop, of which only a part can be skipped", () => {
  const loop = (n: number, s: number): unknown => {
    let last;
    for (let i = 0; i < n; i++) {
      s += i;
      last = i > 5;
    }
    return [s, last];
  };
  const fast = cpmoptimize({ itersLimit: 0 })(loop);
  const near = Number.MAX_SAFE_INTEGER - 100_000;
  expect(fast(1000, near)).toEqual(loop(1000, near));
  expect(explain(fast).loops[0]!.refusals).toMatchObject([{ code: "unknown-after-jump", what: "last" }]);
});

test("powers of the turn are for BigInts: no certificate could bound a number by them", () => {
  const spins = (n: number, start: number): unknown => {
    let [s, c, d] = [0, start, 2];
    for (let i = 0; i < n; i++) {
      for (let j = 0; j < 10_001; j++) [c, d] = [d, -c];
      s += c;
    }
    return [s, c, d];
  };
  const fast = cpmoptimize({ itersLimit: 0 })(spins);
  for (const start of [5, -0, 0.5, Number.MAX_SAFE_INTEGER]) {
    expect(fast(30, start)).toEqual(spins(30, start));
    expect(explain(fast).loops[0]!.status).not.toBe("accelerated");
  }
});
