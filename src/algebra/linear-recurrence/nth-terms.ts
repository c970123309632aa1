/**
 * The n-th terms of sequences with a common recurrence: each is split into a part with integer roots, for divided
 * differences, and a part without, for a doubling chain (`recurrence.ts`). A sequence that is one such part itself, like the
 * counter beside a Fibonacci number, is left whole.
 */
import { dividedDifferences } from "./divided-differences.ts";
import type { Recurrence } from "./recurrence.ts";
import { addScaled, quotient } from "./scaled.ts";
import { terms } from "./terms.ts";

/** Below this index a recurrence is just run: 16 turns take less than a microsecond. */
const FEW_TURNS = 16;

/**
 * @param initial for each sequence at least its first d terms, d the degree of the characteristic polynomial.
 * @throws RangeError when a value exceeds the engine's BigInt limit.
 */
export function nthTerms(
  recurrence: Recurrence,
  initial: readonly (readonly bigint[])[],
  n: bigint,
): bigint[] {
  const { characteristic, roots, rest, chain, denominator } = recurrence;
  const order = characteristic.length - 1;
  if (order === 0) return initial.map(() => 0n);
  if (n < BigInt(Math.max(order, FEW_TURNS))) {
    const index = Number(n);
    return initial.map((first) => terms(characteristic, first.slice(0, order), index + 1)[index]!);
  }
  if (roots.length === 0) return chain.run(initial, n);
  if (rest.length === 1) return dividedDifferences(roots, initial, n);

  const parts = initial.map((first) => split(recurrence, first));
  const growing = chain.run(
    parts.flatMap((part) => (part.growing ? [part.growing] : [])),
    n,
  );
  const rooted = dividedDifferences(
    roots,
    parts.flatMap((part) => (part.rooted ? [part.rooted] : [])),
    n,
  );
  let nextGrowing = 0;
  let nextRooted = 0;
  return parts.map((part) => {
    const left = part.growing ? growing[nextGrowing++]! : 0n;
    const right = part.rooted ? rooted[nextRooted++]! : 0n;
    return part.growing && part.rooted ? quotient(left + right, denominator) : left + right;
  });
}

/** First terms of the two parts; they add up to ρ times the sequence when both are there, else to the sequence. */
interface Parts {
  readonly growing?: readonly bigint[];
  readonly rooted?: readonly bigint[];
}

function split(
  { characteristic, roots, rest, projection, denominator }: Recurrence,
  first: readonly bigint[],
): Parts {
  const order = characteristic.length - 1;
  const restOrder = rest.length - 1;
  const a = terms(characteristic, first.slice(0, order), order + restOrder - 1);
  const growing = Array.from({ length: restOrder }, (_, i) =>
    projection.reduce((sum, w, k) => addScaled(sum, w, a[i + k]!), 0n),
  );
  if (growing.every((b) => b === 0n)) return { rooted: first };
  const rooted = terms(rest, growing, Math.max(restOrder, roots.length))
    .slice(0, roots.length)
    .map((b, i) => denominator * a[i]! - b);
  return rooted.every((c) => c === 0n) ? { growing: first } : { growing, rooted };
}
