/**
 * The monomial closure: from a polynomial map of the variables to a linear map of monomials.
 *
 * The next value of a monomial is the product of its variables' next values, a polynomial, whose monomials join the basis
 * in turn. Starting from what is wanted this ends for a solvable map (`solvable.ts`); the basis is then a state vector on
 * which one turn is linear, e.g. { s, i·x, x } for `s += i * x; x *= 3; i++`.
 *
 * Where the map has denominators (`scales.ts`), entry m of the state vector is `scales[m]` times its monomial, so that the
 * transition is over Z.
 */
import type { Coefficient } from "./coefficient.ts";
import type { Entry, Transition } from "../transition/transition.ts";
import type { Monomial, Polynomial } from "./polynomial.ts";
import { keyOf, printMonomial } from "./polynomial.ts";
import { Images, requireSame, sumOf } from "./monomial-images.ts";
import { RefusalSignal } from "./refusal.ts";
import { refuse } from "./refusals.ts";
import type { RationalRows } from "./scales.ts";
import { rescale } from "./scales.ts";
import { unlessRefused } from "./unless-refused.ts";
import { Work } from "./work.ts";
import { SUMMAND_CAP } from "./work.ts";

export interface Closure {
  readonly monomials: readonly Monomial[];
  readonly indexOf: ReadonlyMap<string, number>;
  readonly scales: readonly bigint[];
  readonly transition: Transition<Coefficient>;
}

/**
 * @param seeds the wanted monomials; they come first in the basis, in this order
 * @param next the next value of each leaf that a seed can depend on
 * @param nameOf the names of the leaves, for the basis
 */
export function closeMonomials(
  seeds: readonly Monomial[],
  next: ReadonlyMap<number, Polynomial>,
  nameOf: (leaf: number) => string,
  work: Work,
): Closure {
  const below = reachable(seeds.flat(), next);
  if (work.isTooLarge(below, next)) refuse.closureTooLarge("", SUMMAND_CAP);
  const closed = unlessRefused(() => close(seeds, new Images(next, work)));
  if (closed instanceof RefusalSignal) {
    if (!work.isSpent) noteCulprit([...below], next, work);
    throw closed;
  }
  const { monomials, rows, denominators } = closed;
  const basis = monomials.map((monomial) => printMonomial(monomial, nameOf));
  const { scales, integral } = rescale({ rows, denominators }, basis);
  const scaled = basis.map((name, k) => (scales[k] === 1n ? name : `${scales[k]}*${name}`));
  const indexOf = new Map(monomials.map((monomial, k) => [keyOf(monomial), k]));
  return { monomials, indexOf, scales, transition: { basis: scaled, rows: integral } };
}

interface Closed extends RationalRows {
  readonly monomials: readonly Monomial[];
}

function close(seeds: readonly Monomial[], images: Images): Closed {
  const monomials: Monomial[] = [];
  const indexOf = new Map<number, number>();
  const rows: Entry<Coefficient>[][] = [];
  const denominators: bigint[] = [];
  const enter = (monomial: Monomial, sum: number): number => {
    const known = indexOf.get(sum);
    if (known !== undefined) {
      requireSame(monomials[known] as Monomial, monomial);
      return known;
    }
    if (monomials.length === SUMMAND_CAP) refuse.closureTooLarge("", SUMMAND_CAP);
    indexOf.set(sum, monomials.length);
    return monomials.push(monomial) - 1;
  };
  for (const seed of seeds) enter(seed, sumOf(seed));
  for (let k = 0; k < monomials.length; k++) {
    const image = images.of(monomials[k] as Monomial);
    const row = [...image.summands.values()].map(({ monomial, sum, coefficient }): Entry<Coefficient> => [
      enter(monomial, sum),
      coefficient,
    ]);
    rows.push(row.sort(([a], [b]) => a - b));
    denominators.push(image.denominator);
  }
  return { monomials, rows, denominators };
}

/**
 * Which leaf is to blame: the first whose own monomials are too many, of those that depend on fewest others. A product with it
 * has no fewer monomials, so that nothing that depends on it is tried again.
 */
function noteCulprit(leaves: readonly number[], next: ReadonlyMap<number, Polynomial>, work: Work): void {
  const own = leaves.map((leaf) => ({ leaf, below: reachable([leaf], next) }));
  own.sort((a, b) => a.below.size - b.below.size);
  const most = new Work();
  for (const { leaf, below } of own) {
    const closed = unlessRefused(() => close([[leaf]], new Images(next, most)));
    if (!(closed instanceof RefusalSignal)) continue;
    if (!most.isSpent) work.noteTooLarge(leaf, below, next);
    return;
  }
}

/** Some leaves, and all that their values will depend on. */
function reachable(leaves: Iterable<number>, next: ReadonlyMap<number, Polynomial>): Set<number> {
  const below = new Set(leaves);
  // A Set iterates over what is added meanwhile.
  for (const leaf of below)
    for (const { monomial } of next.get(leaf)?.summands.values() ?? [])
      for (const other of monomial) below.add(other);
  return below;
}
