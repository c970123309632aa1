/**
 * What the question "when does w·M^k·x pass a threshold?" needs of M and w alone, prepared once.
 *
 * The threshold c enters as one more entry that is 1 for ever: q(k) = w·M^k·x - c is then itself a functional of an orbit. Let
 * λ_0 <= λ_1 <= … be the positive integer eigenvalues, the 1 of the new entry being the first. The functionals
 *
 *     w_0 = (w, -c),      w_(i+1) = w_i · (M - λ_i)
 *
 * are free of c from w_1 on, and once all are peeled off, the sequence obeys a recurrence without these eigenvalues.
 *
 * Eigenvalues that are negative or roots of unity become positive integers in a power of M: a *stride* of m turns, for each
 * of m interleaved orbits. Strides that leave nothing, or a recurrence with a positive cone, can decide every start.
 */
import { integers } from "../algebra/integers.ts";
import { positiveCone, type PositiveCone } from "../algebra/linear-recurrence/positive-cone.ts";
import { polynomials, type Polynomial } from "../algebra/polynomials.ts";
import { compose } from "./compose.ts";
import { EnclosedOrbit } from "./growth/enclosures.ts";
import { SignPattern } from "./sign-pattern.ts";
import { spectrum } from "./spectrum.ts";
import type { Entry, Transition } from "./transition.ts";

export interface Stride {
  readonly turns: number;
  /** M^turns with the entry that is 1 for ever as the last one. */
  readonly transition: Transition<bigint>;
  /** The multiplicity of the eigenvalue 0. */
  readonly delay: number;
  /** λ_0 = 1, λ_1, …, ascending. */
  readonly roots: readonly bigint[];
  /** Is nothing left without the roots? */
  readonly splits: boolean;
  /** A cone of the recurrence that is left without the roots. */
  readonly cone: PositiveCone | undefined;
  /** w_1, w_2, … at index 1, 2, …; w_0 without the threshold at index 0. */
  readonly weights: readonly (readonly Entry<bigint>[])[];
  readonly pattern: SignPattern;
  readonly enclosed: EnclosedOrbit;
}

/** Periods of integer roots of unity in the orders that occur, and 2 for negative eigenvalues. */
const LONGER = [2, 3, 4, 6, 8, 12];
/** Powers of a transition with more entries are dense and slow. */
const LARGEST_DIMENSION = 16;

/** The single turn, and longer strides as far as they are asked for. */
export class Strides implements Iterable<Stride> {
  private readonly known: Stride[] = [];
  private readonly rest: Iterator<Stride>;

  /** @param weight on entries of `transition`. */
  constructor(transition: Transition<bigint>, weight: readonly Entry<bigint>[]) {
    this.rest = generate(transition, weight);
  }

  *[Symbol.iterator](): Generator<Stride> {
    for (let i = 0; ; i++) {
      if (i === this.known.length) {
        const next = this.rest.next();
        if (next.done === true) return;
        this.known.push(next.value);
      }
      yield this.known[i]!;
    }
  }
}

function* generate(transition: Transition<bigint>, weight: readonly Entry<bigint>[]): Generator<Stride> {
  if (transition.basis.length > LARGEST_DIMENSION) return;
  const single = withUnit(transition);
  const first = makeStride(single, weight, 1);
  if (first === undefined) return;
  yield first;
  let power = single;
  let turns = 1;
  let last = first;
  for (const longer of LONGER) {
    if (last.splits) return;
    for (; turns < longer; turns++) power = compose(single, power);
    const stride = makeStride(power, weight, longer);
    if (stride?.splits !== true && stride?.cone === undefined) continue;
    yield stride;
    last = stride;
  }
}

function withUnit({ basis, rows }: Transition<bigint>): Transition<bigint> {
  return { basis: [...basis, "threshold"], rows: [...rows, [[basis.length, 1n]]] };
}

function makeStride(
  transition: Transition<bigint>,
  weight: readonly Entry<bigint>[],
  turns: number,
): Stride | undefined {
  const eigenvalues = spectrum(transition);
  if (eigenvalues === undefined) return undefined;
  const roots = eigenvalues.roots.filter((root) => root > 0n).sort((a, b) => (a < b ? -1 : a > b ? 1 : 0));
  const ring = polynomials(integers);
  const rest = eigenvalues.roots
    .filter((root) => root < 0n)
    .reduce<Polynomial<bigint>>((product, root) => ring.mul(product, [-root, 1n]), eigenvalues.rest);
  const weights = [weight];
  for (const root of roots) weights.push(peeled(weights.at(-1)!, transition, root));
  return {
    turns,
    transition,
    delay: eigenvalues.delay,
    roots,
    splits: rest.length === 1,
    cone: positiveCone(rest),
    weights,
    pattern: new SignPattern(transition, weight),
    enclosed: new EnclosedOrbit(transition),
  };
}

/** w · (M - λ) */
function peeled(
  weight: readonly Entry<bigint>[],
  { rows }: Transition<bigint>,
  root: bigint,
): Entry<bigint>[] {
  const sums = new Map<number, bigint>();
  const add = (column: number, value: bigint): void =>
    void sums.set(column, (sums.get(column) ?? 0n) + value);
  for (const [node, factor] of weight) {
    for (const [column, c] of rows[node]!) add(column, factor * c);
    add(node, -root * factor);
  }
  return [...sums].filter(([, sum]) => sum !== 0n).sort(([a], [b]) => a - b);
}
