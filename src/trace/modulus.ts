/**
 * Reductions: operations whose result is congruent to something simpler, modulo what they reduce by.
 *
 *     x % m ≡ x  (mod m)        x & (2^k - 1) ≡ x  (mod 2^k)        x | 0 ≡ x >>> 0 ≡ x  (mod 2^32)
 *     x << c ≡ 2^c·x,  ~x ≡ -x - 1,  Math.imul(x, y) ≡ x·y  (mod 2^32)        BigInt.asUintN(k, x) ≡ x  (mod 2^k)
 *
 * whatever the signs of x and of the result: JavaScript's % takes the dividend's sign, and stays congruent to it. The
 * operands are integers: that numbers are exact is the certificate's business.
 */
import { magnitude } from "../algebra/magnitude.ts";
import type { Evaluation } from "./evaluate-terms.ts";
import { printValue } from "./print-term.ts";
import type { Polynomial } from "./polynomial.ts";
import { constant, plus, scale, timesCapped } from "./polynomial.ts";
import { PRODUCT_CAP } from "./polynomial-reader.ts";
import { refuse } from "./refusals.ts";
import type { Term, Value } from "./value.ts";
import { isTerm } from "./value.ts";

/** A constant, or an invariant whose value a call gives. */
export type Modulus = bigint | Term;

/** Its value at a call, which is not negative. @throws RefusalSignal where it is 0: the loop as written has to throw */
export function modulusAt(modulus: Modulus, evaluation: Evaluation): bigint {
  const value = isTerm(modulus) ? magnitude(evaluation.integer(modulus)) : modulus;
  return value === 0n ? refuse.throwsInTurn("", `% ${printModulus(modulus)}`, "division by zero") : value;
}

export function printModulus(modulus: Modulus): string {
  return isTerm(modulus) ? printValue(modulus) : String(modulus);
}

export interface Reduction {
  readonly modulus: Modulus;
  /** What the result is congruent to. */
  readonly polynomial: (of: (value: Value) => Polynomial) => Polynomial;
}

const WORD = 1n << 32n;

/** Wider integers are BigInts of any length. */
const WIDEST = 4096;

export function reductionOf(term: Term): Reduction | undefined {
  const [x, y] = term.args;
  const identity = (value: Value, modulus: Modulus): Reduction => ({
    modulus,
    polynomial: (of) => of(value),
  });
  switch (term.op) {
    case "%": {
      const modulus = modulusOfDivisor(y);
      return modulus === undefined ? undefined : identity(x, modulus);
    }
    case "&": {
      const [value, mask] = isTerm(y) ? [y, x] : [x, y];
      const modulus = modulusOfMask(mask);
      return modulus === undefined ? undefined : identity(value, modulus);
    }
    case "|":
    case "^":
      if (x === 0) return identity(y, WORD);
      return y === 0 ? identity(x, WORD) : undefined;
    case ">>":
    case ">>>":
      return y === 0 ? identity(x, WORD) : undefined;
    case "<<":
      if (typeof y !== "number" || !Number.isInteger(y)) return undefined;
      return { modulus: WORD, polynomial: (of) => scale(of(x), 1n << BigInt(y & 31)) };
    case "~":
      if (term.type !== "number") return undefined;
      return { modulus: WORD, polynomial: (of) => plus(scale(of(x), -1n), constant(-1n)) };
    case "Math.imul":
      return {
        modulus: WORD,
        polynomial: (of) =>
          timesCapped(of(x), of(y), PRODUCT_CAP) ?? refuse.closureTooLarge(term.at, PRODUCT_CAP),
      };
    case "BigInt.asIntN":
    case "BigInt.asUintN":
      return typeof x === "number" && Number.isInteger(x) && x >= 1 && x <= WIDEST
        ? identity(y, 1n << BigInt(x))
        : undefined;
    default:
      return undefined;
  }
}

/** Does a residue modulo `of` tell the one modulo `modulus`? */
export function divides(modulus: Modulus, of: Modulus): boolean {
  if (isTerm(modulus) || isTerm(of)) return modulus === of;
  return of % modulus === 0n;
}

/** Is every value of the polynomial a multiple of the modulus? */
export function isMultiple({ summands, denominator }: Polynomial, modulus: Modulus): boolean {
  if (denominator !== 1n) return false;
  return [...summands.values()].every(({ coefficient }) => {
    if (typeof coefficient === "bigint") return !isTerm(modulus) && coefficient % modulus === 0n;
    return [...coefficient.products.values()].every(({ atoms, factor }) =>
      isTerm(modulus) ? atoms.includes(modulus) : factor % modulus === 0n,
    );
  });
}

/**
 * The modulus of which a value is a representative, as its outermost operations suggest: which representative, and whether
 * it is one, its range decides.
 */
export function suggestedModulus(value: Value, next: (variable: Term) => Value): Modulus | undefined {
  const seen = new Set<Term>();
  const visit = (part: Value): Modulus | undefined => {
    if (!isTerm(part) || part.invariant || seen.has(part)) return undefined;
    seen.add(part);
    const reduction = reductionOf(part);
    if (reduction) return reduction.modulus;
    switch (part.op) {
      case "variable":
        return visit(next(part));
      case "select":
        return visit(part.args[1]) ?? visit(part.args[2]) ?? stepBetween(part.args[1], part.args[2]);
      case "+":
      case "-":
        return visit(part.args[0]) ?? visit(part.args[1]);
      default:
        return undefined;
    }
  };
  return visit(value);
}

/** The m of `x >= m ? x - m : x`. */
function stepBetween(x: Value, y: Value): Modulus | undefined {
  for (const [step, base] of [
    [x, y],
    [y, x],
  ]) {
    if (!isTerm(step) || (step.op !== "+" && step.op !== "-") || !Object.is(step.args[0], base)) continue;
    const size = modulusOfDivisor(step.args[1]);
    if (size !== undefined) return size;
  }
  return undefined;
}

function modulusOfDivisor(divisor: Value): Modulus | undefined {
  if (isTerm(divisor)) return divisor.invariant ? divisor : undefined;
  if (typeof divisor === "bigint") return divisor === 0n ? undefined : divisor < 0n ? -divisor : divisor;
  return Number.isSafeInteger(divisor) && divisor !== 0 ? BigInt(Math.abs(divisor as number)) : undefined;
}

/** 2^k of the mask 2^k - 1; the masks -1 and 2^32 - 1 keep all 32 bits of a number. */
function modulusOfMask(mask: Value): bigint | undefined {
  if (mask === -1 || mask === 2 ** 32 - 1) return WORD;
  if (typeof mask === "number" && (mask < 0 || mask >= 2 ** 31 || !Number.isInteger(mask))) return undefined;
  if (typeof mask !== "number" && typeof mask !== "bigint") return undefined;
  const above = BigInt(mask) + 1n;
  return above > 1n && (above & (above - 1n)) === 0n ? above : undefined;
}
