/**
 * Ranges: between which integers a value stays, in every turn of a path.
 *
 * An abstract interpretation of the turn over intervals. The range of a variable at the head of a turn is the least
 * interval, up to widening, that contains its start value and is kept by the turn:
 *
 *     head(x) ⊇ {start}  ∪  next(x)(head)
 *
 * What still grows after some rounds is widened: an end moves on to the next bound that a choice compares with, and to
 * infinity beyond the last one. `if (x >= m) x -= m` keeps 2x and x + y below m only from [0, m - 1] on.
 *
 * Where a predicate of the path compares a variable itself with an invariant, its truth narrows the variable's range in the
 * turn. All ranges speak of exact integers: that numbers stay exact is the certificate's business.
 */
import { bitLength } from "../algebra/bit-length.ts";
import type { Interval } from "../algebra/intervals.ts";
import {
  add,
  areDisjoint,
  bitsOf,
  contains,
  equals,
  everything,
  hull,
  intersect,
  interval,
  maximum,
  minimum,
  multiply,
  negate,
  point,
  remainder,
  signedBits,
  subtract,
  widen,
} from "../algebra/intervals.ts";
import type { Relation } from "../algebra/relations.ts";
import { mirrored, negation } from "../algebra/relations.ts";
import type { Evaluation } from "./evaluate-terms.ts";
import type { Predicate } from "./path.ts";
import type { Trace } from "./trace.ts";
import type { Primitive, Term, Value } from "./value.ts";
import { isInvariant, isTerm } from "./value.ts";

/** Turns that are followed before what still grows is widened. */
const PATIENCE = 3;

/** Bounds to which ranges are widened; a program with more of them is widened to infinity at once. */
const THRESHOLD_CAP = 24;

/** Powers beyond this are not followed. */
const LARGEST_EXPONENT = 64n;

/** Wider integers than this are not told from BigInts of any length. */
const WIDEST = 4096;

const int32: Interval = signedBits(31n);
const uint32: Interval = interval(0n, (1n << 32n) - 1n);

export class Ranges {
  private readonly trace: Trace;
  private readonly evaluation: Evaluation;
  /** By variable, what the start values and all turns leave in it. */
  private readonly heads = new Map<Term, Interval>();
  private readonly starts: ReadonlyMap<Term, Interval>;
  private readonly narrowings: readonly Narrowing[];
  private readonly narrowed = new Map<Term, Interval>();
  private known = new Map<Term, Interval>();

  /**
   * @param variables the variables to look at, with all that they depend on
   * @param bounds whether bounds that are invariants are taken as they are, or rounded away from zero to all ones, so that
   * the ranges hold for other calls, too
   */
  constructor(
    trace: Trace,
    evaluation: Evaluation,
    variables: Iterable<string>,
    bounds: "exact" | "rounded" = "exact",
  ) {
    this.trace = trace;
    this.evaluation = evaluation;
    this.narrowings = narrowings(trace.predicates, evaluation, bounds);
    for (const { variable, half } of this.narrowings)
      this.narrowed.set(variable, intersect(this.narrowed.get(variable) ?? everything, half));
    const leaves = [...variables].map((name) => trace.leaves.get(name) as Term);
    this.starts = new Map(leaves.map((leaf) => [leaf, this.invariant(leaf)]));
    for (const [leaf, start] of this.starts) this.heads.set(leaf, start);
    const thresholds = this.thresholds();
    const step = (x: Interval, y: Interval): Interval => widen(x, y, thresholds);
    for (let round = 0; this.grow(round >= PATIENCE ? step : undefined); round++);
    // Each pass back is sound by itself; values that are handed on from variable to variable need one for each.
    for (let pass = 0; pass < leaves.length + 1 && this.shrink(); pass++);
    this.known = new Map();
  }

  /** The range of a value of the turn. */
  of(value: Value): Interval {
    if (!isTerm(value) || value.invariant) return this.invariant(value);
    let range = this.known.get(value);
    if (range === undefined) {
      range = this.compute(value);
      this.known.set(value, range);
    }
    return range;
  }

  /** The range of what turns leave in a variable, the start value aside. */
  after(variable: string): Interval {
    return this.of(this.trace.next.get(variable));
  }

  /** Are they much the same from other start values, or has one that is far from what turns leave widened them? */
  get areTypical(): boolean {
    return [...this.starts].every(([{ name }, start]) => {
      const left = hull(this.after(name), point(0n));
      return contains(add(left, left), start);
    });
  }

