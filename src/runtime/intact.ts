/**
 * Is the language still what the turn takes it to be?
 *
 * A destructuring assignment runs the array iterator, which programs can replace; an intrinsic can be overwritten. Both
 * are asked at the door, each time, because both can happen at any time, and asked for as own data properties: a getter in
 * the place of a built-in would be called here once, and by the loop in each turn. What was replaced before this package was
 * loaded does not have the text of a built-in.
 *
 * Behind it stands the question for the built-ins of the runtime itself, so that nothing replaced is called on the way.
 */
import type { Builtin, LoopIR } from "../trace/ir.ts";
import { intrinsicsOf } from "../trace/intrinsics-of.ts";
import { isData, isNative, makeIntrinsicCheck } from "../trace/intrinsic-check.ts";
import { areOwnBuiltInsIntact } from "./built-ins/own-built-ins.ts";
import type { RangeChecks } from "./rooms.ts";

type Check = () => boolean;

const { getOwnPropertyNames, getPrototypeOf, hasOwn } = Object;

const arrayPrototype = Array.prototype;
const arrayIterator = arrayPrototype[Symbol.iterator];
const iteratorPrototype = getPrototypeOf([][Symbol.iterator]()) as { next: () => unknown };
const next = iteratorPrototype.next;
const sharedPrototype = getPrototypeOf(iteratorPrototype) as object & Iterable<unknown>;
const sharedIterator = sharedPrototype[Symbol.iterator];
const { forEach, reduce, keys } = arrayPrototype;
const { from } = Array;
const OriginalArray = Array;
const ObjectPrototype = Object.prototype;
const objectNames = getOwnPropertyNames(ObjectPrototype).length;

const isNextIntact = (): boolean => isData(iteratorPrototype, "next", next);

const isBuiltinIntact: RangeChecks = {
  "Array.prototype.forEach": () => isData(arrayPrototype, "forEach", forEach),
  "Array.prototype.reduce": () => isData(arrayPrototype, "reduce", reduce),
  // A loop over the keys asks the iterator for an iterator, and then for each key.
  "Array.prototype.keys": () =>
    isData(arrayPrototype, "keys", keys) &&
    isNextIntact() &&
    isData(sharedPrototype, Symbol.iterator, sharedIterator),
  // It asks the object with the length for an iterator, and for its elements.
  "Array.from": () =>
    isData(Array, "from", from) &&
    !(Symbol.iterator in ObjectPrototype) &&
    getOwnPropertyNames(ObjectPrototype).length === objectNames,
  Array: () => isData(globalThis, "Array", OriginalArray),
};

const wereNative: Readonly<Partial<Record<Builtin, Check>>> = {
  "Array.prototype.forEach": () => isNative(forEach, "forEach"),
  "Array.prototype.reduce": () => isNative(reduce, "reduce"),
  "Array.prototype.keys": () => isNative(keys, "keys") && isNative(next, "next"),
  "Array.from": () => isNative(from, "from"),
  Array: () => isNative(OriginalArray, "Array"),
};

/** The question for one loop: only what the loop uses is asked, and what nobody can answer is not as it was. */
export function makeIntactCheck(ir: LoopIR, ofRanges?: RangeChecks): Check {
  const builtins = ir.intact ?? [];
  const checks: Check[] = builtins.map((builtin) => isBuiltinIntact[builtin] ?? ofRanges?.[builtin] ?? never);
  if (ir.destructures === true) checks.push(isDestructuringIntact);
  for (const intrinsic of intrinsicsOf(ir)) checks.push(makeIntrinsicCheck(intrinsic));
  const wasIntact =
    builtins.every((builtin) => wereNative[builtin]?.() ?? true) &&
    (ir.destructures !== true || (isNative(arrayIterator, "values") && isNative(next, "next")));
  return () => {
    if (!wasIntact) return false;
    // By index: an iterator may be what has been replaced.
    for (let k = 0; k < checks.length; k++) if (checks[k]?.() === false) return false;
    return areOwnBuiltInsIntact();
  };
}

const never = (): boolean => false;

export function isDestructuringIntact(): boolean {
  return (
    isData(arrayPrototype, Symbol.iterator, arrayIterator) &&
    isNextIntact() &&
    // `return` is looked up when a pattern is shorter than the array; it stands on none of the prototypes.
    !hasOwn(iteratorPrototype, "return") &&
    getPrototypeOf(iteratorPrototype) === sharedPrototype &&
    !hasOwn(sharedPrototype, "return") &&
    getPrototypeOf(sharedPrototype) === ObjectPrototype &&
    !hasOwn(ObjectPrototype, "return")
  );
}
