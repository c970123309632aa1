/**
 * The n-th term of a sequence of BigInts from its first terms alone, modulo a prime: linear algebra done another way.
 *
 * The values that a linear loop leaves in a variable, seen as a sequence in the number of turns, obey a linear
 * recurrence. Berlekamp–Massey finds the shortest one over Z/p from the first terms, which the plain loop supplies; the
 * n-th term is then a product of x^n modulo the characteristic polynomial with these terms, by squaring. Nothing of the package is
 * used, and a wrong answer agrees modulo p = 2^61 - 1 by accident only.
 */
export const prime = 2n ** 61n - 1n;

const mod = (x: bigint): bigint => ((x % prime) + prime) % prime;

function inverse(x: bigint): bigint {
  let result = 1n;
  for (let base = mod(x), e = prime - 2n; e > 0n; e >>= 1n) {
    if (e & 1n) result = mod(result * base);
    base = mod(base * base);
  }
  return result;
}

/** c with s[k] = c[0]·s[k-1] + c[1]·s[k-2] + … (mod p); Massey 1969. */
function shortestRecurrence(terms: readonly bigint[]): bigint[] {
  let current: bigint[] = [];
  let previous: bigint[] = [];
  let failedAt = -1;
  let failedBy = 0n;
  terms.forEach((term, k) => {
    const off = mod(term - current.reduce((sum, c, j) => sum + c * (terms[k - 1 - j] ?? 0n), 0n));
    if (off === 0n) return;
    if (failedAt < 0) {
      current = new Array<bigint>(k + 1).fill(0n);
      [failedAt, failedBy] = [k, off];
      return;
    }
    const factor = mod(off * inverse(failedBy));
    const correction = [
      ...new Array<bigint>(k - failedAt - 1).fill(0n),
      factor,
      ...previous.map((c) => mod(-factor * c)),
    ];
    const next = Array.from({ length: Math.max(current.length, correction.length) }, (_, j) =>
      mod((current[j] ?? 0n) + (correction[j] ?? 0n)),
    );
    if (k - current.length > failedAt - previous.length) [previous, failedAt, failedBy] = [current, k, off];
    current = next;
  });
  return current;
}

/** The n-th term modulo p of the sequence that begins with `terms`. */
export function nthTerm(terms: readonly bigint[], n: bigint): bigint {
  const recurrence = shortestRecurrence(terms.map(mod));
  const order = recurrence.length;
  if (order * 2 > terms.length)
    throw new Error(`${terms.length} terms do not settle a recurrence of order ${order}`);
  if (order === 0) return 0n;
  const reduce = (polynomial: bigint[]): bigint[] => {
    for (let k = polynomial.length - 1; k >= order; k--) {
      const top = polynomial[k] ?? 0n;
      recurrence.forEach((c, j) => (polynomial[k - 1 - j] = mod((polynomial[k - 1 - j] ?? 0n) + top * c)));
      polynomial.pop();
    }
    return polynomial;
  };
  const multiply = (a: readonly bigint[], b: readonly bigint[]): bigint[] => {
    const product = new Array<bigint>(Math.max(1, a.length + b.length - 1)).fill(0n);
    a.forEach((x, i) => {
      b.forEach((y, j) => (product[i + j] = mod((product[i + j] ?? 0n) + x * y)));
    });
    return reduce(product);
  };
  let power: bigint[] = reduce([1n]);
  for (const bit of n.toString(2)) {
    power = multiply(power, power);
    if (bit === "1") power = reduce([0n, ...power]);
  }
  return mod(power.reduce((sum, c, k) => sum + c * (terms[k] ?? 0n), 0n));
}
