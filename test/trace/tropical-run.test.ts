/** The tropical domain alone, in each of its algebras: its states and its bounds, turn by turn. */
import { describe, expect, test } from "vitest";
import { Enclosure } from "../../src/trace/domains/tropical/enclosure.ts";
import type { Growth } from "../../src/trace/domains/tropical/growth.ts";
import { bitsAfter, magnitudeAfter } from "../../src/trace/domains/tropical/growth.ts";
import { MOST_WALKED, Search } from "../../src/trace/domains/tropical/search.ts";
import { tropical } from "../../src/trace/domains/tropical/tropical.ts";
import { unit } from "../../src/trace/domains/tropical/linear-forms.ts";
import type { MinMaxForm } from "../../src/trace/domains/tropical/min-max-forms.ts";
import { greatestSteps, minMaxMap } from "../../src/trace/domains/tropical/min-max-forms.ts";
import { RefusalSignal } from "../../src/trace/refusal.ts";
import { unlessRefused } from "../../src/trace/unless-refused.ts";
import type { Term } from "../../src/trace/value.ts";
import type { DomainCase } from "./domain-runs.ts";
import { callsOf, expectFollowed } from "./domain-runs.ts";

const call = (values: Record<string, number>) => ({ i: 0, n: 1000, ...values });
const big = (values: Record<string, number>) =>
  Object.fromEntries(Object.entries(call(values)).map(([name, value]) => [name, BigInt(value)]));
const loop = (body: string, inputs: string, suffix = ""): string =>
  `function f(n, ${inputs}) { for (let i = 0${suffix}; i < n; i++) { ${body} } return [${inputs}]; }`;

