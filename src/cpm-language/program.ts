/** A program as the interpreter runs it. */
import type { InnerLoop, LoopIR, Place, Stmt } from "../trace/ir.ts";

export interface Program {
  readonly source: string;
  readonly file: string;
  readonly statements: readonly Stmt[];
  /** The variables, in the order of their first assignment. */
  readonly names: readonly string[];
  /** Every loop, at any depth, as a program of its own. */
  readonly loops: ReadonlyMap<InnerLoop, LoopIR>;
}

/** A counted loop under construction or finished: what `loop 5 … end` says. */
export interface CountedLoop {
  readonly place: Place;
  readonly count: bigint;
  readonly counter: string;
  readonly body: readonly Stmt[];
  /** Counters of the loops directly inside. */
  readonly locals: readonly string[];
}
