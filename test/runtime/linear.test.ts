/** Sites of loops that are traced when the program is built. */
import { afterEach, describe, expect, test, vi } from "vitest";
import { transform } from "../../src/compiler/index.ts";
import type { Kernel } from "../../src/kernels/kernel.ts";
import { binomialBasis } from "../../src/kernels/binomial-basis/binomial-basis.ts";
import { lowOrder } from "../../src/kernels/fiduccia/low-order.ts";
import { inspect } from "../../src/runtime/inspect.ts";
import * as runtime from "../../src/runtime/index.ts";
import { configure } from "../../src/runtime/site.ts";
import type { Site } from "../../src/runtime/site-record.ts";
import { execute } from "../compiler/execute.ts";

type Numeric = bigint | number;
type Fn = (...args: unknown[]) => unknown;

interface Built {
  readonly f: Fn;
  readonly sites: readonly Site[];
  /** The turns of each jump. */
  readonly jumps: bigint[];
}

/** @param kernels what takes the place of the kernels */
function build(source: string, kernels?: readonly Kernel[]): Built {
  const { code } = transform(source, { filename: "a.ts", loops: "all" });
  const sites: Site[] = [];
  const jumps: bigint[] = [];
  const onEvent = (event: runtime.CpmEvent): void => {
    if (event.kind === "accelerated") jumps.push(event.turns);
  };
  const linear = (...[ir, loop, own, courses]: Parameters<typeof runtime.linear>): Site => {
    const settings = { ...runtime.defaultSettings, onEvent };
    const made = runtime.linear(ir, loop, kernels ?? own, courses, settings);
    sites.push(made);
    return made;
  };
  const { f } = execute(code, "a.ts", { ...runtime, linear }) as { f: Fn };
  return { f, sites, jumps };
}

function unlessThrown(run: () => unknown): unknown {
  try {
    return run();
  } catch (error) {
    return error;
  }
}

const FIBONACCI_300 = 222232244629420445529739893461909967206666939096499764990979600n;

const fibonacci =
  "export function f(n) { let a = 0n, b = 1n; for (let i = 0n; i < n; i++) [a, b] = [b, a + b]; return a }";
const counted = (test: string, update = "i++", first = "0"): string =>
  `export function f(n) { let s = 0n, i = ${first}; for (; ${test}; ${update}) s += 3n; return [s, i] }`;

afterEach(() => {
  vi.unstubAllEnvs();
  vi.restoreAllMocks();
});

describe("which loops are traced when the program is built", () => {
  const body = "let a = 0n, b = 1n; for (let i = 0n; i < n; i++)";
  const linear = [
    `${body} [a, b] = [b, a + b]; return a`,
    "let a = 0n; for (let i = 0; i < n; i++) a += 2n; return a",
    "let a = 0n; for (let i = 0; n > i; i += 3) a -= 2n; return a",
    "let a = 1n, i = 9n; while (i >= n) { a = 3n * a + i * i; i -= 2n } return a",
    "let a = -1n; for (let i = 1; i <= 1e6; i++) a = -a + 5n; return a",
  ];
  test.each(linear)("%s", (text) => {
    expect(build(`export function f(n) { ${text} }`).sites).toHaveLength(1);
  });

  test("values that cancel get the bounds that know it", () => {
    const { f } = build(
      "export function f(n) { let a = 1n, b = 2n; for (let i = 0n; i < n; i++) [a, b] = [b, -a]; return a }",
    );
    expect(f(10n ** 18n)).toBe(1n);
    const code = (update: string): string =>
      transform(fibonacci.replace("a + b", update), { filename: "a.ts", loops: "all" }).code;
    expect(code("a - b")).toContain("courses as $courses");
    expect(code("a + b")).not.toContain("courses");
  });

  const others = {
    "a start that the call gives": "let a = n; for (let i = 0n; i < n; i++) a += 2n; return a",
    "a start that is computed": "let a = 2n ** 3n; for (let i = 0n; i < n; i++) a += 2n; return a",
    "a start that is assigned before": "let a = 1n; a = n; for (let i = 0n; i < n; i++) a += 2n; return a",
    "sums of numbers": "let a = 0; for (let i = 0; i < n; i++) a += 2; return a",
    "a counter in a sum": "let a = 0n; for (let i = 0; i < n; i++) a += BigInt(i); return a",
    "a coefficient of the call": `${body} a += n; return a`,
    "another test": "let a = 0n; for (let i = 0n; i < n && a < 100n; i++) a += 2n; return a",
    "a test for another value": "let a = 0n; for (let i = 0n; i !== n; i++) a += 2n; return a",
    "a bound that is computed": "let a = 0n; for (let i = 0n; i < n * 2n; i++) a += 2n; return a",
    "a counter that goes away from its bound": "let a = 0n; for (let i = 0n; i > n; i++) a += 2n; return a",
    "a condition": `${body} if (i > 9n) a += 1n; return a`,
    "a remainder": `${body} a = (a + i) % 7n; return a`,
    "a quotient that nobody reads, which may throw": `${body} { const t = 3n / b; a += 1n; } return a`,
    "what is only looked at, but may run code":
      "let a = 0n; for (let i = 0n; i < n; i++) { const t = m == 3n; a += 2n } return a",
    "a shift that nobody reads, which may be too long":
      "let a = 0n, b = 1n; for (let i = 0n; i < n; i++) { const t = 1n << b; [a, b] = [b, a + b] } return a",
    "an operator that nobody reads": `${body} { const t = a & b; a += 1n } return a`,
    "a comparison that nobody reads": `${body} { const t = a < b; a += 1n } return a`,
    "a number that is only looked at":
      "let a = 0n, d = 1; for (let i = 0n; i < n; i++) { d = d + 1; a += 2n } return a",
    "a test at the end": "let a = 0n, i = 0n; do { a += 2n; i++ } while (i < n); return a",
  };
  test.each(Object.entries(others))("not with %s", (_, text) => {
    expect(build(`export function f(n, m) { ${text} }`).sites).toHaveLength(0);
  });

  test.each([
    ["cpmoptimize()(", true],
    ["cpmoptimize(", true],
    ["cpmoptimize({})(", false],
    ["cpmoptimize(...options)(", false],
  ])("marked by %s", (mark, isLinear) => {
    const source = `import { cpmoptimize } from "cpmoptimize";\n${fibonacci.replace("export function f", `export const f = ${mark}function f`)})`;
    expect(transform(source, { filename: "a.ts" }).code.includes("$linear(")).toBe(isLinear);
  });
});

