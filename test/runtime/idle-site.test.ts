/** A program may have many loops that it never comes to: their sites are small, since their doors are made at the first call. */
import { expect, it, vi } from "vitest";
import { inspect, site } from "../../src/runtime/index.ts";
import { makeDoor } from "../../src/runtime/make-door.ts";
import type { LoopIR } from "../../src/trace/ir.ts";

vi.mock("../../src/runtime/make-door.ts", { spy: true });

it("makes its door at the first call, and once", () => {
  const ir: LoopIR = {
    name: "sum",
    file: "",
    place: "1:1",
    inputs: ["i", "n", "s"],
    writes: ["i", "s"],
    live: ["i", "s"],
    liveLast: ["i", "s"],
    locals: [],
    test: ["<", "1:1", "i", "n"],
    update: ["post+", "1:1", "i"],
    body: [["set", "1:1", "s", ["+", "1:1", "s", "i"]]],
  };
  const sum = site(ir);
  expect(inspect(sum).status).toBe("untried");
  expect(makeDoor).not.toHaveBeenCalled();
  expect(sum(0n, 1000n, 0n)).toEqual([999n, 498501n]);
  expect(sum(0n, 10n, 0n)).toBeUndefined();
  expect(makeDoor).toHaveBeenCalledTimes(1);
});