  /** Do these ranges hold from other start values, too (the invariants being the same)? */
  holdFrom(start: (variable: string) => unknown): boolean {
    for (const [leaf, head] of this.heads) {
      const value = start(leaf.name);
      if (typeof value !== "bigint" && !Number.isSafeInteger(value)) return false;
      const integer = typeof value === "bigint" ? value : BigInt(value as number);
      if (integer < head.low || integer > head.high) return false;
    }
    return true;
  }

  /** Do these ranges hold for other bounds, too (the start values and all that is computed with being the same)? */
  holdFor(evaluation: Evaluation): boolean {
    for (const { relation, bound, half } of this.narrowings) {
      const other = halfLine(relation, evaluation.of(bound));
      if (other.low < half.low || other.high > half.high) return false;
    }
    return true;
  }

  /** The ranges of values in the turns in which each variable is of at most the given magnitude. */
  within(magnitude: (variable: string) => number): (value: Value) => Interval {
    const narrower = new Ranges(this.trace, this.evaluation, []);
    for (const [leaf, head] of this.heads) {
      const bound = whole(Math.ceil(magnitude(leaf.name)));
      narrower.heads.set(leaf, intersect(head, interval(typeof bound === "bigint" ? -bound : -bound, bound)));
    }
    return (value) => narrower.of(value);
  }

  private grow(step: ((x: Interval, y: Interval) => Interval) | undefined): boolean {
    let hasGrown = false;
    for (const [leaf, next] of this.nexts()) {
      const head = this.heads.get(leaf) as Interval;
      const wider = hull(head, next);
      if (equals(head, wider)) continue;
      this.heads.set(leaf, step ? step(head, wider) : wider);
      hasGrown = true;
    }
    return hasGrown;
  }

  /** The bounds that choices compare with, and their neighbours. */
  private thresholds(): readonly bigint[] {
    const bounds = new Set<bigint>();
    for (const { op, args } of this.trace.computed) {
      const [condition] = args;
      if (op !== "select" || !isTerm(condition) || !(condition.op in negation)) continue;
      for (const side of condition.args) {
        if (!isInvariant(side)) continue;
        const { low } = this.invariant(side);
        if (typeof low === "bigint") for (const bound of [low - 1n, low, low + 1n]) bounds.add(bound);
      }
    }
    return bounds.size > THRESHOLD_CAP ? [] : [...bounds].sort((a, b) => (a < b ? -1 : 1));
  }

  private shrink(): boolean {
    let hasShrunk = false;
    for (const [leaf, next] of this.nexts()) {
      const head = hull(this.starts.get(leaf) as Interval, next);
      if (equals(head, this.heads.get(leaf) as Interval)) continue;
      this.heads.set(leaf, head);
      hasShrunk = true;
    }
    return hasShrunk;
  }

  private nexts(): [Term, Interval][] {
    this.known = new Map();
    return [...this.heads.keys()].map((leaf) => [leaf, this.after(leaf.name)]);
  }

  private invariant(value: Value): Interval {
    return primitiveRange(this.evaluation.of(value));
  }

  private compute(term: Term): Interval {
    const [x, y] = term.args;
    switch (term.op) {
      case "variable":
        return intersect(this.heads.get(term) ?? everything, this.narrowed.get(term) ?? everything);
      case "+":
        return add(this.of(x), this.of(y));
      case "-":
        return subtract(this.of(x), this.of(y));
      case "*":
        return square(multiply(this.of(x), this.of(y)), Object.is(x, y));
      case "**":
        return this.power(x, y);
      case "neg":
        return negate(this.of(x));
      case "BigInt":
      case "Number":
      case "plus":
        return this.of(x);
      case "%":
        return remainder(this.of(x), this.of(y));
      case "select":
        return this.select(term);
      case "Math.max":
        return term.args.map((arg) => this.of(arg)).reduce(maximum);
      case "Math.min":
        return term.args.map((arg) => this.of(arg)).reduce(minimum);
      case "BigInt.asUintN":
        return this.wrapped(x, y, false);
      case "BigInt.asIntN":
        return this.wrapped(x, y, true);
      case "Math.imul":
        return int32;
      case ">>>":
        return this.unsignedShift(y);
      case "~":
        return subtract(negate(this.integer32(term, x)), point(1n));
      case "&":
        return this.masked(term, this.integer32(term, x), this.integer32(term, y));
      case "|":
      case "^":
        return this.merged(term, this.integer32(term, x), this.integer32(term, y));
      case "<<":
        return this.shiftedLeft(term, x, y);
      case ">>":
        return this.shiftedRight(term, x, y);
      default:
        return everything;
    }
  }

