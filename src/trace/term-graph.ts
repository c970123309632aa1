/**
 * A graph of hash-consed terms: the same operator on the same operands is the same term.
 *
 * Types are settled when a term is made. An operation that the language would answer with a TypeError (mixed BigInt and
 * number, unary plus on a BigInt) and one on values that are not primitive numbers is refused here: the loop as written
 * throws, or calls `valueOf`, and must do so itself.
 */
import type { BinaryOperator, Intrinsic, Place, UnaryOperator } from "./ir.ts";
import { refuse } from "./refusals.ts";
import type { Relation } from "../algebra/relations.ts";
import { isInvariant, isTerm, valueType } from "./value.ts";
import type { Primitive, Term, TermOperator, Value, ValueType } from "./value.ts";
import type { Polynomial } from "./polynomial.ts";
import { Work } from "./work.ts";

const comparisons: ReadonlySet<string> = new Set(["<", "<=", ">", ">=", "==", "!=", "===", "!=="]);

export class TermGraph {
  /** All terms; a term's id is its index. */
  readonly terms: Term[] = [];
  /** What those who read the terms have spent. */
  readonly work: Work;
  private readonly known = new Map<string, Term>();

  constructor(work = new Work()) {
    this.work = work;
  }

  variable(name: string, type: ValueType): Term {
    return this.make("variable", [], type, false, name, "");
  }

  /** A leaf of an inner loop: a new one each time. */
  innerVariable(name: string, type: ValueType): Term {
    const term: Term = {
      id: this.terms.length,
      op: "variable",
      args: [],
      type,
      invariant: false,
      name,
      at: "",
    };
    this.terms.push(term);
    return term;
  }

  parameter(name: string, type: ValueType): Term {
    return this.make("parameter", [], type, true, name, "");
  }

  unary(op: UnaryOperator, at: Place, x: Value): Term {
    return this.make(op, [x], this.unaryType(op, at, x), isInvariant(x), "", at);
  }

  binary(op: BinaryOperator, at: Place, x: Value, y: Value): Term {
    const type = comparisons.has(op) ? this.comparisonType(op, at, x, y) : this.arithmeticType(op, at, x, y);
    return this.make(op, [x, y], type, isInvariant(x) && isInvariant(y), "", at);
  }

  call(name: Intrinsic, at: Place, args: readonly Value[], type: ValueType): Term {
    return this.make(name, args, type, args.every(isInvariant), "", at);
  }

  /** What a choice leaves: both values are of one type. */
  select(at: Place, condition: Term, x: Value, y: Value): Term {
    return this.make("select", [condition, x, y], valueType(x), false, "", at);
  }

  /** A question: the relation of two numbers, of either type. */
  comparison(relation: Relation, at: Place, x: Value, y: Value): Term {
    return this.make(relation, [x, y], "boolean", isInvariant(x) && isInvariant(y), "", at);
  }

  /** An integer of the given type that is known as a polynomial in leaves. */
  polynomial(polynomial: Polynomial, type: ValueType, at: Place): Term {
    const term: Term = {
      id: this.terms.length,
      op: "polynomial",
      args: [],
      type,
      invariant: false,
      name: "",
      at,
      polynomial,
    };
    this.terms.push(term);
    return term;
  }

  private unaryType(op: UnaryOperator, at: Place, x: Value): ValueType {
    const type = valueType(x);
    if (op === "!") return "boolean";
    if (op === "typeof") return "string";
    if (op === "void") return "undefined";
    if (type === "bigint" && op !== "plus") return "bigint";
    if (type === "number") return "number";
    return refuse.operandType(at, op, [x]);
  }

  private comparisonType(op: BinaryOperator, at: Place, x: Value, y: Value): ValueType {
    if (valueType(x) === "object" || valueType(y) === "object") return refuse.operandType(at, op, [x, y]);
    return "boolean";
  }

  private arithmeticType(op: BinaryOperator, at: Place, x: Value, y: Value): ValueType {
    const [left, right] = [valueType(x), valueType(y)];
    if (left === right && (left === "bigint" || left === "number")) {
      if (op === ">>>" && left === "bigint") return refuse.operandType(at, op, [x, y]);
      return left;
    }
    return refuse.operandType(at, op, [x, y]);
  }

  private make(
    op: TermOperator,
    args: readonly Value[],
    type: ValueType,
    invariant: boolean,
    name: string,
    at: Place,
  ): Term {
    const key = `${op} ${name} ${args.map(keyOf).join(" ")}`;
    const known = this.known.get(key);
    if (known) return known;
    const term: Term = { id: this.terms.length, op, args, type, invariant, name, at };
    this.terms.push(term);
    this.known.set(key, term);
    return term;
  }
}

function keyOf(value: Value): string {
  return isTerm(value) ? `#${value.id}` : printKey(value);
}

/** Tells -0 from 0, one type from another, and numbers of any length. */
function printKey(value: Primitive): string {
  if (typeof value === "string") return JSON.stringify(value);
  return Object.is(value, -0) ? "number:-0" : `${typeof value}:${String(value)}`;
}
