/**
 * Entries that depend on themselves alone: x' = c · x, so x_n = c^n · x_0; an entry with an empty row is 0 after one turn.
 * Applies to diagonal transitions. One power for each coefficient that the outputs meet.
 */
import { integerPower } from "../../algebra/integer-power.ts";
import { logarithm } from "../../algebra/logarithm.ts";
import { held, together } from "../../algebra/peak.ts";
import { share } from "../../algebra/progress.ts";
import { bitLength } from "../../algebra/bit-length.ts";
import { selfCoefficient } from "../../transition/blocks.ts";
import { doublingCost, grownBits, SETUP_NS } from "../cost.ts";
import type { Kernel } from "../kernel.ts";

const POWER_VALUES = 3.5;

/** Powers. */
export const geometric: Kernel = {
  name: "geometric",
  prepare(transition) {
    if (!transition.rows.every((row, i) => row.every(([column]) => column === i))) return undefined;
    const factors = transition.rows.map((_, i) => selfCoefficient(transition, i));
    return {
      kernel: "geometric",
      cost: ({ turns, outputs }) =>
        outputs.reduce((sum, i) => {
          const growth = Math.max(0, logarithm(factors[i]!));
          return growth === 0
            ? sum
            : sum + doublingCost(bitLength(turns), grownBits(growth, turns) / 2, 1, 1);
        }, SETUP_NS),
      peak: ({ start, turns, outputs }) =>
        together(
          ...outputs.map((i) => {
            const growth = Math.max(0, logarithm(factors[i]!));
            const bits = growth === 0 ? 0 : growth * Number(turns) + bitLength(factors[i]!);
            // The power with its root and a shift, and the product.
            return together(held(bits, POWER_VALUES), held(bits + bitLength(start[i]!), 1));
          }),
        ),
      run({ start, turns, outputs }, progress) {
        const powers = new Map<bigint, bigint>();
        return outputs.map((i, k) => {
          const part = share(progress, k / outputs.length, (k + 1) / outputs.length);
          const value = start[i]!;
          const factor = factors[i]!;
          if (value === 0n || factor === 1n) return value;
          let power = powers.get(factor);
          if (power === undefined) powers.set(factor, (power = integerPower(factor, turns, part)));
          return value === 1n ? power : power * value;
        });
      },
    };
  },
};
