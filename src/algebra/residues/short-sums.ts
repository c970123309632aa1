/**
 * Sums of products modulo m < 2^31, known twice: exactly modulo 2^32, and in doubles nearly. The doubles tell the quotient by m,
 * rounded, and the words what is left: x - round(x / m)·m.
 *
 * The quotient may err, so what is left is at most (1/2 + e)·m. Of N products of such numbers the sum in doubles errs by less
 * than N²·2^-53·(1/2 + e)²·m², and the quotient by N²·(1/2 + e)²·2^-22; for N <= 1000 all that holds with e = 0.08, and what is
 * left fits in 32 bits with a sign.
 */
export interface Short {
  readonly modulus: number;
  readonly inverse: number;
}

/** The largest order: no sum has more products, mixed ones counted twice. */
export const LARGEST_ORDER = 998;

/** Zeros behind the values, so that four sums can be taken at once. */
export const PADDING = 4;

/** Adding and subtracting it rounds to an integer: 1.5 · 2^52. */
const ROUND = 6755399441055744;

/** What is left of a sum: its low bits, and nearly its value. */
export function reduced(word: number, value: number, { modulus, inverse }: Short): number {
  return (word - Math.imul(value * inverse + ROUND - ROUND, modulus)) | 0;
}

/** result[to] = Σ_t values[from + t]·a[at + t], result[to + stride] = Σ_t values[from + 1 + t]·a[at + t], … below `end`. */
export function correlate(
  values: Int32Array,
  length: number,
  from: number,
  a: Int32Array,
  at: number,
  size: number,
  result: Int32Array,
  to: number,
  stride: number,
  end: number,
  of: Short,
): void {
  for (let i = from, place = to; place < end; i += 4, place += 4 * stride) {
    const count = Math.min(size, length - i);
    let w0 = 0;
    let w1 = 0;
    let w2 = 0;
    let w3 = 0;
    let f0 = 0;
    let f1 = 0;
    let f2 = 0;
    let f3 = 0;
    let v0 = values[i]!;
    let v1 = values[i + 1]!;
    let v2 = values[i + 2]!;
    for (let t = 0; t < count; t++) {
      const v3 = values[i + t + 3]!;
      const x = a[at + t]!;
      w0 = (w0 + Math.imul(x, v0)) | 0;
      f0 += x * v0;
      w1 = (w1 + Math.imul(x, v1)) | 0;
      f1 += x * v1;
      w2 = (w2 + Math.imul(x, v2)) | 0;
      f2 += x * v2;
      w3 = (w3 + Math.imul(x, v3)) | 0;
      f3 += x * v3;
      v0 = v1;
      v1 = v2;
      v2 = v3;
    }
    result[place] = reduced(w0, f0, of);
    if (place + stride >= end) return;
    result[place + stride] = reduced(w1, f1, of);
    if (place + 2 * stride >= end) return;
    result[place + 2 * stride] = reduced(w2, f2, of);
    if (place + 3 * stride >= end) return;
    result[place + 3 * stride] = reduced(w3, f3, of);
  }
}
