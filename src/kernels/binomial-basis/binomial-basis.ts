/**
 * Eigenvalues 0 and 1 only: every entry is a polynomial in the number of turns.
 *
 * Applies to polynomial transitions (`transition/polynomial-shapes.ts`): x_n is a polynomial of degree <= d for n >= δ.
 * So δ + d turns are run, the last d + 1 values give the forward differences, and x_n = Σ_j Δ^j x_δ · C(n - δ, j): d products
 * for all outputs together, n of any size (10^1000 in microseconds).
 */
import { bitLength } from "../../algebra/bit-length.ts";
import { binomials, forwardDifferences } from "../../algebra/binomials.ts";
import { held, together } from "../../algebra/peak.ts";
import { FirstTerms } from "../../transition/first-terms.ts";
import { joined, polynomialShapes, type Shape } from "../../transition/polynomial-shapes.ts";
import { binomialsCost, entryCount, SETUP_NS, SMALL_OPERATION_NS } from "../cost.ts";
import type { Kernel, Question } from "../kernel.ts";

/** Some outputs, as polynomials of at most this degree after the delay. */
interface Outputs extends Shape {
  readonly outputs: readonly number[];
  readonly firstTerms: FirstTerms;
}

/** A product, a sum and the one before. */
const SUM_VALUES = 3;

/** Polynomials in the number of turns. */
export const binomialBasis: Kernel = {
  name: "binomial-basis",
  prepare(transition) {
    const shapes = polynomialShapes(transition);
    if (shapes === undefined) return undefined;
    const entries = entryCount(transition);
    let last: Outputs | undefined;
    const shapeOf = ({ outputs }: Question): Outputs => {
      if (last?.outputs === outputs) return last;
      const { delay, degree: joint } = joined(outputs.map((i) => shapes[i]!));
      const degree = Math.max(0, joint);
      return (last = { outputs, delay, degree, firstTerms: new FirstTerms(transition, delay, degree + 1) });
    };
    return {
      kernel: "binomial-basis",
      cost(question) {
        const { delay, degree } = shapeOf(question);
        const steps = (delay + degree) * entries + degree * degree * question.outputs.length;
        return SETUP_NS + steps * SMALL_OPERATION_NS + binomialsCost(degree, bitLength(question.turns));
      },
      peak(question) {
        const { degree, firstTerms } = shapeOf(question);
        const first = firstTerms.peak(question.start, question.outputs.length);
        const basis = degree * bitLength(question.turns);
        // The differences of each output, and the binomials.
        const values = (question.outputs.length + 1) * (degree + 1) + 3;
        return together(
          first,
          held(first.bits, values),
          held(first.bits + basis, SUM_VALUES + question.outputs.length),
          held(basis / 2, degree),
        );
      },
      run(question) {
        const { degree, firstTerms } = shapeOf(question);
        const first = firstTerms.of(question);
        if (first.kind === "reached") return first.values;
        const basis = binomials(first.turns, degree);
        return first.terms.map((values) =>
          forwardDifferences(values).reduce((sum, c, j) => (c === 0n ? sum : sum + c * basis[j]!), 0n),
        );
      },
    };
  },
};
