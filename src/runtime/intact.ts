/**
 * Is the language still what the twin takes it to be?
 *
 * A destructuring assignment runs the array iterator, which programs can replace; an intrinsic can be overwritten. Both
 * are asked at the door, each time, because both can happen at any time.
 */
import type { Intrinsic, LoopIR } from "../trace/ir.ts";
import { isIntact } from "../trace/operators.ts";
import { intrinsicsOf } from "../trace/intrinsics-of.ts";
import type { RangeChecks } from "./rooms.ts";

const arrayIterator = Array.prototype[Symbol.iterator];
const iteratorPrototype = Object.getPrototypeOf([][Symbol.iterator]()) as { next: unknown };
const next = iteratorPrototype.next;
const sharedPrototype = Object.getPrototypeOf(iteratorPrototype) as object & Iterable<unknown>;
const sharedIterator = sharedPrototype[Symbol.iterator];
const arrayPrototype = Array.prototype;
const { forEach, reduce, keys } = arrayPrototype;
const { from } = Array;
const OriginalArray = Array;
const objectNames = Object.getOwnPropertyNames(Object.prototype).length;

const isBuiltinIntact: RangeChecks = {
  "Array.prototype.forEach": () => arrayPrototype.forEach === forEach,
  "Array.prototype.reduce": () => arrayPrototype.reduce === reduce,
  // A loop over the keys asks the iterator for an iterator, and then for each key.
  "Array.prototype.keys": () =>
    arrayPrototype.keys === keys &&
    iteratorPrototype.next === next &&
    sharedPrototype[Symbol.iterator] === sharedIterator,
  // It asks the object with the length for an iterator, and for its elements.
  "Array.from": () =>
    Array.from === from &&
    !(Symbol.iterator in Object.prototype) &&
    Object.getOwnPropertyNames(Object.prototype).length === objectNames,
  Array: () => globalThis.Array === OriginalArray,
};

/** The question for one loop: only what the loop uses is asked, and what nobody can answer is not as it was. */
export function makeIntactCheck(ir: LoopIR, ofRanges?: RangeChecks): () => boolean {
  const intrinsics: readonly Intrinsic[] = intrinsicsOf(ir);
  const destructures = ir.destructures === true;
  const checks = (ir.intact ?? []).map((builtin) => isBuiltinIntact[builtin] ?? ofRanges?.[builtin] ?? never);
  return () =>
    (!destructures || isDestructuringIntact()) &&
    intrinsics.every(isIntact) &&
    checks.every((check) => check());
}

const never = (): boolean => false;

export function isDestructuringIntact(): boolean {
  return (
    Array.prototype[Symbol.iterator] === arrayIterator &&
    iteratorPrototype.next === next &&
    // `return` is looked up when a pattern is shorter than the array; it stands on none of the prototypes.
    !("return" in iteratorPrototype)
  );
}
