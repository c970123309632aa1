/**
 * What a value is as a typed array, asked in a way that no program can answer in its place.
 *
 * Only objects with the internal slots of a typed array pass: the getters of %TypedArray%.prototype, as they were when this
 * module was loaded, throw or answer undefined for everything else, Proxies included. Elements of such an object are
 * numbers or BigInts that no getter, setter or prototype comes in front of, whatever class it is of.
 */
import { isElementKind } from "../trace/expand-arrays.ts";
import type { ElementKind } from "../trace/ir.ts";

type TypedArray = Record<number, number | bigint>;

/** Why an object's elements are not read. */
export type Misfit = "kind" | "none" | "memory" | "length";

export interface View {
  readonly array: TypedArray;
  readonly kind: ElementKind;
  readonly length: number;
  readonly buffer: unknown;
  /** Bytes of the buffer. */
  readonly from: number;
  readonly to: number;
}

type Getter = (this: unknown) => unknown;

const { apply, getPrototypeOf, getOwnPropertyDescriptor } = Reflect;
const prototype = getPrototypeOf(Uint8Array.prototype) as object;

function getterOf(owner: object, key: PropertyKey): Getter | undefined {
  return getOwnPropertyDescriptor(owner, key)?.get;
}

const tag = getterOf(prototype, Symbol.toStringTag) as Getter;
const lengthOf = getterOf(prototype, "length") as Getter;
const bufferOf = getterOf(prototype, "buffer") as Getter;
const offsetOf = getterOf(prototype, "byteOffset") as Getter;
const bytesOf = getterOf(prototype, "byteLength") as Getter;
const bufferBytes = getterOf(ArrayBuffer.prototype, "byteLength") as Getter;
const isResizable = getterOf(ArrayBuffer.prototype, "resizable");
const isImmutable = getterOf(ArrayBuffer.prototype, "immutable");

const prototypes: ReadonlySet<unknown> = new Set(
  [
    Int8Array,
    Uint8Array,
    Int16Array,
    Uint16Array,
    Int32Array,
    Uint32Array,
    BigInt64Array,
    BigUint64Array,
    Float64Array,
  ].map((constructor) => constructor.prototype),
);

/** The elements' kind, number and place; why not, where they cannot be read and written ahead. */
export function viewOf(value: unknown): View | Misfit {
  const kind = apply(tag, value, []);
  if (kind === undefined) return "none";
  if (!isElementKind(kind)) return "kind";
  const length = apply(lengthOf, value, []) as number;
  const buffer = apply(bufferOf, value, []);
  if (length === 0 || !isPrivateMemory(buffer)) return "memory";
  const from = apply(offsetOf, value, []) as number;
  const to = from + (apply(bytesOf, value, []) as number);
  return { array: value as TypedArray, kind, length, buffer, from, to };
}

/** Is the buffer one that no other thread writes, that keeps its length, and that can be written? */
function isPrivateMemory(buffer: unknown): boolean {
  try {
    apply(bufferBytes, buffer, []); // throws for a SharedArrayBuffer
  } catch {
    return false;
  }
  const is = (getter: Getter | undefined): boolean =>
    getter !== undefined && apply(getter, buffer, []) === true;
  return !is(isResizable) && !is(isImmutable);
}

/** Does `array.length` say how many elements it has? */
export function hasOwnLength({ array }: View): boolean {
  const parent = getPrototypeOf(array);
  return (
    !Object.hasOwn(array, "length") &&
    prototypes.has(parent) &&
    !Object.hasOwn(parent as object, "length") &&
    getPrototypeOf(parent as object) === prototype &&
    getterOf(prototype, "length") === lengthOf
  );
}

export function overlap(a: View, b: View): boolean {
  return a.buffer === b.buffer && a.from < b.to && b.from < a.to;
}
