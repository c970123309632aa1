/** Domains alone, without what is beside them in a loop: their states and bounds, turn by turn. */
import { expect, test } from "vitest";
import type { Domain, Run } from "../../src/trace/domains/domain.ts";
import { finite } from "../../src/trace/domains/finite/finite.ts";
import { float } from "../../src/trace/domains/float/float.ts";
import { lanes } from "../../src/trace/domains/lanes/lanes.ts";
import { multiplicative } from "../../src/trace/domains/multiplicative/multiplicative.ts";
import { products } from "../../src/trace/domains/products/products.ts";
import { residues } from "../../src/trace/domains/residues/residues.ts";
import { bigintLanes } from "../../src/algebra/lanes/lane-words.ts";
import { MemoryError } from "../../src/kernels/memory.ts";
import { compileTurn } from "../../src/trace/domains/finite/program.ts";
import { LanesRun } from "../../src/trace/domains/lanes/run.ts";
import { fromSummand } from "../../src/trace/polynomial.ts";
import { RefusalSignal } from "../../src/trace/refusal.ts";
import { TermGraph } from "../../src/trace/term-graph.ts";
import type { Trace } from "../../src/trace/trace.ts";
import { unlessRefused } from "../../src/trace/unless-refused.ts";
import type { Term } from "../../src/trace/value.ts";
import type { DomainCall, DomainCase } from "./domain-runs.ts";
import { callsOf, expectFollowed } from "./domain-runs.ts";

type Values = Readonly<Record<string, number>>;

const numbers = (values: Values): Values => ({ i: 0, n: 10 ** 6, ...values });
const bigints = (values: Values): Readonly<Record<string, bigint>> =>
  Object.fromEntries(Object.entries(numbers(values)).map(([name, value]) => [name, BigInt(value)]));
const loop = (body: string, inputs: string, suffix = ""): string =>
  `function f(n, ${inputs}) { for (let i = 0${suffix}; i < n; i++) { ${body} } return [${inputs}]; }`;

type Row = readonly [what: string, domain: Domain, of: DomainCase];

