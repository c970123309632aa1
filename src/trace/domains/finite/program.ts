/**
 * A turn as a flat program over registers: one instruction for each term, operands first. A pure turn may compute both arms of a choice.
 *
 * Registers hold constants, invariants, variables and results. What the turn leaves in the variables is copied at its end;
 * a variable that is handed on is copied to a register of its own first, so that a swap is one.
 */
import { refuse } from "../../refusals.ts";
import type { Trace } from "../../trace.ts";
import type { Term, TermOperator, Value } from "../../value.ts";
import { isTerm } from "../../value.ts";

/** The operators that an instruction may have: `copy` for a value that is handed on. */
export type Operation = TermOperator | "copy";

export interface Instruction {
  readonly op: Operation;
  readonly target: number;
  readonly operands: readonly number[];
}

export interface Program {
  readonly registers: number;
  readonly instructions: readonly Instruction[];
  /** Constants and invariants, by register. */
  readonly given: ReadonlyMap<number, Value>;
  /** The variables, in registers 0, 1, 2, …, and where their next values are. */
  readonly variables: readonly string[];
  readonly next: readonly number[];
}

/** @throws RefusalSignal when a term is not an operation on the turn's own values */
export function compileTurn(trace: Trace, variables: readonly string[]): Program {
  const instructions: Instruction[] = [];
  const given = new Map<number, Value>();
  const registerOf = new Map<Term, number>();
  const constants: (readonly [Value, number])[] = [];
  let registers = variables.length;
  variables.forEach((name, k) => registerOf.set(trace.leaves.get(name) as Term, k));

  const constant = (value: Value): number => {
    const known = constants.find(([other]) => Object.is(other, value));
    if (known) return known[1];
    const register = registers++;
    constants.push([value, register]);
    given.set(register, value);
    return register;
  };
  const emit = (op: Operation, operands: readonly number[]): number => {
    const target = registers++;
    instructions.push({ op, target, operands });
    return target;
  };
  const read = (value: Value): number => {
    if (!isTerm(value) || value.invariant) return constant(value);
    const register = registerOf.get(value);
    if (register !== undefined) return register;
    // A leaf of an inner loop, or a closed form: they speak of exact integers.
    if (value.args.length === 0) return refuse.operator(value.at, value, value.op);
    return compute(value);
  };
  const compute = (term: Term): number => {
    const result = emit(term.op, term.args.map(read));
    registerOf.set(term, result);
    return result;
  };
  const next = variables.map((name) => read(trace.next.get(name)));
  const handedOn = next.map((register, k) =>
    register < variables.length && register !== k ? emit("copy", [register]) : register,
  );
  return { registers, instructions, given, variables, next: handedOn };
}
