/**
 * The rooms that the compiler lists for a loop are enough: whatever all rooms together accelerate is accelerated with these,
 * in the same jumps by the same kernels, and what is accepted before a call is the same.
 */
import * as fc from "fast-check";
import { compileFunction } from "cpmoptimize/compiler";
import type { LoopIR } from "cpmoptimize/compiler";
import * as runtime from "cpmoptimize/runtime";
import { expect, test } from "vitest";
import { neededRooms } from "../../src/compiler/emit/needed-rooms.ts";
import { together } from "../../src/trace/rooms.ts";
import { verdict } from "../../src/trace/verdict.ts";
import { writeLoop } from "../corpora/corpus-loop.ts";
import { readCorpus } from "../corpora/tasks.ts";
import { compare } from "./compare.ts";
import { outcomes, transformed } from "./engines.ts";
import { algebraProgram } from "./grammar/algebras.ts";
import { cellProgram } from "./grammar/cells.ts";
import type { Program } from "./grammar/programs.ts";
import { program, withNeighbours } from "./grammar/programs.ts";

const runs = Number(process.env["CPM_FUZZ_RUNS"] ?? 100);
const seed = Number(process.env["CPM_FUZZ_SEED"] ?? 20_260_101);
const { defaultSettings, everything } = runtime;

function shown(ir: LoopIR, rooms: readonly runtime.SiteRoom[]): string {
  const { accepted, state, dimension, kernel } = verdict(ir, defaultSettings, together(rooms));
  return accepted ? JSON.stringify({ state, dimension, kernel }) : "refused";
}

function expectSameVerdict(source: string): void {
  for (const { ir } of compileFunction(source, { strictMode: true }).sites) {
    const needed = neededRooms(ir, false).map((name) => runtime[name]);
    expect(shown(ir, needed), source).toBe(shown(ir, everything));
  }
}

test("the verdicts on the corpus are the same", () => {
  for (const loop of readCorpus(`${import.meta.dirname}/../..`)) expectSameVerdict(writeLoop(loop));
});

/** What a program shows, and its jumps. */
function run(program: Program, rooms: Parameters<typeof transformed>[2]): string[] {
  const jumps: string[] = [];
  const note = (event: runtime.CpmEvent): void => {
    if (event.kind === "accelerated") jumps.push(`${event.place}: ${event.turns} turns by ${event.kernel}`);
  };
  return [...outcomes(() => transformed(program, note, rooms), program.calls, 8000), ...jumps];
}

test.each([
  { over: "the integers", generator: program, numRuns: runs },
  { over: "the other algebras", generator: algebraProgram, numRuns: runs },
  { over: "typed arrays", generator: cellProgram, numRuns: runs / 4 },
])("generated programs over $over jump the same", { timeout: 600_000 }, ({ generator, numRuns }) => {
  let jumps = 0;
  fc.assert(
    fc.property(generator, (generated) => {
      const all = withNeighbours(generated);
      const whole = { ...all, calls: all.calls.slice(0, compare(all).calls) };
      const expected = run(whole, () => everything);
      jumps += expected.length - whole.calls.length;
      expect(run(whole, undefined), whole.fn).toEqual(expected);
    }),
    { numRuns, seed, endOnFailure: true },
  );
  expect(jumps).toBeGreaterThan(0);
});