const cases: Record<string, DomainCase> = {
  "(max, +)": {
    source: loop("cur = Math.max(0, cur + k); best = Math.max(best, cur, h);", "cur, best, k, h"),
    names: ["cur", "best"],
    calls: [
      call({ cur: 0, best: -Infinity, k: 3, h: 10 }),
      call({ cur: 50, best: -7, k: -3, h: 10 }),
      call({ cur: 50, best: -7, k: -3, h: -100 }),
      call({ cur: -1000, best: -7, k: 40, h: -100 }),
    ],
  },
  "(min, +), two rows of one another": {
    source: loop("[a, b] = [a + h < b - 4n ? a + h : b - 4n, b + k <= a ? b + k : a];", "a, b, k, h", "n"),
    names: ["a", "b"],
    calls: [
      big({ a: 5, b: -3, k: 7, h: 2 }),
      big({ a: 5, b: -3, k: -7, h: -2 }),
      big({ a: -900, b: 3, k: 2, h: 1 }),
      big({ a: -900, b: 3, k: 2, h: -11 }),
    ],
  },
  "coefficients of several invariants": {
    source: loop(
      "a = Math.max(a + k, a + h, b - k); b = Math.max(b, a + 2, a + k - h, a - 1);",
      "a, b, k, h",
    ),
    names: ["a", "b"],
    calls: [
      call({ a: 0, b: 0, k: 3, h: -5 }),
      call({ a: 0, b: 9, k: -3, h: -5 }),
      call({ a: 0, b: 0, k: -9, h: 5 }),
    ],
  },
  "a maximum of counters": {
    source: loop("m = Math.max(m, i * 3 - j * 2, 40 - i); j += 5;", "m, j, k"),
    names: ["m"],
    calls: [call({ m: -100, j: 3, k: 0 }), call({ m: -3, j: 1000, k: 0 }), call({ m: 41, j: -900, k: 0 })],
  },
  clamps: {
    source: loop(
      "x = Math.min(Math.max(x + k, -20), h); y = Math.max(y, 3); z = Math.max(x - 2, -9);",
      "x, y, z, k, h",
    ),
    names: ["x", "y", "z"],
    calls: [
      call({ x: 5, y: 1, z: 0, k: -1, h: 100 }),
      call({ x: 5, y: 10, z: 0, k: 7, h: 100 }),
      call({ x: -500, y: 10, z: 0, k: 7, h: -30 }),
    ],
  },
  "(max, ×)": {
    source: loop("[x, y] = [x * 2n > y * k ? x * 2n : y * k, x > 7n ? x : 7n];", "x, y, k", "n"),
    names: ["x", "y"],
    calls: [big({ x: 1, y: 5, k: 3 }), big({ x: 0, y: 5, k: 1000 }), big({ x: 0, y: 9, k: 0 })],
  },
  "(min, ×)": {
    source: loop("[x, y] = [x * 2n < y * k ? x * 2n : y * k, x * 3n < 7n ? x * 3n : 7n];", "x, y, k", "n"),
    names: ["x", "y"],
    calls: [big({ x: 1, y: 5, k: 3 }), big({ x: 9, y: 5, k: 1000 }), big({ x: 3, y: 9, k: 0 })],
  },
  "(min, max, +)": {
    source: loop(
      "[x, y, z] = [Math.min(Math.max(y + 2, z), x + k), Math.max(Math.min(z - 1, x), y - 3), Math.max(x, -h)];",
      "x, y, z, k, h",
    ),
    names: ["x", "y", "z"],
    calls: [
      call({ x: 5, y: 1, z: 0, k: 5, h: 3 }),
      call({ x: -500, y: 10, z: 700, k: -2, h: 3 }),
      call({ x: -500, y: 10, z: 700, k: -2, h: 900 }),
      call({ x: Infinity, y: 10, z: 4, k: 1, h: 2 }),
    ],
  },
  "(min, max, ×)": {
    source: loop(
      "[x, y] = [y * 2n < 1000n ? y * 2n : 1000n, x * k > y * 3n ? x * k : y * 3n]; y = y < 900n ? y : 900n;",
      "x, y, k",
      "n",
    ),
    names: ["x", "y"],
    calls: [big({ x: 5, y: 1, k: 3 }), big({ x: 0, y: 1, k: 3 }), big({ x: 700, y: 30, k: 0 })],
  },
  "a difference from a maximum, and from a choice": {
    source: loop(
      "a = a - Math.max(b, 2) > 3 ? a : Math.max(b, 2) + 3; b = (c > a ? c : a) - b < 0 ? (c > a ? c : a) + 1 : b + 1; c += 0 < i ? 2 : 2;",
      "a, b, c",
    ),
    names: ["a", "b"],
    calls: [call({ a: 1, b: 50, c: 3 }), call({ a: 10, b: -50, c: -900 })],
  },
  "(min, ×) over numbers": {
    source: loop("[x, y] = [Math.min(x * 2, y * k, 900), Math.min(y * 3, x, 4000)];", "x, y, k"),
    names: ["x", "y"],
    calls: [call({ x: 1, y: 5, k: 3 }), call({ x: 9, y: 5000, k: 0 }), call({ x: 0, y: 9, k: 7 })],
  },
  "choices in every form": {
    source: loop(
      "a = !(a + 1n <= b - 1n) ? a + 1n : b - 1n; b = b - c >= 5n ? b - 1n : c + 4n; c = c < a ? a : c; d = d - 3n < e ? e + 3n : d; e = !(e + 2n < 4n) ? e + 2n : 4n;",
      "a, b, c, d, e",
      "n",
    ),
    names: ["a", "b", "c", "d", "e"],
    calls: [big({ a: 0, b: 9, c: -3, d: 0, e: 0 }), big({ a: 40, b: 9, c: 33, d: 100, e: 7 })],
  },
};

describe("states and bounds", () => {
  test.each(Object.entries(cases))("%s", (_, of) => expectFollowed(tropical, of));
});

test("what is negative is refused where it is multiplied: coefficients, starts", () => {
  const source = loop("[x, y] = [x * 2n > y * k ? x * 2n : y * k, x > 7n ? x : 7n];", "x, y, k", "n");
  const refusal = (values: Record<string, number>): unknown =>
    unlessRefused(() => callsOf(tropical, { source, names: ["x", "y"], calls: [big(values)] }));
  expect(refusal({ x: 1, y: 5, k: 3 })).not.toBeInstanceOf(RefusalSignal);
  for (const values of [
    { x: 1, y: 5, k: -3 },
    { x: -1, y: 5, k: 3 },
    { x: 1, y: -5, k: 3 },
  ])
    expect(refusal(values)).toBeInstanceOf(RefusalSignal);
});

