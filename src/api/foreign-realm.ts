/** Does a function come from another realm (an iframe, a `vm` context)? Its globals are then not the ones seen here. */
import type { AnyFunction } from "../runtime/decorated.ts";

/** A function whose prototype chain does not lead to this realm's `Function.prototype` counts as foreign. */
export function isForeign(fn: AnyFunction): boolean {
  return !Object.prototype.isPrototypeOf.call(Function.prototype, fn);
}
