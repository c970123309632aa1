/**
 * Reads terms as integers whose bits are affine forms in the bits of variables, with invariants at their values of a call.
 *
 *     ^  ~  <<  >>  >>>  BigInt.asIntN/asUintN      always
 *     &  |                                          with constants, and where no two bits meet that are not constant
 *     +  -  *  Math.imul  %  /  Math.floor          where nothing is carried but constants, and by powers of two
 *     select                                        on a condition that is one form, between arms that differ by a constant
 *
 * Numbers are read exactly: a number of more than 53 bits is refused, one that may be -0 is noted.
 */
import { bitLength } from "../../../algebra/bit-length.ts";
import type { Evaluation } from "../../evaluate-terms.ts";
import { printValue } from "../../print-term.ts";
import { refuse } from "../../refusals.ts";
import type { Trace } from "../../trace.ts";
import type { Primitive, Term, Value } from "../../value.ts";
import { isTerm } from "../../value.ts";
import type { BitInteger } from "./bit-integers.ts";
import * as integers from "./bit-integers.ts";
import type { BitLayout } from "./bit-layout.ts";
import { variableBits } from "./bit-layout.ts";
import { readCondition } from "./conditions.ts";
import { one, zero } from "./forms.ts";

/** Numbers of so many bits, and a sign, are exact. */
const EXACT_BITS = 53;

/** BigInts with more bits are not read. */
const MOST_BITS = 4096;

export class BitReader {
  /** The length of the longest BigInt. */
  longest = 0;
  /** Words of forms that may still be computed. */
  patience: number;
  private readonly trace: Trace;
  private readonly evaluation: Evaluation;
  private readonly layout: BitLayout;
  /** Words of a form. */
  private readonly words: number;
  private readonly known = new Map<Term, BitInteger>();
  private readonly negativeZeros = new Set<Term>();

  constructor(trace: Trace, evaluation: Evaluation, layout: BitLayout, patience: number) {
    this.trace = trace;
    this.evaluation = evaluation;
    this.layout = layout;
    this.words = 1 + (layout.end >>> 6);
    this.patience = patience;
  }

  /** @throws RefusalSignal when some bit is no affine form */
  of(value: Value): BitInteger {
    if (!isTerm(value) || value.invariant) return this.constant(value);
    let bits = this.known.get(value);
    if (bits === undefined) {
      bits = this.readTerm(value) ?? refuse.operator(value.at, value, value.op);
      const { length } = bits.bits;
      this.patience -= (length + 1) * this.words;
      if (this.patience < 0) refuse.closureTooLarge(value.at, MOST_BITS);
      if (length > (value.type === "number" ? EXACT_BITS : MOST_BITS))
        refuse.operator(value.at, value, value.op);
      if (value.type === "bigint") this.longest = Math.max(this.longest, length + 1);
      if (value.type === "number" && this.isNegativeZero(value)) this.negativeZeros.add(value);
      this.known.set(value, bits);
    }
    return bits;
  }

  /** Could the number be -0? It has been read. */
  mayBeNegativeZero(value: Value): boolean {
    return isTerm(value) && !value.invariant
      ? this.negativeZeros.has(value)
      : Object.is(this.evaluation.of(value), -0);
  }

  /** What an operator on 32 bits sees of its operand. */
  private int32(value: Value): BitInteger {
    if (isTerm(value) && !value.invariant) return integers.asSigned(this.of(value), 32);
    return integers.fromInteger(BigInt((this.evaluation.of(value) as number) | 0));
  }

  private constant(value: Value): BitInteger {
    const constant = this.evaluation.of(value);
    if (typeof constant === "bigint" && bitLength(constant) <= MOST_BITS)
      return integers.fromInteger(constant);
    return Number.isSafeInteger(constant)
      ? integers.fromInteger(BigInt(constant as number))
      : refuse.notInteger(printValue(value));
  }

  private readTerm(term: Term): BitInteger | undefined {
    const [x, y] = term.args;
    switch (term.op) {
      case "variable": {
        const place = this.layout.places.get(term.name);
        // A leaf of an inner loop has the name of a variable, and other values.
        return place && this.trace.leaves.get(term.name) === term ? variableBits(place) : undefined;
      }
      case "+":
        return integers.add(this.of(x), this.of(y));
      case "-":
        return integers.subtract(this.of(x), this.of(y));
      case "neg":
        return integers.subtract(integers.fromInteger(0n), this.of(x));
      case "*":
        return integers.multiply(this.of(x), this.of(y));
      case "plus":
      case "Number":
      case "BigInt":
        return this.of(x);
      case "%":
        return this.remainder(this.of(x), this.evaluated(y));
      case "/":
        return this.quotient(this.of(x), this.evaluated(y), false);
      case "Math.floor":
      case "Math.trunc":
        return this.floor(x, term.op === "Math.trunc");
      case "BigInt.asIntN":
      case "BigInt.asUintN":
        return this.wrapped(this.of(y), this.evaluated(x), term.op === "BigInt.asIntN");
      case "select": {
        const condition = readCondition(x, (value) => this.of(value));
        if (condition === undefined) return undefined;
        return integers.select(condition, this.of(y), this.of(term.args[2]));
      }
      default:
        return this.bitwise(term);
    }
  }

