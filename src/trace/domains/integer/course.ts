/**
 * The course of a polynomial over the turns of an inner loop, as polynomials in the values at the loop's head.
 *
 * On the part of the transition that decides it the eigenvalues are 0 and 1 only: then after δ turns, with the values
 * `early` before, it is Σ_j C(T, j) · `newton`[j] for the T-th turn from there. Or a power: the transition to a constant
 * number of turns.
 */
import { integers } from "../../../algebra/integers.ts";
import { matrices } from "../../../algebra/matrices.ts";
import { power as semiringPower } from "../../../algebra/power.ts";
import { reachable, restrict } from "../../../transition/blocks.ts";
import { polynomialShapes } from "../../../transition/polynomial-shapes.ts";
import type { Transition } from "../../../transition/transition.ts";
import type { Coefficient } from "../../coefficient.ts";
import { add, multiply } from "../../coefficient.ts";
import type { Polynomial, Summand } from "../../polynomial.ts";
import {
  constant,
  dividedBy,
  keyOf,
  leastCommonMultiple,
  minus,
  plus,
  timesCapped,
} from "../../polynomial.ts";
import { PRODUCT_CAP } from "../../polynomial-reader.ts";
import { refuse } from "../../refusals.ts";
import type { Closure } from "../../monomial-closure.ts";

export interface Course {
  readonly delay: bigint;
  readonly early: readonly Polynomial[];
  readonly newton: readonly Polynomial[];
}

/** A value after some turns, and factors whose products' sum bounds its magnitude in all turns before. */
export interface Landing {
  readonly value: Polynomial;
  readonly envelope: readonly (readonly Polynomial[])[];
}

type Weights = ReadonlyMap<number, Coefficient>;

/** undefined: the polynomial's course is not eventually polynomial */
export function courseOf(closure: Closure, polynomial: Polynomial): Course | undefined {
  const { weights, factor } = weigh(closure, polynomial);
  const { transition } = closure;
  const shapes = polynomialShapes(restrict(transition, reachable(transition, [...weights.keys()])));
  if (shapes === undefined) return undefined;
  const delay = Math.max(0, ...shapes.map((shape) => shape.delay));
  const degree = Math.max(0, ...shapes.map((shape) => shape.degree));
  const values: Polynomial[] = [];
  let turned = weights;
  for (let k = 0; k <= delay + degree; k++) {
    values.push(unweigh(closure, turned, factor));
    turned = turn(transition, turned);
  }
  const newton = forwardDifferences(values.slice(delay));
  while (newton.length > 1 && newton.at(-1)?.summands.size === 0) newton.pop();
  return { delay: BigInt(delay), early: values.slice(0, delay), newton };
}

/** The value after `turns` turns of the loop, which may be a polynomial itself. */
export function landing({ delay, early, newton }: Course, turns: Polynomial): Landing {
  const late = minus(turns, constant(delay));
  const envelope: Polynomial[][] = early.map((polynomial) => [polynomial]);
  let value = constant(0n);
  let binomial = constant(1n);
  newton.forEach((difference, j) => {
    if (j > 0) binomial = dividedBy(product(binomial, minus(late, constant(BigInt(j - 1)))), BigInt(j));
    envelope.push([binomial, difference]);
    value = plus(value, product(binomial, difference));
  });
  return { value, envelope };
}

/** Dimensions and bits of a power that is worth having as coefficients. */
const POWER_DIMENSION = 16;
const POWER_BITS = 1 << 20;

/** The polynomial after a constant number of turns, by the power of the transition; undefined when that is too large. */
export function landingOfPower(closure: Closure, polynomial: Polynomial, turns: bigint): Landing | undefined {
  const { weights, factor } = weigh(closure, polynomial);
  const columns = reachable(closure.transition, [...weights.keys()]);
  const { rows } = restrict(closure.transition, columns);
  if (columns.length > POWER_DIMENSION) return undefined;
  const matrix = columns.map(() => columns.map(() => 0n));
  let norm = 1n;
  for (const [i, row] of rows.entries()) {
    let sum = 0n;
    for (const [j, coefficient] of row) {
      if (typeof coefficient !== "bigint") return undefined;
      (matrix[i] as bigint[])[j] = coefficient;
      sum += coefficient < 0n ? -coefficient : coefficient;
    }
    if (sum > norm) norm = sum;
  }
  const bits = BigInt(norm.toString(2).length - 1 || (norm > 1n ? 1 : 0));
  if ((bits + 1n) * turns > BigInt(POWER_BITS)) return undefined;
  const power = semiringPower(matrices(integers, columns.length), matrix, turns);
  const sum = new Map<number, Coefficient>();
  for (const [column, weight] of weights) {
    const row = power[columns.indexOf(column)] as readonly bigint[];
    row.forEach((c, j) => {
      const target = columns[j] as number;
      if (c !== 0n) sum.set(target, add(sum.get(target) ?? 0n, multiply(weight, c)));
    });
  }
  const most = constant(norm ** turns);
  const envelope = columns.map((column) => [
    most,
    unweigh(closure, new Map([[column, 1n]]), 1n),
    constant(heaviest(weights)),
  ]);
  return { value: unweigh(closure, sum, factor), envelope };
}

function heaviest(weights: Weights): bigint {
  let sum = 1n;
  for (const weight of weights.values()) {
    if (typeof weight !== "bigint") refuse.innerLoop("");
    sum += (weight as bigint) < 0n ? -(weight as bigint) : (weight as bigint);
  }
  return sum;
}

/** `factor` times the polynomial as integer weights of the scaled basis. */
function weigh(
  { indexOf, scales }: Closure,
  { summands, denominator }: Polynomial,
): { weights: Weights; factor: bigint } {
  const entries = [...summands.values()].map(({ monomial, coefficient }) => {
    const column = indexOf.get(keyOf(monomial)) as number;
    return { column, coefficient, divisor: denominator * (scales[column] as bigint) };
  });
  const factor = entries.reduce((common, { divisor }) => leastCommonMultiple(common, divisor), 1n);
  const weights = entries.map(
    ({ column, coefficient, divisor }) => [column, multiply(coefficient, factor / divisor)] as const,
  );
  return { weights: new Map(weights), factor };
}

function unweigh({ monomials, scales }: Closure, weights: Weights, factor: bigint): Polynomial {
  const summands = new Map<string, Summand>();
  for (const [column, weight] of weights) {
    const monomial = monomials[column] as readonly number[];
    summands.set(keyOf(monomial), { monomial, coefficient: multiply(weight, scales[column] as bigint) });
  }
  return dividedBy({ summands, denominator: 1n }, factor);
}

/** w·M */
function turn({ rows }: Transition<Coefficient>, weights: Weights): Weights {
  const sum = new Map<number, Coefficient>();
  for (const [row, weight] of weights) {
    for (const [column, coefficient] of rows[row] ?? []) {
      const total = add(sum.get(column) ?? 0n, multiply(weight, coefficient));
      if (total === 0n) sum.delete(column);
      else sum.set(column, total);
    }
  }
  return sum;
}

function forwardDifferences(values: readonly Polynomial[]): Polynomial[] {
  const differences = [...values];
  for (let order = 1; order < differences.length; order++) {
    for (let k = differences.length - 1; k >= order; k--) {
      differences[k] = minus(differences[k] as Polynomial, differences[k - 1] as Polynomial);
    }
  }
  return differences;
}

export function product(p: Polynomial, q: Polynomial): Polynomial {
  return timesCapped(p, q, PRODUCT_CAP) ?? refuse.closureTooLarge("", PRODUCT_CAP);
}
