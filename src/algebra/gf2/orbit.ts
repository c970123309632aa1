/**
 * The echelon form of v, Av, A²v, … over GF(2): d²/4 additions of vectors for d of them.
 */
import type { Progress } from "../progress.ts";
import { addTo, degree, wordsFor, type BitVector } from "./bit-vectors.ts";
import type { Stepper } from "./stepper.ts";

export interface OrbitRow {
  /** Its highest bit is the pivot. */
  readonly vector: BitVector;
  /** The polynomial p with vector = p(A) v. */
  readonly polynomial: BitVector;
}

/** The first `count` vectors, or those before the first that depends on the others. Rows by pivot, with holes. */
export function echelonOfOrbit(
  map: Stepper,
  start: BitVector,
  count: number,
  progress?: Progress,
): (OrbitRow | undefined)[] {
  const rows = new Array<OrbitRow | undefined>(map.dimension).fill(undefined);
  let current = start;
  for (let i = 0; i < count; i++) {
    progress?.((i / count) ** 2);
    const vector = current.slice();
    const polynomial = new Int32Array(wordsFor(count));
    polynomial[i >>> 5]! |= 1 << i;
    let pivot = degree(vector);
    for (let row; (row = rows[pivot]) !== undefined; pivot = degree(vector)) {
      addTo(vector, row.vector);
      addTo(polynomial, row.polynomial);
    }
    if (pivot < 0) break;
    rows[pivot] = { vector, polynomial };
    const next = new Int32Array(start.length);
    map.step(current, next);
    current = next;
  }
  return rows;
}
