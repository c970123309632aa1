/**
 * The trace: one turn of a loop over terms, along one path.
 *
 * Loop-carried variables (the writes) enter as `variable` leaves, all other inputs as `parameter` leaves. What the turn
 * leaves in each variable is its `next`; what the turn asked on its way is recorded, with the answer that it got:
 *
 * - a *guard* is a question on invariants; the path holds in a call where all guards have their answers;
 * - a *predicate* is a comparison of carried values; the path holds in the turns where all predicates keep their truth.
 *
 * Who answers is the caller's business (`decide`): the door asks the present values, the verdict tries both.
 */
import { applyBinary, applyIntrinsic, applyUnary, isThrownByOperator } from "./operators.ts";
import type { BinaryOperator, Intrinsic, LoopIR, Place, UnaryOperator } from "./ir.ts";
import type { Refusal } from "./refusal.ts";
import { RefusalSignal } from "./refusal.ts";
import { refuse } from "./refusals.ts";
import { TermGraph } from "./term-graph.ts";
import type { Arithmetic, Environment, Way } from "./turn.ts";
import { runTurn } from "./turn.ts";
import type { Primitive, Term, Value, ValueType } from "./value.ts";
import { isInvariant, isTerm, valueType } from "./value.ts";
import { printValue } from "./print-term.ts";

/** Comparisons by mathematical value; strictness is settled by the types when the predicate is made. */
export type Relation = "<" | "<=" | ">" | ">=" | "==" | "!=";

export interface Predicate {
  readonly relation: Relation;
  readonly left: Value;
  readonly right: Value;
  /** The truth that `left relation right` has along the path. */
  readonly holds: boolean;
  readonly at: Place;
  /** Does the loop's own test turn false with it (rather than a condition in the body, or one of two alternatives)? */
  readonly endsLoop: boolean;
}

export interface Guard {
  readonly value: Term;
  readonly truth: boolean;
}

export interface Trace {
  readonly graph: TermGraph;
  /** The leaf of each input. */
  readonly leaves: ReadonlyMap<string, Term>;
  /** The value of each write after the turn. */
  readonly next: ReadonlyMap<string, Value>;
  readonly predicates: readonly Predicate[];
  readonly guards: readonly Guard[];
  /** The operations on invariants that may throw: the turn makes them whether or not anybody reads the result. */
  readonly fallible: readonly Term[];
  /** How the turn ended. Only a path that ends with "next" can repeat. */
  readonly way: Way;
}

export interface TraceOptions {
  readonly ir: LoopIR;
  readonly typeOf: (input: string) => ValueType;
  /** The truth of a question that the path depends on. */
  readonly decide: (question: Term) => boolean;
  /** When given, a refused operation is reported and the turn goes on with an unknown in its place. */
  readonly refused?: (refusal: Refusal) => void;
}

export function trace({ ir, typeOf, decide, refused }: TraceOptions): Trace {
  const graph = new TermGraph();
  const written = new Set(ir.writes);
  const leaves = new Map<string, Term>();
  const env: Environment<Value> = new Map();
  for (const name of ir.inputs) {
    const type = typeOf(name);
    const leaf = written.has(name) ? graph.variable(name, type) : graph.parameter(name, type);
    leaves.set(name, leaf);
    env.set(name, leaf);
  }
  const recorder = new Recorder(graph, decide, refused);
  const way = runTurn(ir, env, recorder);
  const next = new Map(ir.writes.map((name) => [name, env.get(name)]));
  const fallible = graph.terms.filter(isFallible);
  return { graph, leaves, next, predicates: recorder.predicates, guards: recorder.guards, fallible, way };
}

/** Over BigInts every operator can throw, if only for the size; over numbers only functions do. */
function isFallible({ invariant, args, type, op }: Term): boolean {
  return invariant && args.length > 0 && (type === "bigint" || op === "Number" || op.startsWith("Math."));
}

const relations: Readonly<Record<string, Relation>> = {
  "<": "<",
  "<=": "<=",
  ">": ">",
  ">=": ">=",
  "==": "==",
  "===": "==",
  "!=": "!=",
  "!==": "!=",
};

const numeric = (type: ValueType): boolean => type === "bigint" || type === "number";

/** The arithmetic of terms, which records what the turn asks. */
class Recorder implements Arithmetic<Value> {
  readonly predicates: Predicate[] = [];
  readonly guards: Guard[] = [];
  private readonly graph: TermGraph;
  private readonly decide: (question: Term) => boolean;

  private readonly refused: ((refusal: Refusal) => void) | undefined;

  constructor(graph: TermGraph, decide: (question: Term) => boolean, refused?: (refusal: Refusal) => void) {
    this.graph = graph;
    this.decide = decide;
    this.refused = refused;
  }

  literal(value: Primitive): Value {
    return value;
  }

  unary(op: UnaryOperator, at: Place, x: Value): Value {
    return this.orUnknown(x, () => this.makeUnary(op, at, x));
  }

  binary(op: BinaryOperator, at: Place, x: Value, y: Value): Value {
    return this.orUnknown(x, () => this.makeBinary(op, at, x, y));
  }

