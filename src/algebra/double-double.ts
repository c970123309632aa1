/**
 * Numbers of about 106 bits: the unevaluated sum of two doubles, high + low with |low| ≤ ulp(high) / 2.
 *
 * Sums by Knuth's two-sum, products by Dekker's with Veltkamp's splitting, all of them exact for the rounding errors of a
 * single operation, without a fused multiply-add. A sum has an error of at most 2^-104·(|a| + |b|), a product of at most
 * 2^-102·|a·b|, where nothing overflows or comes near to the smallest doubles. What overflows is not finite.
 *
 * Reference: T. J. Dekker, A floating-point technique for extending the available precision, Numer. Math. 18 (1971).
 */

export interface DoubleDouble {
  readonly high: number;
  readonly low: number;
}

export const unit: DoubleDouble = { high: 1, low: 0 };

/** 2^27 + 1: splits 53 bits into 26 and 26 with a sign. */
const SPLITTER = 134217729;

export function of(value: number): DoubleDouble {
  return { high: value, low: 0 };
}

export function negate({ high, low }: DoubleDouble): DoubleDouble {
  return { high: -high, low: -low };
}

export function add(x: DoubleDouble, y: DoubleDouble): DoubleDouble {
  const sum = x.high + y.high;
  const part = sum - x.high;
  const error = x.high - (sum - part) + (y.high - part);
  return normalise(sum, error + x.low + y.low);
}

export function multiply(x: DoubleDouble, y: DoubleDouble): DoubleDouble {
  const product = x.high * y.high;
  return normalise(product, productError(x.high, y.high, product) + (x.high * y.low + x.low * y.high));
}

export function divide(x: DoubleDouble, y: DoubleDouble): DoubleDouble {
  const first = x.high / y.high;
  const rest = add(x, negate(multiply(of(first), y)));
  const second = rest.high / y.high;
  const rest2 = add(rest, negate(multiply(of(second), y)));
  return add(normalise(first, second), of(rest2.high / y.high));
}

/** a·b - fl(a·b), exactly. */
export function productError(a: number, b: number, product: number): number {
  const [big, wide] = [SPLITTER * a, SPLITTER * b];
  const aHigh = big - (big - a);
  const bHigh = wide - (wide - b);
  const [aLow, bLow] = [a - aHigh, b - bHigh];
  return aLow * bLow - (product - aHigh * bHigh - aLow * bHigh - aHigh * bLow);
}

function normalise(high: number, low: number): DoubleDouble {
  const sum = high + low;
  return { high: sum, low: low - (sum - high) };
}