const rows: Row[] = [
  [
    "factorials, and a sum of them",
    products,
    {
      source: loop("s += x; x *= i + k;", "s, x, k", "n"),
      names: ["s", "x"],
      calls: [bigints({ s: 0, x: 1, k: 1 }), bigints({ s: 5, x: -3, k: -9 }), bigints({ s: 0, x: 0, k: 4 })],
    },
  ],
  [
    "derangements",
    products,
    {
      source: loop("[a, b] = [b, (i - 1n) * (a + b)];", "a, b", "n"),
      names: ["a", "b"],
      calls: [bigints({ a: 1, b: 0 }), { ...bigints({ a: 1, b: 0 }), i: 2n }, bigints({ a: -7, b: 3 })],
    },
  ],
  [
    "factors that are polynomials after some turns",
    products,
    {
      source: loop(
        "x = x * (d + e * e) + 2n * y * d; y = y * 3n - x * (i - 2n); d = e; e = i * 2n;",
        "x, y, d, e",
        "n",
      ),
      names: ["x", "y"],
      calls: [bigints({ x: 1, y: 1, d: 17, e: -40 }), bigints({ x: 0, y: 5, d: 0, e: 0 })],
    },
  ],
  [
    "apart from one another, and products of products",
    products,
    {
      source: loop("p *= i * i - k; q = q * (i + 1n) + p; r = -r * (k * i + 1n);", "p, q, r, k", "n"),
      names: ["p", "q", "r"],
      calls: [
        bigints({ p: 1, q: 1, r: 1, k: 2 }),
        bigints({ p: 2, q: 0, r: 7, k: 9 }),
        bigints({ p: 1, q: 2, r: 3, k: 0 }),
      ],
    },
  ],
  [
    "exact quotients",
    products,
    {
      source: loop("c = c * (k - i) / (i + 1n); d = -(d * (4n * i + 2n)) / (i + 2n);", "c, d, k", "n"),
      names: ["c", "d"],
      calls: [
        bigints({ c: 1, d: 1, k: 40 }),
        bigints({ c: 3, d: -5, k: 25 }),
        bigints({ c: 0, d: 1, k: 10 }),
      ],
    },
  ],
  [
    "linear maps with dyadic coefficients",
    float,
    {
      source: loop("y = 1.5 * x - 0.25 * y + k; x = -(x / 2) + z * 3; z = z - h * z;", "x, y, z, k, h"),
      names: ["x", "y", "z"],
      calls: [
        numbers({ x: 1024, y: -512, z: 4096, k: 3, h: 2 }),
        numbers({ x: -8, y: 64, z: 256, k: -1, h: 0.5 }),
      ],
      settings: { types: ["bigint", "integer", "float"] },
      turns: 8,
    },
  ],
  [
    "products of variables",
    float,
    {
      source: loop("s += x * y; x = x * 0.5 + k; y = +y * 2 - x;", "s, x, y, k"),
      names: ["s", "x", "y"],
      calls: [numbers({ s: 0.25, x: 64, y: 3, k: 1 }), numbers({ s: 7.5, x: -128, y: 5, k: 2 })],
      settings: { types: ["bigint", "integer", "float"] },
      turns: 6,
    },
  ],
  [
    "lanes of numbers",
    lanes,
    {
      source: loop("x = (x & ~y) | k; y = y ^ (x & h); z = (z ^ x) >>> 0;", "x, y, z, k, h"),
      names: ["x", "y", "z"],
      calls: [
        numbers({ x: 0x1234567, y: -99, z: 5, k: 0x40000001, h: 0x7f0f0f0f }),
        numbers({ x: -1, y: 2 ** 30, z: 2 ** 32 - 1, k: 8, h: -3 }),
      ],
    },
  ],
  [
    "lanes that are handed on, and constants of either representation",
    lanes,
    {
      source: loop(
        "x = (x ^ a) & b; a = b; b = c; c = d; d = k; e = e & ~d; a2 = b2; b2 = a2 & x;",
        "x, a, b, c, d, e, a2, b2, k",
      ),
      names: ["x", "a", "b", "c", "d", "e"],
      calls: [
        numbers({ x: 7, a: 9, b: -1, c: 5, d: 77, e: -5, a2: 0, b2: 1, k: -8 }),
        numbers({ x: 7, a: 9, b: 3, c: 5, d: 2 ** 31, e: -5, a2: 0, b2: 1, k: 2 ** 32 - 1 }),
      ],
    },
  ],
  [
    "lanes of BigInts",
    lanes,
    {
      source: loop(
        "x = (x & ~y) | k; y = BigInt.asUintN(70, y ^ (x & h)); z = (w << 0n) ^ z; w = x;",
        "x, y, z, w, k, h",
        "n",
      ),
      names: ["x", "y", "z", "w"],
      calls: [
        bigints({ x: 0x1234567, y: 99, z: 5, w: 1, k: 2 ** 50, h: -5 }),
        bigints({ x: -1, y: 2 ** 30, z: -(2 ** 32), w: 0, k: 8, h: -3 }),
      ],
    },
  ],
  [
    "quadratic maps of numbers",
    finite,
    {
      source: loop(
        "x = (x * x + k) % 97; y = Math.imul(y ^ x, 73) >>> 20; z = x; w = (w ^ h) & 63;",
        "x, y, z, w, k, h",
      ),
      names: ["x", "y", "z", "w"],
      calls: [
        numbers({ x: 3, y: 1, z: 0, w: 1.5, k: 1, h: 9 }),
        numbers({ x: -0, y: -7, z: 0.5, w: 1e300, k: 0, h: 0.5 }),
        numbers({ x: NaN, y: -7, z: 0, w: -Infinity, k: 0, h: 77 }),
      ],
      turns: 60,
    },
  ],
  [
    "quadratic maps of BigInts",
    finite,
    {
      source: loop(
        "x = (x * x + k) % 97n; y = BigInt.asUintN(7, y * y - x); z = BigInt.asIntN(9, ~x * z + (y >> 1n)) & 255n;",
        "x, y, z, k",
        "n",
      ),
      names: ["x", "y", "z"],
      calls: [bigints({ x: 3, y: 1, z: 0, k: 1 }), bigints({ x: -1000, y: 77, z: 10 ** 9, k: -5 })],
      turns: 60,
    },
  ],
  [
    "powers of one another",
    multiplicative,
    {
      source: loop("[a, b] = [b, a * b * k]; c = c * c * c;", "a, b, c, k", "n"),
      names: ["a", "b", "c"],
      calls: [
        bigints({ a: 2, b: 3, c: -1, k: 1 }),
        bigints({ a: -1, b: 1, c: 0, k: -1 }),
        bigints({ a: 0, b: 5, c: 1, k: 2 }),
        bigints({ a: -2, b: 1, c: -2, k: -3 }),
        bigints({ a: 0, b: 0, c: -2, k: 1 }),
      ],
      turns: 9,
    },
  ],
  [
    "powers modulo a number",
    multiplicative,
    {
      source: loop("x = x * y * k % m; y = y * x % m;", "x, y, k, m", "n"),
      names: ["x", "y"],
      calls: [
        bigints({ x: 3, y: 7, k: 1, m: 97 }),
        bigints({ x: 2, y: 90, k: 5, m: 96 }),
        bigints({ x: 0, y: 1, k: 5, m: 2 }),
      ],
      turns: 40,
    },
  ],
  [
    "residues",
    residues,
    {
      source: loop("x = (x * k + i) % m; y = (y * 3n + x * 5n) % m;", "x, y, k, m", "n"),
      names: ["x", "y"],
      calls: [
        bigints({ x: 3, y: 7, k: 6, m: 97 }),
        bigints({ x: 0, y: 0, k: 5, m: 1 }),
        bigints({ x: 96, y: 70, k: 0, m: 1024 }),
      ],
    },
  ],
];

