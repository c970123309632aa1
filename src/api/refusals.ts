/**
 * Why a function is given back as it is: every reason of the wrapper, in one place.
 *
 * These concern the function as a whole, so they have no place within it, except where the offending thing has one. Each
 * code is the name of a page under docs/refusals/.
 */
import type { Refusal } from "../trace/refusal.ts";

function unchanged(code: string, what: string, why: string, remedy: string): Refusal {
  return { code, where: "", what, why, remedy };
}

const useTransform =
  "compile the file with the transform, which changes loops in place and needs no re-evaluation";

export const refuse = {
  disabled: (): Refusal =>
    unchanged(
      "disabled",
      "CPM_DISABLE is set",
      "the environment switches every optimisation off",
      "unset CPM_DISABLE",
    ),
  patchedBuiltins: (): Refusal =>
    unchanged(
      "patched-builtins",
      "a built-in of JavaScript",
      "the program has replaced it, and the parser that reads functions might not work with what is there now",
      "decorate functions before built-ins are replaced, or load this package after it",
    ),
  noLoops: (): Refusal =>
    unchanged(
      "no-loops",
      "a function without loops",
      "there is nothing to fast-forward",
      "decorate the function that contains the loop",
    ),
  nativeFunction: (): Refusal =>
    unchanged(
      "native-function",
      "a native or bound function",
      "its source text is [native code], so there is no loop to read",
      "decorate the function before binding it: cpmoptimize()(fn).bind(…)",
    ),
  classConstructor: (): Refusal =>
    unchanged(
      "class-constructor",
      "a class",
      "a class keeps state (fields, private names, a home for super) that its source text cannot bring back",
      "decorate its methods and getters: @cpmoptimize()",
    ),
  foreignRealm: (): Refusal =>
    unchanged(
      "foreign-realm",
      "a function of another realm",
      "its globals (Array, Math, …) are not the ones that a re-evaluation here would see",
      "decorate it in the realm in which it was made",
    ),
  unreadableSource: (message: string): Refusal =>
    unchanged(
      "unreadable-source",
      `source text that does not parse on its own: ${message}`,
      "a function can be re-evaluated only from the text that Function.prototype.toString gives",
      useTransform,
    ),
  privateName: (names: readonly string[]): Refusal =>
    unchanged(
      "private-name",
      names.join(", "),
      "a private name belongs to its class body and cannot be re-evaluated outside of it",
      `pass the private values to a function of their own and decorate that one, or ${useTransform}`,
    ),
  superProperty: (): Refusal =>
    unchanged(
      "super",
      "super",
      "super belongs to the class or object in which the method was written and cannot be re-evaluated outside of it",
      `take the value of super out of the decorated function, or ${useTransform}`,
    ),
  newTarget: (): Refusal =>
    unchanged(
      "new-target",
      "new.target",
      "in a re-evaluated constructor it would be another function",
      `move the loop into a function of its own and decorate that one, or ${useTransform}`,
    ),
  importMeta: (): Refusal =>
    unchanged("import-meta", "import.meta", "it belongs to the module in which it was written", useTransform),
  lexicalThis: (names: readonly string[]): Refusal =>
    unchanged(
      "lexical-this",
      `an arrow function that uses ${names.join(" and ")}`,
      "an arrow function takes them from the place where it was written, which its source text cannot bring back",
      `write it as a function or a method, or ${useTransform}`,
    ),
  freeVariables: (names: readonly string[]): Refusal =>
    unchanged(
      "free-variables",
      names.join(", "),
      `the wrapper sees only the function's source text, and cannot tell what ${names.length === 1 ? "this name means" : "these names mean"} outside of it`,
      `supply ${names.length === 1 ? "it" : "them"}: scope: { ${names.join(", ")} } for constant values, scope: function () { return eval(arguments[0]) } for live variables; or ${useTransform}`,
    ),
  assignedConstant: (names: readonly string[]): Refusal =>
    unchanged(
      "scope-constant",
      `an assignment to ${names.join(", ")}`,
      "values in a scope object are constants: the assignment would not reach the captured variable",
      "use live variables: scope: function () { return eval(arguments[0]) }",
    ),
  instrumented: (names: readonly string[]): Refusal =>
    unchanged(
      "instrumented",
      names.join(", "),
      "a coverage tool counts statements in the function, and skipped turns would not be counted",
      "measure coverage with the engine's own (V8) coverage, or leave this file out of the instrumentation",
    ),
  cannotTellStrictness: (kind: string): Refusal =>
    unchanged(
      "cannot-tell-strictness",
      `${kind} whose meaning depends on strict or sloppy mode`,
      "nothing about such a function shows in which mode it was written",
      'write "use strict" as its first statement, or decorate it inside a class',
    ),
  evalForbidden: (message: string): Refusal =>
    unchanged(
      "eval-forbidden",
      `code generation from strings: ${message}`,
      "the wrapper evaluates the recompiled source, which a Content Security Policy or a flag of the engine forbids here",
      useTransform,
    ),
  alreadyTransformed: (): Refusal =>
    unchanged(
      "already-transformed",
      "a function of transformed code",
      "its loops have their sites in place, in the variables of the module around it",
      "nothing is needed; options reach the loops of functions that are written inside the call of cpmoptimize",
    ),
  internalError: (error: unknown): Refusal =>
    unchanged(
      "internal-error",
      error instanceof Error ? `${error.name}: ${error.message}` : "an error",
      "this is a bug of cpmoptimize; the function runs as it was written",
      "report it with the function's source; CPM_DEBUG=1 throws the error instead",
    ),
};
