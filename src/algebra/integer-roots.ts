/**
 * The integer roots of a monic polynomial over Z, exactly, whatever their size.
 *
 * P(0), P(1), … and P(0), P(-1), … are integer-valued polynomial sequences, so their zeros are intervals of sign 0
 * (`sign-intervals.ts`); no integer is factored. What remains after synthetic division by the roots has none. Cost O(d^2)
 * bisections; beyond degree 12 only ±1, ±2 and ±3 are tried.
 */
import { forwardDifferences } from "./binomials.ts";
import type { Polynomial } from "./polynomials.ts";
import { signIntervals } from "./sign-intervals.ts";

const LARGEST_DEGREE = 12;

export interface RootFactors {
  /** With multiplicity, ordered by size. */
  readonly roots: readonly bigint[];
  /** Monic, without integer roots. */
  readonly rest: Polynomial<bigint>;
}

/** @param polynomial monic, lowest degree first. */
export function integerRoots(polynomial: Polynomial<bigint>): RootFactors {
  if (polynomial.length === 2) return { roots: [-polynomial[0]!], rest: [1n] };
  const roots: bigint[] = [];
  let rest = polynomial;
  for (const root of candidates(polynomial)) {
    for (let quotient = divided(rest, root); quotient !== undefined; quotient = divided(rest, root)) {
      roots.push(root);
      rest = quotient;
    }
  }
  return { roots, rest };
}

/** Every integer root, each once, ordered by size. */
function candidates(polynomial: Polynomial<bigint>): bigint[] {
  const degree = polynomial.length - 1;
  if (degree > LARGEST_DEGREE) return [0n, 1n, -1n, 2n, -2n, 3n, -3n];
  if (degree === 2 && hasNoRoots(polynomial)) return [];
  const zeros = (side: bigint): bigint[] => {
    const values = Array.from({ length: degree + 1 }, (_, k) => evaluate(polynomial, side * BigInt(k)));
    return signIntervals(forwardDifferences(values)).flatMap(({ from, sign }, i, intervals) => {
      if (sign !== 0) return [];
      const neighbours = Number(intervals[i + 1]!.from - from); // roots side by side share an interval
      return Array.from({ length: neighbours }, (_, k) => side * (from + BigInt(k)));
    });
  };
  return [...new Set([...zeros(1n), ...zeros(-1n)])].sort((a, b) => Number(a * a - b * b));
}

/** Whether the discriminant of a quadratic polynomial is no square; undecided (false) where it is too large for doubles. */
function hasNoRoots([q, p]: Polynomial<bigint>): boolean {
  const discriminant = Number(p! * p! - 4n * q!);
  return (
    discriminant < 0 || (discriminant < Number.MAX_SAFE_INTEGER && !Number.isInteger(Math.sqrt(discriminant)))
  );
}

/** P(x), by Horner's rule. */
export function evaluate(polynomial: Polynomial<bigint>, x: bigint): bigint {
  return polynomial.reduceRight((sum, c) => sum * x + c, 0n);
}

/** P / (x - root) when that divides. */
function divided(polynomial: Polynomial<bigint>, root: bigint): bigint[] | undefined {
  const quotient: bigint[] = [];
  let carry = 0n;
  for (let i = polynomial.length - 1; i > 0; i--) quotient.push((carry = carry * root + polynomial[i]!));
  return polynomial.length > 1 && carry * root + polynomial[0]! === 0n ? quotient.reverse() : undefined;
}
