/**
 * The self-check, with `CPM_CHECK=1`: what algebra says of a loop is held against the loop.
 *
 *     after k turns, k = 1, 2, 3      the values are those of k turns run as they stand
 *     after the jump                  the test holds for one more turn, and for no other
 *
 * Turns are run by the interpreter of turns on copies of the values, as the language runs them. A difference is an error of
 * this package: the site runs as written from then on, and it is told at once.
 */
import type { LoopIR } from "../trace/ir.ts";
import type { Demand, Run } from "../trace/domains/domain.ts";
import { plainTurn } from "../trace/plain-turn.ts";

/** So many turns of a path are compared, if they are no more than so many of the loop. */
const COMPARED = 3n;
const MOST_TURNS = 64n;

/** Values over floating point are right up to rounding: that of the largest value they were computed from. */
const ROUNDING = 2 ** -20;

export class SelfCheckError extends Error {
  override readonly name = "SelfCheckError";
}

/**
 * @param turns of the loop for each turn of the run
 * @param most turns of the run to look at
 * @param demand variables that the run can compute after any number of turns
 * @throws SelfCheckError
 */
export function checkSteps(
  ir: LoopIR,
  { run, turns, rounds }: { readonly run: Run; readonly turns: number; readonly rounds: boolean },
  given: readonly unknown[],
  most: bigint,
  demand: Demand,
): void {
  const last = [most, COMPARED, MOST_TURNS / BigInt(turns)].reduce((x, y) => (x < y ? x : y));
  let state: readonly unknown[] | undefined = given;
  for (let k = 1n; k <= last; k++) {
    for (let turn = 0; turn < turns && state !== undefined; turn++) state = plainTurn(ir, state);
    // Something throws, or an inner loop is long: that is for the loop as written.
    if (state === undefined) return;
    const after = run.after(k, demand);
    for (const name of after === undefined ? [] : demand) {
      const place = ir.inputs.indexOf(name);
      const found: unknown = after?.values.has(name) ? after.values.get(name) : given[place];
      if (!agree(found, state[place], rounds ? ROUNDING * largestOf(given, state) : 0))
        fail(ir, `${name} is ${show(found)} after ${k} steps, where the loop makes it ${show(state[place])}`);
    }
  }
}

/**
 * @param state all inputs after a jump that is to leave one turn
 * @throws SelfCheckError
 */
export function checkEnd(ir: LoopIR, state: readonly unknown[]): void {
  const isHeadTested = ir.testLast !== true;
  const test: LoopIR = { ...ir, body: [] };
  delete (test as { update?: unknown }).update;
  const goesOn = (at: readonly unknown[]): boolean => plainTurn(test, at) !== undefined;
  if (isHeadTested && !goesOn(state)) fail(ir, "after the jump the test does not hold any more");
  const next = plainTurn(ir, state);
  if (next !== undefined && (!isHeadTested || goesOn(next)))
    fail(ir, "after the jump there is more than one turn left");
}

function agree(found: unknown, expected: unknown, error: number): boolean {
  if (Object.is(found, expected)) return true;
  return typeof found === "number" && typeof expected === "number" && Math.abs(found - expected) <= error;
}

function largestOf(...states: readonly (readonly unknown[])[]): number {
  return Math.max(...states.flat().map((value) => (typeof value === "number" ? Math.abs(value) : 0)));
}

function show(value: unknown): string {
  if (Object.is(value, -0)) return "-0";
  return typeof value === "bigint" ? `${value}n` : String(value);
}

function fail({ name, file, place }: LoopIR, what: string): never {
  throw new SelfCheckError(`self-check of ${name} (${file === "" ? "" : `${file}:`}${place}): ${what}`);
}
