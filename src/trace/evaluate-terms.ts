/**
 * The value of terms under an assignment of primitives to the leaves, each term computed at most once.
 *
 * @throws RefusalSignal when an operator throws (the loop as written has to throw it) or meets an object.
 */
import { applyBinary, applyIntrinsic, applyUnary, isThrownByOperator } from "./operators.ts";
import type { BinaryOperator, Intrinsic, UnaryOperator } from "./ir.ts";
import { refuse } from "./refusals.ts";
import { instantiate } from "./coefficient.ts";
import type { Polynomial } from "./polynomial.ts";
import type { TermGraph } from "./term-graph.ts";
import type { Primitive, Term, Value } from "./value.ts";
import { isTerm, typeOf } from "./value.ts";
import { printValue } from "./print-term.ts";

const unaryOperators: ReadonlySet<string> = new Set(["neg", "plus", "!", "~", "typeof", "void"]);

/** Stands for a value that is undefined, where undefined stands for what is not known yet. */
const isUndefined = Symbol();

export class Evaluation {
  /** By the term's id. */
  private readonly values: (Primitive | typeof isUndefined)[] = [];
  private readonly graph: TermGraph;
  private readonly leafValue: (name: string) => unknown;

  constructor(graph: TermGraph, leafValue: (name: string) => unknown) {
    this.graph = graph;
    this.leafValue = leafValue;
  }

  of(value: Value): Primitive {
    if (!isTerm(value)) return value;
    const known = this.values[value.id];
    if (known !== undefined) return known === isUndefined ? undefined : known;
    const computed = this.compute(value);
    this.define(value, computed);
    return computed;
  }

  private compute(term: Term): Primitive {
    if (term.polynomial !== undefined) {
      const value = this.polynomial(term.polynomial);
      return term.type === "bigint" ? value : Number(value);
    }
    if (term.args.length === 0) {
      const value = this.leafValue(term.name);
      if (typeOf(value) === "object") return refuse.objectOperand(term.at, term.name);
      return value as Primitive;
    }
    if (term.op === "select") return this.of(term.args[this.of(term.args[0]) ? 1 : 2]);
    const args = term.args.map((arg) => this.of(arg));
    try {
      if (unaryOperators.has(term.op)) return applyUnary(term.op as UnaryOperator, args[0]);
      if (term.op.length > 3) return applyIntrinsic(term.op as Intrinsic, args);
      return applyBinary(term.op as BinaryOperator, args[0], args[1]);
    } catch (error) {
      if (isThrownByOperator(error)) {
        return refuse.throwsInTurn(term.at, printValue(term), error.message);
      }
      throw error;
    }
  }

  /** Gives a term a value of its own. */
  define(term: Term, value: Primitive): void {
    this.values[term.id] = value === undefined ? isUndefined : value;
  }

  /** The integer that a polynomial is; @throws RefusalSignal when a leaf or a coefficient is no integer */
  polynomial({ summands, denominator }: Polynomial): bigint {
    let sum = 0n;
    for (const { monomial, coefficient } of summands.values()) {
      let product = instantiate(coefficient, (atom) => this.integer(atom));
      for (const leaf of monomial) product *= this.integer(this.graph.terms[leaf]);
      sum += product;
    }
    return sum / denominator;
  }

  /** The value of a term that has to be an integer. */
  integer(term: Value): bigint {
    const value = this.of(term);
    if (typeof value === "bigint") return value;
    if (Number.isSafeInteger(value) && !Object.is(value, -0)) return BigInt(value as number);
    return refuse.notInteger(printValue(term));
  }
}
