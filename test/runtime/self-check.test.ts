/** A wrong kernel and a wrong count, planted: with CPM_CHECK=1 the program does not see them. */
import { afterAll, beforeAll, expect, it, vi } from "vitest";
import { cpmoptimize, explain } from "../../src/index.ts";
import type { LoopIR } from "../../src/trace/ir.ts";
import { checkEnd, SelfCheckError } from "../../src/runtime/self-check.ts";

const plant = vi.hoisted(() => ({ isOn: false }));

vi.mock("../../src/kernels/choose.ts", async (importOriginal) => {
  const original = await importOriginal<typeof import("../../src/kernels/choose.ts")>();
  return {
    ...original,
    cheapest: (...args: Parameters<typeof original.cheapest>) => {
      const found = original.cheapest(...args);
      const run: typeof found.solver.run = (question) =>
        found.solver.run(question).map((value) => (plant.isOn ? value + 1n : value));
      return { ...found, solver: { ...found.solver, run } };
    },
  };
});

beforeAll(() => {
  vi.stubEnv("CPM_CHECK", "1");
});
afterAll(() => {
  vi.unstubAllEnvs();
  vi.restoreAllMocks();
});

const make = () =>
  cpmoptimize()(function fib(n: bigint) {
    let [a, b] = [0n, 1n];
    for (let i = 0n; i < n; i++) [a, b] = [b, a + b];
    return a;
  });

it("lets right jumps pass", () => {
  const fib = make();
  expect(fib(3000n)).toBe(fib(2999n) + fib(2998n));
  expect(explain(fib).loops[0]).toMatchObject({ status: "accelerated" });
});

it("tells of a wrong step, and runs the loop as written", () => {
  const told = vi.spyOn(console, "error").mockImplementation(() => undefined);
  plant.isOn = true;
  const fib = make();
  expect(fib(1000n) % 1000n).toBe(875n);
  expect(told.mock.calls.flat().join()).toMatch(
    /self-check of fib \(.*\): [abi] is 2n after 1 steps, where the loop makes it 1n; the loop runs as written/,
  );
  expect(explain(fib).loops[0]).toMatchObject({ status: "disabled", refusals: [{ code: "internal-error" }] });
  plant.isOn = false;
});

it("knows where a loop is over", () => {
  const ir: LoopIR = {
    name: "count",
    file: "",
    place: "1:1",
    inputs: ["i", "n"],
    writes: ["i"],
    live: ["i"],
    liveLast: ["i"],
    locals: [],
    test: ["<", "1:1", "i", "n"],
    body: [],
    update: ["post+", "1:1", "i"],
  } as unknown as LoopIR;
  expect(() => checkEnd(ir, [9, 10])).not.toThrow();
  expect(() => checkEnd(ir, [10, 10])).toThrow(SelfCheckError);
  expect(() => checkEnd(ir, [8, 10])).toThrow("after the jump there is more than one turn left");
});
