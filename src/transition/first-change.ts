/**
 * The first turn at which `w·M^k·x relation threshold` is false, proved, for eigenvalues of any kind; or "undecided".
 *
 * With q_0 = w·M^k·x - c and q_(i+1)(k) = q_i(k+1) - λ_i q_i(k), λ_i > 0 (`strides.ts`), the quotient q_i(k) / λ_i^k is monotone
 * wherever q_(i+1) has one sign. So from intervals on which q_(i+1) has a sign follow those of q_i: on each it changes its sign
 * at most once, and a search finds where. This is the Rolle-Descartes recursion of `algebra/sign-intervals.ts` for sums of
 * polynomials times powers. It ends where some q_i has a proved sign from some turn on:
 *
 * - by the signs of the state (`sign-pattern.ts`), of Π (M - λ_j) M^k x at level i;
 * - by a positive cone of what is left without the λ_i, or because nothing is left.
 *
 * On the last, infinite interval q_i moves to the side of q_(i+1)'s sign. For λ_i = 1 it gets there, since q_(i+1) is at least 1
 * in size again and again (an integer sequence with a recurrence is zero from the delay on, or infinitely often not); and so it
 * does when nothing is left, since then no later λ is smaller than λ_i, and Σ q_(i+1) / λ_i^k diverges. Elsewhere the search may
 * find nothing; then nothing is claimed.
 *
 * A search is monotone: enclosures of the orbit in doubles (`growth/enclosures.ts`) leave an interval that is usually one turn
 * wide, and exact values decide the rest, as long as they are predicted to be affordable.
 */
import { signSatisfies } from "../algebra/first-flip.ts";
import type { Relation } from "../algebra/relations.ts";
import { coneLength, coneSign } from "../algebra/linear-recurrence/positive-cone.ts";
import type { Effort } from "../algebra/progress.ts";
import type { Sign } from "../algebra/sign-intervals.ts";
import { signOf } from "../algebra/sign-intervals.ts";
import { apply } from "./apply.ts";
import { enclose, enclosedSign, encloseWeight, LAST_LEVEL, type Enclosure } from "./growth/enclosures.ts";
import type { Stride, Strides } from "./strides.ts";
import type { Entry, Transition } from "./transition.ts";

/** Exact entries of the orbit M^k x, for k of any size. */
export interface ExactOrbit {
  /** Predicted nanoseconds. */
  cost(turns: bigint, columns: readonly number[]): number;
  /** The entries at `columns`, in their order. */
  at(turns: bigint, columns: readonly number[]): readonly bigint[];
}

/** From turn `from` on, up to the next one's, the sign times the value is nonnegative; 0 is exact. */
interface Piece {
  readonly from: bigint;
  /** undefined, in the last piece: nothing is known from there on. */
  readonly sign: Sign | undefined;
}

/** Where a monotone property first holds, or up to where it is known not to. */
type Reached = { readonly at: bigint } | { readonly notBefore: bigint } | "never";

export type FirstChange = { readonly turns: bigint | undefined } | "undecided";

/** What the exact evaluations of one search may take in predicted nanoseconds: of one that must succeed, and of others. */
const BUDGET_NS = 4e9;
const DOUBTFUL_BUDGET_NS = 2e7;
/** Exact evaluations of small values, of which galloping to 10^1000 takes thousands. */
const MOST_EVALUATIONS = 20_000;

/** @returns The turns at whose start the relation holds without interruption; undefined turns: for ever. */
export function firstChange(
  strides: Strides,
  start: readonly bigint[],
  relation: Relation,
  threshold: bigint,
  exact: ExactOrbit,
  effort?: Effort,
): FirstChange {
  let single: Transition<bigint> | undefined;
  for (const stride of strides) {
    single ??= stride.transition;
    let best: bigint | undefined;
    let isDecided = true;
    let state: readonly bigint[] = start;
    for (let offset = 0; offset < stride.turns && isDecided; offset++) {
      const strand = new Strand(
        stride,
        state,
        threshold,
        (k) => k * BigInt(stride.turns) + BigInt(offset),
        exact,
        effort,
      );
      const change = strand.firstChange(relation);
      if (change === "undecided") isDecided = false;
      else if (change.turns !== undefined) {
        const turns = change.turns * BigInt(stride.turns) + BigInt(offset);
        if (best === undefined || turns < best) best = turns;
      }
      state = apply(single, [...state, 1n]).slice(0, -1);
    }
    if (isDecided) return { turns: best };
  }
  return "undecided";
}

