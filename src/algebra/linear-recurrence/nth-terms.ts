/**
 * The n-th terms of sequences with a common recurrence: each is split into a part with integer roots, which divided
 * differences compute, and a part without (`recurrence.ts`). Sequences that consist of one part only are not split.
 */
import { chain } from "./chain.ts";
import { dividedDifferences, quotient } from "./divided-differences.ts";
import type { Recurrence } from "./recurrence.ts";
import { addScaled } from "./scaled.ts";
import { terms } from "./terms.ts";

/** Below this index a recurrence is just run: 16 turns take less than a microsecond. */
const FEW_TURNS = 16;

/**
 * @param initial for each sequence at least its first d terms, d the degree of the characteristic polynomial.
 * @throws RangeError when a value exceeds the engine's BigInt limit.
 */
export function nthTerms(recurrence: Recurrence, initial: readonly (readonly bigint[])[], n: bigint): bigint[] {
  const { characteristic, roots, rest, projection, denominator } = recurrence;
  const order = characteristic.length - 1;
  if (order === 0) return initial.map(() => 0n);
  if (n < BigInt(Math.max(order, FEW_TURNS))) {
    const index = Number(n);
    return initial.map((first) => terms(characteristic, first.slice(0, order), index + 1)[index]!);
  }
  if (roots.length === 0) return chain(rest, initial, n);
  if (rest.length === 1) return dividedDifferences(roots, initial, n);

  // parts without integer roots and with only such; a sequence that is one of them itself is not multiplied by ρ
  const growing: (readonly bigint[])[] = [];
  const rooted: (readonly bigint[])[] = [];
  const combine = initial.map((first): ((a: readonly bigint[], b: readonly bigint[]) => bigint) => {
    const a = terms(characteristic, first.slice(0, order), order + rest.length - 1);
    const b = Array.from({ length: order }, (_, i) => projection.reduce((sum, w, k) => addScaled(sum, w, a[i + k] ?? 0n), 0n));
    return () => b[0]!;
  });
  return combine.map((f) => f([], []));
}
