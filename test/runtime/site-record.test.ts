/** What a site does with what its door answers or throws: a door of this test in a site. */
import { afterEach, describe, expect, test, vi } from "vitest";
import type { CpmEvent } from "../../src/runtime/index.ts";
import { fewTurns } from "../../src/runtime/decline.ts";
import type { Outcome } from "../../src/runtime/outcome.ts";
import { Cancelled, Replaced } from "../../src/runtime/progress-report.ts";
import { defaultSettings, type Settings } from "../../src/runtime/settings.ts";
import { recordOf, siteOf, type Site, type SiteRecord } from "../../src/runtime/site-record.ts";
import { TooLargeError } from "../../src/runtime/too-large-error.ts";
import type { LoopIR } from "../../src/trace/ir.ts";
import { RefusalSignal } from "../../src/trace/refusal.ts";

const ir: LoopIR = {
  name: "count",
  file: "a.ts",
  place: "1:1",
  inputs: ["i", "n"],
  writes: ["i"],
  live: ["i"],
  liveLast: ["i"],
  locals: [],
  test: ["<", "1:2", "i", "n"],
  body: [],
};

const jumped: Outcome = { values: [7], saved: 1, turns: 7n, kernel: "none", phases: [], phaseCount: 1 };

interface Made {
  readonly site: Site;
  readonly record: SiteRecord;
  /** What the door was asked to do, in order. */
  readonly asked: string[];
  readonly told: CpmEvent[];
}

/** A site whose door answers each call as the next of these tells. */
function make(answers: readonly (() => Outcome)[], settings: Partial<Settings> = {}): Made {
  const asked: string[] = [];
  const told: CpmEvent[] = [];
  let call = 0;
  const door = {
    lastReading: undefined,
    short: 5,
    traces: 0,
    enter: (): Outcome => {
      asked.push("enter");
      return (answers[call++] ?? (() => jumped))();
    },
    forget: () => void asked.push("forget"),
  };
  const site = siteOf(
    ir,
    [],
    { ...defaultSettings, onEvent: (event) => told.push(event), ...settings },
    () => ({ rooms: {}, door, tell: undefined }),
  );
  return { site, record: recordOf(site), asked, told };
}

const throwing = (error: unknown) => (): never => {
  throw error;
};

/** What SpiderMonkey throws at the end of the stack. */
const tooMuchRecursion = Object.assign(new Error("too much recursion"), { name: "InternalError" });

afterEach(() => {
  vi.unstubAllEnvs();
  vi.restoreAllMocks();
});

describe("what may have been left half made is dropped before it is used", () => {
  test.each<[string, unknown]>([
    ["a RangeError", new RangeError("Maximum BigInt size exceeded")],
    ["the end of another engine's stack", tooMuchRecursion],
    ["a built-in that a listener has replaced", new Replaced()],
  ])("after %s, which leaves the call to the loop as written", (_, error) => {
    const { site, asked, told } = make([throwing(error)]);
    expect(site(0, 9)).toBeUndefined();
    expect(told).toMatchObject([{ kind: "declined", loop: "count", file: "a.ts", place: "1:1" }]);
    expect([site(0, 9), site(0, 9)]).toEqual([[7], [7]]);
    expect(asked).toEqual(["enter", "forget", "enter", "enter"]);
  });

  test("after a call that was cancelled, whose reason comes out", () => {
    const reason = { stop: true };
    const { site, asked } = make([throwing(new Cancelled(reason))]);
    let thrown: unknown;
    try {
      site(0, 9);
    } catch (error) {
      thrown = error;
    }
    expect(thrown).toBe(reason);
    expect([site(0, 9), site(0, 9)]).toEqual([[7], [7]]);
    expect(asked).toEqual(["enter", "forget", "enter", "enter"]);
  });

  test("after a fault while a fault is dealt with", () => {
    let isFull = true;
    const onEvent = (): void => {
      if (isFull) throw new RangeError("Maximum call stack size exceeded");
    };
    const { site, asked } = make([throwing(new RangeError()), () => jumped], { onEvent });
    expect(site(0, 9)).toBeUndefined();
    isFull = false;
    expect(site(0, 9)).toEqual([7]);
    expect(asked).toEqual(["enter", "forget", "enter"]);
  });

  test("after a fault before the door is reached", () => {
    const { site, record, asked } = make([]);
    expect(site(0, 9)).toEqual([7]);
    const { made } = record;
    Object.defineProperty(record, "made", {
      configurable: true,
      get: throwing(new RangeError("Maximum call stack size exceeded")),
    });
    expect(site(0, 9)).toBeUndefined();
    Object.defineProperty(record, "made", { value: made, writable: true });
    expect(site(0, 9)).toEqual([7]);
    expect(asked).toEqual(["enter", "forget", "enter"]);
  });

  test("after a fault that cannot even be dealt with, which leaves the door open to the next call", () => {
    const { site, record, asked } = make([]);
    let isOpen = false;
    let isFull = true;
    Object.defineProperty(record, "isOpen", {
      get: () => isOpen,
      set: (value: boolean) => {
        isOpen = value;
        if (!isFull) return;
        isFull = false;
        throw new RangeError("Maximum call stack size exceeded");
      },
    });
    expect(site(0, 9)).toBeUndefined();
    expect(site(0, 9)).toEqual([7]);
    expect(asked).toEqual(["forget", "enter"]);
  });

  test("and not after a refusal, nor after the RangeError of the program", () => {
    const tooLarge = new TooLargeError("count", "i", 2e9, 1e9);
    const { site, asked } = make([
      () => ({ refusal: fewTurns(3n) }),
      throwing(new RefusalSignal(fewTurns(2n))),
      throwing(tooLarge),
    ]);
    expect([site(0, 9), site(0, 9)]).toEqual([undefined, undefined]);
    expect(() => site(0, 9)).toThrow(tooLarge);
    expect(site(0, 9)).toEqual([7]);
    expect(asked).toEqual(["enter", "enter", "enter", "enter"]);
  });

  test("a second fault is as the first one", () => {
    const full = throwing(new RangeError("Maximum BigInt size exceeded"));
    const { site, asked } = make([full, full]);
    expect([site(0, 9), site(0, 9), site(0, 9)]).toEqual([undefined, undefined, [7]]);
    expect(asked).toEqual(["enter", "forget", "enter", "forget", "enter"]);
  });
});