  call(name: Intrinsic, at: Place, args: readonly Value[]): Value {
    return this.orUnknown(args[0], () => this.makeCall(name, at, args));
  }

  private orUnknown(like: Value, make: () => Value): Value {
    if (this.refused === undefined) return make();
    try {
      return make();
    } catch (error) {
      if (!(error instanceof RefusalSignal)) throw error;
      this.refused(error.refusal);
      return this.graph.parameter(`?${this.graph.terms.length}`, valueType(like));
    }
  }

  private makeUnary(op: UnaryOperator, at: Place, x: Value): Value {
    if (!isTerm(x)) return native(at, `${op} ${printValue(x)}`, () => applyUnary(op, x));
    if (op === "void") return undefined;
    if (op === "typeof" && x.type !== "object") return x.type === "null" ? "object" : x.type;
    if (op === "plus" && x.type === "number") return x;
    return this.graph.unary(op, at, x);
  }

  private makeBinary(op: BinaryOperator, at: Place, x: Value, y: Value): Value {
    if (!isTerm(x) && !isTerm(y)) {
      return native(at, `${printValue(x)} ${op} ${printValue(y)}`, () => applyBinary(op, x, y));
    }
    if (op === "===" || op === "!==") {
      const [left, right] = [valueType(x), valueType(y)];
      if (left !== right && left !== "object" && right !== "object") return op === "!==";
    }
    const term = this.graph.binary(op, at, x, y);
    if (!term.invariant && term.type === "bigint") this.requireTotal(term, op, at, y);
    return term;
  }

  numeric(at: Place, x: Value): Value {
    const type = valueType(x);
    return type === "bigint" || type === "number" ? x : this.unary("plus", at, x);
  }

  step(op: "+" | "-", at: Place, x: Value): Value {
    return this.binary(op, at, x, valueType(x) === "bigint" ? 1n : 1);
  }

  private makeCall(name: Intrinsic, at: Place, args: readonly Value[]): Value {
    if (!args.some(isTerm)) {
      return native(at, `${name}(${args.map(printValue).join(", ")})`, () =>
        applyIntrinsic(name, args as readonly Primitive[]),
      );
    }
    for (const arg of args) if (!numeric(valueType(arg))) return refuse.operandType(at, name, args);
    const term = this.graph.call(name, at, args, name.startsWith("BigInt") ? "bigint" : "number");
    const converts = name === "BigInt" || name === "Number";
    if (!term.invariant && !converts && args.some((arg) => valueType(arg) === "bigint")) {
      return refuse.mayThrow(at, term);
    }
    return term;
  }

  truth(at: Place, x: Value, endsLoop = false): boolean {
    if (!isTerm(x)) return Boolean(x);
    if (x.op === "!") return !this.truth(at, x.args[0], endsLoop);
    if (x.invariant) return this.record(x, (truth) => this.guards.push({ value: x, truth }));
    const relation = relations[x.op];
    if (relation !== undefined) return this.compare(relation, at, x, x.args[0], x.args[1], endsLoop);
    if (numeric(x.type))
      return this.compare("!=", at, this.graph.binary("!=", at, x, zeroOf(x)), x, zeroOf(x), endsLoop);
    if (x.type === "null" || x.type === "undefined") return false;
    return refuse.condition(at, printValue(x));
  }

  isNullish(_at: Place, x: Value): boolean {
    const type = valueType(x);
    return type === "null" || type === "undefined";
  }

  private compare(
    relation: Relation,
    at: Place,
    question: Term,
    left: Value,
    right: Value,
    endsLoop: boolean,
  ): boolean {
    if (!numeric(valueType(left)) || !numeric(valueType(right)))
      return refuse.condition(at, printValue(question));
    return this.record(question, (holds) =>
      this.predicates.push({ relation, left, right, holds, at, endsLoop }),
    );
  }

  private record(question: Term, note: (truth: boolean) => void): boolean {
    const truth = this.decide(question);
    note(truth);
    return truth;
  }

  /** BigInt operators that are not defined everywhere must be proved defined in every turn, even where nobody reads them. */
  private requireTotal(term: Term, op: BinaryOperator, at: Place, right: Value): void {
    switch (op) {
      case "/":
      case "%":
        if (!isInvariant(right)) refuse.mayThrow(at, term);
        if (isTerm(right)) {
          const defined = this.graph.binary("!=", at, right, 0n);
          if (!this.truth(at, defined)) refuse.throwsInTurn(at, printValue(term), "division by zero");
        } else if (right === 0n) refuse.throwsInTurn(at, printValue(term), "division by zero");
        return;
      case "**":
      case "<<":
      case ">>":
        if (isTerm(right) || (right as bigint) < 0n || (right as bigint) > 64n) refuse.mayThrow(at, term);
        return;
      default:
    }
  }
}

function zeroOf(term: Term): Primitive {
  return term.type === "bigint" ? 0n : 0;
}

/** Runs an operator on primitives; what it throws, the loop as written has to throw. */
function native(at: Place, what: string, run: () => Primitive): Primitive {
  try {
    return run();
  } catch (error) {
    if (isThrownByOperator(error)) {
      return refuse.throwsInTurn(at, what, error.message);
    }
    throw error;
  }
}
