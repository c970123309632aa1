/**
 * The first terms of linear recurrences, one after the other.
 *
 * A recurrence is given by its monic characteristic polynomial c_0 + c_1 x + … + x^d, lowest degree first:
 * a_(k+d) = -(c_0 a_k + … + c_(d-1) a_(k+d-1)).
 */

/** The first `count` terms of the sequence that begins with `initial` (at least d terms). Cost count · d products. */
export function terms(
  characteristic: readonly bigint[],
  initial: readonly bigint[],
  count: number,
): bigint[] {
  const order = characteristic.length - 1;
  const result = initial.slice(0, count);
  while (result.length < count) {
    const base = result.length - order;
    let sum = 0n;
    for (let i = 0; i < order; i++) {
      const c = characteristic[i]!;
      if (c !== 0n) sum -= c * result[base + i]!;
    }
    result.push(sum);
  }
  return result;
}
