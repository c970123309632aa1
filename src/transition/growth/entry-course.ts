/**
 * One entry of an orbit as interleaved sequences with integer roots: what its own start makes of the spectrum.
 *
 * The transition is annihilated by x^j · P (`spectrum.ts`), and the entry, after j turns, perhaps by a shorter recurrence
 * (`linear-recurrence/minimal.ts`). Let its polynomial be Π (x - λ) · Q, and let Q divide (x^N - 1)^m, as products of
 * cyclotomic polynomials do. Then each N-th term obeys Π (y - λ^N) · (y - 1)^m, which has integer roots only. Roots λ and -λ
 * become one for an even N.
 *
 * A root μ of such a sequence with the polynomial (y - μ) · R is dropped where R annihilates the sequence: what R makes of
 * it is c · μ^k, which is zero for ever if c is.
 */
import { bitLength } from "../../algebra/bit-length.ts";
import { integerRoots } from "../../algebra/integer-roots.ts";
import { integers } from "../../algebra/integers.ts";
import { minimalRecurrence } from "../../algebra/linear-recurrence/minimal.ts";
import { terms } from "../../algebra/linear-recurrence/terms.ts";
import { magnitude } from "../../algebra/magnitude.ts";
import { polynomials, type Polynomial } from "../../algebra/polynomials.ts";
import { orbit } from "../apply.ts";
import { reachable, restrict } from "../blocks.ts";
import { spectrum } from "../spectrum.ts";
import type { Transition } from "../transition.ts";

/** A sequence that obeys Π (y - μ). */
export interface RootedSequence {
  /** By magnitude, each as often as it is needed. */
  readonly roots: readonly bigint[];
  /** As many terms as there are roots. */
  readonly terms: readonly bigint[];
}

export interface EntryCourse {
  /** The values of the first turns. */
  readonly early: readonly bigint[];
  /** The values from then on: that of turn `early.length` + k is the next one of `classes[k mod classes.length]`. */
  readonly classes: readonly RootedSequence[];
}

const LARGEST_DIMENSION = 16;
const LARGEST_DEGREE = 8;
const LARGEST_ORDER = 60;
const LARGEST_BITS = 4096;

const ring = /* @__PURE__ */ polynomials(integers);

/** undefined: some root is neither an integer nor of unity, or all this would take long. */
export function entryCourse(
  transition: Transition<bigint>,
  start: readonly bigint[],
  output: number,
): EntryCourse | undefined {
  const columns = reachable(transition, [output]);
  if (columns.length > LARGEST_DIMENSION) return undefined;
  const part = restrict(transition, columns);
  const eigenvalues = spectrum(part);
  if (eigenvalues === undefined) return undefined;
  const { delay } = eigenvalues;
  const whole = product(eigenvalues.roots, eigenvalues.rest);
  const states = orbit(
    part,
    columns.map((column) => start[column]!),
    delay + whole.length,
  );
  const values = states.map((state) => state[columns.indexOf(output)]!);
  const sequence = values.slice(delay);
  const polynomial = minimalRecurrence(whole, [sequence]) ?? whole;
  const { roots, rest } = integerRoots(polynomial);
  const classes = strided(roots, rest, sequence, polynomial);
  return classes && { early: values.slice(0, delay), classes };
}

function strided(
  roots: readonly bigint[],
  rest: Polynomial<bigint>,
  first: readonly bigint[],
  polynomial: Polynomial<bigint>,
): RootedSequence[] | undefined {
  const unity = rootsOfUnity(rest);
  if (unity === undefined) return undefined;
  const opposite = roots.some((root) => roots.includes(-root));
  const stride = opposite && unity.order % 2 === 1 ? 2 * unity.order : unity.order;
  if (stride > 1 && roots.some((root) => bitLength(root) * stride > LARGEST_BITS)) return undefined;
  const powers = roots.map((root) => root ** BigInt(stride));
  for (let k = 0; k < unity.multiplicity; k++) powers.push(1n);
  powers.sort((a, b) => Number(magnitude(a) > magnitude(b)) - Number(magnitude(a) < magnitude(b)));
  const known = terms(polynomial, first, stride * powers.length);
  return Array.from({ length: stride }, (_, residue) =>
    reduced(
      powers,
      powers.map((_root, k) => known[residue + k * stride]!),
    ),
  );
}

/** N and m such that Q divides (x^N - 1)^m. */
function rootsOfUnity(
  rest: Polynomial<bigint>,
): { readonly order: number; readonly multiplicity: number } | undefined {
  const degree = rest.length - 1;
  if (degree === 0) return { order: 1, multiplicity: 0 };
  // Without the roots 1 and -1 such a Q reads the same in both directions.
  if (degree > LARGEST_DEGREE || !rest.every((c, i) => c === rest[degree - i])) return undefined;
  let power: Polynomial<bigint> = ring.ONE;
  for (let order = 1; order <= LARGEST_ORDER; order++) {
    power = ring.mulmod(power, [0n, 1n], rest);
    const nilpotent = ring.sub(power, ring.ONE);
    let product = nilpotent;
    for (let multiplicity = 1; multiplicity <= degree; multiplicity++) {
      if (product.length === 0) return { order, multiplicity };
      product = ring.mulmod(product, nilpotent, rest);
    }
  }
  return undefined;
}

/** The sequence with no more roots than it needs. */
function reduced(roots: readonly bigint[], values: readonly bigint[]): RootedSequence {
  for (let k = roots.length - 1; k >= 0; k--) {
    if (roots[k] === roots[k + 1]) continue;
    const others = roots.toSpliced(k, 1);
    if (newtonCoefficients([...others, roots[k]!], values).at(-1) === 0n)
      return reduced(others, values.slice(0, -1));
  }
  return { roots, terms: values };
}

/** The first terms of a, (E - μ_1) a, (E - μ_2)(E - μ_1) a, …, with E the shift; as many as there are terms. */
export function newtonCoefficients(roots: readonly bigint[], values: readonly bigint[]): bigint[] {
  const coefficients: bigint[] = [];
  let sequence = values;
  for (let k = 0; k < values.length; k++) {
    coefficients.push(sequence[0]!);
    sequence = sequence.slice(1).map((value, i) => value - roots[k]! * sequence[i]!);
  }
  return coefficients;
}

function product(roots: readonly bigint[], rest: Polynomial<bigint>): Polynomial<bigint> {
  return roots.reduce<Polynomial<bigint>>((all, root) => ring.mul(all, [-root, 1n]), rest);
}
