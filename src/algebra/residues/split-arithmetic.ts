/** Residues modulo 2 <= m <= 2^32 as numbers: long sums are split (`split.ts`), single products taken modulo 2^32. */
import { affinePower } from "./affine-power.ts";
import type { Arithmetic, MonomialResidue } from "./arithmetic.ts";
import { modularMachine } from "./halving-machine.ts";
import { coefficientFunctional } from "./halving.ts";
import { residue } from "./modular-integers.ts";
import { modularNumbers } from "./modular-numbers.ts";
import { orderTwoResidue } from "./order-two.ts";
import { correlate, splitHalving } from "./split-halving.ts";
import { splitOrbitSum } from "./split-orbit-sum.ts";
import { balanced, split, splitVector } from "./split.ts";

/** @param machine what computes x^n where it can; without one, and for m >= 2^31, `split-halving.ts` does. */
export function splitArithmetic(modulus: bigint, machine = modularMachine): Arithmetic<number> {
  const m = Number(modulus);
  const ring = modularNumbers(m);
  const of = split(m);

  const inDoubles = (characteristic: readonly number[]): MonomialResidue<number> => {
    const symmetric = characteristic.map((c) => balanced(c, of));
    const functional = coefficientFunctional(splitHalving(of, symmetric));
    const reversed = splitVector(symmetric.toReversed(), of);
    return (n) => {
      const { values, length } = functional(n);
      const result = new Float64Array(length);
      correlate(values, length, 0, reversed, result, 0, 1, length, of);
      return result;
    };
  };

  return {
    ring,
    fromInteger: (value) => Number(residue(value, modulus)),
    toInteger: (value) => BigInt(value),
    affinePower: (a) => affinePower(ring, a),
    monomialResidue(characteristic) {
      const order = characteristic.length - 1;
      if (order === 2) return orderTwoResidue(ring, characteristic);
      const fast = m < 2 ** 31 ? machine()?.monomialResidue(m, characteristic.map(BigInt)) : undefined;
      let slow: MonomialResidue<number> | undefined;
      return (n) => {
        const result = fast?.(n);
        if (result === undefined) return (slow ??= inDoubles(characteristic))(n);
        const pairs = new Uint32Array(result.buffer, result.address, 2 * order);
        return pairs.filter((_, i) => i % 2 === 0);
      };
    },
    orbitSum: (rows) => splitOrbitSum(of, rows),
  };
}
