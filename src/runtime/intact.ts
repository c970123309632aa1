/**
 * Is the language still what the twin takes it to be?
 *
 * A destructuring assignment runs the array iterator, which programs can replace; an intrinsic can be overwritten. Both
 * are asked at the door, each time, because both can happen at any time.
 */
import type { Intrinsic, LoopIR } from "../trace/ir.ts";
import { isIntact } from "../trace/operators.ts";
import { intrinsicsOf } from "../trace/intrinsics-of.ts";

const arrayIterator = Array.prototype[Symbol.iterator];
const iteratorPrototype = Object.getPrototypeOf([][Symbol.iterator]()) as { next: unknown };
const next = iteratorPrototype.next;

/** The question for one loop: only what the loop uses is asked. */
export function makeIntactCheck(ir: LoopIR): () => boolean {
  const intrinsics: readonly Intrinsic[] = intrinsicsOf(ir);
  const destructures = ir.destructures === true;
  return () => (!destructures || isDestructuringIntact()) && intrinsics.every(isIntact);
}

function isDestructuringIntact(): boolean {
  return (
    Array.prototype[Symbol.iterator] === arrayIterator &&
    iteratorPrototype.next === next &&
    // `return` is looked up when a pattern is shorter than the array; it stands on none of the prototypes.
    !("return" in iteratorPrototype)
  );
}
