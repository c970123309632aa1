/**
 * The n-th term of a linear recurrence of order d over Z by hand, two ways, both with a trimmed last step.
 *
 *     Fiduccia      r = x^⌊n/2⌋ modulo the characteristic polynomial, and the last doubling as a bilinear form:
 *                   a_n = Σ_i r_i Σ_j r_j a_(i+j+e), e the parity of n: d large products. Best for small n.
 *     Bostan-Mori   Σ a_k x^k = N(x) / D(x); N(x) D(-x) / (D(x) D(-x)) halves n; only the coefficients up to n/2^k matter,
 *                   so that the last levels take few products whatever d is. Best for large n.
 *
 * Coefficients are given as c_0, …, c_(d-1) with a_(k+d) = Σ c_i a_(k+i), first terms as a_0, …, a_(d-1).
 */

export function fiduccia(coefficients, initial, n) {
  const order = coefficients.length;
  if (n < BigInt(order)) return initial[Number(n)];
  const parity = Number(n & 1n);
  const half = powerOfX(coefficients, n >> 1n);
  const terms = [...initial];
  while (terms.length < 2 * order) terms.push(weighted(coefficients, terms.slice(-order)));
  return weighted(
    half,
    half.map((_, i) => weighted(half, terms.slice(i + parity, i + parity + order))),
  );
}

/** x^n modulo x^d - Σ c_i x^i, lowest degree first. */
function powerOfX(coefficients, n) {
  const order = coefficients.length;
  let residue = [1n, ...Array(order - 1).fill(0n)];
  for (const bit of n === 0n ? "" : n.toString(2)) {
    const square = squared(residue);
    if (bit === "1") square.unshift(0n);
    while (square.length > order) {
      const top = square.pop();
      if (top === 0n) continue;
      const at = square.length - order;
      for (let i = 0; i < order; i++) square[at + i] += top * coefficients[i];
    }
    residue = square;
  }
  return residue;
}

/** The square of a polynomial, each mixed product once. */
function squared(a) {
  const result = Array(2 * a.length - 1).fill(0n);
  for (let i = 0; i < a.length; i++) {
    if (a[i] === 0n) continue;
    for (let j = i + 1; j < a.length; j++) result[i + j] += a[i] * a[j];
  }
  for (let k = 0; k < result.length; k++) result[k] <<= 1n;
  for (let i = 0; i < a.length; i++) result[2 * i] += a[i] * a[i];
  return result;
}

function weighted(weights, values) {
  let sum = 0n;
  for (let i = 0; i < weights.length; i++) if (weights[i] !== 0n) sum += weights[i] * values[i];
  return sum;
}

export function bostanMori(coefficients, initial, n) {
  const order = coefficients.length;
  let below = [1n, ...coefficients.map((c) => -c).reverse()];
  let above = initial.map((_, k) => convolved(initial, below, k));
  for (let rest = n; rest > 0n; rest >>= 1n) {
    const parity = Number(rest & 1n);
    const last = rest >> 1n < BigInt(order) ? Number(rest >> 1n) : order; // no coefficient beyond it matters any more
    const alternating = below.map((c, i) => (i % 2 === 0 ? c : -c));
    above = Array.from({ length: Math.min(last, order - 1) + 1 }, (_, k) =>
      convolved(above, alternating, 2 * k + parity),
    );
    if (last > 0) below = Array.from({ length: last + 1 }, (_, k) => evenPart(below, k));
  }
  return above[0];
}

/** Coefficient k of a · b. */
function convolved(a, b, k) {
  let sum = 0n;
  for (let i = Math.max(0, k - b.length + 1); i <= k && i < a.length; i++) sum += a[i] * b[k - i];
  return sum;
}

/** Coefficient 2k of D(x) · D(-x), each mixed product once. */
function evenPart(d, k) {
  let mixed = 0n;
  for (let i = Math.max(0, 2 * k - d.length + 1); i < k; i++) {
    const product = d[i] * d[2 * k - i];
    mixed += i % 2 === 0 ? product : -product;
  }
  const square = k < d.length ? d[k] * d[k] : 0n;
  return (mixed << 1n) + (k % 2 === 0 ? square : -square);
}
