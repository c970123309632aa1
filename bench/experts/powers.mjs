/**
 * Powers and geometric sums by hand.
 *
 * base^n from the leading bit: one squaring a bit and a cheap product by the small base, so that nothing but squarings is
 * large; twos of the base are a shift at the end. A geometric sum is one power and one division by a small number.
 */

/** base^n, as the article's test has it: from the lowest bit, with a product of two large numbers at the end. */
export function binaryPower(base, n) {
  let square = base;
  let result = 1n;
  for (let rest = n; rest > 0n; rest >>= 1n) {
    if (rest & 1n) result *= square;
    if (rest > 1n) square *= square;
  }
  return result;
}

/** base^n for base > 0, from the leading bit of n, with the twos apart. */
export function shiftedPower(base, n) {
  let twos = 0n;
  let odd = base;
  while ((odd & 1n) === 0n) {
    odd >>= 1n;
    twos++;
  }
  let result = 1n;
  for (const bit of n === 0n ? "" : n.toString(2)) {
    result *= result;
    if (bit === "1") result *= odd;
  }
  return result << (twos * n);
}

/** Σ start · ratio^i for i < count, by doubling the count, as the article's test has it. */
export function doublingGeometricSum(start, ratio, count) {
  const sumAndPower = (n) => {
    if (n === 0n) return [0n, 1n];
    if (n & 1n) {
      const [sum, power] = sumAndPower(n - 1n);
      return [start + sum * ratio, power * ratio];
    }
    const [sum, power] = sumAndPower(n >> 1n);
    return [sum * (1n + power), power * power];
  };
  return sumAndPower(count)[0];
}

/** The same as (ratio^count - 1) · start / (ratio - 1). */
export const geometricSum = (start, ratio, count) =>
  ((shiftedPower(ratio, count) - 1n) * start) / (ratio - 1n);
