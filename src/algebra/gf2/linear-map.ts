/**
 * A^n s over GF(2), for n of any size: x^n modulo the minimal polynomial μ of A is r(x), and A^n = r(A).
 *
 * All that depends on the map alone is prepared once, when it is first needed: its step, μ, tables for reducing modulo μ. The
 * residues of the last few n are kept, since a program jumps by the same distance again and again. Up to about deg μ turns are
 * simply taken; r(A) s takes deg μ steps, or, once as much was spent on these as a better basis costs, a product in that basis.
 */
import { bitLength } from "../bit-length.ts";
import { halves, type Progress } from "../progress.ts";
import { stepperOf, type BitMap } from "./bit-map.ts";
import { wordsFor, type BitVector } from "./bit-vectors.ts";
import {
  coordinatesNanoseconds,
  cyclicCoordinates,
  productNanoseconds,
  type CyclicCoordinates,
} from "./cyclic-coordinates.ts";
import { evaluate } from "./evaluate.ts";
import { minimalPolynomial } from "./minimal-polynomial.ts";
import { reduction, type Reduction } from "./reduction.ts";
import type { Stepper } from "./stepper.ts";
import { xPower } from "./x-power.ts";

/** MT19937 has 19937; its polynomial takes a tenth of a second. */
const MOST_BITS = 20_000;
/** Above it, what is made of columns takes too much memory. */
const MOST_COLUMNS = 4096;
/** Above it, the tables of the better basis would fill the caches. */
const MOST_BITS_OF_COORDINATES = 1024;
const RESIDUES_KEPT = 8;

export interface LinearMap {
  readonly dimension: number;
  /** A^turns · state, turns >= 0; undefined where μ was too expensive to prove. */
  jump: (state: Uint32Array, turns: bigint, progress?: Progress) => Uint32Array | undefined;
  /** Packed, bit i the coefficient of x^i; monic. */
  minimalPolynomial: () => Uint32Array | undefined;
  /** Predicted nanoseconds of a jump, with what it has to prepare. */
  cost: (turns: bigint) => number;
}

interface Residue {
  readonly coefficients: BitVector;
  factor?: BitVector; // in cyclic coordinates
}

/** undefined for too many bits. */
export function prepareLinearMap(map: BitMap): LinearMap | undefined {
  const { dimension } = map;
  if (dimension > ("step" in map ? MOST_BITS : MOST_COLUMNS)) return undefined;
  const words = wordsFor(dimension);
  const one = stepperOf(map);
  const state = new Int32Array(words);
  const residues = new Map<bigint, Residue>();
  let mu: BitVector | "too expensive" | undefined;
  let modMu: Reduction | undefined;
  let few = BigInt(2 * dimension); // turns that are simply taken
  let coordinates: CyclicCoordinates | "none" | undefined;
  let spent = 0; // nanoseconds, predicted, of steps that coordinates would have saved

  const polynomial = (progress?: Progress): BitVector | undefined => {
    mu ??= minimalPolynomial(one, progress) ?? "too expensive";
    return mu === "too expensive" ? undefined : mu;
  };

  const residueOf = (turns: bigint, next: () => Progress | undefined): Residue | undefined => {
    const known = residues.get(turns);
    if (known !== undefined) return known;
    const modulus = polynomial(next());
    if (modulus === undefined) return undefined;
    if (modMu === undefined) {
      modMu = reduction(modulus);
      few = BigInt(modMu.degree);
    }
    const residue = { coefficients: xPower(modMu, turns, next()) };
    if (residues.size === RESIDUES_KEPT) residues.delete(residues.keys().next().value!);
    residues.set(turns, residue);
    return residue;
  };

  const times = (residue: Residue, mod: Reduction, progress?: Progress): BitVector => {
    if (coordinates === undefined && spent > coordinatesNanoseconds(one)) {
      coordinates = (dimension <= MOST_BITS_OF_COORDINATES && cyclicCoordinates(one, mod)) || "none";
    }
    if (coordinates === undefined || coordinates === "none") {
      spent += mod.degree * one.nanoseconds;
      return evaluate(residue.coefficients, one, state, progress);
    }
    residue.factor ??= coordinates.factor(residue.coefficients);
    return coordinates.multiply(residue.factor, state);
  };

  return {
    dimension,
    jump(from, turns, progress) {
      for (let w = 0; w < words; w++) state[w] = from[w]!;
      if (turns <= few) return unsigned(walk(one, state, Number(turns)));
      const next = halves(progress);
      const residue = residueOf(turns, next);
      return residue && unsigned(times(residue, modMu!, next()));
    },
    minimalPolynomial() {
      const result = polynomial();
      return result && unsigned(result);
    },
    cost(turns) {
      if (mu === "too expensive") return Infinity;
      if (turns <= few) return CALL_NS + Number(turns) * one.nanoseconds;
      const preparation = modMu ? 0 : 3 * dimension * (one.nanoseconds + 10 + words);
      const squaring = SQUARING_NS + words * words * REDUCTION_NS;
      const power = residues.has(turns) ? 0 : squaring * bitLength(turns);
      const product =
        coordinates && coordinates !== "none"
          ? productNanoseconds(words)
          : (modMu?.degree ?? dimension) * (one.nanoseconds + words);
      return CALL_NS + preparation + power + product;
    },
  };
}

const CALL_NS = 300;
const SQUARING_NS = 20;
const REDUCTION_NS = 5;

function unsigned(vector: BitVector): Uint32Array {
  const result = new Uint32Array(vector.length);
  for (let w = 0; w < vector.length; w++) result[w] = vector[w]!;
  return result;
}

function walk(map: Stepper, start: BitVector, turns: number): BitVector {
  let current: BitVector = start.slice();
  let next: BitVector = new Int32Array(start.length);
  for (let i = 0; i < turns; i++) {
    map.step(current, next);
    [current, next] = [next, current];
  }
  return current;
}
