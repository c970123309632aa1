/** A loop between lifting and emitting: its turn as IR, and the variables behind the IR's names. */
import type { ArrayInput, Builtin, Expr, LoopIR, Stmt } from "../../trace/ir.ts";
import type { ValueType } from "../../trace/value.ts";
import type { Refusal } from "../../trace/refusal.ts";
import type { Binding } from "./bindings.ts";
import type { LoopCandidate } from "./loop-candidate.ts";

export interface LiftedLoop {
  readonly candidate: LoopCandidate;
  /** Outer variables that the turn mentions, in the order of the text. */
  readonly inputs: readonly Binding[];
  readonly writes: readonly Binding[];
  readonly locals: readonly string[];
  readonly test?: Expr;
  readonly testLast?: true;
  readonly body: readonly Stmt[];
  readonly update?: Expr;
  readonly element?: string;
  /** The inputs of which elements are read and written. */
  readonly arrays?: readonly ArrayInput[];
  readonly intact?: readonly Builtin[];
  readonly destructures?: true;
  /** Inputs that no variable holds, and which of them the loop assigns; the emitted call gives their values. */
  readonly given?: readonly { readonly name: string; readonly isWritten: boolean }[];
  /** The iterable is an array, of which the keys are the elements. */
  readonly keys?: true;
  /** Not empty: the rest is incomplete. */
  readonly refusals: readonly Refusal[];
}

/** A loop that gets a door. */
export interface Site {
  /** The variable that holds the site, e.g. `$cpm1`. */
  readonly name: string;
  readonly candidate: LoopCandidate;
  readonly ir: LoopIR;
  /** The first inputs, which are read under guard because they may not be initialised. */
  readonly late: number;
  /** The inputs behind those that no variable holds. */
  readonly given: readonly string[];
  /** What the text tells of the inputs' types. */
  readonly types: ReadonlyMap<string, ValueType>;
}