/** Every m-th state of an orbit, m being the stride. */
class Strand {
  private readonly stride: Stride;
  /** The threshold's weight included. */
  private readonly weight: readonly Entry<bigint>[];
  private readonly turnOf: (index: bigint) => bigint;
  private readonly exact: ExactOrbit;
  private readonly effort: Effort | undefined;
  /** vectors[i][k] = Π_(j<i) (M - λ_j) M^k x */
  private readonly vectors: (readonly bigint[])[][];
  private readonly tries: number;
  private readonly rows = new Map<number, Enclosure>();
  private readonly start: Enclosure;
  private budget = BUDGET_NS;
  private evaluations = MOST_EVALUATIONS;

  constructor(
    stride: Stride,
    start: readonly bigint[],
    threshold: bigint,
    turnOf: (index: bigint) => bigint,
    exact: ExactOrbit,
    effort: Effort | undefined,
  ) {
    this.stride = stride;
    this.turnOf = turnOf;
    this.exact = exact;
    this.effort = effort;
    const unit = start.length;
    this.weight = threshold === 0n ? stride.weights[0]! : [...stride.weights[0]!, [unit, -threshold]];
    this.vectors = [[[...start, 1n]]];
    this.tries = Math.min(2 * unit + 4, 24);
    this.start = enclose(this.vectors[0]![0]!);
  }

  firstChange(relation: Relation): FirstChange {
    const { delay } = this.stride;
    for (let k = 0; k < delay; k++)
      if (!signSatisfies(this.smallSign(0, k), relation)) return { turns: BigInt(k) };
    const kept = this.keptFromSoon(relation);
    if (kept !== undefined) return kept;
    const slopes = this.pieces(1);
    for (const [i, { from, sign }] of slopes.entries()) {
      const change = this.changeWithin(relation, from, slopes[i + 1]?.from, sign);
      if (change === "undecided") return change;
      if (change !== "none") return { turns: change };
    }
    return { turns: undefined };
  }

  /** A weak relation that the signs of the state prove to hold for ever after a few turns, which are looked at one by one. */
  private keptFromSoon(relation: Relation): FirstChange | undefined {
    const side = relation === ">=" || relation === ">" ? 1 : relation === "<=" || relation === "<" ? -1 : 0;
    if (side === 0) return undefined;
    const isStrict = relation === ">" || relation === "<";
    const unit = this.stride.transition.basis.length - 1;
    const threshold = this.weight.find(([column]) => column === unit)?.[1] ?? 0n;
    const bound = threshold - (isStrict ? BigInt(side) : 0n); // q > c as q - c - 1 >= 0
    for (let k = this.stride.delay; k <= this.stride.delay + this.tries; k++) {
      if (!signSatisfies(this.smallSign(0, k), relation)) return { turns: BigInt(k) };
      const sign = this.stride.pattern.signFrom(this.vector(0, k));
      if (sign === undefined) continue;
      // The pattern speaks of w alone; a bound on its side of zero adds to it.
      const boundSign = signOf(bound);
      if ((sign === side || sign === 0) && (boundSign === side || boundSign === 0))
        return { turns: undefined };
      return undefined;
    }
    return undefined;
  }

  /** Where q_0, weakly monotone on [from, end), first fails the relation. */
  private changeWithin(
    relation: Relation,
    from: bigint,
    end: bigint | undefined,
    slope: Sign | undefined,
  ): bigint | "none" | "undecided" {
    const start = this.signAt(0, from);
    if (start === undefined) return "undecided";
    if (!signSatisfies(start, relation)) return from;
    if (slope === undefined) return "undecided";
    for (let sign = start + slope; slope !== 0 && Math.abs(sign) <= 1; sign += slope) {
      if (signSatisfies(sign as Sign, relation)) continue;
      const reached = this.firstReached(0, from, end, slope, sign === 0 ? 0 : 1);
      if (reached === "never") return "none";
      if (!("at" in reached)) return "undecided";
      if (relation !== "!=") return reached.at;
      const there = this.signAt(0, reached.at);
      if (there === undefined) return "undecided";
      return there === 0 ? reached.at : "none"; // it may step over its value
    }
    return "none";
  }

