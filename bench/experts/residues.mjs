/**
 * Jumps modulo m < 2^31 by hand, in doubles and 32-bit integers.
 *
 *     x → a x + c    n times: affine maps compose as pairs, (a, c)² = (a², a c + c)
 *     Fibonacci      x^n modulo x² - x - 1 from the leading bit: (r1 x + r0)² = (2 r0 r1 + r1²) x + r0² + r1²
 */

/** a·b mod m by a quotient in doubles. */
function mulmod(a, b, m, inverse) {
  const rest = (Math.imul(a, b) - Math.imul(Math.floor(a * b * inverse), m)) | 0;
  return rest < 0 ? rest + m : rest >= m ? rest - m : rest;
}

/** x → a·x + c modulo m, n times. */
export function affineModulo(x, n, a, c, m) {
  const inverse = 1 / m;
  let [factor, sum, value] = [a, c, Number(x)];
  let [low, high] = [Number(BigInt.asUintN(32, n)), Number(n >> 32n)];
  for (let word = 0; word < 2; word++, low = high) {
    for (
      let rest = low, bits = word === 0 && high > 0 ? 32 : 32 - Math.clz32(low);
      bits > 0;
      bits--, rest >>>= 1
    ) {
      if (rest & 1) value = (mulmod(factor, value, m, inverse) + sum) % m;
      sum = (mulmod(factor, sum, m, inverse) + sum) % m;
      factor = mulmod(factor, factor, m, inverse);
    }
  }
  return BigInt(value);
}

/** x → a·x + c modulo 2^64, n times. */
export function affineWords(x, n, a, c) {
  let [factor, sum, value] = [a, c, x];
  for (let rest = n; rest > 0n; rest >>= 1n) {
    if (rest & 1n) value = BigInt.asUintN(64, factor * value + sum);
    sum = BigInt.asUintN(64, (factor + 1n) * sum);
    factor = BigInt.asUintN(64, factor * factor);
  }
  return value;
}

/** x → a·x + c modulo 2^32, n times, as signed numbers. */
export function affineInt32(x, n, a, c) {
  let [factor, sum, value] = [a, c, x];
  for (let rest = n; rest > 0; rest = Math.floor(rest / 2)) {
    if (rest % 2 === 1) value = (Math.imul(factor, value) + sum) | 0;
    sum = Math.imul(factor + 1, sum);
    factor = Math.imul(factor, factor);
  }
  return value;
}

/** F(n) modulo m. */
export function fibonacciModulo(n, m) {
  const inverse = 1 / m;
  let [r0, r1] = [1, 0];
  for (const digit of n.toString(2)) {
    const square = mulmod(r1, r1, m, inverse);
    const mixed = mulmod(r0, r1, m, inverse);
    [r0, r1] = [(mulmod(r0, r0, m, inverse) + square) % m, (2 * mixed + square) % m];
    if (digit === "1") [r0, r1] = [r1, (r0 + r1) % m];
  }
  return BigInt(r1);
}
