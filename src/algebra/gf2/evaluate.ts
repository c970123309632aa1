/**
 * c(A) v for a polynomial c over GF(2) and a linear map A, by Horner's rule: as many steps as c has degree. A window of several
 * coefficients would save additions, not steps, and the steps are what it costs.
 *
 * H. Haramoto, M. Matsumoto, T. Nishimura, F. Panneton, P. L'Ecuyer, "Efficient jump ahead for F2-linear random number
 * generators", INFORMS Journal on Computing 20 (2008).
 */
import type { Progress } from "../progress.ts";
import { addTo, bitAt, degree, type BitVector } from "./bit-vectors.ts";
import type { Stepper } from "./stepper.ts";

export function evaluate(
  polynomial: BitVector,
  map: Stepper,
  vector: BitVector,
  progress?: Progress,
): BitVector {
  const top = degree(polynomial);
  if (top < 0) return new Int32Array(vector.length);
  let sum: BitVector = vector.slice();
  let next: BitVector = new Int32Array(vector.length);
  for (let i = top - 1; i >= 0; i--) {
    progress?.(1 - (i + 1) / top);
    map.step(sum, next);
    if (bitAt(polynomial, i) === 1) addTo(next, vector);
    [sum, next] = [next, sum];
  }
  return sum;
}
