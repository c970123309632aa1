/**
 * The n-th terms of sequences whose characteristic polynomial splits into integer roots λ_0, …, λ_(d-1).
 *
 * Newton's interpolation of t^n at the roots, with E the shift a_n → a_(n+1), is an identity modulo the polynomial:
 *
 *     a_n = Σ_k f[λ_0, …, λ_k] · ((E - λ_0) ⋯ (E - λ_(k-1)) a)_0,        f(t) = t^n.
 *
 * The divided differences are integers: f[λ, …, λ] = C(n, m) λ^(n-m) for m + 1 equal roots, and otherwise
 * (f[λ_1, …, λ_k] - f[λ_0, …, λ_(k-1)]) / (λ_k - λ_0), an exact division by a small number. For the root 1 alone this is the
 * binomial basis; Σ 3^i costs one power and one division by 2. The largest roots come last, so that few entries of the table
 * are large.
 *
 * E. J. Putzer, "Avoiding the Jordan canonical form in the discussion of linear systems with constant coefficients",
 * American Mathematical Monthly 73 (1966).
 */
import { binomials } from "../binomials.ts";
import { bitLength } from "../bit-length.ts";
import { integerPower } from "../integer-power.ts";
import { logarithm } from "../logarithm.ts";
import { held, together, type Peak } from "../peak.ts";
import { share, type Progress } from "../progress.ts";
import { addScaled, quotient, scaled } from "./scaled.ts";

/**
 * a_n for each sequence.
 *
 * @param roots not 0, with multiplicity, ordered by size, equal ones side by side.
 * @param initial the first d terms of each sequence; n >= d.
 */
export function dividedDifferences(
  roots: readonly bigint[],
  initial: readonly (readonly bigint[])[],
  n: bigint,
  progress?: Progress,
): bigint[] {
  const weights = initial.map((first) => newtonWeights(roots, first));
  const length = Math.max(0, ...weights.map((weight) => weight.length));
  const table = differences(roots.slice(0, length), n, progress);
  return weights.map((weight) => weight.reduce((sum, w, k) => addScaled(sum, w, table[k]!), 0n));
}

/**
 * Predicted memory: two levels of the table, the values that are kept of it, and powers, each as long as its largest root makes
 * it; then a sum for each sequence.
 *
 * @param firstBits of the first terms
 */
export function dividedDifferencesPeak(
  roots: readonly bigint[],
  n: bigint,
  sequences: number,
  firstBits: number,
): Peak {
  const small = roots.length * (bitLength(n) + 2 * roots.reduce((sum, root) => sum + bitLength(root), 1));
  const powers = roots.map((root) => {
    const growth = logarithm(root);
    return growth === 0 ? small : small + growth * Number(n);
  });
  const longest = Math.max(0, ...powers);
  const table = together(...powers.map((bits) => held(bits, TABLE_VALUES)));
  return together(table, held(longest + firstBits + small, sequences + SUM_VALUES));
}

/** The roots whose powers the sequences need: behind them all weights are 0. */
export function usedRoots(
  roots: readonly bigint[],
  initial: readonly (readonly bigint[])[],
): readonly bigint[] {
  return roots.slice(0, Math.max(0, ...initial.map((first) => newtonWeights(roots, first).length)));
}

/** Of each root: its power, one on either level, one that is kept. And a product, a sum and the one before. */
const TABLE_VALUES = 4;
const SUM_VALUES = 3;

/** ((E - λ_0) ⋯ (E - λ_(k-1)) a)_0 for k = 0, 1, …, without the zeros at the end. */
function newtonWeights(roots: readonly bigint[], first: readonly bigint[]): bigint[] {
  const weights: bigint[] = [];
  let row = first.slice(0, roots.length);
  let length = 0;
  for (const root of roots) {
    if (weights.push(row[0]!) && row[0] !== 0n) length = weights.length;
    row = row.slice(1).map((next, i) => next - root * row[i]!);
  }
  return weights.slice(0, length);
}

/** f[λ_0], f[λ_0, λ_1], …, f[λ_0, …, λ_(d-1)] for f(t) = t^n. */
function differences(roots: readonly bigint[], n: bigint, progress?: Progress): bigint[] {
  const multiplicity = Math.max(0, ...roots.map((root) => roots.lastIndexOf(root) - roots.indexOf(root)));
  const choose = binomials(n, multiplicity);
  const powers = new Map<bigint, bigint>();
  const whole = [...new Set(roots)].reduce((sum, root) => sum + logarithm(root), 0);
  let done = 0;
  const powerOf = (root: bigint, less: number): bigint => {
    const lowest = BigInt(roots.lastIndexOf(root) - roots.indexOf(root)); // the least exponent needed, raised from there
    let power = powers.get(root);
    if (power === undefined) {
      const before = done;
      done += logarithm(root) / whole;
      power = integerPower(root, n - lowest, share(progress, before, done));
      powers.set(root, power);
    }
    return scaled(root ** (lowest - BigInt(less)), power);
  };
  const result: bigint[] = [];
  let previous: bigint[] = []; // previous[i] = f[λ_i, …, λ_(i+k-1)]
  for (let k = 0; k < roots.length; k++) {
    const current: bigint[] = [];
    for (let i = 0; i + k < roots.length; i++) {
      const low = roots[i]!;
      const high = roots[i + k]!;
      current.push(
        low === high
          ? scaled(choose[k]!, powerOf(low, k))
          : quotient(previous[i + 1]! - previous[i]!, high - low),
      );
    }
    result.push(current[0]!);
    previous = current;
  }
  return result;
}
