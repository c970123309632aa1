/** The decorator of the article, for functions at run time: re-evaluated from their own source text. */
import { createDecorator, type Cpmoptimize } from "../runtime/decorate.ts";
import { checkOptions } from "../runtime/options.ts";
import { recompile } from "./recompile.ts";

/**
 * Makes a function whose linear-recurrence loops run in O(log n) turns. Whatever can not be optimised runs as written.
 *
 * Written as `cpmoptimize(options?)(fn)`, `cpmoptimize(fn)`, or as a decorator on methods, static methods and getters,
 * standard or legacy. The function given is left as it was, and `original` finds it again.
 *
 * @throws TypeError when an option is unknown or malformed, or when something else than a function is decorated.
 * @throws RecompilationError when `strict` is set and a loop can never be optimised.
 * @example
 * const fib = cpmoptimize()(function fib(n: bigint) {
 *   let a = 0n, b = 1n;
 *   for (let i = 0n; i < n; i++) [a, b] = [b, a + b];
 *   return a;
 * });
 * fib(90n)                              // 2880067194370816120n
 * String(fib(10n ** 5n)).length         // 20899
 */
export const cpmoptimize: Cpmoptimize = createDecorator(recompile, checkOptions);
