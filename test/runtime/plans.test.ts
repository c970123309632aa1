/** What a site remembers from call to call: the plans, the run of the call before, and when they are dropped. */
import { expect, test, vi } from "vitest";
import { Parts } from "../../src/kernels/parts.ts";
import { everything } from "../../src/runtime/all-rooms.ts";
import { Door } from "../../src/runtime/door.ts";
import { PhaseRunner } from "../../src/runtime/phase.ts";
import { Plans, type Begun } from "../../src/runtime/plans/plans.ts";
import { defaultSettings } from "../../src/runtime/settings.ts";
import type { LoopIR } from "../../src/trace/ir.ts";
import { together } from "../../src/trace/rooms.ts";

const rooms = together(everything);
const auto = { ...defaultSettings };
const always = { ...defaultSettings, itersLimit: 0n };

/** for (; i < n; i++) [a, b] = [b, a + b], beside inputs that the loop does not touch */
const fibonacci = (others: readonly string[] = []): LoopIR => ({
  name: "fib",
  file: "",
  place: "1:1",
  inputs: ["i", "n", "a", "b", ...others],
  writes: ["i", "a", "b"],
  live: ["i", "a", "b"],
  liveLast: ["i", "a", "b"],
  locals: [],
  test: ["<", "1:8", "i", "n"],
  body: [["swap", "1:20", ["a", "b"], ["b", ["+", "1:30", "a", "b"]]]],
  update: ["post+", "1:14", "i"],
});

const plansOf = (ir = fibonacci()): Plans => new Plans(ir, always, rooms);
const planFor = (plans: Plans, ...given: readonly unknown[]): Begun => plans.planFor(given, 1000, Infinity);

test("a call that differs in its bound goes on with the run of the one before, and costs less", () => {
  const plans = plansOf();
  const first = planFor(plans, 0n, 1000n, 0n, 1n);
  expect([first.isAgain, plans.traces]).toEqual([false, 1]);
  const { spent } = plans;
  const second = planFor(plans, 0n, 777n, 0n, 1n);
  expect([second.isAgain, second.plan, plans.traces]).toEqual([true, first.plan, 1]);
  expect([second.run.lasts, second.preparing, second.making]).toEqual([777n, 0, 0]);
  expect(second.run.after(777n, ["a"])?.values).toEqual(first.run.after(777n, ["a"])?.values);
  expect(plans.spent - spent).toBe(second.door);
  expect(second.door).toBeLessThan(first.door);
  expect(planFor(plans, 0n, 1_000_000n, 0n, 1n)).toMatchObject({ isAgain: true, run: { lasts: 1_000_000n } });
  expect(planFor(plans, 0n, 500n, 0n, 1n).run.lasts).toBe(500n);
});

test.each<[string, readonly unknown[]]>([
  ["another start", [0n, 1000n, 0n, 2n]],
  ["another counter", [1n, 1000n, 0n, 1n]],
  ["a start of another type", [0, 1000n, 0n, 1n]],
  ["a bound of another type", [0n, 1000, 0n, 1n]],
])("%s is another call, of which the next one goes on", (_, given) => {
  const plans = plansOf();
  planFor(plans, 0n, 1000n, 0n, 1n);
  expect(plans.again(given)).toBeUndefined();
  expect(planFor(plans, ...given).isAgain).toBe(false);
  expect(planFor(plans, ...given).isAgain).toBe(true);
  expect(planFor(plans, 0n, 1000n, 0n, 1n).isAgain).toBe(false);
});

test("of 0 and -0 one is not the other", () => {
  const plans = plansOf();
  planFor(plans, 0n, 50n, 0, 1);
  expect(plans.again([0n, 60n, 0, 1])).toBeDefined();
  expect(plans.again([0n, 60n, -0, 1])).toBeUndefined();
});

test("a bound that takes no turn is looked at anew", () => {
  const plans = plansOf();
  planFor(plans, 0n, 1000n, 0n, 1n);
  expect(plans.again([0n, 0n, 0n, 1n])).toBeUndefined();
});

test.each<[string, unknown, boolean]>([
  ["a number", 5, true],
  ["a short BigInt", 5n, true],
  ["undefined", undefined, true],
  ["a long BigInt", 1n << 1_000_000n, false],
  ["a text", "text", false],
  ["an object", {}, false],
])("memory of the program's is not held on to: %s", (_, value, isKept) => {
  const plans = plansOf(fibonacci(["z"]));
  planFor(plans, 0n, 1000n, 0n, 1n, value);
  expect(plans.again([0n, 1000n, 0n, 1n, value]) !== undefined).toBe(isKept);
  expect(planFor(plans, 0n, 1000n, 0n, 1n, value).run.lasts).toBe(1000n);
  expect(plans.traces).toBe(1);
});

