/**
 * Fibonacci numbers by hand, from the textbook's way to the best known one.
 *
 *     fast doubling    F(2k) = F(k) (2 F(k+1) - F(k)),  F(2k+1) = F(k)² + F(k+1)²            3 products a bit
 *     two squarings    F(2k+1) = 4 F(k)² - F(k-1)² + 2 (-1)^k,  F(2k-1) = F(k)² + F(k-1)²    2 squarings a bit
 *
 * The second takes a single product for the last bit: F(2k) = F(k) (F(k) + 2 F(k-1)) and
 * F(2k+1) = (2 F(k) + F(k-1)) (2 F(k) - F(k-1)) + 2 (-1)^k. This is what GMP's `mpz_fib_ui` does.
 */

/** F(n) and F(n+1), as the article's test has it. */
function doubled(n) {
  if (n === 0n) return [0n, 1n];
  const [a, b] = doubled(n >> 1n);
  const c = a * (2n * b - a);
  const d = b * b + a * a;
  return n & 1n ? [d, c + d] : [c, d];
}

export const fastDoubling = (n) => doubled(n)[0];

export function twoSquarings(n) {
  if (n < 2n) return n;
  const bits = n.toString(2);
  let f = 1n; // F(k)
  let g = 0n; // F(k-1)
  let isOdd = true; // k
  for (let i = 1; i < bits.length - 1; i++) {
    const square = f * f;
    const other = g * g;
    const low = square + other;
    const high = (square << 2n) - other + (isOdd ? -2n : 2n);
    const middle = high - low;
    isOdd = bits[i] === "1";
    f = isOdd ? high : middle;
    g = isOdd ? middle : low;
  }
  if (bits.at(-1) === "0") return f * (f + (g << 1n));
  const double = f << 1n;
  return (double + g) * (double - g) + (isOdd ? -2n : 2n);
}
