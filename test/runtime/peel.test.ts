/** A turn that is run ahead as it stands, because it changes the types that the next one finds. */
import { describe, expect, test } from "vitest";
import { Peeler } from "../../src/runtime/peel.ts";
import type { Expr, LoopIR } from "../../src/trace/ir.ts";

/** for (; i < n; i++) { last = …; s += step } */
const loop = (last: Expr): LoopIR => ({
  name: "peeled",
  file: "",
  place: "1:1",
  inputs: ["i", "n", "last", "s", "step"],
  writes: ["i", "last", "s"],
  live: ["i", "last", "s"],
  liveLast: ["i", "last", "s"],
  locals: [],
  test: ["<", "1:8", "i", "n"],
  body: [
    ["set", "1:20", "last", last],
    ["set", "1:30", "s", ["+", "1:31", "s", "step"]],
  ],
  update: ["post+", "1:14", "i"],
});

describe("a turn", () => {
  test("that changes a type is run, and is named after the first such variable", () => {
    const phase = new Peeler(loop("i")).peel([3, 10, null, 5n, 2n], false);
    expect(phase).toMatchObject({
      state: [4, 10, 3, 7n, 2n],
      turns: 1n,
      kernel: "plain-turn",
      endedBy: "the type of last",
      isPeeled: true,
      isLast: false,
      pays: false,
      gain: 0,
    });
    expect(phase?.tooFew()).toBe(0);
    expect(phase?.finding).toBeGreaterThan(0);
  });

  test("that changes none is run only for what decides where it goes", () => {
    const peeler = new Peeler(loop("i"));
    expect(peeler.peel([3, 10, 2, 5n, 2n], false)).toBeUndefined();
    expect(peeler.peel([3, 10, 2, 5n, 2n], true)).toMatchObject({
      state: [4, 10, 3, 7n, 2n],
      endedBy: "what decides where the turn goes",
    });
  });

  test("after which the loop is over, or that throws, is for the loop", () => {
    const peeler = new Peeler(loop("i"));
    expect(peeler.peel([10, 10, null, 5n, 2n], false)).toBeUndefined();
    expect(peeler.peel([3, 10, null, 5n, 2], false)).toBeUndefined();
    expect(peeler.peel([3, 10, null, 5n, 2], true)).toBeUndefined();
  });

  test("that makes a number which no phase begins with is for the loop", () => {
    const peeler = new Peeler(loop(["/", "1:21", "i", 2]));
    expect(peeler.peel([3, 10, null, 5n, 2n], false)).toBeUndefined();
    expect(peeler.peel([4, 10, null, 5n, 2n], false)).toMatchObject({ state: [5, 10, 2, 7n, 2n] });
    expect(peeler.peel([2 ** 54, 2 ** 55, null, 5n, 2n], false)).toBeUndefined();
  });
});

test("it is worth a try where a variable that the loop writes is no number", () => {
  const peeler = new Peeler(loop("i"));
  expect(peeler.isMixed([3, 10, 2, 5n, 2n])).toBe(false);
  expect(peeler.isMixed([3, null, 2, 5n, "x"])).toBe(false);
  for (const other of [null, undefined, true, "x"]) {
    expect(peeler.isMixed([3, 10, other, 5n, 2n])).toBe(true);
    expect(peeler.isMixed([3, 10, 2, other, 2n])).toBe(true);
  }
});