test("maxima and minima of both kinds read the unit where they have constants", () => {
  const basis = (body: string): readonly string[] => {
    const calls = [call({ x: 1, y: 2 })];
    const [one] = callsOf(tropical, { source: loop(body, "x, y"), names: ["x", "y"], calls });
    return one!.reading.groups[0]!.basis;
  };
  const names = ["x in (min, max, +)", "y in (min, max, +)"];
  expect(basis("[x, y] = [Math.min(Math.max(x, y + 1), y + 3), Math.max(Math.min(x, y), x - 1)];")).toEqual(
    names,
  );
  expect(basis("[x, y] = [Math.min(Math.max(x, y + 1), 30), Math.max(Math.min(x, y), x - 1)];")).toEqual([
    ...names,
    "0 in (min, max, +)",
  ]);
});

test("clamps are clamps", () => {
  const [one] = callsOf(tropical, { ...cases["clamps"]!, turns: 1 });
  expect(one!.reading.groups.map(({ basis }) => basis)).toEqual([
    ["x in clamps", "z in clamps"],
    ["y in (max, +)", "0 in (max, +)"],
  ]);
});

test("a zero that may be -0 is not given", () => {
  const source = loop("m = Math.max(m, i * -3); w = Math.max(w, k);", "m, w, k");
  const calls = [call({ m: -5, w: -9, k: 0 }), call({ m: 4, w: 0, k: -1 })];
  let given = 0;
  for (const { run, states } of callsOf(tropical, { source, names: ["m", "w"], calls })) {
    for (const [turns, state] of states.entries()) {
      for (const name of ["m", "w"]) {
        const values = run.after(BigInt(turns), [name])?.values;
        if (values === undefined) continue;
        given++;
        expect(Object.is(values.get(name), state.get(name)), `${name} after ${turns} turns`).toBe(true);
      }
    }
  }
  expect(given).toBeGreaterThan(20);
});

test("the greatest steps of maxima and minima, from the unit and from the columns", () => {
  const column = { op: "column", column: unit } as const;
  const x = { op: "column", column: {} as Term } as const;
  const plus = (of: MinMaxForm, by: bigint): MinMaxForm => ({ op: "+", of, by });
  const times = (of: MinMaxForm, by: bigint): MinMaxForm => ({ op: "*", of, by });
  const steps = (row: MinMaxForm, one: bigint): [bigint, bigint] =>
    greatestSteps(
      minMaxMap([row], [x.column, unit], (c) => c as bigint),
      1,
      one,
    );
  expect(steps(plus(plus(x, -3n), -4n), 0n)).toEqual([0n, 7n]);
  expect(steps(plus(plus(column, -3n), 4n), 0n)).toEqual([7n, 0n]);
  expect(steps({ op: "max", of: plus(column, 9n), and: plus(x, -2n) }, 0n)).toEqual([9n, 2n]);
  expect(steps({ op: "min", of: plus(x, 5n), and: plus(x, -8n) }, 0n)).toEqual([0n, 8n]);
  expect(steps({ op: "min", of: plus(x, -8n), and: plus(x, 5n) }, 0n)).toEqual([0n, 8n]);
  expect(steps({ op: "max", of: times(times(column, 3n), 4n), and: times(x, 2n) }, 1n)).toEqual([12n, 2n]);
});

describe("growth", () => {
  test("of sums", () => {
    const growth: Growth = { product: "+", constants: 10n, step: 7n };
    expect(magnitudeAfter(growth, 3n, 0n)).toBe(10);
    expect(magnitudeAfter(growth, 12n, 5n)).toBe(47);
    expect(magnitudeAfter({ ...growth, constants: 0n }, 0n, 2n)).toBe(14);
    expect([0n, 1n, 5n, 10n ** 30n].map((turns) => bitsAfter(growth, 3n, turns))).toEqual([4, 5, 6, 103]);
  });

  test("of products", () => {
    const growth: Growth = { product: "*", constants: 10n, step: 7n };
    expect(magnitudeAfter(growth, 3n, 0n)).toBe(10);
    expect(magnitudeAfter(growth, 12n, 2n)).toBe(588);
    expect(magnitudeAfter(growth, 12n, 10_000n)).toBe(Infinity);
    expect(magnitudeAfter({ ...growth, step: 1n }, 12n, 10n ** 9n)).toBe(12);
    expect(magnitudeAfter({ ...growth, step: 0n, constants: 0n }, 0n, 10n ** 9n)).toBe(1);
    expect(bitsAfter({ ...growth, step: 1n }, 12n, 10n ** 9n)).toBe(4);
    for (let turns = 0; turns < 60; turns++) {
      const bits = bitsAfter(growth, 12n, BigInt(turns));
      expect(bits).toBeGreaterThanOrEqual((12n * 7n ** BigInt(turns)).toString(2).length);
      expect(bits).toBeLessThanOrEqual(4 + 3 * turns);
    }
  });
});

