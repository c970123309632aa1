/**
 * Recompiled source text back to a function that looks and behaves like the original.
 *
 * The text is evaluated inside a factory `(function (names) { "use strict"; return (text) })`, by `new Function` or, for
 * live captured variables, by the user's own direct eval. The result takes over everything by which a function can be
 * told apart: own properties with their descriptors (`name`, `length` and `prototype` among them, so that `instanceof`
 * goes on working), the prototype it inherits from, and whether it can be extended.
 */
import type { AnyFunction } from "../runtime/decorated.ts";
import type { FunctionSource } from "./source.ts";

/** What the names in the text mean, besides globals. */
export type Bindings = Readonly<Record<string, unknown>>;

/** Evaluates the text of a function expression where the captured variables are visible. */
export type Evaluate = (code: string) => (...values: unknown[]) => unknown;

/** Code generation from strings is forbidden here: a Content Security Policy, or a flag of the engine. */
export class EvaluationForbidden extends Error {}

/** The option `scope` is a function that is not of the required form. */
export class ScopeError extends TypeError {
  override readonly name = "TypeError";
}

/** Evaluates where only the globals are visible. */
const evaluateGlobally: Evaluate = (code) => {
  try {
    // eslint-disable-next-line @typescript-eslint/no-implied-eval -- evaluating the recompiled text is the purpose
    return (Function(`return ${code}`) as () => (...values: unknown[]) => unknown)();
  } catch (error) {
    if (error instanceof EvalError) throw new EvaluationForbidden(error.message);
    throw error;
  }
};

const wantedForm = "write it exactly as scope: function () { return eval(arguments[0]) }.";

/** Evaluates with the user's direct eval, checking that the code really went through it. */
export function evaluateInScope(scope: (code: string) => unknown): Evaluate {
  return (code) => {
    let value: unknown;
    try {
      value = scope(code);
    } catch (error) {
      if (error instanceof EvalError) throw new EvaluationForbidden(error.message);
      // A syntax error would be in our code, not in the user's.
      if (error instanceof SyntaxError) throw error;
      throw new ScopeError(`cpmoptimize: option scope threw an error; ${wantedForm}`, { cause: error });
    }
    if (typeof value === "function") return value as (...values: unknown[]) => unknown;
    throw new ScopeError(
      `cpmoptimize: option scope did not evaluate the code that it was given; ${wantedForm}`,
    );
  };
}

/**
 * Evaluates the recompiled text.
 *
 * @throws EvaluationForbidden where code generation is; SyntaxError when the text is not valid in this mode.
 */
export function rebuild(
  { member }: FunctionSource,
  text: string,
  bindings: Bindings,
  strict: boolean,
  evaluate: Evaluate = evaluateGlobally,
): AnyFunction {
  const names = Object.keys(bindings);
  const directive = strict ? ' "use strict";' : "";
  const factory = evaluate(`(function (${names.join(", ")}) {${directive} return (${text}\n); })`);
  const value = factory(...names.map((name) => bindings[name]));
  if (member === "none") return value as AnyFunction;
  const [descriptor] = Object.values(Object.getOwnPropertyDescriptors(value as object));
  return (descriptor as Partial<Record<typeof member, unknown>>)[member] as AnyFunction;
}

/** Makes `copy` look like `original`. */
export function disguise(copy: AnyFunction, original: AnyFunction): void {
  for (const key of Reflect.ownKeys(copy)) {
    // What cannot be deleted is `prototype` and, on sloppy functions, `arguments` and `caller`.
    if (!Object.hasOwn(original, key)) Reflect.deleteProperty(copy, key);
  }
  for (const key of Reflect.ownKeys(original)) {
    if (key === "arguments" || key === "caller") continue;
    const descriptor = Reflect.getOwnPropertyDescriptor(original, key);
    if (descriptor) Reflect.defineProperty(copy, key, descriptor);
  }
  const prototype: unknown = Object.getPrototypeOf(original);
  if (Object.getPrototypeOf(copy) !== prototype) Object.setPrototypeOf(copy, prototype as object | null);
  if (!Object.isExtensible(original)) Object.preventExtensions(copy);
}