test.each(rows)("%s", (_, domain, of) => expectFollowed(domain, of));

/** The code of what a domain refuses. */
function refusalOf(domain: Domain, of: DomainCase): string | undefined {
  const refused = unlessRefused(() => callsOf(domain, of));
  return refused instanceof RefusalSignal ? refused.refusal.code : undefined;
}

test("a quotient that is no factor of a product is refused", () => {
  const source = loop("x = k / (i + 1n); p *= i;", "x, p, k", "n");
  const calls = [bigints({ x: 0, p: 1, k: 7 })];
  expect(refusalOf(products, { source, names: ["x"], calls })).toBe("inexact-division");
  expect(refusalOf(products, { source, names: ["p"], calls })).toBe(undefined);
});

test("nothing is proved of a product's size beyond the turns in which its quotients are exact", () => {
  const source = loop("c = (c * k * (i + 7n)) / (i + 1n + d);", "c, k, d", "n");
  const [exact, inexact] = [bigints({ c: 1, k: 1000, d: 0 }), bigints({ c: 1, k: 1000, d: 2 })].map(
    (call) => callsOf(products, { source, names: ["c"], calls: [call] })[0]!.run,
  );
  expect(inexact!.certify(100n)).toBeLessThan(100n);
  expect(inexact!.exceeds(100n, 50)).toBeUndefined();
  expect(exact!.certify(100n)).toBe(100n);
  expect(exact!.exceeds(100n, 50)).toMatchObject({ variable: "c" });
});

test("doubles are not divided by what changes, as it is before the first turn", () => {
  const settings = { types: ["bigint", "integer", "float"] as const };
  const calls = [numbers({ x: 1.5, y: 2.5, z: 0.5 })];
  const read = (body: string): string | undefined =>
    refusalOf(float, { source: loop(body, "x, y, z"), names: ["y"], calls, settings, turns: 1 });
  expect(read("y = y / x + 1; x = x * 0.5; z = z;")).toBe("operator");
  expect(read("y = y / z + 1; x = x * 0.5; z = z;")).toBe(undefined);
  expect(read("y = y + x; x = x * 0.5; z = z;")).toBe(undefined);
});

test("states of lanes that memory does not hold are not begun", () => {
  const component = {
    names: ["x"],
    demanded: ["x"],
    invariants: [],
    hasBitOperator: true,
    seenAsInt32: new Set<string>(),
  };
  const run = (longest: number): LanesRun => {
    const turn = ([x]: readonly bigint[]): bigint[] => [~x!];
    const begun = { component, words: bigintLanes, turn, start: [5n], longest, operations: 1 };
    return new LanesRun([{ ...begun, unsigned: new Set<string>() }]);
  };
  const after = (longest: number, turns: bigint): unknown =>
    run(longest).after(turns, ["x"])?.values.get("x");
  expect([after(100, 101n), after(2 ** 29, 1n)]).toEqual([~5n, ~5n]);
  expect(() => after(2 ** 36, 101n)).toThrow(MemoryError);
  expect([run(100).fits(1n, 100), run(100).fits(1n, 99)]).toEqual([true, false]);
});

