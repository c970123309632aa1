/**
 * Reads terms as polynomials modulo something: as over the integers, and reductions by a multiple of the modulus are
 * congruences. A choice has a reading where its arms are congruent, as in `x < 0 ? x + m : x`.
 */
import type { Modulus } from "./modulus.ts";
import { divides, isMultiple, reductionOf } from "./modulus.ts";
import { minus } from "./polynomial.ts";
import { PolynomialReader } from "./polynomial-reader.ts";
import { printValue } from "./print-term.ts";
import { refuse } from "./refusals.ts";
import type { Work } from "./work.ts";

export function congruenceReader(modulus: Modulus, work: Work): PolynomialReader {
  return new PolynomialReader(work, (term, of) => {
    const reduction = reductionOf(term);
    if (reduction) {
      return divides(modulus, reduction.modulus)
        ? reduction.polynomial(of)
        : refuse.operator(term.at, term, term.op);
    }
    if (term.op !== "select") return undefined;
    const [, x, y] = term.args;
    const [then, otherwise] = [of(x), of(y)];
    return isMultiple(minus(then, otherwise), modulus)
      ? then
      : refuse.condition(term.at, printValue(term.args[0]));
  });
}
