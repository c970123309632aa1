/** Why no algebra of products reads a variable: the refusal of its next value. */
import { printValue } from "../print-term.ts";
import { refuse } from "../refusals.ts";
import type { Trace } from "../trace.ts";
import { isTerm } from "../value.ts";

export function notAProduct(trace: Trace, name: string): never {
  const value = trace.next.get(name);
  return refuse.productGrows(isTerm(value) ? value.at : "", printValue(value), name);
}
