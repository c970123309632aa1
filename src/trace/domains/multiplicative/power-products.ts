/**
 * Turns that multiply: every next value is a product of powers of the variables and of invariants,
 *
 *     x_i' = c_i · Π_j x_j^(A_ij),
 *
 * so that exponents are mapped linearly: after n turns each variable is the product of the start values and the c_i with
 * the exponents in the rows of a power of the integer matrix (A 1; 0 1).
 */
import type { Matrix } from "../../../algebra/matrices.ts";
import { matrices } from "../../../algebra/matrices.ts";
import { power } from "../../../algebra/power.ts";
import type { Semiring } from "../../../algebra/ring.ts";
import type { Coefficient } from "../../coefficient.ts";
import { printCoefficient } from "../../coefficient.ts";
import type { Polynomial } from "../../polynomial.ts";
import type { Term } from "../../value.ts";

export interface PowerProducts {
  /** The variables first, the wanted ones in front. */
  readonly variables: readonly Term[];
  /** Then the constant factors, those that are not 1. */
  readonly factors: readonly Coefficient[];
  /** Row by row the exponents of a variable's next value; those of the factors are the identity's. */
  readonly exponents: Matrix<bigint>;
}

/** d³ products at every bit of the number of turns. */
const LARGEST = 24;

/** undefined: some next value is no product. @param next by variable, the wanted ones first */
export function powerProducts(
  next: ReadonlyMap<number, Polynomial>,
  terms: readonly Term[],
): PowerProducts | undefined {
  const variables = [...next.keys()];
  const factors: Coefficient[] = [];
  const rows: (readonly bigint[])[] = [];
  for (const { summands } of next.values()) {
    const [only, ...more] = summands.values();
    if (only === undefined || more.length > 0) return undefined;
    const row = variables.map((variable) => BigInt(only.monomial.filter((leaf) => leaf === variable).length));
    if (only.coefficient !== 1n) row[variables.length + factors.push(only.coefficient) - 1] = 1n;
    rows.push(row);
  }
  const dimension = variables.length + factors.length;
  if (dimension > LARGEST) return undefined;
  const exponents = Array.from({ length: dimension }, (_, i) =>
    Array.from({ length: dimension }, (_, j) => rows[i]?.[j] ?? (i === j && i >= rows.length ? 1n : 0n)),
  );
  return { variables: variables.map((id) => terms[id] as Term), factors, exponents };
}

/** The exponents after some turns, in N or a quotient of it. */
export function exponentsAfter(
  { exponents }: PowerProducts,
  turns: bigint,
  numbers: Semiring<bigint>,
): Matrix<bigint> {
  // Adding 0 finds an element's representative.
  const reduced = exponents.map((row) => row.map((e) => numbers.add(e, numbers.ZERO)));
  return power(matrices(numbers, exponents.length), reduced, turns);
}

/** The names of the rows and columns, as `explain` shows them. */
export function basisOf({ variables, factors }: PowerProducts): string[] {
  return [...variables.map(({ name }) => name), ...factors.map((factor) => printCoefficient(factor))].map(
    (name) => `exponent of ${name}`,
  );
}
