/** The way back from an optimised function. */
import { decorated } from "./decorated.ts";
import type { AnyFunctionType } from "./decorate.ts";
import { written } from "./written.ts";

/**
 * The function that `cpmoptimize` was given; a function that did not go through it is its own original.
 *
 * @throws TypeError when the value is no function.
 * @example
 * const slow = (n: bigint) => { let s = 0n; for (let i = 0n; i < n; i++) s += i; return s; };
 * original(cpmoptimize()(slow)) === slow   // true
 */
export function original<F extends AnyFunctionType>(fn: F): F {
  if (typeof fn !== "function") throw new TypeError(`original: needs a function, not ${written(fn)}.`);
  return (decorated(fn)?.original ?? fn) as unknown as F;
}
