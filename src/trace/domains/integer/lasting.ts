/**
 * For how many turns does `polynomial relation bound` keep its truth?
 *
 * Where the polynomial's part of the transition has eigenvalues 0 and 1 only, its values q(0), q(1), … are, after a delay of
 * a few turns, a polynomial sequence, known exactly from its first values q(k) = (w·M^k)·x₀; the weights w·M^k belong to the
 * transition and are computed once. The first turn at which the truth changes is then a matter of sign intervals
 * (`algebra/first-flip.ts`): a division where q is affine.
 *
 * A bound is any number or BigInt: `i <= Math.sqrt(n)` compares with a fraction, `i < Infinity` and `i < NaN` never change.
 */
import type { Relation } from "../../../algebra/relations.ts";
import { negation } from "../../../algebra/relations.ts";
import { firstFlip, signSatisfies } from "../../../algebra/first-flip.ts";
import { signOf } from "../../../algebra/sign-intervals.ts";
import { forwardDifferences } from "../../../algebra/binomials.ts";
import { reachable, restrict } from "../../../transition/blocks.ts";
import { polynomialShapes } from "../../../transition/polynomial-shapes.ts";
import type { Entry, Transition } from "../../../transition/transition.ts";
import type { Primitive } from "../../value.ts";

/** A linear functional of the state whose values along the path are eventually polynomial. */
export interface Functional {
  /** w, w·M, w·M², …: as many as determine the course. */
  readonly weights: readonly (readonly Entry<bigint>[])[];
  readonly delay: number;
  /** The functional is this many times what the predicate compares. */
  readonly factor: bigint;
}

/** undefined: the functional is not eventually polynomial. */
export function makeFunctional(
  transition: Transition<bigint>,
  { weight, factor }: { readonly weight: readonly Entry<bigint>[]; readonly factor: bigint },
): Functional | undefined {
  const part = restrict(
    transition,
    reachable(
      transition,
      weight.map(([column]) => column),
    ),
  );
  const shapes = polynomialShapes(part);
  if (shapes === undefined) return undefined;
  const delay = Math.max(0, ...shapes.map((shape) => shape.delay));
  const degree = Math.max(0, ...shapes.map((shape) => shape.degree));
  const weights = [weight];
  for (let k = 0; k < delay + degree; k++)
    weights.push(turned(weights[k] as readonly Entry<bigint>[], transition));
  return { weights, delay, factor };
}

/** w·M */
function turned(weight: readonly Entry<bigint>[], { rows }: Transition<bigint>): Entry<bigint>[] {
  const sum = new Map<number, bigint>();
  for (const [row, factor] of weight) {
    for (const [column, c] of rows[row] as readonly Entry<bigint>[]) {
      sum.set(column, (sum.get(column) ?? 0n) + factor * c);
    }
  }
  return [...sum].filter(([, c]) => c !== 0n);
}

/** A functional's values from one start on: those of the delay, then Newton coefficients. */
export interface Course {
  readonly factor: bigint;
  readonly early: readonly bigint[];
  readonly newton: readonly bigint[];
}

export function courseFrom({ weights, delay, factor }: Functional, start: readonly bigint[]): Course {
  const values = weights.map((weight) => valueOf(weight, start));
  return { factor, early: values.slice(0, delay), newton: forwardDifferences(values.slice(delay)) };
}

/**
 * The number of turns, from the present one on, at whose start `course relation bound` is as `holds` says.
 * 0n: not even now. undefined: for ever.
 */
export function lasting(
  { factor, early, newton }: Course,
  relation: Relation,
  bound: Primitive,
  holds: boolean,
): bigint | undefined {
  const threshold = integerThreshold(relation, bound as number | bigint);
  if (threshold === "never" || threshold === "always") {
    return (threshold === "always") === holds ? undefined : 0n;
  }
  const wanted = holds ? relation : negation[relation];
  const scaled = factor === 1n ? threshold : factor * threshold;
  for (let turn = 0; turn < early.length; turn++) {
    if (!signSatisfies(signOf((early[turn] as bigint) - scaled), wanted)) return BigInt(turn);
  }
  const [first, ...differences] = newton as readonly [bigint, ...bigint[]];
  const flip = firstFlip([first - scaled, ...differences], wanted);
  return flip === undefined ? undefined : flip + BigInt(early.length);
}

function valueOf(weight: readonly Entry<bigint>[], state: readonly bigint[]): bigint {
  let sum = 0n;
  for (const [column, factor] of weight) {
    const value = state[column] as bigint;
    sum += factor === 1n ? value : factor * value;
  }
  return sum;
}

/** The integer t such that for integers q: q relation bound ⇔ q relation t; or the relation's constant truth. */
export function integerThreshold(relation: Relation, bound: number | bigint): bigint | "never" | "always" {
  if (typeof bound === "bigint") return bound;
  if (Number.isNaN(bound)) return relation === "!=" ? "always" : "never";
  if (Number.isInteger(bound)) return BigInt(bound);
  if (relation === "==") return "never";
  if (relation === "!=") return "always";
  if (Number.isFinite(bound))
    return BigInt(relation === "<" || relation === ">=" ? Math.ceil(bound) : Math.floor(bound));
  const isBelow = bound > 0;
  return (relation === "<" || relation === "<=") === isBelow ? "always" : "never";
}