describe("an error of the package's own", () => {
  test("disables the site, without a word on standard error", () => {
    const complain = vi.spyOn(console, "error").mockImplementation(() => undefined);
    const { site, record, asked, told } = make([throwing(new TypeError("planted"))]);
    expect([site(0, 9), site(0, 9)]).toEqual([undefined, undefined]);
    expect(asked).toEqual(["enter"]);
    expect(record.disabled).toMatchObject({ code: "internal-error", what: "TypeError: planted" });
    expect(told).toMatchObject([{ kind: "declined", refusal: { code: "internal-error" } }]);
    expect(complain).not.toHaveBeenCalled();
  });

  test.each([new TypeError("planted"), new RangeError("planted")])(
    "is thrown with CPM_DEBUG=1: %s",
    (error) => {
      vi.stubEnv("CPM_DEBUG", "1");
      const { site } = make([throwing(error)]);
      expect(() => site(0, 9)).toThrow(error);
      expect(site(0, 9)).toEqual([7]);
    },
  );
});

describe("a call while another one is at the door", () => {
  test("runs as written", () => {
    const inner: unknown[] = [];
    const { site, asked } = make([
      () => {
        inner.push(site(0, 9));
        return jumped;
      },
    ]);
    expect(site(0, 9)).toEqual([7]);
    expect(inner).toEqual([undefined]);
    expect(asked).toEqual(["enter"]);
    expect(site(0, 9)).toEqual([7]);
  });

  test.each<[string, () => Outcome]>([
    ["a jump", () => jumped],
    ["a refusal", () => ({ refusal: fewTurns(3n) })],
    ["a fault", throwing(new RangeError())],
  ])("is over when a listener hears of %s", (_, answer) => {
    const inner: unknown[] = [];
    const made = make([answer], {
      onEvent: () => {
        if (inner.length === 0) {
          inner.push("called");
          inner.push(made.site(0, 9));
        }
      },
    });
    made.site(0, 9);
    expect(inner).toEqual(["called", [7]]);
  });
});

test("what a jump writes beside the loop's variables is written last", () => {
  const order: string[] = [];
  const { site } = make([() => ({ ...jumped, commit: () => order.push("commit") })], {
    onEvent: ({ kind }) => order.push(kind),
  });
  expect(site(0, 9)).toEqual([7]);
  expect(order).toEqual(["accelerated", "commit"]);
});

describe("the numbers that are known to be near", () => {
  test("are the door's where nobody listens", () => {
    const { site, record } = make([() => ({ refusal: fewTurns(3n) })]);
    record.settings = { ...defaultSettings };
    expect(site.short).toBe(-1);
    site(0, 9);
    expect(site.short).toBe(5);
  });

  test("are none where every call is told of", () => {
    const { site } = make([() => ({ refusal: fewTurns(3n) })]);
    site(0, 9);
    expect(site.short).toBe(-1);
  });
});

describe("inputs that are read late", () => {
  test("come first", () => {
    const seen: (readonly unknown[])[] = [];
    const { site, record } = make([]);
    record.prepare = () => ({
      rooms: {},
      tell: undefined,
      door: {
        lastReading: undefined,
        short: 0,
        traces: 0,
        forget: () => undefined,
        enter: (inputs) => {
          seen.push(inputs);
          return jumped;
        },
      },
    });
    expect(site.late(() => [1, 2], 3, 4)).toEqual([7]);
    Object.assign(record, { ir: { ...ir, element: "x" } });
    expect(site.late(() => [1, 2], 3, 4)).toEqual([7]);
    expect(seen).toEqual([
      [1, 2, 3, 4],
      [3, 1, 2, 4],
    ]);
  });

  test("a binding in its dead zone, the end of the stack, and what a reader throws", () => {
    const { site, asked, told } = make([]);
    expect(site.late(throwing(new ReferenceError("x is not defined")), 9)).toBeUndefined();
    expect(told).toMatchObject([{ kind: "declined", refusal: { code: "temporal-dead-zone" } }]);
    expect(site.late(throwing(new RangeError("Maximum call stack size exceeded")), 9)).toBeUndefined();
    expect(site.late(throwing(tooMuchRecursion), 9)).toBeUndefined();
    const own = new TypeError("of the program");
    expect(() => site.late(throwing(own), 9)).toThrow(own);
    expect(asked).toEqual([]);
  });
});
