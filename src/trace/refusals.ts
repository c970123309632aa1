/**
 * Every refusal that the trace and its domains can raise, in one place: what was met. Why it is refused and what to do is said
 * by `prose.ts`, from the details.
 *
 * Each code is the name of a page under docs/refusals/.
 */
import type { Place } from "./ir.ts";
import { printValue } from "./print-term.ts";
import type { Detail, Reason } from "./refusal.ts";
import { RefusalSignal, TransientSignal } from "./refusal.ts";
import type { Value } from "./value.ts";
import { valueType } from "./value.ts";

function raise(code: string, where: Place, what: string, ...details: Detail[]): never {
  throw new RefusalSignal({ code, where, what, details });
}

export function indexReason(where: Place, what: string): Reason {
  return { code: "array-index", where, what, details: [] };
}

export const refuse = {
  operandType(at: Place, op: string, args: readonly Value[]): never {
    const types = args.map((arg) => `${printValue(arg)} is ${describe(valueType(arg))}`).join(", ");
    return raise("operand-type", at, `operator ${op}: ${types}`);
  },
  objectOperand(at: Place, name: string): never {
    return raise("object-operand", at, `${name} is an object`);
  },
  throwsInTurn(at: Place, what: string, error: string): never {
    return raise("throws", at, what, error);
  },
  operator(at: Place, value: Value, op: string): never {
    return raise("operator", at, printValue(value), op);
  },
  mayThrow(at: Place, value: Value): never {
    return raise("may-throw", at, printValue(value));
  },
  inexactDivision(at: Place, value: Value): never {
    return raise("inexact-division", at, printValue(value));
  },
  productGrows(at: Place, product: string, variable: string): never {
    return raise("product-grows", at, product, variable);
  },
  closureTooLarge(at: Place, size: number): never {
    return raise("closure-too-large", at, `a state vector of more than ${size} entries`);
  },
  condition(at: Place, what: string): never {
    return raise("undecided-condition", at, what);
  },
  variableType(name: string, type: string, why: string): never {
    return raise("variable-type", "", `${name} is ${describe(type)}`, name, why);
  },
  typeNotEnabled(name: string, type: string): never {
    return raise("type-not-enabled", "", `${name} is ${describe(type)}`);
  },
  /** @param index what the index is */
  index(at: Place, index: string, count: number): never {
    throw new RefusalSignal(indexReason(at, `the index ${index} of an array of ${count}`));
  },
  notInteger(name: string): never {
    return raise(
      "not-a-safe-integer",
      "",
      `${name} is not a whole number within ±(2^53 - 1), or is -0`,
      name,
    );
  },
  mayNotFit(): never {
    return raise("may-not-fit", "", "the size of a BigInt");
  },
  representative(name: string, modulus: bigint): never {
    return raise("which-representative", "", `${name} modulo ${modulus}`, name, modulus);
  },
  productTooLong(turns: bigint, modulus: bigint): never {
    return raise("product-too-long", "", `${turns} turns modulo ${modulus}`);
  },
  modulusNotFactored(modulus: bigint): never {
    return raise("modulus-not-factored", "", `powers modulo ${modulus}`);
  },
  /** @param what that holds or becomes what floating point is not read over */
  notFinite(what: string): never {
    return raise("not-finite", "", `${what} is NaN, infinite, -0, or outside of about 10^±270 on its way`);
  },
  noCycle(names: readonly string[], turns: number): never {
    return raise("no-cycle", "", `the state ${names.join(", ")}`, turns);
  },
  /** @param what has not come back; a residue modulo `modulus`, or, without one, a value that is no number */
  longPeriod(at: Place, turns: number, what: string, modulus: bigint | undefined): never {
    const open = modulus === undefined ? what : `the remainder of ${what} by ${modulus}`;
    return raise(
      "long-period",
      at,
      `${open}, which is not what it was, after ${turns} turns`,
      ...(modulus === undefined ? [what] : []),
    );
  },
  transient(at: Place): never {
    const what = "conditions that repeat, but not from the first turn on";
    throw new TransientSignal({ code: "long-period", where: at, what, details: ["", "transient"] });
  },
  /** @param value whose residue modulo `modulus` would have to be known */
  fineResidue(at: Place, value: Value, modulus: bigint): never {
    return raise("fine-residue", at, `${printValue(value)} modulo ${modulus}`);
  },
  /** @param cause why it has no closed form, where one was looked for and refused */
  innerLoop(at: Place, what = "an inner loop", cause?: Reason): never {
    return raise("inner-loop", at, what, ...(cause === undefined ? [] : [cause]));
  },
  fraction(at: Place, what: string): never {
    return raise("fraction", at, what);
  },
  /** @param turns that were traced, the one included that leaves */
  leavesAtOnce(at: Place, turns: number): never {
    const what = turns === 1 ? "the next turn leaves the loop" : `the loop is left ${turns} turns from here`;
    return raise("leaves-at-once", at, what, turns);
  },
} as const;

function describe(type: string): string {
  const names: Readonly<Record<string, string>> = {
    bigint: "a BigInt",
    number: "a number",
    object: "an object",
    string: "a string",
    boolean: "a boolean",
  };
  return names[type] ?? type;
}
