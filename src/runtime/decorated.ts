/**
 * The record of every function that went through `cpmoptimize`: where `explain` and `original` look.
 *
 * One WeakMap from function to record. It is the package's only state outside of sites: a decorator can attach facts to
 * a function only on the function itself, where the user would see them, or here. Records die with their functions.
 */
import type { Place } from "../trace/ir.ts";
import type { Refusal } from "../trace/refusal.ts";
import { inspect } from "./inspect.ts";
import type { Site } from "./site-record.ts";

/** Any function: what a decorator receives and gives back. */
export type AnyFunction = (this: unknown, ...args: never[]) => unknown;

/** A loop for which the compiler makes no site, and why. */
interface RefusedLoop {
  readonly name: string;
  readonly file: string;
  /** Of the loop statement, `line:column`. */
  readonly place: Place;
  readonly refusals: readonly Refusal[];
}

/** One loop of a decorated function. */
export type DecoratedLoop = Site | RefusedLoop;

export interface Decorated {
  readonly original: AnyFunction;
  readonly name: string;
  /** Why the function was given back as it is; absent when it was recompiled. */
  readonly unchanged?: Refusal;
  /** What was taken for granted about names that the source text alone cannot resolve. */
  readonly assumptions: readonly string[];
  readonly loops: readonly DecoratedLoop[];
}

/** The function's own name; "" where it has none, or where somebody put something else there. */
export function nameOf(fn: AnyFunction): string {
  const name: unknown = Object.getOwnPropertyDescriptor(fn, "name")?.value;
  return typeof name === "string" ? name : "";
}

const records = new WeakMap<object, Decorated>();

/** The record of a function, if it was decorated. */
export function decorated(fn: object): Decorated | undefined {
  return records.get(fn);
}

/** Remembers what became of a function, and gives the function back. */
export function remember<F extends AnyFunction>(fn: F, record: Decorated): F {
  records.set(fn, record);
  return fn;
}

/** The reasons for which a loop can never be optimised, whatever the values are; none if it can. Traces the loop. */
export function neverOptimised(loop: DecoratedLoop): readonly Refusal[] {
  if (typeof loop !== "function") return loop.refusals;
  const { status, refusals } = inspect(loop);
  return status === "refused" ? refusals : [];
}
