/**
 * Vectors over GF(2), and polynomials, whose coefficient of x^i is bit i: packed little-endian, bit i in word i >> 5. Addition
 * is xor. Bits beyond the dimension are 0. Words are signed, because V8 keeps an int32 unboxed also before it optimises.
 */
export type BitVector = Int32Array;

export const wordsFor = (bits: number): number => (bits + 31) >>> 5;

export const bitAt = (vector: BitVector, i: number): number => (vector[i >>> 5]! >>> i) & 1;

export function unitVector(dimension: number, i: number): BitVector {
  const vector = new Int32Array(wordsFor(dimension));
  vector[i >>> 5] = 1 << i;
  return vector;
}

export function addTo(target: BitVector, source: BitVector): void {
  for (let w = 0; w < source.length; w++) target[w]! ^= source[w]!;
}

/** The index of the highest bit that is set, -1 for 0. */
export function degree(vector: BitVector): number {
  for (let w = vector.length - 1; w >= 0; w--) {
    if (vector[w] !== 0) return 32 * w + 31 - Math.clz32(vector[w]!);
  }
  return -1;
}
