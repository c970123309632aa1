/**
 * Where one orbit v, Av, A²v, … spans the space, every state is p(A) v for one polynomial p, and A^n takes p to x^n p mod μ: a
 * jump is one product of polynomials between two changes of basis, by tables. That is several times faster than deg μ steps, but
 * the basis has to be inverted first, which takes as long as some tens of such jumps.
 *
 * For d bits: d³/64 words to prepare, tables of 128 d bytes a byte of the state; d²/64 words a jump.
 */
import { addTo, bitAt, wordsFor, type BitVector } from "./bit-vectors.ts";
import { multiples, multiplyInto } from "./multiply.ts";
import { echelonOfOrbit } from "./orbit.ts";
import { aligned, type Reduction } from "./reduction.ts";
import { scatteredVector } from "./scattered-vector.ts";
import type { Stepper } from "./stepper.ts";
import { tableNanoseconds, tableStep } from "./table-step.ts";

export interface CyclicCoordinates {
  /** What is to be prepared once for a residue r. */
  factor(residue: BitVector): BitVector;
  /** r(A) · state, in a vector that the next call overwrites. */
  multiply(factor: BitVector, state: BitVector): BitVector;
}

/** Predicted, of one product. */
export const productNanoseconds = (words: number): number =>
  2 * tableNanoseconds(words) + 14 * words * (words + 1);

/** Predicted, to prepare them. */
export function coordinatesNanoseconds(map: Stepper): number {
  const words = wordsFor(map.dimension);
  return map.dimension * (map.nanoseconds + map.dimension * (2 * words + 4) + 64 * words);
}

/**
 * undefined where the orbit of the scattered vector does not span the space.
 *
 * @param mod modulo the minimal polynomial of the map.
 */
export function cyclicCoordinates(map: Stepper, mod: Reduction): CyclicCoordinates | undefined {
  const { dimension } = map;
  if (mod.degree < dimension) return undefined;
  const { words, excess, reduce } = mod;
  const start = scatteredVector(dimension);
  const columns: BitVector[] = []; // the polynomial of each unit vector
  for (const row of echelonOfOrbit(map, start, dimension)) {
    if (row === undefined) return undefined;
    const pivot = columns.length;
    for (let q = 0; q < pivot; q++) if (bitAt(row.vector, q) === 1) addTo(row.polynomial, columns[q]!);
    columns.push(row.polynomial);
  }
  const toPolynomial = tableStep(dimension, columns);

  const images: BitVector[] = Array.from({ length: excess }, () => new Int32Array(words)); // residues are aligned
  for (let j = 0, vector: BitVector = start; j < dimension; j++) {
    images.push(vector);
    const next = new Int32Array(words);
    map.step(vector, next);
    vector = next;
  }
  const fromPolynomial = tableStep(dimension, images);

  const polynomial = new Int32Array(words);
  const product = new Int32Array(2 * words);
  const image = new Int32Array(words);
  return {
    factor: (residue) => multiples(aligned(mod, residue)),
    multiply(factor, state) {
      toPolynomial.step(state, polynomial);
      multiplyInto(product, factor, polynomial);
      reduce(product);
      fromPolynomial.step(product, image);
      return image;
    },
  };
}
