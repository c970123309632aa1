/** Are the functions of `Math`, `BigInt` and `Number` that a loop calls the language's own? */
import type { Intrinsic } from "./ir.ts";
import { intrinsics } from "./operators.ts";

/* eslint-disable @typescript-eslint/unbound-method -- called by `apply` only */
const { getOwnPropertyDescriptor } = Object;
const { apply } = Reflect;
const { toString } = Function.prototype;
/* eslint-enable @typescript-eslint/unbound-method */

/** The global objects that intrinsics stand on, and those that are intrinsics themselves. */
const globals = { Math, BigInt, Number } as const;

/** A question, and the value that it has to have as an own data property: a getter would be asked once instead of each turn. */
export function isData(holder: object, name: PropertyKey, value: unknown): boolean {
  return getOwnPropertyDescriptor(holder, name)?.value === value;
}

/** Was it the language's own when this module loaded? What replaces it then would have another name, or a text. */
export function isNative(intrinsic: (...args: never[]) => unknown, name: string): boolean {
  const text = apply(toString, intrinsic, []);
  return text.startsWith(`function ${name}(`) && /^[^{]*\{\s*\[native code\]\s*\}$/.test(text);
}

/** Asks whether a global function is the language's own, each time. Nothing of the program's is called. */
export function makeIntrinsicCheck(name: Intrinsic): () => boolean {
  const [holder, method] = name.split(".") as [keyof typeof globals, string | undefined];
  const intrinsic = intrinsics[name];
  const isOwn = isNative(intrinsic, method ?? holder);
  return () =>
    isOwn &&
    isData(globalThis, holder, globals[holder]) &&
    (method === undefined || isData(globals[holder], method, intrinsic));
}
