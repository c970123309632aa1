/**
 * The minimal polynomial of a linear map A of GF(2)^d, proved.
 *
 * Start from m = 1. For a vector v take w = m(A) v; while w ≠ 0, choose a bit that is set in w. The minimal polynomial q of this
 * bit's sequence along w, Aw, A²w, … divides that of w, which divides μ / m; so its degree is at most d - deg m, and twice as many
 * terms determine it (Berlekamp and Massey). It is not 1, since the first term is not 0. Put m·q for m and q(A) w for w. In the
 * end m(A) v = 0, and m still divides μ. So m = μ
 *
 *  - when deg m = d: a full-period generator is done after one vector and one bit;
 *  - when this was done for vectors whose orbits span the space: a scattered one first, and then the unit vectors at which the
 *    echelon form of its orbit has no pivot. These and the orbit are a basis of the space.
 *
 * Nothing is assumed of A: it may be singular or nilpotent, the space need not be cyclic.
 * Cost for d bits: 3d steps and d²/8 words in the first case; up to d²/4 steps and d³/32 words in the second.
 */
import { halves, type Progress } from "../progress.ts";
import { berlekampMassey } from "./berlekamp-massey.ts";
import { bitAt, degree, unitVector, wordsFor, type BitVector } from "./bit-vectors.ts";
import { evaluate } from "./evaluate.ts";
import { multiply } from "./multiply.ts";
import { echelonOfOrbit } from "./orbit.ts";
import { scatteredVector } from "./scattered-vector.ts";
import type { Stepper } from "./stepper.ts";

/** About half a second. */
const MOST_NANOSECONDS = 5e8;
const WORD_NS = 1;

/** undefined where the proof would take too long. */
export function minimalPolynomial(map: Stepper, progress?: Progress): BitVector | undefined {
  const { dimension } = map;
  if (dimension === 0) return Int32Array.of(1);
  const start = scatteredVector(dimension);
  const next = halves(progress);
  const ofStart = multipleOfAnnihilator(map, Int32Array.of(1), start, next());
  const order = degree(ofStart);
  if (order === dimension) return trimmed(ofStart);
  const words = wordsFor(dimension);
  const elimination = order ** 2 * words * WORD_NS;
  const steps = (dimension - order) * order * (map.nanoseconds + words * WORD_NS);
  if (elimination + steps > MOST_NANOSECONDS) return undefined;
  let polynomial = ofStart;
  for (const unit of complementOfOrbit(map, start, order, next())) {
    polynomial = multipleOfAnnihilator(map, polynomial, unit, next());
    if (degree(polynomial) === dimension) break;
  }
  return trimmed(polynomial);
}

const trimmed = (polynomial: BitVector): BitVector => polynomial.slice(0, wordsFor(degree(polynomial) + 1));

/** The least multiple of `polynomial`, a divisor of μ, that annihilates the vector; or μ, if its degree is the dimension. */
function multipleOfAnnihilator(
  map: Stepper,
  polynomial: BitVector,
  vector: BitVector,
  progress?: Progress,
): BitVector {
  let multiple = polynomial;
  const next = halves(progress);
  let rest = evaluate(polynomial, map, vector, next());
  for (;;) {
    const bit = degree(rest);
    const missing = map.dimension - degree(multiple);
    if (bit < 0 || missing <= 0) return multiple;
    const terms = sequence(map, rest, bit, 2 * missing, next());
    const factor = berlekampMassey(terms, 2 * missing, next());
    multiple = multiply(multiple, factor);
    if (degree(multiple) < map.dimension) rest = evaluate(factor, map, rest, next());
  }
}

/** One bit along the orbit, the last term in bit 0. */
function sequence(
  map: Stepper,
  vector: BitVector,
  bit: number,
  count: number,
  progress?: Progress,
): BitVector {
  const backwards = new Int32Array(wordsFor(count));
  let current: BitVector = vector.slice();
  let next: BitVector = new Int32Array(vector.length);
  for (let i = count - 1; i >= 0; i--) {
    progress?.(1 - (i + 1) / count);
    backwards[i >>> 5]! |= bitAt(current, bit) << i;
    map.step(current, next);
    [current, next] = [next, current];
  }
  return backwards;
}

/** The unit vectors that complete v, Av, …, A^(count-1) v, which are independent, to a basis. */
function complementOfOrbit(map: Stepper, vector: BitVector, count: number, progress?: Progress): BitVector[] {
  return echelonOfOrbit(map, vector, count, progress).flatMap((row, i) =>
    row ? [] : [unitVector(map.dimension, i)],
  );
}