test("cycles are found, of states that doubles and BigInts make", () => {
  const [x, y] = [
    { names: ["x"], source: "" },
    { names: ["x", "y"], source: "" },
  ];
  x.source = loop("x = (x * x + k) % 97;", "x, k");
  y.source = loop("x = (x * x + k) % 97n; y = (y * x + 1n) % 11n;", "x, y, k", "n");
  const [numbersRun] = callsOf(finite, { ...x, calls: [numbers({ x: 3, k: 5 })], turns: 1 });
  const [bigintsRun] = callsOf(finite, { ...y, calls: [bigints({ x: 3, y: 0, k: 5 })], turns: 1 });
  let [a, b, c] = [3, 3n, 0n];
  for (let turn = 0; turn < 300_000; turn++) {
    if (turn >= 200_000 && turn % 997 === 0) {
      expect(numbersRun!.run.after(BigInt(turn), ["x"])?.values).toEqual(new Map([["x", a]]));
      const both = bigintsRun!.run.after(BigInt(turn), ["x", "y"])?.values;
      expect([both?.get("x"), both?.get("y")]).toEqual([b, c]);
    }
    a = (a * a + 5) % 97;
    b = (b * b + 5n) % 97n;
    c = (c * b + 1n) % 11n;
  }
});

test("what must have more bits than there may be is proved so, and nothing of what is 0", () => {
  const source = loop("[a, b] = [b, a * b * k]; c = c * c;", "a, b, c, k", "n");
  const runOf = (call: Values): Run =>
    callsOf(multiplicative, { source, names: ["a", "b", "c"], calls: [bigints(call)], turns: 1 })[0]!.run;
  const [one, none] = [runOf({ a: 1, b: 1, c: 1, k: 3 }), runOf({ a: 0, b: 5, c: -1, k: 3 })];
  const [exponents, proof] = [[0n, 0n], one.exceeds(25n, 1000)];
  for (let turn = 0; turn < 25; turn++) exponents.push(exponents.shift()! + exponents[0]! + 1n);
  expect(proof?.variable).toMatch(/[ab]/);
  const size = Number(exponents[proof?.variable === "a" ? 0 : 1]) * Math.log2(3);
  expect(proof!.bits).toBeLessThanOrEqual(size);
  expect(proof!.bits).toBeGreaterThan(0.999 * size);
  expect(one.exceeds(25n, 1_000_000)).toBeUndefined();
  for (const turns of [3n, 40n, 10n ** 9n]) expect(none.exceeds(turns, 100)).toBeUndefined();
});

test("of several parts of lanes the longest has to fit", () => {
  const source = loop("x = x & ~h; y = y ^ (k & y);", "x, y, h, k", "n");
  const calls = [bigints({ x: 2 ** 40, y: 1, h: 3, k: 5 })];
  const [{ run }] = callsOf(lanes, { source, names: ["x", "y"], calls }) as [DomainCall];
  expect([run.bits("y", 1n, Infinity) < 10, run.fits(1n, 10), run.fits(1n, 100)]).toEqual([
    true,
    false,
    true,
  ]);
});

test("0 stays 0, and short, by whatever it is multiplied", () => {
  const source = loop("[a, b] = [b, a * b * k];", "a, b, k", "n");
  const [one] = callsOf(multiplicative, {
    source,
    names: ["a", "b"],
    calls: [bigints({ a: 0, b: 5, k: 2 })],
  });
  expect(one!.run.bits("b", 10n ** 9n, Infinity)).toBeLessThan(16);
  expect(one!.run.fits(10n ** 9n, 16)).toBe(true);
});

test("a machine takes no closed form, and no leaf of another turn", () => {
  for (const type of ["bigint", "number"] as const) {
    const graph = new TermGraph();
    const leaf = graph.variable("x", type);
    const inner = graph.variable("j", type);
    const closed = graph.polynomial(fromSummand({ monomial: [inner.id], coefficient: 2n }), type, "1:1");
    const traceOf = (next: Term): Trace =>
      ({ graph, leaves: new Map([["x", leaf]]), next: new Map([["x", next]]) }) as unknown as Trace;
    for (const part of [inner, closed]) {
      const next = graph.binary("%", "1:2", part, type === "bigint" ? 7n : 7);
      expect(unlessRefused(() => compileTurn(traceOf(next), ["x"]))).toBeInstanceOf(RefusalSignal);
    }
    expect(compileTurn(traceOf(leaf), ["x"]).next).toEqual([0]);
  }
});