  private bitwise({ op, type, args: [x, y] }: Term): BitInteger | undefined {
    const isNumber = type === "number";
    const operand = (value: Value): BitInteger => (isNumber ? this.int32(value) : this.of(value));
    switch (op) {
      case "&":
        return integers.and(operand(x), operand(y));
      case "|":
        return integers.or(operand(x), operand(y));
      case "^":
        return integers.xor(operand(x), operand(y));
      case "~":
        return integers.not(operand(x));
      case "<<": {
        const count = this.count(y);
        if (count === undefined) return undefined;
        const shifted = integers.shiftLeft(operand(x), count);
        return isNumber ? integers.asSigned(shifted, 32) : shifted;
      }
      case ">>":
      case ">>>": {
        const count = this.count(y);
        if (count === undefined) return undefined;
        const from = operand(x);
        return integers.shiftRight(op === ">>>" ? integers.asUnsigned(from, 32) : from, count);
      }
      case "Math.imul": {
        const product = integers.multiply(this.int32(x), this.int32(y));
        return product && integers.asSigned(product, 32);
      }
      default:
        return undefined;
    }
  }

  /** Numbers are shifted by the last five bits of the count, BigInts by all of it. */
  private count(value: Value): number | undefined {
    const count = this.evaluated(value);
    if (typeof count === "number") return count & 31;
    return typeof count === "bigint" && count >= 0n && count <= MOST_BITS ? Number(count) : undefined;
  }

  private evaluated(value: Value): Primitive {
    return isTerm(value) && !value.invariant ? undefined : this.evaluation.of(value);
  }

  private wrapped(x: BitInteger, width: Primitive, isSigned: boolean): BitInteger | undefined {
    if (!Number.isInteger(width) || (width as number) < 0 || (width as number) > MOST_BITS) return undefined;
    return isSigned ? integers.asSigned(x, width as number) : integers.asUnsigned(x, width as number);
  }

  /** The remainder takes the dividend's sign. */
  private remainder(x: BitInteger, divisor: Primitive): BitInteger | undefined {
    const power = powerOfTwo(divisor);
    return power === undefined || x.sign !== zero ? undefined : integers.asUnsigned(x, power);
  }

  private quotient(x: BitInteger, divisor: Primitive, isRounded: boolean): BitInteger | undefined {
    const power = powerOfTwo(divisor);
    if (power === undefined || (divisor as number | bigint) < 0) return undefined;
    const isExact = Array.from({ length: power }, (_, k) => integers.bitAt(x, k)).every((f) => f === zero);
    return isExact || isRounded ? integers.shiftRight(x, power) : undefined;
  }

  private floor(value: Value, isTowardsZero: boolean): BitInteger | undefined {
    if (!isTerm(value) || value.op !== "/") return this.of(value);
    const dividend = this.of(value.args[0]);
    if (isTowardsZero && dividend.sign !== zero) return undefined;
    return this.quotient(dividend, this.evaluated(value.args[1]), true);
  }

  private isNegativeZero({ op, args }: Term): boolean {
    const [x, y, z] = args as [Value, Value, Value];
    switch (op) {
      case "+":
        return this.mayBeNegativeZero(x) && this.mayBeNegativeZero(y);
      case "-":
      case "plus":
      case "%":
      case "/":
        return this.mayBeNegativeZero(x);
      case "neg":
        return !this.of(x).bits.includes(one);
      case "*":
        return [x, y].some((factor) => this.mayBeNegativeZero(factor) || this.of(factor).sign !== zero);
      case "Math.floor":
      case "Math.trunc":
        return this.mayBeNegativeZero(isTerm(x) && x.op === "/" ? x.args[0] : x);
      case "select":
        return this.mayBeNegativeZero(y) || this.mayBeNegativeZero(z);
      default:
        return false;
    }
  }
}

/** k, for 2^k and -2^k. */
function powerOfTwo(value: Primitive): number | undefined {
  if (typeof value !== "bigint" && !Number.isSafeInteger(value)) return undefined;
  const integer = BigInt(value as bigint | number);
  const magnitude = integer < 0n ? -integer : integer;
  return magnitude > 0n && (magnitude & (magnitude - 1n)) === 0n ? bitLength(magnitude) - 1 : undefined;
}
