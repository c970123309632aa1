/**
 * Sparse polynomials over Q in the leaves of a term graph, with coefficients of a plan.
 *
 * A monomial is the sorted list of its leaves' ids, with repetition: i²·x is [i, i, x]; [] is 1. A polynomial is a map from
 * monomial keys to integer coefficients over one positive denominator; zero coefficients are absent. Denominators come from
 * closed forms (C(T, 2) = (T² - T)/2) and exact divisions; wherever one is not 1 the polynomial still only takes integer
 * values on the path.
 */
import { add, multiply } from "./coefficient.ts";
import type { Coefficient, Monomial, Polynomial, Summand } from "./value.ts";

export type { Monomial, Polynomial, Summand } from "./value.ts";

export const one: Monomial = [];

export function keyOf(monomial: Monomial): string {
  return monomial.join("*");
}

export function constant(coefficient: Coefficient): Polynomial {
  return fromSummand({ monomial: one, coefficient });
}

export function fromSummand(summand: Summand): Polynomial {
  const summands = summand.coefficient === 0n ? [] : [[keyOf(summand.monomial), summand] as const];
  return { summands: new Map(summands), denominator: 1n };
}

export function plus(p: Polynomial, q: Polynomial): Polynomial {
  if (p.denominator !== q.denominator) {
    const [a, b] = [widen(p, q.denominator), widen(q, p.denominator)];
    return plus(a, b);
  }
  const sum = new Map(p.summands);
  for (const summand of q.summands.values()) accumulate(sum, summand);
  return reduced(sum, p.denominator);
}

export function minus(p: Polynomial, q: Polynomial): Polynomial {
  return plus(p, scale(q, -1n));
}

export function scale(p: Polynomial, factor: Coefficient): Polynomial {
  return times(p, constant(factor));
}

export function dividedBy(p: Polynomial, divisor: bigint): Polynomial {
  const positive = divisor < 0n ? scale(p, -1n) : p;
  return reduced(positive.summands, p.denominator * (divisor < 0n ? -divisor : divisor));
}

/** Squared over and over, as `x *= x` in an inner loop does, a degree would soon have no end. */
const DEGREE_CAP = 1024;

/** Products of invariants in one coefficient; a sum of them as a factor of an inner loop would have no end either. */
const COEFFICIENT_CAP = 128;

/** The product, or undefined when it needs more than `cap` multiplications, or its degree is beyond reason. */
export function timesCapped(p: Polynomial, q: Polynomial, cap: number): Polynomial | undefined {
  return isTooLarge(extentOf(p), extentOf(q), cap) ? undefined : times(p, q);
}

/** Would a product need more than `cap` multiplications, or is its degree beyond reason? */
export function isTooLarge(a: Extent, b: Extent, cap: number): boolean {
  return (
    a.degree + b.degree > DEGREE_CAP ||
    a.longest * b.longest > COEFFICIENT_CAP ||
    a.products * b.products > cap
  );
}

export interface Extent {
  /** How many products of leaves and atoms the polynomial is made of. */
  readonly products: number;
  /** The most factors of one of them. */
  readonly degree: number;
  /** The most products of one coefficient. */
  readonly longest: number;
}

export function extentOf({ summands }: { readonly summands: ReadonlyMap<unknown, Summand> }): Extent {
  let [products, degree, longest] = [0, 0, 1];
  for (const { monomial, coefficient } of summands.values()) {
    const symbolic = typeof coefficient === "bigint" ? [] : [...coefficient.products.values()];
    products += Math.max(1, symbolic.length);
    longest = Math.max(longest, symbolic.length);
    const atoms = symbolic.reduce((most, product) => Math.max(most, product.atoms.length), 0);
    degree = Math.max(degree, monomial.length + atoms);
  }
  return { products, degree, longest };
}

export function times(p: Polynomial, q: Polynomial): Polynomial {
  const product = new Map<string, Summand>();
  for (const a of p.summands.values()) {
    for (const b of q.summands.values()) {
      const monomial = merge(a.monomial, b.monomial);
      accumulate(product, { monomial, coefficient: multiply(a.coefficient, b.coefficient) });
    }
  }
  return reduced(product, p.denominator * q.denominator);
}