describe("an enclosure", () => {
  /** Two entries that hand on to one another, one of them losing, a bound, and the unit. */
  const turn = ([x, y, z, one]: readonly (bigint | number)[]): (bigint | number)[] => {
    const plus = (a: bigint | number, b: bigint): bigint | number => (typeof a === "bigint" ? a + b : a);
    const max = (a: bigint | number, b: bigint | number): bigint | number => (a >= b ? a : b);
    return [max(plus(y!, 9n), plus(x!, 1n)), plus(x!, -3n), max(plus(z!, -4n), plus(one!, -50n)), one!];
  };

  test("holds for every entry in every turn, and keeps the rate", () => {
    for (const start of [
      [0n, 0n, 0n, 0n],
      [-500n, 40n, 900n, 0n],
      [7n, -Infinity, -900n, 0n],
    ]) {
      const enclosure = new Enclosure(start, turn);
      let state: readonly (bigint | number)[] = start;
      const most = [0n, 0n, 0n];
      for (let turns = 0; turns <= 1000; turns++) {
        for (const [k, before] of most.entries()) {
          const value = state[k]!;
          const size = typeof value !== "bigint" ? 0n : value < 0n ? -value : value;
          most[k] = size > before ? size : before;
          const bound = enclosure.magnitude(k, BigInt(turns));
          // A state that is infinite at first has no finite rate by then, or one that holds.
          expect(bound! >= most[k]!, `${start.join()}: ${bound} for ${most[k]} after ${turns}`).toBe(true);
        }
        state = turn(state);
      }
      // Three a turn, where the greatest shift is nine.
      expect(enclosure.magnitude(0, 1000n)! < 2000n + 3n * 1200n).toBe(true);
    }
  });

  test("knows nothing where finite and infinite take turns", () => {
    const swap = ([x, y]: readonly (bigint | number)[]): (bigint | number)[] => [y!, x!];
    expect(new Enclosure([1n, -Infinity], swap).magnitude(0, 10n)).toBe(1n);
    let turns = 0;
    const late = ([x]: readonly (bigint | number)[]): (bigint | number)[] => [++turns > 70 ? Infinity : x!];
    expect(new Enclosure([1n], late).magnitude(0, 10n)).toBe(1n);
    const at65 = ([x]: readonly (bigint | number)[]): (bigint | number)[] => [++turns > 0 ? Infinity : x!];
    turns = -64;
    expect(new Enclosure([1n], at65).magnitude(0, 10n)).toBeUndefined();
  });
});

describe("a search", () => {
  test("is worth a part of the plain turns, and what has failed is not tried again", () => {
    const search = new Search(3, 3);
    const probe = search.cap(0, 20);
    expect(probe).toBe(64);
    expect(search.cap(1e9, 20)).toBeGreaterThan(10_000);
    expect(search.cap(1e9, 20)).toBeLessThan(Number(MOST_WALKED) / 3 + 1);
    expect(search.cap(1e30, 20)).toBe(Math.floor(Number(MOST_WALKED) / 3));
    // Longer entries, fewer of them.
    expect(search.cap(1e30, 1e8)).toBeLessThan(search.cap(1e30, 20));
    expect(search.cost(10n, 0, 20)).toBeLessThan(search.cost(11n, 0, 20));
    expect(search.cost(64n, 0, 20)).toBe(search.cost(10n ** 9n, 0, 20));
    search.fail(64);
    expect([search.cap(0, 20), search.cost(10n, 0, 20)]).toEqual([0, Infinity]);
    expect(search.cap(1e9, 20)).toBeGreaterThan(64);
    search.fail(10);
    expect(search.cap(0, 20)).toBe(0);
  });
});
