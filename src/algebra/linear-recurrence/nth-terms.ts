/** The n-th terms of sequences with a common recurrence: run for a few turns, and beyond by its parts (`recurrence.ts`). */
import type { Progress } from "../progress.ts";
import type { Recurrence } from "./recurrence.ts";
import { terms } from "./terms.ts";

/** Below this index a recurrence is just run: 16 turns take less than a microsecond. */
const FEW_TURNS = 16;

/**
 * @param initial for each sequence at least its first d terms, d the degree of the characteristic polynomial.
 * @throws RangeError when a value exceeds the engine's BigInt limit.
 */
export function nthTerms(
  { characteristic, run }: Recurrence,
  initial: readonly (readonly bigint[])[],
  n: bigint,
  progress?: Progress,
): bigint[] {
  const order = characteristic.length - 1;
  if (order === 0) return initial.map(() => 0n);
  if (n >= BigInt(Math.max(order, FEW_TURNS))) return run(initial, n, progress);
  const index = Number(n);
  return initial.map((first) => terms(characteristic, first.slice(0, order), index + 1)[index]!);
}