/** The product of two monomials. */
export function merge(a: Monomial, b: Monomial): Monomial {
  const merged: number[] = [];
  let k = 0;
  for (const leaf of b) {
    for (; k < a.length && (a[k] as number) <= leaf; k++) merged.push(a[k] as number);
    merged.push(leaf);
  }
  for (; k < a.length; k++) merged.push(a[k] as number);
  return merged;
}

/** The value of the polynomial as a constant coefficient, if no leaf occurs in it and its denominator is 1. */
export function constantValue({ summands, denominator }: Polynomial): Coefficient | undefined {
  if (summands.size === 0) return 0n;
  const only = summands.get("");
  return summands.size === 1 && only !== undefined && denominator === 1n ? only.coefficient : undefined;
}

const known = new WeakMap<Polynomial, ReadonlySet<number>>();

export function leavesOf(polynomial: Polynomial): ReadonlySet<number> {
  let leaves = known.get(polynomial);
  if (leaves === undefined) {
    const found = new Set<number>();
    for (const { monomial } of polynomial.summands.values()) for (const leaf of monomial) found.add(leaf);
    known.set(polynomial, (leaves = found));
  }
  return leaves;
}

/** The same polynomial over a denominator `factor` times as large. */
function widen({ summands, denominator }: Polynomial, factor: bigint): Polynomial {
  const wider = new Map<string, Summand>();
  for (const [key, { monomial, coefficient }] of summands) {
    wider.set(key, { monomial, coefficient: multiply(coefficient, factor) });
  }
  return { summands: wider, denominator: denominator * factor };
}

/** In lowest terms, as far as the coefficients are numbers. */
export function reduced<K, S extends Summand>(
  summands: ReadonlyMap<K, S>,
  denominator: bigint,
): { readonly summands: ReadonlyMap<K, S>; readonly denominator: bigint } {
  let common = denominator;
  for (const { coefficient } of summands.values()) {
    if (common === 1n) return { summands, denominator };
    if (typeof coefficient !== "bigint") return { summands, denominator };
    common = greatestCommonDivisor(common, coefficient);
  }
  if (common === 1n) return { summands, denominator };
  const lower = new Map<K, S>();
  for (const [key, summand] of summands) {
    lower.set(key, { ...summand, coefficient: (summand.coefficient as bigint) / common });
  }
  return { summands: lower, denominator: denominator / common };
}

function greatestCommonDivisor(a: bigint, b: bigint): bigint {
  let [x, y] = [a < 0n ? -a : a, b < 0n ? -b : b];
  while (y !== 0n) [x, y] = [y, x % y];
  return x;
}

export function leastCommonMultiple(a: bigint, b: bigint): bigint {
  return (a / greatestCommonDivisor(a, b)) * b;
}

function accumulate(sum: Map<string, Summand>, { monomial, coefficient }: Summand): void {
  const key = keyOf(monomial);
  const total = add(sum.get(key)?.coefficient ?? 0n, coefficient);
  if (total === 0n) sum.delete(key);
  else sum.set(key, { monomial, coefficient: total });
}

export function printMonomial(monomial: Monomial, nameOf: (leaf: number) => string): string {
  if (monomial.length === 0) return "1";
  const parts: string[] = [];
  for (let k = 0; k < monomial.length;) {
    let power = 1;
    while (monomial[k + power] === monomial[k]) power++;
    const name = nameOf(monomial[k] as number);
    parts.push(power === 1 ? name : `${name}^${power}`);
    k += power;
  }
  return parts.join("*");
}

/** The polynomial with some leaves replaced by polynomials; undefined when a product needs more than `cap` multiplications. */
export function substitute(
  p: Polynomial,
  replacement: (leaf: number) => Polynomial | undefined,
  cap: number,
): Polynomial | undefined {
  let sum = constant(0n);
  for (const { monomial, coefficient } of p.summands.values()) {
    let product: Polynomial | undefined = constant(coefficient);
    for (const leaf of monomial) {
      const factor: Polynomial = replacement(leaf) ?? fromSummand({ monomial: [leaf], coefficient: 1n });
      product = timesCapped(product, factor, cap);
      if (product === undefined) return undefined;
    }
    sum = plus(sum, product);
  }
  return dividedBy(sum, p.denominator);
}