describe("the door", () => {
  test("jumps to the last turn, for bounds of both kinds", () => {
    const { f, jumps } = build(fibonacci);
    const plain = (n: Numeric): bigint => {
      let [a, b] = [0n, 1n];
      for (let i = 0n; i < n; i++) [a, b] = [b, a + b];
      return a;
    };
    for (const n of [1000n, 1000, 999.5, 1001n]) expect(f(n)).toBe(plain(n));
    expect(jumps).toEqual([999n, 999n, 999n, 1000n]);
    for (const n of [0n, 1n, -5n, NaN, "7", undefined, null, false, 12])
      expect(f(n)).toBe(plain(n as bigint));
    expect(jumps).toHaveLength(4);
  });

  test("a bound that is no number is for the loop", () => {
    const { f, sites, jumps } = build(fibonacci);
    expect(f("300")).toBe(FIBONACCI_300);
    expect(() => f(Symbol())).toThrow(TypeError);
    expect(jumps).toEqual([]);
    expect(inspect(sites[0] as Site).refusals[0]?.code).toBe("variable-type");
  });

  test("the input that is of another type is named", () => {
    const named = (site: Site, ...given: unknown[]): unknown => {
      expect(site(...given)).toBeUndefined();
      return inspect(site).refusals[0]?.what;
    };
    const [open] = build(fibonacci).sites as [Site];
    // The inputs are i, n, a and b.
    expect(named(open, 0n, "300", 0n, 1n)).toContain("n is of type string");
    expect(named(open, 0n, 300n, 0, 1n)).toContain("a is of type number");
    expect(named(open, 0n, 300n, 0n, null)).toContain("b is of type object");
    expect(named(open, undefined, 300n, 0n, 1n)).toContain("i is of type undefined");
    const [closed] = build(counted("i <= 1e6")).sites as [Site];
    expect(named(closed, "0", 0n)).toContain("i is of type string");
  });

  test("types are asked again", () => {
    const [bigints] = build(counted("i < n", "i++", "0n")).sites as [Site];
    const [numbers] = build(counted("i < n", "i += 2", "0")).sites as [Site];
    // The inputs are i, n and s.
    expect(bigints(0n, 1000n, 0n)).toEqual([999n, 2997n]);
    expect(numbers(0, 2000n, 0n)).toEqual([1998, 2997n]);
    expect([bigints(0, 1000n, 0n), bigints(0n, 1000n, 0)]).toEqual([undefined, undefined]);
    expect([numbers(0n, 2000n, 0n), numbers(0.5, 2000n, 0n)]).toEqual([undefined, undefined]);
  });

  test("numbers that count are exact up to 2^53 - 1", () => {
    const first = Number.MAX_SAFE_INTEGER - 1000;
    const near = build(counted("i <= n", "i++", String(first)));
    expect(near.f(Number.MAX_SAFE_INTEGER)).toEqual([3003n, 2 ** 53]);
    expect(near.jumps).toEqual([1000n]);
    const beyond = build(counted("i < n", "i += 4", String(first)));
    expect(beyond.f(2 ** 53 + 40)).toEqual([780n, 2 ** 53 + 40]);
    expect(beyond.jumps).toEqual([]);
    expect(inspect(beyond.sites[0] as Site).refusals[0]?.code).toBe("not-certified");
  });

  test("a counter that is -0 is for the loop", () => {
    const { f, jumps } = build(counted("i < n", "i += 3", "-0"));
    expect(f(0)).toEqual([0n, -0]);
    expect(f(3000)).toEqual([3000n, 3000]);
    expect(jumps).toEqual([]);
  });

  test("what is patched is asked each time", () => {
    const { f, jumps } = build(fibonacci);
    const expected = f(500n);
    const iterator = Array.prototype[Symbol.iterator];
    let calls = 0;
    Array.prototype[Symbol.iterator] = function (this: unknown[]) {
      calls++;
      return iterator.call(this);
    } as typeof iterator;
    try {
      f(500n);
    } finally {
      Array.prototype[Symbol.iterator] = iterator;
    }
    expect(calls).toBeGreaterThanOrEqual(500);
    expect(f(500n)).toBe(expected);
    expect(jumps).toHaveLength(2);
  });

  test("a result that cannot exist is told at once", () => {
    const { f } = build(fibonacci);
    expect(() => f(10n ** 30n)).toThrow(/^f: a would grow to about 6\.94e\+29 bits/);
    expect(() => f(10n ** 30n)).toThrow(RangeError);
    const thrown = unlessThrown(() => f(10n ** 30n));
    expect(thrown).toMatchObject({
      name: "RangeError",
      refusal: {
        code: "too-large",
        where: "",
        what: "a",
        why: "it would grow to about 6.94e+29 bits",
        remedy: "take fewer turns",
      },
    });
  });

  test("a kernel that fails is for the loop, and is prepared anew", () => {
    let [prepared, failing] = [0, false];
    const kernel: Kernel = {
      name: "failing",
      prepare(transition) {
        const solver = lowOrder.prepare(transition);
        if (solver === undefined) return undefined;
        prepared++;
        return {
          ...solver,
          run(question) {
            if (failing) throw new RangeError("Maximum BigInt size exceeded");
            return solver.run(question);
          },
        };
      },
    };
    const { f, jumps, sites } = build(fibonacci, [kernel, binomialBasis]);
    const expected = build(fibonacci).f(3000n);
    expect([f(3000n), prepared, jumps.length]).toEqual([expected, 1, 1]);
    failing = true;
    expect([f(3000n), prepared, jumps.length]).toEqual([expected, 1, 1]);
    expect(inspect(sites[0]!).refusals[0]?.code).toBe("size-limit-reached");
    failing = false;
    expect([f(3000n), prepared, jumps.length]).toEqual([expected, 2, 2]);
  });

  test("a kernel that fails is no error of the package's own", () => {
    vi.stubEnv("CPM_DEBUG", "1");
    let isFailing = true;
    const kernel: Kernel = {
      name: "failing",
      prepare(transition) {
        const solver = lowOrder.prepare(transition);
        return (
          solver && {
            ...solver,
            run(question) {
              if (isFailing) throw new RangeError("Maximum BigInt size exceeded");
              return solver.run(question);
            },
          }
        );
      },
    };
    const { f, jumps } = build(fibonacci, [kernel, binomialBasis]);
    expect([f(300n), jumps.length]).toEqual([FIBONACCI_300, 0]);
    isFailing = false;
    expect([f(300n), jumps.length]).toEqual([FIBONACCI_300, 1]);
  });

  test("downwards, few turns and many, with counters of both kinds", () => {
    for (const of of [BigInt, Number]) {
      const first = of === BigInt ? "50000n" : "50000";
      const { f, jumps } = build(counted("i > n", "i--", first));
      for (const turns of [99_000, 0, 1, 2, 5, 7, 8, 9, 20, 100_000])
        expect(f(of(50_000 - turns))).toEqual([3n * BigInt(turns), of(50_000 - turns)]);
      expect([jumps[0], jumps.at(-1)]).toEqual([98_999n, 99_999n]);
    }
  });

  test("values that cancel are known to stay small, or to be too large", () => {
    const [rotation] = build(
      "export function f(n) { let a = 1n, b = 2n; for (let i = 0n; i < n; i++) [a, b] = [b, b - a]; return [a, b] }",
    ).sites as [Site];
    expect(rotation(0n, 10n ** 18n, 1n, 2n)).toEqual([10n ** 18n - 1n, -1n, -2n]);
    const beyondDoubles = 10n ** 400n - 2n;
    const end = [
      [1n, 2n],
      [2n, 1n],
      [1n, -1n],
      [-1n, -2n],
      [-2n, -1n],
      [-1n, 1n],
    ][Number((beyondDoubles - 1n) % 6n)];
    expect(rotation(0n, beyondDoubles, 1n, 2n)).toEqual([beyondDoubles - 1n, ...end!]);
    const [powers] = build(
      "export function f(n) { let a = 0n, b = 1n; for (let i = 0n; i < n; i++) [a, b] = [b, 5n * b - 6n * a]; return a }",
    ).sites as [Site];
    expect(() => powers(0n, 10n ** 30n, 0n, 1n)).toThrow(RangeError);
  });

  test("what may not fit is for the loop", () => {
    // Sums that cancel: no bound of what they come to is found, above or below.
    const { f, sites } = build(
      "export function f(n) { let a = 1n, b = 1n; for (let i = 0n; i < n; i++) [a, b] = [a - 2n * b, 2n * a + b]; return a }",
    );
    expect(sites).toHaveLength(1);
    const [site] = sites as [Site];
    expect(site(0n, 10n ** 30n, 1n, 1n)).toBeUndefined();
    expect(inspect(site).refusals[0]?.code).toBe("may-not-fit");
    expect(f(2n)).toBe(-7n);
  });

  test("what does not pay is learnt", () => {
    const { f, jumps, sites } = build(
      "export function f(n) { let s = 0n; for (let i = 0; i < n; i++) s += 3n; return s }",
    );
    const [site] = sites as [Site];
    expect(f(20)).toBe(60n);
    expect(inspect(site).refusals[0]?.code).toBe("few-turns");
    expect(f(1_000_000)).toBe(3_000_000n);
    expect(jumps).toEqual([999_999n]);
  });

  test("is told of by explain, before and after a call", () => {
    const { f, sites } = build(fibonacci);
    const [site] = sites as [Site];
    expect(inspect(site)).toMatchObject({ status: "untried", dimension: 2 });
    f(100_000n);
    expect(inspect(site)).toMatchObject({
      status: "accelerated",
      turns: 99_999n,
      kernel: "binomial-basis + fiduccia",
      matrix: [
        ["0", "1"],
        ["1", "1"],
      ],
      phases: [{ turns: 99_999n, endedBy: "i < n" }],
    });
  });

  test("is replaced by one that traces where settings are given", () => {
    const { f, sites } = build(fibonacci);
    const told: string[] = [];
    configure(sites[0] as Site, {
      ...runtime.defaultSettings,
      itersLimit: 2n,
      onEvent: ({ kind }) => told.push(kind),
    });
    expect(f(6n)).toBe(8n);
    expect(told).toEqual(["accelerated"]);
  });

  test("stands in functions that are marked without options, which explain knows", () => {
    const { sites } = build(fibonacci);
    const fn = (n: bigint): bigint => n;
    const mark = runtime.marked(...sites);
    expect(mark()(fn)).toBe(fn);
    expect(mark(fn)).toBe(fn);
    expect(runtime.explain(fn).loops).toMatchObject([{ name: "f", status: "untried", dimension: 2 }]);
    expect(runtime.original(fn)).toBe(fn);
    expect(() => mark()(3 as never)).toThrow("cpmoptimize()(fn) needs a function, not 3.");
  });

  test("checks its kernels with CPM_CHECK", async () => {
    vi.stubEnv("CPM_CHECK", "1");
    vi.resetModules();
    const { linear } =
      (await import("../../src/runtime/linear.ts")) as typeof import("../../src/runtime/linear.ts");
    const wrong: Kernel = {
      name: "wrong",
      prepare: () => ({
        kernel: "wrong",
        peak: () => ({ bits: 0, bytes: 0 }),
        cost: () => 0,
        run: ({ outputs }) => outputs.map(() => 7n),
      }),
    };
    const complain = vi.spyOn(console, "error").mockImplementation(() => undefined);
    const { code } = transform(fibonacci, { filename: "a.ts", loops: "all" });
    const module = {
      ...runtime,
      linear: (...[ir, loop]: Parameters<typeof linear>) => linear(ir, loop, [wrong]),
    };
    const { f } = execute(code, "a.ts", module) as { f: Fn };
    expect(f(300n)).toBe(FIBONACCI_300);
    expect(complain.mock.calls.flat().join()).toMatch(/self-check of f/);
  });
});