  private power(base: Value, exponent: Value): Interval {
    if (typeof exponent !== "bigint" || exponent < 0n || exponent > LARGEST_EXPONENT) return everything;
    const range = this.of(base);
    let power = point(1n);
    for (let k = 0n; k < exponent; k++) power = multiply(power, range);
    return square(power, exponent % 2n === 0n);
  }

  private select({ args: [condition, x, y] }: Term): Interval {
    const [then, otherwise] = [this.arm(condition, x, true), this.arm(condition, y, false)];
    if (then && otherwise) return hull(then, otherwise);
    return then ?? otherwise ?? hull(this.of(x), this.of(y));
  }

  /**
   * An arm's value, where the condition says something of it: `x < 0 ? x + m : x` adds to negative values only. The range
   * of `x + c` and `x - c` follows from that of x.
   *
   * @returns undefined for an arm that no turn takes
   */
  private arm(condition: Value, arm: Value, truth: boolean): Interval | undefined {
    const range = this.of(arm);
    if (!isTerm(condition) || !(condition.op in negation)) return range;
    const relation = truth ? (condition.op as Relation) : negation[condition.op as Relation];
    const [left, right] = condition.args;
    let narrow = range;
    for (const [side, other, of] of [
      [left, right, relation],
      [right, left, mirrored[relation]],
    ] as const) {
      const limit = this.of(other);
      const bound = boundBeside(of, limit);
      if (areDisjoint(this.of(side), bound)) return undefined;
      if (Object.is(side, arm)) narrow = intersect(narrow, bound);
      else if (isTerm(arm) && (arm.op === "+" || arm.op === "-") && Object.is(arm.args[0], side)) {
        const part = intersect(this.of(side), bound);
        const step = this.of(arm.args[1]);
        narrow = intersect(narrow, arm.op === "+" ? add(part, step) : subtract(part, step));
      }
    }
    return narrow;
  }

  private wrapped(bits: Value, value: Value, isSigned: boolean): Interval {
    const width = this.evaluation.of(bits);
    if (!Number.isInteger(width) || (width as number) < 1 || (width as number) > WIDEST) return everything;
    const range = isSigned
      ? signedBits(BigInt(width as number) - 1n)
      : interval(0n, (1n << BigInt(width as number)) - 1n);
    return unlessInside(this.of(value), range);
  }

  /** What a bitwise operator on numbers sees of its operand; BigInts it sees whole. */
  private integer32(term: Term, operand: Value): Interval {
    const range = this.of(operand);
    return term.type === "bigint" ? range : unlessInside(range, int32);
  }

  private unsignedShift(count: Value): Interval {
    const shift = isTerm(count) && !count.invariant ? undefined : this.evaluation.of(count);
    return typeof shift === "number" && Number.isInteger(shift)
      ? interval(0n, (uint32.high as bigint) >> BigInt(shift & 31))
      : uint32;
  }

  private masked(term: Term, x: Interval, y: Interval): Interval {
    if (x.low >= 0n) return interval(0n, y.low >= 0n && y.high < x.high ? y.high : x.high);
    if (y.low >= 0n) return interval(0n, y.high);
    return this.merged(term, x, y);
  }

  /** Bits of either: no more than the longer one has, and no sign where neither has. */
  private merged(term: Term, x: Interval, y: Interval): Interval {
    const [a, b] = [bitsOf(x), bitsOf(y)];
    if (a === undefined || b === undefined) return term.type === "number" ? int32 : everything;
    const bits = BigInt(Math.max(a, b));
    return x.low >= 0n && y.low >= 0n ? interval(0n, (1n << bits) - 1n) : signedBits(bits);
  }

  private shiftedLeft(term: Term, x: Value, count: Value): Interval {
    const shift = isTerm(count) && !count.invariant ? undefined : this.evaluation.of(count);
    if (term.type === "bigint") {
      return typeof shift === "bigint" && shift >= 0n && shift <= 4096n
        ? multiply(this.of(x), point(1n << shift))
        : everything;
    }
    if (typeof shift !== "number") return int32;
    return unlessInside(multiply(this.of(x), point(1n << BigInt(shift & 31))), int32);
  }