test("what was forgotten is traced anew", () => {
  const plans = plansOf();
  planFor(plans, 0n, 1000n, 0n, 1n);
  plans.forget();
  expect(plans.again([0n, 1000n, 0n, 1n])).toBeUndefined();
  planFor(plans, 0n, 1000n, 0n, 1n);
  expect(plans.traces).toBe(2);
});

test("plans for 16 combinations of types are kept", () => {
  const plans = plansOf(fibonacci(["y", "z"]));
  const values = [1, 1n, true, undefined, null];
  const calls = values.flatMap((y) => values.map((z) => [0n, 1000n, 0n, 1n, y, z]));
  for (const given of calls) planFor(plans, ...given);
  expect(plans.traces).toBe(25);
  for (const given of calls.slice(-16)) planFor(plans, ...given);
  expect(plans.traces).toBe(25);
  planFor(plans, ...calls[8]!);
  expect(plans.traces).toBe(26);
});

test("a door's calls go on: a number of turns that does not repay a door repays the shorter way through it", () => {
  const far = [0n, 1000n, 0n, 1n];
  const turnsThatPay = (door: () => Door): bigint => {
    for (let n = 1n; ; n++) if (!("refusal" in door().enter([0n, n, 0n, 1n]))) return n;
  };
  const anew = turnsThatPay(() => new Door(fibonacci(), auto, rooms));
  const again = turnsThatPay(() => {
    const door = new Door(fibonacci(), auto, rooms);
    door.enter(far);
    return door;
  });
  expect(again).toBeGreaterThan(1n);
  expect(again * 3n).toBeLessThan(anew * 2n);
});

test("a call like the one before is no phase, until it has fewer turns than have paid", () => {
  const door = new Door(fibonacci(), auto, rooms);
  expect(door.enter([0n, 10_000n, 0n, 1n])).toMatchObject({ turns: 9999n });
  const run = vi.spyOn(PhaseRunner.prototype, "run");
  expect(door.enter([0n, 20_000n, 0n, 1n])).toMatchObject({ turns: 19_999n, phaseCount: 1 });
  expect(run).toHaveBeenCalledTimes(0);
  expect(door.enter([0n, 9000n, 0n, 1n])).toMatchObject({ turns: 8999n });
  expect(run).toHaveBeenCalledTimes(1);
  expect(door.enter([0n, 9000n, 0n, 2n])).toMatchObject({ turns: 8999n });
  expect(run).toHaveBeenCalledTimes(2);
  run.mockRestore();
});

test("what is known of sizes holds for no smaller limit, and for no more turns", () => {
  /** for (; i < n; i++) { s *= 3n; x = BigInt.asUintN(64, x * 5n + 1n) }: two domains */
  const ir: LoopIR = {
    ...fibonacci(),
    inputs: ["i", "n", "s", "x"],
    writes: ["i", "s", "x"],
    live: ["i", "s", "x"],
    liveLast: ["i", "s", "x"],
    body: [
      ["set", "1:20", "s", ["*", "1:21", "s", 3n]],
      [
        "set",
        "1:30",
        "x",
        ["call", "1:31", "BigInt.asUintN", [64, ["+", "1:32", ["*", "1:33", "x", 5n], 1n]]],
      ],
    ],
  };
  const { run } = plansOf(ir).planFor([0n, 1000n, 0n, 1n], 1000, Infinity);
  expect(run.fits(1000n, 1e6)).toBe(true);
  expect(run.fits(1000n, 32)).toBe(false);
  expect(run.fits(1000n, 1e6)).toBe(true);
});

test("what a kernel that met a limit has left is dropped, and the next call is planned anew", () => {
  const door = new Door(fibonacci(), always, rooms);
  const right = door.enter([0n, 1000n, 0n, 1n]);
  expect(right).toMatchObject({ turns: 999n });
  const run = vi.spyOn(Parts.prototype, "run").mockImplementation(() => {
    throw new RangeError("Maximum BigInt size exceeded");
  });
  const failed = door.enter([0n, 900n, 0n, 1n]);
  run.mockRestore();
  expect(failed).toMatchObject({ refusal: { code: "size-limit-reached" } });
  const { traces } = door;
  expect(door.enter([0n, 1000n, 0n, 1n])).toEqual(right);
  expect(door.traces).toBe(traces + 1);
});
