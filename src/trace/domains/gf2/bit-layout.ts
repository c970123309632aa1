/**
 * Where the bits of variables stand in a state vector: each variable begins with a word of 32 bits, so that shifts and
 * rotations of words stay what they are; a sign that is not known to be 0 follows its bits.
 */
import { bitLength } from "../../../algebra/bit-length.ts";
import type { BitInteger } from "./bit-integers.ts";
import { bitInteger } from "./bit-integers.ts";
import { variable, zero } from "./forms.ts";

/** The values with so many bits, and a sign or none. */
export interface Width {
  readonly bits: number;
  readonly isSigned: boolean;
}

export interface Place extends Width {
  /** The index of the least significant bit. */
  readonly first: number;
}

export interface BitLayout {
  readonly places: ReadonlyMap<string, Place>;
  /** The index after the last bit. */
  readonly end: number;
}

export function layOut(widths: ReadonlyMap<string, Width>): BitLayout {
  const places = new Map<string, Place>();
  let end = 0;
  for (const [name, width] of widths) {
    const first = (end + 31) & ~31;
    places.set(name, { ...width, first });
    end = first + lengthOf(width);
  }
  return { places, end };
}

/** With the sign. */
export function lengthOf({ bits, isSigned }: Width): number {
  return bits + (isSigned ? 1 : 0);
}

export function variableBits({ first, bits, isSigned }: Place): BitInteger {
  const forms = Array.from({ length: bits }, (_, k) => variable(first + k));
  return bitInteger(forms, isSigned ? variable(first + bits) : zero);
}

/** The least width that holds both. */
export function widest(x: Width, y: Width): Width {
  return { bits: Math.max(x.bits, y.bits), isSigned: x.isSigned || y.isSigned };
}

export function contains(outer: Width, inner: Width): boolean {
  return outer.bits >= inner.bits && (outer.isSigned || !inner.isSigned);
}

export function widthOf(value: bigint): Width {
  const isSigned = value < 0n;
  return { bits: bitLength(isSigned ? ~value : value), isSigned };
}

export function widthOfForms({ bits, sign }: BitInteger): Width {
  return { bits: bits.length, isSigned: sign !== zero };
}

/** @param state it is written there; it is 0 there before */
export function write(state: Uint32Array, { first, bits, isSigned }: Place, value: bigint): void {
  let rest = BigInt.asUintN(bits + (isSigned ? 1 : 0), value);
  for (let word = first >>> 5; rest !== 0n; word++, rest >>= 32n) state[word] = Number(rest & 0xffff_ffffn);
}

export function read(state: Uint32Array, { first, bits, isSigned }: Place): bigint {
  const length = bits + (isSigned ? 1 : 0);
  let value = 0n;
  for (let word = (first + length - 1) >>> 5; length > 0 && word >= first >>> 5; word--) {
    value = (value << 32n) | BigInt(state[word] as number);
  }
  return isSigned ? BigInt.asIntN(length, value) : BigInt.asUintN(length, value);
}
