/**
 * Sums of products modulo an m with 2^31 <= m < 2^62, odd or even: residues as two limbs of 31 bits, a product as four of limbs.
 *
 * Those of equal weight are added up: four of them, below 2^62 each, and a rest below 2^33 fit in 64 bits, and what is above 2^31
 * then goes to a second sum. So the sum is t_0 + t_1·2^31 + t_2·2^62 + t_3·2^93, and is reduced by Horner's rule: r·2^31 + t
 * less the product of m and the quotient, which doubles tell, rounded. Both may be beyond 64 bits, but not their difference.
 *
 * With N <= 2^15 products, t_3 < 2^47 and the others are below 2^49. The first quotient is below 2^47, and errs by less than 2^-4
 * before it is rounded; the next ones, of an |r| <= 0.6·m, are below 2^31 and err by nothing. So |r| <= 0.6·m < 2^62 all the way,
 * and at the end m is added where r is negative.
 */
import { f64, F64, get, i32, I32, i64, I64, set, type Code } from "./assembly.ts";
import {
  addWhereNegative,
  MODULUS_AT,
  negative,
  products,
  rounded,
  ROUND_BITS,
  type MachineSums,
} from "./machine-sums.ts";

const BITS = 31;

export function limbSums(first: number): MachineSums {
  const [a, b, count, sum] = [first, first + 1, first + 2, first + 3];
  const [low, middle, other, high] = [first + 4, first + 5, first + 6, first + 7];
  const [lowUpper, middleUpper, highUpper] = [first + 8, first + 9, first + 10];
  const [x0, x1, y0, y1] = [first + 11, first + 12, first + 13, first + 14];
  const [m, bits, mask] = [first + 15, first + 16, first + 17];
  const [inverse, weight, round] = [first + 18, first + 19, first + 20];

  const above = (x: number): Code => i64.shrUnsigned(get(x), i64.const(BITS));
  const rest = (x: number): Code => i64.and(get(x), get(mask));
  const plus = (x: number, y: Code): Code => set(x, i64.add(get(x), y));
  const multiply = (x: Code, i: number, y: Code, j: number): Code => [
    set(x0, i64.load32(x, i)),
    set(x1, i64.load32(x, i + 4)),
    set(y0, i64.load32(y, j)),
    set(y1, i64.load32(y, j + 4)),
    plus(low, i64.mul(get(x0), get(y0))),
    plus(middle, i64.mul(get(x0), get(y1))),
    plus(other, i64.mul(get(x1), get(y0))),
    plus(high, i64.mul(get(x1), get(y1))),
  ];
  const fold = [
    plus(lowUpper, above(low)),
    set(low, rest(low)),
    plus(middleUpper, i64.add(above(middle), above(other))),
    set(middle, i64.add(rest(middle), rest(other))),
    set(other, i64.const(0)),
    plus(highUpper, above(high)),
    set(high, rest(high)),
  ];
  /** sum becomes what is left of sum·2^31 + t. */
  const step = (t: Code): Code => {
    const quotient = f64.add(
      f64.mul(f64.fromInteger(get(sum)), get(weight)),
      f64.mul(f64.fromInteger(get(x0)), get(inverse)),
    );
    const integer = rounded(quotient, round, bits);
    const next = i64.add(i64.shl(get(sum), i64.const(BITS)), get(x0));
    return [set(x0, t), set(sum, i64.sub(next, i64.mul(integer, get(m))))];
  };
  return {
    ...{ a, b, count, sum },
    locals: [I32, I32, I32, ...Array<typeof I64>(15).fill(I64), F64, F64, F64],
    begin: [
      set(m, i64.load(i32.const(MODULUS_AT))),
      set(mask, i64.const(2 ** BITS - 1)),
      set(bits, ROUND_BITS),
      set(round, f64.fromBits(get(bits))),
      set(inverse, f64.div(f64.fromInteger(i64.const(1)), f64.fromInteger(get(m)))),
      set(weight, f64.mul(get(inverse), f64.fromInteger(i64.const(2 ** BITS)))),
    ],
    clear: [low, middle, other, high, lowUpper, middleUpper, highUpper].flatMap((x) => set(x, i64.const(0))),
    accumulate: (direction) =>
      products({ a, b, count }, direction, (i, j) => multiply(get(a), i, get(b), j), fold),
    add: (x, y) => [multiply(x, 0, y, 0), fold],
    double: [low, middle, high, lowUpper, middleUpper, highUpper].flatMap((x) =>
      set(x, i64.shl(get(x), i64.const(1))),
    ),
    finish: [
      set(sum, get(highUpper)),
      step(i64.add(get(high), get(middleUpper))),
      step(i64.add(get(middle), get(lowUpper))),
      step(get(low)),
      addWhereNegative(sum, m),
    ],
    negated: negative(sum, m),
    store: (address, value) =>
      i64.store(
        address,
        i64.or(
          i64.and(value, i64.const(2 ** BITS - 1)),
          i64.shl(i64.shrUnsigned(value, i64.const(BITS)), i64.const(32)),
        ),
      ),
  };
}
