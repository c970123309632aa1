/**
 * Sums of whole numbers beyond 2^53, where rounding is allowed: computed as exact integers and rounded once, which is at
 * least as near to the sum as what the loop comes to.
 *
 * The domain of exact integers reads them, with room up to 2^1000 instead of 2^53.
 */
import { closureOf } from "../dependencies.ts";
import type { Domain } from "../domain.ts";
import { requireRoundable } from "./require-roundable.ts";

/** Well below the largest double, 2^1024. */
const LARGEST = 2 ** 1000;

export function roundedOnce(exact: Domain): Domain {
  return {
    name: "rounded once",
    rounds: true,

    read(trace, demand, settings) {
      requireRoundable(trace, closureOf(demand, trace), settings);
      return exact.read(trace, demand, { ...settings, largestNumber: LARGEST });
    },
  };
}
