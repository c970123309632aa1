/** What a site does without the rooms that its loop could use: it runs as written, and says so as well as it can. */
import { compileFunction } from "cpmoptimize/compiler";
import type { LoopIR } from "cpmoptimize/compiler";
import type { CpmEvent, Settings, SiteRoom } from "cpmoptimize/runtime";
import * as runtime from "cpmoptimize/runtime";
import { describe, expect, test } from "vitest";
import { withPureConstants } from "../../scripts/pure-constants.mjs";

const { defaultSettings, everything, inspect, site } = runtime;

function irOf(source: string): LoopIR {
  const [first] = compileFunction(source, { strictMode: true }).sites;
  if (first === undefined) throw new Error(`no loop is accepted in ${source}`);
  return first.ir;
}

function watched(source: string, rooms: readonly SiteRoom[]) {
  const events: CpmEvent[] = [];
  const settings: Settings = { ...defaultSettings, itersLimit: 0n, onEvent: (event) => events.push(event) };
  return { enter: site(irOf(source), rooms, settings), events };
}

interface Case {
  readonly source: string;
  readonly inputs: readonly unknown[];
  /** What is needed, and the reason that is given without it. */
  readonly rooms: readonly SiteRoom[];
  readonly code: string;
}

const cases: Record<string, Case> = {
  residues: {
    source: "function f(n, x) { for (let i = 0; i < n; i++) x = (x * 16807) % 2147483647; return x }",
    inputs: [0, 1000, 1],
    rooms: [runtime.residues],
    code: "operator",
  },
  thresholds: {
    source: "function f(n, a) { while (a < n) a *= 3n; return a }",
    inputs: [1n, 10n ** 300n],
    rooms: [runtime.thresholds],
    code: "undecided-condition",
  },
  nests: {
    source: "function f(n, s) { for (let i = 0n; i < n; i++) for (let j = 0n; j < n; j++) s += j; return s }",
    inputs: [0n, 10n ** 6n, 0n],
    rooms: [runtime.nests],
    code: "inner-loop",
  },
  ranges: {
    source: "function f(s, r) { for (const x of range(9n ** 9n)) s += x; return s }",
    inputs: [runtime.range(10n ** 9n), 0n],
    rooms: [runtime.ranges],
    code: "internal-error",
  },
  arrays: {
    source: "function f(n, s) { for (let i = 0; i < n; i++) s[0] += 3; return 0 }",
    inputs: [0, 10 ** 6, new Float64Array(1)],
    rooms: [runtime.arrays],
    code: "internal-error",
  },
  floats: {
    source: "function f(n, s) { for (let i = 0; i < n; i++) s += i; return s }",
    inputs: [0, 10 ** 6, 0],
    rooms: [],
    code: "",
  },
};

describe.each(Object.entries(cases))("%s", (_, { source, inputs, rooms, code }) => {
  test("is enough", () => {
    const { enter, events } = watched(source, rooms);
    expect(enter(...inputs)).toBeDefined();
    expect(events.map(({ kind }) => kind)).toEqual(["accelerated"]);
  });

  test.skipIf(code === "")("is needed", () => {
    const { enter, events } = watched(source, []);
    expect(enter(...inputs)).toBeUndefined();
    expect(events).toMatchObject([{ kind: "declined", refusal: { code } }]);
  });
});

describe("texts", () => {
  const { source, inputs } = cases["thresholds"] as Case;
  const text = "how long the condition keeps its truth could not be proved";

  test("are a room", () => {
    const told = [[], [runtime.prose]].map((rooms) => {
      const { enter, events } = watched(source, rooms);
      enter(...inputs);
      const [event] = events;
      return event?.kind === "declined" ? event.refusal.why : "";
    });
    expect(told).toEqual(["see docs/refusals/undecided-condition.md", text]);
  });

  test("are there for who asks", () => {
    const { enter } = watched(source, []);
    enter(...inputs);
    expect(inspect(enter)).toMatchObject({ status: "declined", refusals: [{ why: text }] });
  });

  test("are there for an error", () => {
    const settings = { ...defaultSettings, strict: true };
    expect(() => site(irOf(source), [], settings)(...inputs)).toThrow(
      "see docs/refusals/undecided-condition.md",
    );
    expect(() => site(irOf(source), [runtime.prose], settings)(...inputs)).toThrow(text);
  });
});

test("everything is all rooms", () => {
  expect(new Set(everything).size).toBe(everything.length);
  const rooms = Object.values(runtime).filter((value) => (everything as readonly unknown[]).includes(value));
  expect(rooms).toHaveLength(everything.length);
});

test("constants are marked as pure where bundlers cannot see it", () => {
  const marked = withPureConstants(
    [
      "const a = 1n << 5n, b = 1, c = () => f(), d = new Map(), e = { g: f() };",
      "const h = /* @__PURE__ */ f();",
      "var K = class { static { f() } }, L = class { x = f() };",
      "class M {}",
      "f();",
    ].join("\n"),
  );
  expect(marked).toBe(
    [
      "const a = /* @__PURE__ */ (() => 1n << 5n)(), b = 1, c = () => f(), d = new Map(), e = /* @__PURE__ */ (() => ({ g: f() }))();",
      "const h = /* @__PURE__ */ f();",
      "var K = /* @__PURE__ */ (() => class { static { f() } })(), L = class { x = f() };",
      "class M {}",
      "f();",
    ].join("\n"),
  );
});
