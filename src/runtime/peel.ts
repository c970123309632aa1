/**
 * Peeling: one turn run ahead as it stands, where the types of the variables change with it.
 *
 *     let previous = null;  for (…) { if (previous !== null) s += previous; previous = i }
 *
 * The first turn leaves other types than it found, so that no path begins with it; but the second one leaves what it
 * finds. The turn is a phase of its own, and the next phase begins with values of the new types.
 */
import type { LoopIR } from "../trace/ir.ts";
import { plainTurn } from "../trace/plain-turn.ts";
import { typeOf } from "../trace/value.ts";
import type { Moved } from "./phase.ts";

export class Peeler {
  private readonly ir: LoopIR;
  private readonly writes: readonly number[];
  /** What a turn may read before it assigns it. */
  private readonly read: readonly number[];

  constructor(ir: LoopIR) {
    this.ir = ir;
    this.writes = ir.writes.map((name) => ir.inputs.indexOf(name));
    this.read = ir.liveLast.map((name) => ir.inputs.indexOf(name));
  }

  /** Does the turn read a variable that is no number? What it holds would be walked around for as long as it comes back. */
  readsOther(state: readonly unknown[]): boolean {
    return this.read.some((index) => !isNumeric(state[index]));
  }

  /** Is there a variable that is no number? Only then is it worth trying where nothing has been moved yet. */
  isMixed(state: readonly unknown[]): boolean {
    return !this.writes.every((index) => isNumeric(state[index]));
  }

  /** The turn; undefined when all types stay as they are, or when it is better run as written. */
  peel(state: readonly unknown[]): Moved | undefined {
    const after = plainTurn(this.ir, state);
    const changed = after?.findIndex((value, index) => typeOf(value) !== typeOf(state[index])) ?? -1;
    if (after === undefined || changed < 0) return undefined;
    return {
      state: after,
      turns: 1n,
      kernel: "plain-turn",
      endedBy: `the type of ${(this.ir.inputs[changed] ?? "").trimStart()}`,
      isLast: false,
      pays: false,
      isPeeled: true,
      paysFrom: () => 1,
    };
  }
}

function isNumeric(value: unknown): boolean {
  return typeof value === "bigint" || typeof value === "number";
}
