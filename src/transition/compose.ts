/** The transition of one turn of `before` followed by one turn of `after`: the matrix product after · before. */
import type { Entry, Transition } from "./transition.ts";

export function compose(after: Transition<bigint>, before: Transition<bigint>): Transition<bigint> {
  if (after.basis.length !== before.basis.length) {
    throw new RangeError(
      `compose: bases of ${after.basis.length} and ${before.basis.length} elements do not match`,
    );
  }
  const rows = after.rows.map((row) => {
    const sums = new Map<number, bigint>();
    for (const [middle, factor] of row) {
      for (const [column, coefficient] of before.rows[middle]!) {
        sums.set(column, (sums.get(column) ?? 0n) + factor * coefficient);
      }
    }
    return [...sums].filter(([, sum]) => sum !== 0n).sort(([a], [b]) => a - b) satisfies Entry<bigint>[];
  });
  return { basis: after.basis, rows };
}
