import type { LoopIR } from "../trace/ir.ts";

const { getPrototypeOf } = Object;
const ObjectPrototype = Object.prototype;

/**
 * Was the site made by a program that runs in another realm? The built-ins that it calls are not those that can be asked
 * here, and the arrays of its record are iterated by that realm's iterator.
 */
export function isOfAnotherRealm(ir: LoopIR): boolean {
  return getPrototypeOf(ir) !== ObjectPrototype;
}
