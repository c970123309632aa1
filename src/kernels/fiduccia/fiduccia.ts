/**
 * The characteristic-polynomial residue: any transition over Z.
 *
 * By Cayley-Hamilton every entry of the orbit satisfies the recurrence whose characteristic polynomial P is that of the
 * transition. Berkowitz gives P = x^j · P'; after j turns the part with eigenvalue 0 is gone and the orbit satisfies P'
 * alone. A few turns give the first terms of each output, `nthTerms` the one asked for.
 */
import { bitLength } from "../../algebra/bit-length.ts";
import { logOfDominantRoot } from "../../algebra/dominant-root.ts";
import { nthTerms } from "../../algebra/linear-recurrence/nth-terms.ts";
import { apply, orbit } from "../../transition/apply.ts";
import { characteristic } from "../../transition/characteristic.ts";
import { doublingCost, entryCount, grownBits, productCost, SETUP_NS, SMALL_OPERATION_NS } from "../cost.ts";
import type { Kernel } from "../kernel.ts";

/** Berkowitz takes about dimension^4 / 6 small products: half a second at this dimension. */
const LARGEST_DIMENSION = 64;

export const fiduccia: Kernel = {
  name: "fiduccia",
  prepare(transition) {
    if (transition.basis.length > LARGEST_DIMENSION) return undefined;
    const polynomial = characteristic(transition);
    const delay = polynomial.findIndex((c) => c !== 0n);
    const recurrence = polynomial.slice(delay);
    const order = recurrence.length - 1;
    const entries = entryCount(transition);
    const growth = logOfDominantRoot(recurrence);
    return {
      kernel: "fiduccia",
      cost({ turns, outputs }) {
        const bits = grownBits(growth, turns);
        const products = order === 2 ? 2 : (order * (order + 1)) / 2;
        return (
          SETUP_NS +
          (delay + 2 * order) * entries * SMALL_OPERATION_NS +
          doublingCost(bitLength(turns) - 1, bits / 4, products, order * order) +
          outputs.length * order * productCost(bits / 2)
        );
      },
      run({ start, turns, outputs }) {
        if (turns < BigInt(delay + order)) {
          const state = orbit(transition, start, Number(turns)).at(-1)!;
          return outputs.map((i) => state[i]!);
        }
        let state: readonly bigint[] = start;
        for (let turn = 0; turn < delay; turn++) state = apply(transition, state);
        const states = orbit(transition, state, Math.max(0, order - 1));
        return nthTerms(
          recurrence,
          outputs.map((i) => states.map((x) => x[i]!)),
          turns - BigInt(delay),
        );
      },
    };
  },
};
