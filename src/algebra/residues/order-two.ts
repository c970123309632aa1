/**
 * `halving.ts` written out for x^n modulo a polynomial of degree 2. With D_k(-z) = 1 + p z + q z²,
 *
 *     p' = p² - 2q,   q' = q²,        (f_0, f_1) ↦ (f_0 + q f_1, p f_1)   or, for an odd index,   (p f_0, f_0 + q f_1):
 *
 * two products for each binary digit of n, one when the determinant is 1, and two more for a level met the first time.
 */
import type { CommutativeRing } from "../ring.ts";
import type { MonomialResidue } from "./arithmetic.ts";
import { digit } from "./binary-words.ts";

/** Digits whose levels are kept for later runs. */
const KEPT = 2 ** 16;

export function orderTwoResidue<T>(
  ring: CommutativeRing<T>,
  characteristic: readonly T[],
): MonomialResidue<T> {
  const [constant, linear] = characteristic as readonly [T, T];
  const ps = [ring.neg(linear)];
  const qs = [constant];
  const areUnits = [ring.eql(constant, ring.ONE)];
  const extend = (length: number): void => {
    let p = ps[ps.length - 1] as T;
    let q = qs[qs.length - 1] as T;
    let isUnit = areUnits[areUnits.length - 1]!;
    while (ps.length < length) {
      p = ring.sub(ring.mul(p, p), ring.add(q, q));
      if (!isUnit) {
        q = ring.mul(q, q);
        isUnit = ring.eql(q, ring.ONE);
      }
      ps.push(p);
      qs.push(q);
      areUnits.push(isUnit);
    }
  };
  return (n) => {
    if (ps.length < n.length) extend(n.length);
    let f0 = ring.ONE;
    let f1 = ring.ZERO;
    for (let k = n.length - 1; k >= 0; k--) {
      const sum = ring.add(f0, areUnits[k]! ? f1 : ring.mul(qs[k]!, f1));
      if (digit(n, k) === 0) {
        f1 = ring.mul(ps[k]!, f1);
        f0 = sum;
      } else {
        f0 = ring.mul(ps[k]!, f0);
        f1 = sum;
      }
    }
    if (ps.length > KEPT) ps.length = qs.length = areUnits.length = KEPT;
    return [ring.add(f0, ring.mul(f1, linear)), f1];
  };
}
