/**
 * A recurrence whose characteristic polynomial is F · G with coprime F and G, evaluated as one with F and one with G.
 *
 * Let χ be the characteristic polynomial of the multiplication by F in Z[x]/G, so that χ(F) ≡ 0 modulo G by Cayley-Hamilton
 * and χ(F) ≡ χ(0) = ρ modulo F, where ρ = ±Res(F, G). So with W = χ(F) mod F·G, for every sequence a of the recurrence
 * b = W(E) a obeys F, E being the shift, c = ρ a - b obeys G, and a_n = (b_n + c_n) / ρ: an exact division by a small number.
 *
 * It pays wherever there are two parts. Measured over both factors, as parts of the time of F · G, at n = 10^3, 10^4, 10^5,
 * 10^6, and as `chainWork` predicts it:
 *
 *     x² - x - 1, x² - 2x - 1                  0.42  0.41  0.38  0.50    0.45
 *     x² - x - 1, x² - 10x - 1                 0.45  0.36  0.36  0.45    0.40
 *     x² - 10x - 1, x² - 11x - 1               0.50  0.58  0.49  0.62    0.53
 *     x² - x - 1, x³ - x² - x - 1              0.63  0.57  0.50  0.47    0.51
 *     two of degree 5                          0.66  0.60  0.52  0.48    0.52
 *     x² - x - 1, one of degree 8              0.76  0.88  0.72  0.80    0.72
 */
import { berkowitz } from "../berkowitz.ts";
import { integers } from "../integers.ts";
import { polynomials, type Polynomial } from "../polynomials.ts";
import type { NthTerms } from "./chain.ts";
import { share } from "../progress.ts";
import { addScaled, quotient } from "./scaled.ts";
import { terms } from "./terms.ts";

/** A factor and how to find the n-th terms of sequences that obey it. */
export interface Part {
  readonly characteristic: Polynomial<bigint>;
  readonly run: NthTerms;
}

interface Splitting {
  /** F · G */
  readonly characteristic: Polynomial<bigint>;
  /** W, lowest degree first. */
  readonly projection: Polynomial<bigint>;
  /** ρ */
  readonly denominator: bigint;
}

/** First terms of the two parts; they add up to ρ times the sequence when both are there, else to the sequence. */
interface Shares {
  readonly left?: readonly bigint[];
  readonly right?: readonly bigint[];
}

const ring = /* @__PURE__ */ polynomials(integers);

/** The n-th terms of sequences that obey the product of two polynomials; undefined where these are not coprime. */
export function coprimeParts(left: Part, right: Part): Part | undefined {
  const splitting = split(left.characteristic, right.characteristic);
  if (splitting === undefined) return undefined;
  const known = new WeakMap<readonly bigint[], Shares>(); // calls that follow one another often have the same start
  const sharesOf = (first: readonly bigint[]): Shares => {
    let found = known.get(first);
    if (found === undefined) known.set(first, (found = shares(splitting, left, right, first)));
    return found;
  };
  return {
    characteristic: splitting.characteristic,
    run(initial, n, progress) {
      const all = initial.map(sharesOf);
      const lefts = left.run(
        all.flatMap((own) => (own.left ? [own.left] : [])),
        n,
        share(progress, 0, 1 / 2),
      );
      const rights = right.run(
        all.flatMap((own) => (own.right ? [own.right] : [])),
        n,
        share(progress, 1 / 2, 1),
      );
      let [nextLeft, nextRight] = [0, 0];
      return all.map((own) => {
        const b = own.left ? lefts[nextLeft++]! : 0n;
        const c = own.right ? rights[nextRight++]! : 0n;
        return own.left && own.right ? quotient(b + c, splitting.denominator) : b + c;
      });
    },
  };
}

function split(left: Polynomial<bigint>, right: Polynomial<bigint>): Splitting | undefined {
  const characteristic = ring.mul(left, right);
  const degree = right.length - 1;
  const rows = Array.from({ length: degree }, (_, i) => {
    const image = ring.mod([...new Array<bigint>(i).fill(0n), ...left], right);
    return Array.from({ length: degree }, (_, j) => image[j] ?? 0n);
  });
  const norm = berkowitz(integers, rows);
  const denominator = norm[0]!;
  if (denominator === 0n) return undefined;
  const projection = norm.reduceRight<Polynomial<bigint>>(
    (sum, c, i) => ring.add(i === degree ? [] : ring.mulmod(sum, left, characteristic), ring.trim([c])),
    [],
  );
  const content = projection.reduce(gcd, denominator < 0n ? -denominator : denominator);
  return {
    characteristic,
    projection: projection.map((c) => c / content),
    denominator: denominator / content,
  };
}

/** A sequence that is one part itself, like the counter beside a Fibonacci number, is left whole. */
function shares(
  { characteristic, projection, denominator }: Splitting,
  { characteristic: left }: Part,
  { characteristic: right }: Part,
  first: readonly bigint[],
): Shares {
  const [order, leftOrder, rightOrder] = [characteristic, left, right].map((p) => p.length - 1) as [
    number,
    number,
    number,
  ];
  const a = terms(characteristic, first.slice(0, order), order + leftOrder - 1);
  const b = Array.from({ length: leftOrder }, (_, i) =>
    projection.reduce((sum, w, k) => addScaled(sum, w, a[i + k]!), 0n),
  );
  if (b.every((value) => value === 0n)) return { right: first };
  const c = terms(left, b, Math.max(leftOrder, rightOrder))
    .slice(0, rightOrder)
    .map((value, i) => denominator * a[i]! - value);
  return c.every((value) => value === 0n) ? { left: first } : { left: b, right: c };
}

function gcd(a: bigint, b: bigint): bigint {
  while (b !== 0n) [a, b] = [b, a % b];
  return a < 0n ? -a : a;
}
