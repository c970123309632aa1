/**
 * Integer-valued polynomials as products of linear ones:
 *
 *     q(t) = (numerator / denominator) · Π (slope·t + offset) · g(t),
 *
 * every factor primitive, g ∈ Z[t] primitive without rational roots. A root u/a of a polynomial with leading coefficient a is
 * an integer root u of the monic a^(d-1) q(u/a); by Gauss's lemma the quotients by primitive factors stay in Z[t].
 */
import { integerRoots } from "../integer-roots.ts";
import { magnitude } from "../magnitude.ts";

/** slope·t + offset, slope > 0, without a common divisor. */
export interface LinearFactor {
  readonly slope: bigint;
  readonly offset: bigint;
}

export interface LinearFactors {
  readonly numerator: bigint;
  readonly denominator: bigint;
  readonly factors: readonly LinearFactor[];
  /** Is g = 1? */
  readonly isComplete: boolean;
}

/** @param newton the Newton coefficients Δ^j q(0), not all 0 */
export function linearFactors(newton: readonly bigint[]): LinearFactors {
  const { coefficients, denominator } = fromNewton(newton);
  const leading = coefficients.at(-1)!;
  const content = coefficients.reduce(gcd, 0n) * (leading < 0n ? -1n : 1n);
  const common = gcd(content, denominator);
  const primitive = coefficients.map((c) => c / content);
  const top = primitive.at(-1)!;
  const degree = primitive.length - 1;
  const monic = primitive.map((c, i) => (i === degree ? 1n : c * top ** BigInt(degree - 1 - i)));
  const roots = degree === 0 ? [] : integerRoots(monic).roots;
  return {
    numerator: content / common,
    denominator: denominator / common,
    factors: roots.map((root) => {
      const divisor = gcd(top, root);
      return { slope: top / divisor, offset: -root / divisor };
    }),
    isComplete: roots.length === degree,
  };
}

/** Σ newton[j] · C(t, j) in powers of t, lowest first, over a common denominator. */
function fromNewton(newton: readonly bigint[]): { coefficients: bigint[]; denominator: bigint } {
  let length = newton.length;
  while (length > 1 && newton[length - 1] === 0n) length--;
  let denominator = 1n;
  for (let j = 2n; j < BigInt(length); j++) denominator *= j;
  const coefficients = new Array<bigint>(length).fill(0n);
  let falling = [1n]; // t (t-1) ⋯ (t-j+1)
  let weight = denominator; // denominator / j!
  for (let j = 0; j < length; j++) {
    falling.forEach((c, i) => (coefficients[i]! += newton[j]! * weight * c));
    falling = [0n, ...falling].map((c, i) => c - BigInt(j) * (falling[i] ?? 0n));
    weight /= BigInt(j + 1);
  }
  return { coefficients, denominator };
}

function gcd(a: bigint, b: bigint): bigint {
  let [x, y] = [magnitude(a), magnitude(b)];
  while (y !== 0n) [x, y] = [y, x % y];
  return x;
}
