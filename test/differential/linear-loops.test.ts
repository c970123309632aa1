/**
 * Loops that are traced when the program is built show what they show as written, for any bound; and they jump wherever they
 * would jump if they were traced at the call.
 */
import * as fc from "fast-check";
import { transform } from "cpmoptimize/compiler";
import * as runtime from "cpmoptimize/runtime";
import { expect, test } from "vitest";
import { compare } from "./compare.ts";
import { outcomes, transformed } from "./engines.ts";
import { linearProgram } from "./grammar/linear-loops.ts";
import type { Program } from "./grammar/programs.ts";

const numRuns = Number(process.env["CPM_FUZZ_RUNS"] ?? 300);
const seed = Number(process.env["CPM_FUZZ_SEED"] ?? 20_260_101);
const limits = { timeout: 600_000 };

function isTraced({ fn }: Program): boolean {
  const source = `module.exports = ${fn};`;
  return /\$linear\(/.test(transform(source, { filename: "program.cjs", loops: "all" }).code);
}

test("generated loops compute what they compute as written", limits, () => {
  let [jumps, traced] = [0, 0];
  fc.assert(
    fc.property(linearProgram, (program) => {
      const compared = compare(program);
      expect(compared.difference).toBeUndefined();
      if (!isTraced(program)) return;
      traced++;
      jumps += compared.jumps;
    }),
    { numRuns, seed, endOnFailure: true },
  );
  expect(traced).toBeGreaterThan(numRuns / 8);
  expect(jumps).toBeGreaterThan(numRuns / 8);
});

interface Shown {
  readonly outcomes: readonly string[];
  readonly turns: readonly bigint[];
}

function run(program: Program, rooms: Parameters<typeof transformed>[2]): Shown {
  const turns: bigint[] = [];
  const note = (event: runtime.CpmEvent): void => {
    if (event.kind === "accelerated") turns.push(event.turns);
  };
  return { outcomes: outcomes(() => transformed(program, note, rooms), program.calls, 8000), turns };
}

const sum = (turns: readonly bigint[]): bigint => turns.reduce((total, each) => total + each, 0n);

test("generated loops jump where they jump when they are traced at the call", limits, () => {
  let jumps = 0;
  fc.assert(
    fc.property(linearProgram, (program) => {
      if (!isTraced(program)) return;
      const calls = program.calls.slice(0, compare(program).calls);
      const whole = { ...program, calls };
      const expected = run(whole, () => runtime.everything);
      const found = run(whole, undefined);
      expect(found.outcomes, whole.fn).toEqual(expected.outcomes);
      jumps += found.turns.length;
      // This door is cheaper, and knows that numbers which only count are exact to the last.
      expect(found.turns.length, whole.fn).toBeGreaterThanOrEqual(expected.turns.length);
      expect(sum(found.turns) >= sum(expected.turns), whole.fn).toBe(true);
    }),
    { numRuns, seed, endOnFailure: true },
  );
  expect(jumps).toBeGreaterThan(numRuns / 8);
});
