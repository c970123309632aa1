/** Predicted nanoseconds of one turn as written, from the operations that it computes. */
import type { Term } from "../value.ts";

/** Measured on small values; a dependent chain of them. */
const NUMBER_OPERATION_NS = 0.5;
const NUMBER_REMAINDER_NS = 10;
const BIGINT_OPERATION_NS = 25;

export function plainNanoseconds(computed: Iterable<Term>): number {
  let sum = 0;
  for (const { op, type } of computed) {
    if (op === "variable") continue;
    if (type === "bigint") sum += BIGINT_OPERATION_NS;
    else sum += op === "%" ? NUMBER_REMAINDER_NS : NUMBER_OPERATION_NS;
  }
  return sum;
}
