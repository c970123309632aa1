/**
 * Integers of which each bit is an affine form over GF(2): two's complement, with a form for the sign, that all bits from
 * some index on are.
 *
 * They are exact integers, not words: an int32 has 31 bits and a sign, a uint32 has 32 and the sign 0, a BigInt any number of
 * both kinds. So `x >>> 0` differs from `x | 0` where it does, and nothing has to be known of the representation besides.
 * An operation gives undefined where some bit of its result is no affine form of the same variables.
 */
import type { Form } from "./forms.ts";
import { choose, either, majority, one, product, zero } from "./forms.ts";

export interface BitInteger {
  /** Least significant first; the last one is not the sign. */
  readonly bits: readonly Form[];
  readonly sign: Form;
}

export function bitInteger(bits: readonly Form[], sign: Form): BitInteger {
  let { length } = bits;
  while (length > 0 && bits[length - 1] === sign) length--;
  return { bits: length === bits.length ? bits : bits.slice(0, length), sign };
}

export function fromInteger(value: bigint): BitInteger {
  const bits: Form[] = [];
  const digits = (value < 0n ? ~value : value).toString(2);
  const [on, off] = value < 0n ? [zero, one] : [one, zero];
  for (let k = digits.length - 1; k >= 0; k--) bits.push(digits[k] === "1" ? on : off);
  return bitInteger(bits, off);
}

/** @returns undefined when it is none */
export function integerOf({ bits, sign }: BitInteger): bigint | undefined {
  if (sign > one || bits.some((form) => form > one)) return undefined;
  return bits.reduce((sum, form, k) => sum + (form << BigInt(k)), -(sign << BigInt(bits.length)));
}

export function bitAt({ bits, sign }: BitInteger, k: number): Form {
  return bits[k] ?? sign;
}

/** The last `width` bits, as a number that is not negative. */
export function asUnsigned(x: BitInteger, width: number): BitInteger {
  return bitInteger(lowBits(x, width), zero);
}

/** The last `width` bits, the first of which is the sign. */
export function asSigned(x: BitInteger, width: number): BitInteger {
  return width === 0 ? fromInteger(0n) : bitInteger(lowBits(x, width - 1), bitAt(x, width - 1));
}

function lowBits(x: BitInteger, width: number): Form[] {
  return Array.from({ length: width }, (_, k) => bitAt(x, k));
}

export function shiftLeft({ bits, sign }: BitInteger, count: number): BitInteger {
  return bitInteger([...new Array<Form>(count).fill(zero), ...bits], sign);
}

export function shiftRight({ bits, sign }: BitInteger, count: number): BitInteger {
  return bitInteger(bits.slice(count), sign);
}

export function not({ bits, sign }: BitInteger): BitInteger {
  return { bits: bits.map((form) => form ^ one), sign: sign ^ one };
}

export function xor(x: BitInteger, y: BitInteger): BitInteger {
  const bits = Array.from({ length: longer(x, y) }, (_, k) => bitAt(x, k) ^ bitAt(y, k));
  return bitInteger(bits, x.sign ^ y.sign);
}

export function and(x: BitInteger, y: BitInteger): BitInteger | undefined {
  return bitwise(product, x, y);
}

export function or(x: BitInteger, y: BitInteger): BitInteger | undefined {
  return bitwise(either, x, y);
}

/** Where the condition is 1, x, else y. */
export function select(condition: Form, x: BitInteger, y: BitInteger): BitInteger | undefined {
  return bitwise((f, g) => choose(condition, f, g), x, y);
}

/** By way of the carries: sums of what has no bits in common, and of what carries nothing but constants. */
export function add(x: BitInteger, y: BitInteger, carriedIn: Form = zero): BitInteger | undefined {
  const sum: Form[] = [];
  let carry: Form | undefined = carriedIn;
  for (let k = 0; k <= longer(x, y) + 1; k++) {
    if (carry === undefined) return undefined;
    const [f, g] = [bitAt(x, k), bitAt(y, k)];
    sum.push(f ^ g ^ carry);
    carry = majority(f, g, carry);
  }
  return bitInteger(sum, sum.at(-1) as Form);
}

/** x - y = x + ~y + 1 */
export function subtract(x: BitInteger, y: BitInteger): BitInteger | undefined {
  return add(x, not(y), one);
}

/** By a single bit, or by a constant with few bits. */
export function multiply(x: BitInteger, y: BitInteger): BitInteger | undefined {
  for (const [factor, other] of [
    [x, y],
    [y, x],
  ] as const) {
    if (factor.sign === zero && factor.bits.length <= 1) {
      return select(bitAt(factor, 0), other, fromInteger(0n));
    }
  }
  const [factor, constant] = [integerOf(x), integerOf(y)];
  if (constant !== undefined) return multiplyBy(x, constant);
  return factor === undefined ? undefined : multiplyBy(y, factor);
}

/** More summands than this are not added up. */
const SUMMAND_CAP = 64;

function multiplyBy(x: BitInteger, factor: bigint): BitInteger | undefined {
  if (factor < 0n) {
    const opposite = multiplyBy(x, -factor);
    return opposite && subtract(fromInteger(0n), opposite);
  }
  const digits = factor.toString(2);
  let sum: BitInteger | undefined = fromInteger(0n);
  let summands = 0;
  for (let k = 0; k < digits.length; k++) {
    if (digits[digits.length - 1 - k] === "0") continue;
    if (sum === undefined || ++summands > SUMMAND_CAP) return undefined;
    sum = add(sum, shiftLeft(x, k));
  }
  return sum;
}

/** Is it another number than 0? */
export function isNonzero({ bits, sign }: BitInteger): Form | undefined {
  return bits.reduce<Form | undefined>(
    (known, form) => (known === undefined ? undefined : either(known, form)),
    sign,
  );
}

function bitwise(
  operation: (f: Form, g: Form) => Form | undefined,
  x: BitInteger,
  y: BitInteger,
): BitInteger | undefined {
  const bits: Form[] = [];
  for (let k = 0; k < longer(x, y); k++) {
    const form = operation(bitAt(x, k), bitAt(y, k));
    if (form === undefined) return undefined;
    bits.push(form);
  }
  const sign = operation(x.sign, y.sign);
  return sign === undefined ? undefined : bitInteger(bits, sign);
}

function longer(x: BitInteger, y: BitInteger): number {
  return Math.max(x.bits.length, y.bits.length);
}