  /** Where q_level has which sign, from the delay on. */
  private pieces(level: number): Piece[] {
    const settled = this.settledByPattern(level);
    if (settled !== undefined) return settled;
    if (level === this.stride.roots.length) return this.settledByCone(level);
    const slopes = this.pieces(level + 1);
    const result: Piece[] = [];
    for (const [i, { from, sign: slope }] of slopes.entries()) {
      const start = this.signAt(level, from);
      if (start === undefined || slope === undefined) return [...result, { from, sign: undefined }];
      if (slope === 0 || start !== -slope) {
        result.push({ from, sign: slope === 0 ? start : slope });
        continue;
      }
      result.push({ from, sign: start });
      const zero = this.firstReached(level, from, slopes[i + 1]?.from, slope, 0);
      if (zero === "never") continue;
      if ("notBefore" in zero) return [...result, { from: zero.notBefore, sign: undefined }];
      result.push({ from: zero.at, sign: slope });
    }
    return result;
  }

  private settledByPattern(level: number): Piece[] | undefined {
    const { delay, pattern } = this.stride;
    for (let k = delay; k <= delay + this.tries; k++) {
      const sign = pattern.signFrom(this.vector(level, k));
      if (sign !== undefined) return this.settled(level, k, sign);
    }
    return undefined;
  }

  private settledByCone(level: number): Piece[] {
    const { delay, cone, splits } = this.stride;
    if (splits) return [{ from: BigInt(delay), sign: 0 }];
    if (cone !== undefined) {
      const length = coneLength(cone);
      const values = Array.from({ length: this.tries + length }, (_, k) => this.small(level, delay + k));
      for (let k = 0; k <= this.tries; k++) {
        const sign = coneSign(cone, values.slice(k, k + length));
        if (sign !== undefined) return this.settled(level, delay + k, sign);
      }
    }
    return this.settled(level, delay + this.tries, undefined);
  }

  /** One sign from a turn on, the turns before it looked at one by one. */
  private settled(level: number, from: number, sign: Sign | undefined): Piece[] {
    const { delay } = this.stride;
    const before = Array.from({ length: from - delay }, (_, k): Piece => ({
      from: BigInt(delay + k),
      sign: this.smallSign(level, delay + k),
    }));
    const isZero = sign !== undefined && this.isZeroFrom(level, from);
    return [...before, { from: BigInt(from), sign: isZero ? 0 : sign }];
  }

  /** As many zeros as the recurrence has terms: zero for ever. */
  private isZeroFrom(level: number, from: number): boolean {
    const order = this.stride.transition.basis.length;
    for (let k = from; k < from + order; k++) if (this.small(level, k) !== 0n) return false;
    return true;
  }

  /**
   * The first k in (from, end) at which slope · q_level(k) >= least, that being monotone and false at `from`; "never": not
   * before `end`.
   */
  private firstReached(
    level: number,
    from: bigint,
    end: bigint | undefined,
    slope: Sign,
    least: 0 | 1,
  ): Reached {
    const isReached = (k: bigint): boolean | undefined => {
      const sign = this.signAt(level, k);
      return sign === undefined ? undefined : sign * slope >= least;
    };
    this.budget = end !== undefined || this.mustCross(level) ? BUDGET_NS : DOUBTFUL_BUDGET_NS;
    if (end !== undefined) {
      if (end - from === 1n) return "never";
      const atLast = isReached(end - 1n);
      if (atLast === false) return "never";
      if (atLast === undefined) return { notBefore: from + 1n };
    }
    let { low, high } = this.bracket(level, from, end === undefined ? undefined : end - 1n, slope);
    for (let step = 1n; high === undefined || high - low > 1n;) {
      const middle: bigint = high === undefined ? low + step : (low + high) >> 1n;
      const there = isReached(middle);
      if (there === undefined) return { notBefore: low + 1n };
      if (there) high = middle;
      else low = middle;
      step <<= 1n;
    }
    return { at: high };
  }

