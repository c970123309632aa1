/**
 * A vector without a pattern, so that its orbit under a map is likely to span as much as an orbit can. The last bit, which is
 * the constant of an affine map, is 1. Nothing that is computed with it depends on how it was chosen.
 */
import { unitVector, type BitVector } from "./bit-vectors.ts";

export function scatteredVector(dimension: number): BitVector {
  const vector = unitVector(dimension, dimension - 1);
  let word = 0x2545f491;
  for (let i = 0; i < dimension; i++) {
    word ^= word << 13;
    word ^= word >>> 17;
    word ^= word << 5;
    vector[i >>> 5]! |= (word & 1) << i;
  }
  return vector;
}
