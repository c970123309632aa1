/**
 * Eigenvalues 0 and 1 only: every entry is a polynomial in the number of turns.
 *
 * Applies to polynomial transitions (`transition/polynomial-shapes.ts`): x_n is a polynomial of degree <= d for n >= δ.
 * So δ + d turns are run, the last d + 1 values give the forward differences, and x_n = Σ_j Δ^j x_δ · C(n - δ, j): d products
 * for all outputs together, n of any size (10^1000 in microseconds).
 */
import { bitLength } from "../../algebra/bit-length.ts";
import { binomials, forwardDifferences } from "../../algebra/binomials.ts";
import { outputTerms } from "../../transition/apply.ts";
import { joined, polynomialShapes, type Shape } from "../../transition/polynomial-shapes.ts";
import { binomialsCost, entryCount, SETUP_NS, SMALL_OPERATION_NS } from "../cost.ts";
import type { Kernel, Question } from "../kernel.ts";

export const binomialBasis: Kernel = {
  name: "binomial-basis",
  prepare(transition) {
    const shapes = polynomialShapes(transition);
    if (shapes === undefined) return undefined;
    const entries = entryCount(transition);
    const shapeOf = ({ outputs }: Question): Shape => {
      const { delay, degree } = joined(outputs.map((i) => shapes[i]!));
      return { delay, degree: Math.max(0, degree) };
    };
    return {
      kernel: "binomial-basis",
      cost(question) {
        const { delay, degree } = shapeOf(question);
        const steps = (delay + degree) * entries + degree * degree * question.outputs.length;
        return SETUP_NS + steps * SMALL_OPERATION_NS + binomialsCost(degree, bitLength(question.turns));
      },
      run(question) {
        const { start, turns, outputs } = question;
        const { delay, degree } = shapeOf(question);
        const first = outputTerms(transition, start, outputs, turns, delay, degree + 1);
        if (first.kind === "reached") return first.values;
        const basis = binomials(first.turns, degree);
        return first.terms.map((values) =>
          forwardDifferences(values).reduce((sum, c, j) => (c === 0n ? sum : sum + c * basis[j]!), 0n),
        );
      },
    };
  },
};