  /** On the last interval q_level reaches the side to which it moves. */
  private mustCross(level: number): boolean {
    return this.stride.splits || this.stride.roots[level] === 1n;
  }

  /** Narrows the interval that holds the first positive value of slope · q_level, as far as the enclosures tell. */
  private bracket(
    level: number,
    low: bigint,
    high: bigint | undefined,
    slope: Sign,
  ): { low: bigint; high: bigint | undefined } {
    if (low >> BigInt(LAST_LEVEL) > 0n) return { low, high };
    const { enclosed } = this.stride;
    const row = this.rowOf(level);
    const sideOf = (state: Enclosure): number => (enclosedSign(row, state) ?? 0) * slope;
    let state = enclosed.after(low, this.start);
    let top = 0;
    while (top < LAST_LEVEL) {
      const next = low + (1n << BigInt(top));
      if (high !== undefined && next >= high) break;
      if (sideOf(enclosed.advance(top, state)) > 0) {
        high = next;
        break;
      }
      top++;
    }
    // Twice from the widest step down: as far as it is certainly not reached, then as far as it is not certainly reached.
    for (const isBefore of [(side: number) => side < 0, (side: number) => side <= 0]) {
      let at = low;
      for (let step = top; step >= 0; step--) {
        const next = at + (1n << BigInt(step));
        if (high !== undefined && next >= high) continue;
        const there = enclosed.advance(step, state);
        const side = sideOf(there);
        if (side > 0) high = next;
        else if (isBefore(side)) {
          at = next;
          state = there;
          if (side < 0) low = next;
        }
      }
    }
    return { low, high };
  }

  private signAt(level: number, k: bigint): Sign | undefined {
    if (k <= BigInt(this.stride.delay + this.tries)) return this.smallSign(level, Number(k));
    const { enclosed, weights } = this.stride;
    if (k >> BigInt(LAST_LEVEL) === 0n) {
      const sign = enclosedSign(this.rowOf(level), enclosed.after(k, this.start));
      if (sign !== undefined) return sign;
    }
    const weight = level === 0 ? this.weight : weights[level]!;
    const unit = this.stride.transition.basis.length - 1;
    const columns = weight.flatMap(([column]) => (column === unit ? [] : [column]));
    const turns = this.turnOf(k);
    const cost = this.exact.cost(turns, columns);
    this.budget -= cost;
    if (!(this.budget >= 0) || this.evaluations-- <= 0) return undefined;
    this.effort?.(cost);
    const values = this.exact.at(turns, columns);
    const valueOf = new Map(columns.map((column, i) => [column, values[i]!]));
    return signOf(weight.reduce((sum, [column, factor]) => sum + factor * (valueOf.get(column) ?? 1n), 0n));
  }

  private rowOf(level: number): Enclosure {
    let row = this.rows.get(level);
    if (row === undefined) {
      const weight = level === 0 ? this.weight : this.stride.weights[level]!;
      this.rows.set(level, (row = encloseWeight(weight, this.stride.transition.basis.length)));
    }
    return row;
  }

  private smallSign(level: number, k: number): Sign {
    return signOf(this.small(level, k));
  }

  private small(level: number, k: number): bigint {
    const weight = level === 0 ? this.weight : this.stride.weights[0]!;
    const vector = this.vector(level, k);
    return weight.reduce((sum, [column, factor]) => sum + factor * vector[column]!, 0n);
  }

  private vector(level: number, k: number): readonly bigint[] {
    const list = (this.vectors[level] ??= []);
    let vector = list[k];
    if (vector === undefined) {
      if (level === 0) vector = apply(this.stride.transition, this.vector(0, k - 1));
      else {
        const root = this.stride.roots[level - 1]!;
        const lower = this.vector(level - 1, k);
        vector = this.vector(level - 1, k + 1).map((next, i) => next - root * lower[i]!);
      }
      list[k] = vector;
    }
    return vector;
  }
}
