/**
 * Integer eigenvalues only: Newton's interpolation of t^n at the eigenvalues.
 *
 * Applies to triangular transitions (every strongly connected component a single entry) and to others whose characteristic
 * polynomial splits over Z, such as a swap (eigenvalues 1 and -1). One power for each eigenvalue beyond ±1 and small exact
 * divisions: Σ 3^i costs one power and one division by 2. See `algebra/linear-recurrence/divided-differences.ts`.
 */
import { bitLength } from "../../algebra/bit-length.ts";
import { logarithm } from "../../algebra/logarithm.ts";
import { nthTerms } from "../../algebra/linear-recurrence/nth-terms.ts";
import { recurrence } from "../../algebra/linear-recurrence/recurrence.ts";
import { together } from "../../algebra/peak.ts";
import { FirstTerms } from "../../transition/first-terms.ts";
import { spectrum } from "../../transition/spectrum.ts";
import {
  binomialsCost,
  doublingCost,
  entryCount,
  grownBits,
  linearCost,
  SETUP_NS,
  SMALL_OPERATION_NS,
} from "../cost.ts";
import type { Kernel } from "../kernel.ts";
import { isWithinMemory } from "../memory.ts";

/** A quotient by a small number takes 7 times as long as a product by one. */
const QUOTIENT_FACTOR = 7;

/** Sums of powers and of polynomials times powers. */
export const dividedDifferences: Kernel = {
  name: "divided-differences",
  prepare(transition) {
    const eigenvalues = spectrum(transition);
    if (eigenvalues === undefined || eigenvalues.rest.length > 1) return undefined;
    const { delay, roots } = eigenvalues;
    const splitting = recurrence(roots, []);
    const order = roots.length;
    const distinct = [...new Set(roots)];
    const entries = entryCount(transition);
    const firstTerms = new FirstTerms(transition, delay, order);
    return {
      kernel: "divided-differences",
      cost({ turns, outputs }) {
        const bitsOf = (root: bigint): number => grownBits(logarithm(root), turns);
        const quotients = roots.reduce((sum, root) => {
          const bits = bitsOf(root);
          return sum + order * (bits === 0 ? SMALL_OPERATION_NS : QUOTIENT_FACTOR * linearCost(bits));
        }, 0);
        const powers = distinct.reduce((sum, root) => {
          const bits = bitsOf(root);
          return bits === 0 ? sum : sum + doublingCost(bitLength(turns), bits / 2, 1, 1);
        }, 0);
        const steps =
          (delay + order) * entries * SMALL_OPERATION_NS +
          binomialsCost(order - distinct.length, bitLength(turns));
        return 2 * SETUP_NS + steps + powers + quotients * (1 + outputs.length / QUOTIENT_FACTOR);
      },
      peak(question) {
        const before = firstTerms.peak(question.start, question.outputs.length);
        if (!isWithinMemory(before)) return before;
        const first = firstTerms.of(question);
        return first.kind === "reached" ? before : together(before, splitting.peak(first.turns, first.terms));
      },
      run(question, progress) {
        const first = firstTerms.of(question);
        return first.kind === "reached"
          ? first.values
          : nthTerms(splitting, first.terms, first.turns, progress);
      },
    };
  },
};
