/** Arithmetic of residues over any commutative ring with a dot product: the reference, and what serves moduli of any size. */
import type { CommutativeRing } from "../ring.ts";
import { affinePower } from "./affine-power.ts";
import type { Arithmetic } from "./arithmetic.ts";
import { coefficientFunctional } from "./halving.ts";
import { orderTwoResidue } from "./order-two.ts";
import { ringHalving, type DotRing } from "./ring-halving.ts";
import type { SparseRows } from "./sparse-characteristic.ts";

export function ringArithmetic<T>(
  ring: DotRing<T>,
  convert: Pick<Arithmetic<T>, "fromInteger" | "toInteger" | "costs">,
  keptCoefficients?: number,
): Arithmetic<T> {
  return {
    ring,
    ...convert,
    affinePower: (a) => affinePower(ring, a),
    monomialResidue(characteristic) {
      const order = characteristic.length - 1;
      if (order === 2) return orderTwoResidue(ring, characteristic);
      const reversed = characteristic.toReversed();
      const functional = coefficientFunctional(ringHalving(ring, characteristic), keptCoefficients);
      // a_n = Σ_i f_i N_i with N_i = Σ_j D_(i-j) a_j, hence r_j = Σ_i f_i D_(i-j)
      return (n) => {
        const f = functional(n);
        return Array.from({ length: Math.min(order, f.length) }, (_, j) =>
          ring.dot(f, j, reversed, 0, 1, f.length - j),
        );
      };
    },
    orbitSum: (rows) => ringOrbitSum(ring, rows),
  };
}

/** (start, r) ↦ Σ_k r_k · (A^k start)[output] */
export function ringOrbitSum<T>(
  ring: CommutativeRing<T>,
  rows: SparseRows<T>,
): ReturnType<Arithmetic<T>["orbitSum"]> {
  const turn = (before: readonly T[]): T[] =>
    rows.map((row) => {
      let sum = ring.ZERO;
      for (const [column, c] of row) {
        const value = before[column]!;
        sum = ring.add(sum, ring.eql(c, ring.ONE) ? value : ring.mul(c, value));
      }
      return sum;
    });
  return (start, r, outputs) => {
    let state = start;
    const sums = outputs.map(() => ring.ZERO);
    for (let k = 0; k < r.length; k++) {
      if (k > 0) state = turn(state);
      for (let i = 0; i < outputs.length; i++) {
        sums[i] = ring.add(sums[i]!, ring.mul(r[k]!, state[outputs[i]!]!));
      }
    }
    return sums;
  };
}
