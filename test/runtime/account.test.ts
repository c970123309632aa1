/** How many turns a door traces over many calls, counted at the door itself. */
import { expect, test } from "vitest";
import { everything } from "../../src/runtime/all-rooms.ts";
import { Door } from "../../src/runtime/door.ts";
import { defaultSettings } from "../../src/runtime/settings.ts";
import type { LoopIR } from "../../src/trace/ir.ts";
import { RefusalSignal } from "../../src/trace/refusal.ts";
import { together } from "../../src/trace/rooms.ts";

const rooms = together(everything);

/** while (x > 0n) { s += x % 10n; x /= 10n } */
const digits: LoopIR = {
  name: "digits",
  file: "",
  place: "1:1",
  inputs: ["x", "s"],
  writes: ["x", "s"],
  live: ["x", "s"],
  liveLast: ["x", "s"],
  locals: [],
  test: [">", "1:8", "x", 0n],
  body: [
    ["set", "1:18", "s", ["+", "1:18", "s", ["%", "1:23", "x", 10n]]],
    ["set", "1:32", "x", ["/", "1:32", "x", 10n]],
  ],
};

function enter(door: Door, x: bigint): string {
  try {
    const outcome = door.enter([x, 0n]);
    return "refusal" in outcome ? outcome.refusal.code : "jumped";
  } catch (error) {
    if (!(error instanceof RefusalSignal)) throw error;
    return error.refusal.code;
  }
}

test("a refused loop is traced ever more rarely", () => {
  const door = new Door(digits, defaultSettings, rooms);
  const tracesIn = (calls: number): number => {
    const before = door.traces;
    for (let k = 0; k < calls; k++) enter(door, 123_456n);
    return door.traces - before;
  };
  const rounds = [tracesIn(1000), tracesIn(1000), tracesIn(10_000)];
  expect(rounds[0]).toBeLessThan(60);
  expect(rounds[1]).toBeLessThan(rounds[0]! / 4);
  expect(rounds[2]).toBeLessThan(20);
  expect(rounds[2]).toBeGreaterThan(0);
});

test("with a limit of its own it is traced at every call", () => {
  const door = new Door(digits, { ...defaultSettings, itersLimit: 0n }, rooms);
  for (let k = 0; k < 50; k++) enter(door, 123_456n);
  expect(door.traces).toBeGreaterThanOrEqual(50);
});

test("much larger values open the door again, but not for long", () => {
  const door = new Door(digits, defaultSettings, rooms);
  for (let k = 0; k < 5000; k++) enter(door, 123_456n);
  const before = door.traces;
  expect(enter(door, 123_456n)).toBe("did-not-pay");
  expect(door.traces).toBe(before);
  expect(enter(door, 10n ** 30n)).not.toBe("did-not-pay");
  expect(door.traces).toBeGreaterThan(before);
  expect(enter(door, 10n ** 30n)).toBe("did-not-pay");
});

/** for (; i !== n; i++) f = f * i % (2n ** 61n - 1n) */
const factorial: LoopIR = {
  ...digits,
  name: "factorial",
  inputs: ["f", "i", "n"],
  writes: ["f", "i"],
  live: ["f", "i"],
  liveLast: ["f", "i"],
  test: ["!==", "1:8", "i", "n"],
  body: [
    ["set", "1:18", "f", ["%", "1:22", ["*", "1:22", "f", "i"], 2n ** 61n - 1n]],
    ["post+", "1:40", "i"],
  ],
};

test("what is refused on the quick way of a call like the one before is settled as well", () => {
  const door = new Door(factorial, defaultSettings, rooms);
  const call = (n: bigint): string => {
    try {
      const outcome = door.enter([1n, 1n, n]);
      return "refusal" in outcome ? outcome.refusal.code : "jumped";
    } catch (error) {
      if (!(error instanceof RefusalSignal)) throw error;
      return error.refusal.code;
    }
  };
  expect([10n ** 6n, 10n ** 6n + 1n].map(call)).toEqual(["jumped", "jumped"]);
  const before = door.traces;
  const codes = Array.from({ length: 1500 }, (_, k) => call(2n ** 50n + BigInt(k)));
  expect(codes[0]).toBe("product-too-long");
  expect(codes.at(-1)).toBe("did-not-pay");
  expect(door.traces).toBe(before);
});
