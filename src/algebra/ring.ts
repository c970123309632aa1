/**
 * Semirings and rings as plain objects: an algebra is a value that is handed to generic code, its elements are ordinary
 * values. Generic code may rely on these operations and on the laws in `test/laws` only.
 *
 * Elements are immutable: an operation never changes its operands and may return one of them.
 */

/** A set with an associative, commutative `add` (neutral `ZERO`) and an associative `mul` (neutral `ONE`) over which it distributes; `ZERO` annihilates. */
export interface Semiring<T> {
  readonly name: string;
  readonly ZERO: T;
  readonly ONE: T;
  eql(a: T, b: T): boolean;
  add(a: T, b: T): T;
  mul(a: T, b: T): T;
}

/** A semiring in which every element has an additive inverse. */
export interface Ring<T> extends Semiring<T> {
  neg(a: T): T;
  sub(a: T, b: T): T;
}

/** A ring whose product commutes: what characteristic polynomials need. */
export interface CommutativeRing<T> extends Ring<T> {
  readonly isCommutative: true;
}
