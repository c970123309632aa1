/**
 * A^n s over GF(2), for n of any size: x^n modulo the minimal polynomial μ of A is r(x), and A^n = r(A).
 *
 * All that depends on the map alone is prepared once, when it is first needed: its step, μ, tables for reducing modulo μ. The
 * residues of the last few n are kept, since a program jumps by the same distance again and again. Up to about deg μ turns are
 * simply taken.
 */
import { bitLength } from "../bit-length.ts";
import { wordsFor, type BitVector } from "./bit-vectors.ts";
import { evaluate } from "./evaluate.ts";
import { minimalPolynomial } from "./minimal-polynomial.ts";
import { stepper, type BitMap } from "./stepper.ts";
import { xPowers, type XPowers } from "./x-powers.ts";

/** Above it, a map given by its columns takes too much memory, and any map too much time. */
const MOST_BITS = 20_000;
const RESIDUES_KEPT = 8;

export interface LinearMap {
  readonly dimension: number;
  /** A^turns · state; undefined where μ was too expensive to prove. */
  jump(state: Uint32Array, turns: bigint): Uint32Array | undefined;
  /** Packed, bit i the coefficient of x^i; monic. */
  minimalPolynomial(): Uint32Array | undefined;
  /** Predicted nanoseconds of a jump, with what it has to prepare. */
  cost(turns: bigint): number;
}

/** undefined for too many bits. */
export function prepareLinearMap(map: BitMap): LinearMap | undefined {
  const { dimension } = map;
  if (dimension > MOST_BITS) return undefined;
  const words = wordsFor(dimension);
  const one = stepper(map);
  const residues = new Map<bigint, BitVector>();
  let modulus: BitVector | "too expensive" | undefined;
  let powers: XPowers | undefined;

  const polynomial = (): BitVector | undefined => {
    modulus ??= minimalPolynomial(one) ?? "too expensive";
    return modulus === "too expensive" ? undefined : modulus;
  };

  const residue = (turns: bigint): BitVector | undefined => {
    const known = residues.get(turns);
    if (known !== undefined) return known;
    const mu = polynomial();
    if (mu === undefined) return undefined;
    powers ??= xPowers(mu);
    const result = powers.power(turns);
    if (residues.size === RESIDUES_KEPT) residues.delete(residues.keys().next().value!);
    residues.set(turns, result);
    return result;
  };

  const isFew = (turns: bigint): boolean => turns <= BigInt(powers?.degree ?? 2 * dimension);

  return {
    dimension,
    jump(state, turns) {
      const start = Int32Array.from(state);
      if (isFew(turns)) return Uint32Array.from(walk(one.step, start, Number(turns)));
      const polynomialOfTurns = residue(turns);
      return polynomialOfTurns && Uint32Array.from(evaluate(polynomialOfTurns, one, start));
    },
    minimalPolynomial() {
      const mu = polynomial();
      return mu && Uint32Array.from(mu);
    },
    cost(turns) {
      if (modulus === "too expensive") return Infinity;
      if (isFew(turns)) return CALL_NS + Number(turns) * one.nanoseconds;
      const order = powers?.degree ?? dimension;
      const squaring = SQUARING_NS + words * words * REDUCTION_NS;
      const preparation = powers ? 0 : 3 * dimension * (one.nanoseconds + 10 + words);
      const power = residues.has(turns) ? 0 : squaring * bitLength(turns);
      return CALL_NS + preparation + power + order * (one.nanoseconds + words);
    },
  };
}

const CALL_NS = 300;
const SQUARING_NS = 20;
const REDUCTION_NS = 5;

function walk(step: (state: BitVector, out: BitVector) => void, start: BitVector, turns: number): BitVector {
  let current = start;
  let next: BitVector = new Int32Array(start.length);
  for (let i = 0; i < turns; i++) {
    step(current, next);
    [current, next] = [next, current];
  }
  return current;
}
