/**
 * Sparse polynomials in the loop's variables, with coefficients of a plan.
 *
 * A monomial is the sorted list of its variables' indices, with repetition: i²·x is [0, 0, 1]; [] is 1. A polynomial maps
 * a monomial's key to its term; zero coefficients are absent.
 */
import type { Coefficient } from "./coefficient.ts";
import { add, multiply } from "./coefficient.ts";

export type Monomial = readonly number[];

export interface Summand {
  readonly monomial: Monomial;
  readonly coefficient: Coefficient;
}

export type Polynomial = ReadonlyMap<string, Summand>;

export const one: Monomial = [];

export function keyOf(monomial: Monomial): string {
  return monomial.join("*");
}

export function constant(coefficient: Coefficient): Polynomial {
  return fromSummand({ monomial: one, coefficient });
}

export function fromSummand(summand: Summand): Polynomial {
  return summand.coefficient === 0n ? new Map() : new Map([[keyOf(summand.monomial), summand]]);
}

export function plus(p: Polynomial, q: Polynomial): Polynomial {
  const sum = new Map(p);
  for (const summand of q.values()) accumulate(sum, summand);
  return sum;
}

export function scale(p: Polynomial, factor: Coefficient): Polynomial {
  return times(p, constant(factor));
}

/** The product, or undefined when it needs more than `cap` multiplications. */
export function timesCapped(p: Polynomial, q: Polynomial, cap: number): Polynomial | undefined {
  return p.size * q.size > cap ? undefined : times(p, q);
}

function times(p: Polynomial, q: Polynomial): Polynomial {
  const product = new Map<string, Summand>();
  for (const a of p.values()) {
    for (const b of q.values()) {
      const monomial = [...a.monomial, ...b.monomial].sort((x, y) => x - y);
      accumulate(product, { monomial, coefficient: multiply(a.coefficient, b.coefficient) });
    }
  }
  return product;
}

function accumulate(sum: Map<string, Summand>, { monomial, coefficient }: Summand): void {
  const key = keyOf(monomial);
  const total = add(sum.get(key)?.coefficient ?? 0n, coefficient);
  if (total === 0n) sum.delete(key);
  else sum.set(key, { monomial, coefficient: total });
}

export function printMonomial(monomial: Monomial, names: readonly string[]): string {
  if (monomial.length === 0) return "1";
  const parts: string[] = [];
  for (let k = 0; k < monomial.length;) {
    let power = 1;
    while (monomial[k + power] === monomial[k]) power++;
    const name = names[monomial[k] as number] as string;
    parts.push(power === 1 ? name : `${name}^${power}`);
    k += power;
  }
  return parts.join("*");
}
