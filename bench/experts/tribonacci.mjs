/**
 * Tribonacci numbers by hand, T(0) = T(1) = 0, T(2) = 1: Fiduccia's method with all that is special to them.
 *
 * x^m = a + b x + c x² modulo x³ - x² - x - 1 has c = T(m). A doubling takes six products, three of them squares, and sums;
 * the reduction takes sums only, since x³ = x² + x + 1 and x⁴ = 2x² + 2x + 1. The last one takes two products:
 *
 *     T(2m) = b² + 2 c (a + b + c),      T(2m+1) = (b + 2c)² + 2 a (b + c).
 */
export function tribonacciResidue(n) {
  if (n < 2n) return 0n;
  const bits = n.toString(2);
  let a = 0n;
  let b = 1n;
  let c = 0n;
  for (let i = 1; i < bits.length - 1; i++) {
    const upper = c * c;
    const mixed = b * c;
    const both = (upper + mixed) << 1n; // of x³ and x⁴
    const low = a * a + (mixed << 1n) + upper;
    const middle = ((a * b) << 1n) + both;
    const high = ((a * c) << 1n) + b * b + both;
    if (bits[i] === "1") {
      a = high;
      b = low + high;
      c = middle + high;
    } else {
      a = low;
      b = middle;
      c = high;
    }
  }
  if (bits.at(-1) === "0") return b * b + ((c * (a + b + c)) << 1n);
  const sum = b + (c << 1n);
  return sum * sum + ((a * (b + c)) << 1n);
}
