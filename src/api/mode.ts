/**
 * Was a function written in strict or in sloppy mode? Its source text alone does not say.
 *
 *     in a class body              strict
 *     "use strict" of its own      strict
 *     a plain function             sloppy if it has its own `caller`, strict if it has not (V8 up to 14); or sloppy if the
 *                                  getter of Function.prototype.arguments has an answer, strict if it throws
 *                                  (JavaScriptCore, later V8). Which of them holds is found out by asking a sloppy
 *                                  function and a strict one; where neither does, no way to tell
 *     arrow, method, async, generator      no way to tell: undefined
 */
import type { Target } from "../runtime/decorate.ts";
import type { AnyFunction } from "../runtime/decorated.ts";
import { once } from "../runtime/once.ts";
import type { FunctionSource } from "./source.ts";

/** True: strict, false: sloppy, undefined: it can not be told. */
export function isStrictFunction(
  fn: AnyFunction,
  source: FunctionSource,
  target: Target,
): boolean | undefined {
  if (target.inClass || source.hasDirective) return true;
  if (!source.isPlain) return undefined;
  const isSloppy = question();
  return isSloppy && !isSloppy(fn);
}

/** Is it sloppy? */
type Question = (fn: object) => boolean;

// eslint-disable-next-line @typescript-eslint/unbound-method -- called on each function asked about
const getArguments = Object.getOwnPropertyDescriptor(Function.prototype, "arguments")?.get;

const questions: readonly Question[] = [
  (fn) => Object.hasOwn(fn, "caller"),
  (fn) => {
    try {
      getArguments?.call(fn);
      return getArguments !== undefined;
    } catch {
      return false;
    }
  },
];

/** The first that has an answer in this engine. */
const question = /* @__PURE__ */ once(() => questions.find(tellsModes));

/** Does the question tell a sloppy function from a strict one, in this engine? */
function tellsModes(isSloppy: Question): boolean {
  try {
    // eslint-disable-next-line @typescript-eslint/no-implied-eval -- the only way to a sloppy function from a module
    return isSloppy(Function("")) && !isSloppy(Function("'use strict'"));
  } catch {
    // Code generation is forbidden, so that nothing will be rebuilt either.
    return false;
  }
}