  private shiftedRight(term: Term, x: Value, count: Value): Interval {
    const range = this.integer32(term, x);
    const shift = isTerm(count) && !count.invariant ? undefined : this.evaluation.of(count);
    const bits = typeof shift === "number" ? BigInt(shift & 31) : shift;
    if (typeof bits !== "bigint" || bits < 0n || bits > 1n << 31n) return everything;
    const shifted = (end: Interval["low"]): Interval["low"] => (typeof end === "bigint" ? end >> bits : end);
    return { low: shifted(range.low), high: shifted(range.high) };
  }
}

/** A predicate that compares a variable with an invariant: on the path the variable is in `half`. */
interface Narrowing {
  readonly variable: Term;
  readonly relation: Relation;
  readonly bound: Value;
  readonly half: Interval;
}

function narrowings(
  predicates: readonly Predicate[],
  evaluation: Evaluation,
  bounds: "exact" | "rounded",
): readonly Narrowing[] {
  const found: Narrowing[] = [];
  const note = (variable: Value, relation: Relation, bound: Value): void => {
    if (!isTerm(variable) || variable.op !== "variable" || (isTerm(bound) && !bound.invariant)) return;
    const half = halfLine(relation, evaluation.of(bound));
    found.push({ variable, relation, bound, half: bounds === "rounded" ? rounded(half) : half });
  };
  for (const { left, right, relation, holds } of predicates) {
    const truth = holds ? relation : negation[relation];
    note(left, truth, right);
    note(right, mirrored[truth], left);
  }
  return found;
}

/** A wider interval: an end away from zero becomes the last integer of its length. */
function rounded({ low, high }: Interval): Interval {
  return {
    low: typeof low === "bigint" && low < 0n ? -longest(low) : low,
    high: typeof high === "bigint" && high > 0n ? longest(high) : high,
  };
}

function longest(value: bigint): bigint {
  return (1n << BigInt(bitLength(value))) - 1n;
}

/** A value that wraps into `range`, unless it is in it anyway. */
function unlessInside(value: Interval, range: Interval): Interval {
  return value.low >= range.low && value.high <= range.high ? value : range;
}

function square(range: Interval, isSquare: boolean): Interval {
  return isSquare && range.low < 0n ? { low: 0n, high: range.high } : range;
}

function primitiveRange(value: Primitive): Interval {
  if (typeof value === "bigint") return point(value);
  return Number.isSafeInteger(value) ? point(BigInt(value as number)) : everything;
}

/** The integers x with `x relation bound`. */
function halfLine(relation: Relation, bound: Primitive): Interval {
  if (typeof bound !== "bigint" && (typeof bound !== "number" || Number.isNaN(bound))) return everything;
  const ceil: Interval["low"] = typeof bound === "bigint" ? bound : whole(Math.ceil(bound));
  const floor: Interval["low"] = typeof bound === "bigint" ? bound : whole(Math.floor(bound));
  const isWhole = ceil === floor;
  switch (relation) {
    case "<":
      return interval(-Infinity, isWhole && typeof floor === "bigint" ? floor - 1n : floor);
    case "<=":
      return interval(-Infinity, floor);
    case ">":
      return interval(isWhole && typeof ceil === "bigint" ? ceil + 1n : ceil, Infinity);
    case ">=":
      return interval(ceil, Infinity);
    case "==":
      return isWhole ? interval(floor, ceil) : everything;
    case "!=":
      return everything;
  }
}

function whole(value: number): Interval["low"] {
  return Number.isFinite(value) ? BigInt(value) : value;
}

/** The integers x with `x relation y` for some y of the range. */
function boundBeside(relation: Relation, { low, high }: Interval): Interval {
  const [below, above] = [
    typeof high === "bigint" ? high - 1n : high,
    typeof low === "bigint" ? low + 1n : low,
  ];
  switch (relation) {
    case "<":
      return interval(-Infinity, below);
    case "<=":
      return interval(-Infinity, high);
    case ">":
      return interval(above, Infinity);
    case ">=":
      return interval(low, Infinity);
    case "==":
      return { low, high };
    case "!=":
      return everything;
  }
}
