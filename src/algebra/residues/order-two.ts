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
  { ONE, ZERO, add, sub, neg, mul, eql }: CommutativeRing<T>,
  characteristic: readonly T[],
): MonomialResidue<T> {
  const [constant, linear] = characteristic as readonly [T, T];
  const ps = [neg(linear)];
  const qs = [constant];
  const areUnits = [eql(constant, ONE)];
  return (n) => {
    while (ps.length < n.length) {
      const k = ps.length - 1;
      const q = qs[k]!;
      ps.push(sub(mul(ps[k]!, ps[k]!), add(q, q)));
      qs.push(areUnits[k]! ? q : mul(q, q));
      areUnits.push(areUnits[k]! || eql(qs[k + 1] as T, ONE));
    }
    let f0 = ONE;
    let f1 = ZERO;
    for (let k = n.length - 1; k >= 0; k--) {
      const sum = add(f0, areUnits[k]! ? f1 : mul(qs[k]!, f1));
      if (digit(n, k) === 0) {
        f1 = mul(ps[k]!, f1);
        f0 = sum;
      } else {
        f0 = mul(ps[k]!, f0);
        f1 = sum;
      }
    }
    if (ps.length > KEPT) ps.length = qs.length = areUnits.length = KEPT;
    return [add(f0, mul(f1, linear)), f1];
  };
}
