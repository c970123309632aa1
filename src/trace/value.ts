/**
 * What a variable holds while a turn is traced: an ordinary primitive, or a term, an expression over symbols.
 *
 * A term's leaves are `variable`s (loop-carried: a new value each turn) and `parameter`s (loop-invariant: one value a
 * call). A term without variables is *invariant*: it is computed once a call, by any pure operator. A term with a
 * variable is *carried*, and stands for algebra that some domain must be able to read.
 *
 * Terms are hash-consed by their graph (`term-graph.ts`), so that equal expressions are the same object, and their ids
 * ascend from arguments to results, so that ascending order is an order of evaluation.
 */
import type { BinaryOperator, Intrinsic, Place, UnaryOperator } from "./ir.ts";

export type Primitive = bigint | number | boolean | string | null | undefined;

/** `typeof` of a value, with null told apart; `object` is everything that is not a primitive. */
export type ValueType = "bigint" | "number" | "boolean" | "string" | "null" | "undefined" | "object";

/**
 * `polynomial`: an integer that is known as a polynomial in leaves (a closed form, an exact quotient).
 * `select`: the second argument where the first one is true, else the third.
 */
export type TermOperator =
  "variable" | "parameter" | "polynomial" | "select" | UnaryOperator | BinaryOperator | Intrinsic;

export interface Term {
  readonly id: number;
  readonly op: TermOperator;
  readonly args: readonly Value[];
  readonly type: ValueType;
  readonly invariant: boolean;
  /** The name, for a leaf; else "". */
  readonly name: string;
  readonly at: Place;
  /** Only of a `polynomial` term. */
  readonly polynomial?: Polynomial;
}

export type Value = Primitive | Term;

export function isTerm(value: Value): value is Term {
  return typeof value === "object" && value !== null;
}

/** Is the value the same in every turn? */
export function isInvariant(value: Value): boolean {
  return !isTerm(value) || value.invariant;
}

export function typeOf(value: unknown): ValueType {
  if (value === null) return "null";
  const type = typeof value;
  return type === "function" || type === "symbol" ? "object" : type;
}

export function valueType(value: Value): ValueType {
  return isTerm(value) ? value.type : typeOf(value);
}

/** A coefficient of a plan (`coefficient.ts`): an integer, or a polynomial over Z in invariant terms. */
export type Coefficient = bigint | Symbolic;

/** Products of atoms, by their ids, each with a factor that is not 0; at least one of them is not the empty product. */
interface Symbolic {
  readonly products: ReadonlyMap<string, Product>;
}

export interface Product {
  readonly atoms: readonly Term[];
  readonly factor: bigint;
}

/** A sorted list of leaves' ids, with repetition. */
export type Monomial = readonly number[];

export interface Summand {
  readonly monomial: Monomial;
  readonly coefficient: Coefficient;
}

/** A sparse polynomial over Q (`polynomial.ts`). */
export interface Polynomial {
  readonly summands: ReadonlyMap<string, Summand>;
  readonly denominator: bigint;
}
