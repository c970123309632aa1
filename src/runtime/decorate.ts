/**
 * The forms in which `cpmoptimize` can be written, told apart by their arguments:
 *
 *     cpmoptimize(fn)                     shorthand
 *     cpmoptimize(options?)(fn)           wrapper
 *     @cpmoptimize()   @cpmoptimize       on methods, static methods and getters,
 *         standard decorators             (value, { kind, name, … })
 *         legacy `experimentalDecorators` (target, key, descriptor)
 *
 * What happens to the function is the argument of `createDecorator`: the wrapper recompiles it, transformed code,
 * whose loops have their sites already, only sets options.
 */
import type { AnyFunction } from "./decorated.ts";
import type { Options } from "./options.ts";
import { written } from "./written.ts";

/** Where the function stands. A class body is strict code, which the function's source text does not show. */
export interface Target {
  readonly kind: "function" | "method" | "getter";
  /** The method's key; absent when the function is not decorated as a class member. */
  readonly name?: string | symbol;
  readonly inClass: boolean;
}

/** Replaces a function by the optimised one. */
export type Optimise<O> = (fn: AnyFunction, options: O, target: Target) => AnyFunction;

/** A standard decorator's context, as far as it is read here. */
export interface MethodContext {
  readonly kind: string;
  readonly name: string | symbol;
}

/** The decorator that `cpmoptimize(options)` makes: for functions, standard and legacy method decorators. */
export interface Decorator {
  /** A function or, as a standard decorator, a method or getter; the type stays exactly as it was. */
  <F extends AnyFunctionType>(fn: F, context?: MethodContext): F;
  /** A legacy decorator on a method, static method or accessor. */
  <T>(
    target: object,
    key: string | symbol,
    descriptor: TypedPropertyDescriptor<T>,
  ): TypedPropertyDescriptor<T>;
}

/** Any function type, generics, overloads and `this` included. */
// eslint-disable-next-line @typescript-eslint/no-unsafe-function-type -- the one type that every function type extends
export type AnyFunctionType = Function;

export interface Cpmoptimize extends Decorator {
  (options?: Options): Decorator;
}

const accepted = "cpmoptimize decorates functions, methods, static methods and getters";

/**
 * Makes a `cpmoptimize` that treats functions by `optimise`.
 *
 * @param optionsOf what is made of the options, undefined where there are none
 */
export function createDecorator<O>(optimise: Optimise<O>, optionsOf: (given: unknown) => O): Cpmoptimize {
  const withOptions =
    (options: O) =>
    (...args: unknown[]): unknown => {
      const [value, second, descriptor] = args;
      if (isContext(second)) return standard(value, second, options);
      if (typeof second === "string" || typeof second === "symbol")
        return legacy(second, descriptor, options);
      if (typeof value !== "function") {
        throw new TypeError(`cpmoptimize()(fn) needs a function, not ${written(value)}.`);
      }
      if (args.length > 1 && second !== undefined) {
        throw new TypeError(
          "cpmoptimize: options stand in a call of their own: cpmoptimize({ strict: true })(fn).",
        );
      }
      return optimise(value as AnyFunction, options, { kind: "function", inClass: false });
    };

  function standard(value: unknown, { kind, name }: MethodContext, options: O): unknown {
    if ((kind !== "method" && kind !== "getter") || typeof value !== "function") {
      throw new TypeError(`@cpmoptimize on the ${kind} ${String(name)}: ${accepted}.`);
    }
    return optimise(value as AnyFunction, options, { kind, name, inClass: true });
  }

  function legacy(name: string | symbol, descriptor: unknown, options: O): unknown {
    if (typeof descriptor !== "object" || descriptor === null) {
      const what = typeof descriptor === "number" ? "a parameter of" : "the field";
      throw new TypeError(`@cpmoptimize on ${what} ${String(name)}: ${accepted}.`);
    }
    const { value, get } = descriptor as { readonly value?: unknown; readonly get?: unknown };
    if (typeof value === "function") {
      return {
        ...descriptor,
        value: optimise(value as AnyFunction, options, { kind: "method", name, inClass: true }),
      };
    }
    if (typeof get === "function") {
      return {
        ...descriptor,
        get: optimise(get as AnyFunction, options, { kind: "getter", name, inClass: true }),
      };
    }
    throw new TypeError(
      `@cpmoptimize on the ${"set" in descriptor ? "setter" : "field"} ${String(name)}: ${accepted}.`,
    );
  }

  const cpmoptimize = (...args: unknown[]): unknown => {
    if (typeof args[0] === "function" || args.length > 1) return withOptions(optionsOf(undefined))(...args);
    return withOptions(optionsOf(args[0]));
  };
  return cpmoptimize as Cpmoptimize;
}

function isContext(value: unknown): value is MethodContext {
  return typeof value === "object" && value !== null && "kind" in value && typeof value.kind === "string";
}
