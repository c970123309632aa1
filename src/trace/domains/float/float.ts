/**
 * The domain of floating point: linear loops over doubles, for who allows results that differ by rounding.
 *
 *     balance = balance * 1.005 + 100        y = 1.8 * y1 - 0.9 * y2 + u        level = level * (1 - k) + k * target
 *
 * A turn is a linear map over the reals whose coefficients are doubles (`system.ts`), products of variables included as far
 * as their monomials close. Many turns are a power in double-double arithmetic (`kernels/double-double`), so that the jump's
 * own error is far below what the plain loop accumulates. Its roundings are the reason why this is asked for by name: the
 * option `types` has to contain "float".
 *
 * Nothing that decides where a turn goes may depend on such a value: predicates are the integers' domain's, under its
 * certificate.
 */
import { refuse } from "../../refusals.ts";
import type { Value } from "../../value.ts";
import { isTerm, valueType } from "../../value.ts";
import { closureOf } from "../dependencies.ts";
import type { Domain } from "../domain.ts";
import { FloatReading } from "./reading.ts";
import { requireRoundable } from "./require-roundable.ts";
import { readSystem } from "./system.ts";

export const float: Domain = {
  name: "float",
  rounds: true,

  read(trace, demand, settings) {
    requireRoundable(trace, closureOf(demand, trace), settings);
    return new FloatReading(trace, demand, readSystem(trace, demand, standIn));
  },
};

/** Some number for an invariant whose value is not known yet: one at which nothing cancels by chance. */
function standIn(value: Value): number {
  if (!isTerm(value))
    return typeof value === "number" ? value : refuse.variableType("", valueType(value), "");
  return 1 + ((value.id * 0.6180339887498949) % 1) / 2;
}
