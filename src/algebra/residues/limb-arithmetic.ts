/**
 * Residues modulo m, 2^32 < m < 2^62: x^n and sums over orbits in WebAssembly, in limbs (`limb-sums.ts`), once there is enough
 * to do; everything else, and where there is no WebAssembly, over bigint.
 */
import type { Arithmetic, MonomialResidue } from "./arithmetic.ts";
import { limbMachine, type LazyMachine } from "./halving-machine.ts";
import { integerArithmetic } from "./integer-arithmetic.ts";

/** So many products over bigint, with one polynomial, take as long as making the machine. */
const MACHINE_WORK = 40_000;

/** @param machine what computes where it can. */
export function limbArithmetic(modulus: bigint, machine: LazyMachine = limbMachine): Arithmetic<bigint> {
  const generic = integerArithmetic(modulus);
  return {
    ...generic,
    monomialResidue(characteristic) {
      const order = characteristic.length - 1;
      let fast: ((n: Parameters<MonomialResidue<bigint>>[0]) => BigInt64Array | undefined) | undefined;
      let slow: MonomialResidue<bigint> | undefined;
      let work = 0;
      const inMachine = (): typeof fast => {
        const run = machine()?.monomialResidue(modulus, characteristic);
        return (n) => {
          const result = run?.(n);
          // a copy, since the machine's memory may move when it grows
          return result && new BigInt64Array(result.buffer, result.address, order).slice();
        };
      };
      return (n) => {
        work += n.length * order * order;
        if (work >= MACHINE_WORK || machine.isMade()) fast ??= inMachine();
        return fast?.(n) ?? (slow ??= generic.monomialResidue(characteristic))(n);
      };
    },
    orbitSum(rows) {
      const slow = generic.orbitSum(rows);
      let fast: ReturnType<NonNullable<ReturnType<LazyMachine>>["orbitSum"]> | undefined;
      return (start, r, outputs) => {
        if (machine.isMade()) fast ??= machine()?.orbitSum(modulus, rows);
        return fast?.(start, r, outputs) ?? slow(start, r, outputs);
      };
    },
  };
}
