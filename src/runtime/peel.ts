/**
 * Peeling: one turn run ahead as it stands, where the types of the variables change with it.
 *
 *     let previous = null;  for (…) { if (previous !== null) s += previous; previous = i }
 *
 * The first turn leaves other types than it found, so that no path begins with it; but the second one leaves what it
 * finds. The turn is a phase of its own, and the next phase begins with values of the new types. The same with a flag that
 * is not again what it is in the first turn.
 */
import type { LoopIR } from "../trace/ir.ts";
import { plainTurn } from "../trace/plain-turn.ts";
import { typeOf } from "../trace/value.ts";
import type { Moved } from "./phase.ts";

/** What interpreting one turn costs for each of the loop's variables, by measurement within a factor of a few. */
const INTERPRETING_NS = 500;

export class Peeler {
  private readonly ir: LoopIR;
  private readonly writes: readonly number[];

  constructor(ir: LoopIR) {
    this.ir = ir;
    this.writes = ir.writes.map((name) => ir.inputs.indexOf(name));
  }

  /** Is there a variable that is no number? Only then is it worth trying where nothing has been moved yet. */
  isMixed(state: readonly unknown[]): boolean {
    return !this.writes.every((index) => isNumeric(state[index]));
  }

  /**
   * @param isTransient what decides where turns go is known to come back, but not to what it is now
   * @returns the turn; undefined when it changes no type, or is better run as written
   */
  peel(state: readonly unknown[], isTransient: boolean): Moved | undefined {
    const after = plainTurn(this.ir, state);
    if (after === undefined) return undefined;
    const changed = after.findIndex((value, index) => typeOf(value) !== typeOf(state[index]));
    if (changed < 0 && !isTransient) return undefined;
    // No phase begins with a fraction or NaN, which is not what is wrong with the values that were given.
    if (changed >= 0 && typeof after[changed] === "number" && !Number.isSafeInteger(after[changed]))
      return undefined;
    const name = this.ir.inputs[changed]?.trimStart();
    return {
      state: after,
      turns: 1n,
      kernel: "plain-turn",
      endedBy: name === undefined ? "what decides where the turn goes" : `the type of ${name}`,
      isLast: false,
      pays: false,
      moving: 0,
      finding: INTERPRETING_NS * after.length,
      gain: 0,
      isPeeled: true,
      tooFew: () => 0,
    };
  }
}

function isNumeric(value: unknown): boolean {
  return typeof value === "bigint" || typeof value === "number";
}
