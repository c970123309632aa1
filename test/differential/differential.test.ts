/**
 * The differential property: generated programs show the same as written, through the wrapper, and through the transform.
 *
 * CPM_FUZZ_RUNS=100000 runs more programs, CPM_FUZZ_SEED=1 other ones. A failure prints the shrunk program, to be run
 * alone.
 */
import * as fc from "fast-check";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { Comparison } from "./compare.ts";
import { compare } from "./compare.ts";
import { algebraProgram } from "./grammar/algebras.ts";
import { cellProgram } from "./grammar/cells.ts";
import { program, withNeighbours } from "./grammar/programs.ts";

const runs = Number(process.env["CPM_FUZZ_RUNS"] ?? 2000);
const seed = Number(process.env["CPM_FUZZ_SEED"] ?? 20_260_101);

// An internal error must show, not disable the site.
const debug = process.env["CPM_DEBUG"];
beforeAll(() => void (process.env["CPM_DEBUG"] = "1"));
afterAll(() => {
  if (debug === undefined) delete process.env["CPM_DEBUG"];
  else process.env["CPM_DEBUG"] = debug;
});

test.each([
  { over: "the integers", program, numRuns: runs, jumping: 0.3 },
  { over: "the other algebras", program: algebraProgram, numRuns: runs, jumping: 0.3 },
  // Each takes as long as several of the others.
  { over: "typed arrays", program: cellProgram, numRuns: runs / 4, jumping: 0.3 },
])(
  `$numRuns generated programs over $over show the same as written, wrapped and transformed`,
  ({ program: generator, numRuns, jumping }) => {
    const seen = { programs: 0, compared: 0, accelerated: 0, calls: 0, jumps: 0 };
    const kernels = new Set<string>();
    const note = (comparison: Comparison): void => {
      seen.programs++;
      seen.calls += comparison.calls;
      seen.jumps += comparison.jumps;
      if (comparison.calls > 0) seen.compared++;
      if (comparison.jumps > 0) seen.accelerated++;
      for (const kernel of comparison.kernels) kernels.add(kernel);
    };
    let failed = false;
    const { counterexample, counterexamplePath, errorInstance, ...details } = fc.check(
      fc.property(generator, (generated) => {
        const comparison = compare(withNeighbours(generated));
        if (!failed) note(comparison);
        if (comparison.difference === undefined) return;
        failed = true;
        throw new Error(comparison.difference);
      }),
      { numRuns, seed, endOnFailure: false },
    );
    const summary = `${JSON.stringify(seen)} by ${[...kernels].sort().join(", ")}`;
    if (process.env["CPM_FUZZ_RUNS"] !== undefined) console.log(summary);
    if (details.failed) {
      const message = errorInstance instanceof Error ? errorInstance.message : String(errorInstance);
      expect.fail(`seed ${seed}, run ${details.numRuns}, path ${counterexamplePath ?? ""}\n${message}`);
    }
    // A property that nothing comes to is no proof.
    expect(seen.compared / seen.programs, summary).toBeGreaterThan(0.8);
    expect(seen.accelerated / seen.programs, summary).toBeGreaterThan(jumping);
  },
  Infinity,
);
