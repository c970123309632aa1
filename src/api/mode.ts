/**
 * Was a function written in strict or in sloppy mode? Its source text alone does not say.
 *
 *     in a class body              strict
 *     "use strict" of its own      strict
 *     a plain function             sloppy if it has its own `caller`, strict if it has not (V8, JavaScriptCore); in
 *                                  SpiderMonkey no function has, which is found out by asking a sloppy one
 *     arrow, method, async, generator      no way to tell: undefined
 */
import type { Target } from "../runtime/decorate.ts";
import type { AnyFunction } from "../runtime/decorated.ts";
import type { FunctionSource } from "./source.ts";

/** True: strict, false: sloppy, undefined: it can not be told. */
export function isStrictFunction(
  fn: AnyFunction,
  source: FunctionSource,
  target: Target,
): boolean | undefined {
  if (target.inClass || source.hasDirective) return true;
  if (!source.isPlain) return undefined;
  if (Object.hasOwn(fn, "caller")) return false;
  return showsSloppyMode() ? true : undefined;
}

function showsSloppyMode(): boolean {
  try {
    // eslint-disable-next-line @typescript-eslint/no-implied-eval -- the only way to a sloppy function from a module
    return Object.hasOwn(Function(""), "caller");
  } catch {
    // Code generation is forbidden, so that nothing will be rebuilt either.
    return false;
  }
}
