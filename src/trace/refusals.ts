/**
 * Every refusal that the trace and its domains can raise, in one place: what, why, and what to do.
 *
 * Each code is the name of a page under docs/refusals/.
 */
import type { Place } from "./ir.ts";
import { printValue } from "./print-term.ts";
import type { Refusal } from "./refusal.ts";
import { RefusalSignal } from "./refusal.ts";
import type { Value } from "./value.ts";
import { valueType } from "./value.ts";

function raise(code: string, where: Place, what: string, why: string, remedy: string): never {
  throw new RefusalSignal(makeRefusal(code, where, what, why, remedy));
}

export function makeRefusal(code: string, where: Place, what: string, why: string, remedy: string): Refusal {
  return { code, where, what, why, remedy };
}

export const refuse = {
  operandType(at: Place, op: string, args: readonly Value[]): never {
    const types = args.map((arg) => `${printValue(arg)} is ${describe(valueType(arg))}`).join(", ");
    return raise(
      "operand-type",
      at,
      `operator ${op}: ${types}`,
      "only operands that are all BigInts or all numbers are algebra; on others the operator throws, calls valueOf or joins strings",
      "make the operands of one numeric type, e.g. write 1n rather than 1 beside a BigInt",
    );
  },
  objectOperand(at: Place, name: string): never {
    return raise(
      "object-operand",
      at,
      `${name} is an object`,
      "an operator on an object runs its valueOf or toString, once in every turn",
      "take the primitive out before the loop",
    );
  },
  throwsInTurn(at: Place, what: string, error: string): never {
    return raise(
      "throws",
      at,
      what,
      `the expression throws (${error}), and the loop as written has to throw it`,
      "check the values before the loop",
    );
  },
  operator(at: Place, value: Value, op: string): never {
    return raise(
      "operator",
      at,
      printValue(value),
      `the operator ${op} on values that change from turn to turn is not linear algebra over the integers`,
      "move the part that does not change out of the loop, or leave this loop as it is",
    );
  },
  mayThrow(at: Place, value: Value): never {
    return raise(
      "may-throw",
      at,
      printValue(value),
      "the operation could throw in some turn, and skipping that turn would lose the exception",
      "make the right operand the same in every turn and not zero",
    );
  },
  productGrows(at: Place, product: string, variable: string): never {
    return raise(
      "product-grows",
      at,
      product,
      `the next ${variable} multiplies ${variable} itself (or a value that depends on it) by a value that changes from turn to turn, so no finite state vector describes the loop`,
      "multiply by something that is the same in every turn",
    );
  },
  closureTooLarge(at: Place, size: number): never {
    return raise(
      "closure-too-large",
      at,
      `a state vector of more than ${size} entries`,
      "the products that the loop forms need too many monomials to pay",
      "split the loop, or lower the degree of its products",
    );
  },
  condition(at: Place, what: string): never {
    return raise(
      "undecided-condition",
      at,
      what,
      "how long the condition keeps its truth could not be proved",
      "test a counter, or a value that grows by the same amount in every turn",
    );
  },
  variableType(name: string, type: string, why: string): never {
    return raise(
      "variable-type",
      "",
      `${name} is ${describe(type)}`,
      why,
      `give ${name} a BigInt or a whole number before the loop`,
    );
  },
  typeNotEnabled(name: string, type: string): never {
    return raise(
      "type-not-enabled",
      "",
      `${name} is ${describe(type)}`,
      "the option `types` leaves this type to the loop as written",
      'add it to the option, e.g. types: ["bigint", "integer"]',
    );
  },
  notInteger(name: string): never {
    return raise(
      "not-a-safe-integer",
      "",
      `${name} is not a whole number within ±(2^53 - 1), or is -0`,
      "only there is arithmetic on numbers exact, so that algebra may stand in for it",
      `use BigInt, or a whole number for ${name}`,
    );
  },
  mayNotFit(): never {
    return raise(
      "may-not-fit",
      "",
      "the size of a BigInt",
      "it could not be proved that every BigInt of the loop stays within the engine's limit",
      "reduce the values, or the number of turns",
    );
  },
  representative(name: string, modulus: bigint): never {
    return raise(
      "which-representative",
      "",
      `${name} modulo ${modulus}`,
      `the values that ${name} could take are more than one of each class modulo ${modulus}, so that the class does not tell the value: a remainder takes the sign of its dividend, which is not proved to stay the same`,
      `start with values from 0 to ${modulus - 1n}, and write ((x % m) + m) % m where a dividend may be negative`,
    );
  },
  modulusNotFactored(modulus: bigint): never {
    return raise(
      "modulus-not-factored",
      "",
      `powers modulo ${modulus}`,
      "their exponents count modulo a number that only the prime factors of the modulus tell, and these were not found",
      "use a modulus below 2^64, or leave this loop as it is",
    );
  },
  longPeriod(at: Place, turns: number): never {
    return raise(
      "long-period",
      at,
      `conditions that have not repeated after ${turns} turns`,
      "remainders and flags are followed turn by turn until they repeat, and here that takes too long",
      "use smaller moduli, or leave this loop as it is",
    );
  },
  innerLoop(at: Place): never {
    return raise(
      "inner-loop",
      at,
      "an inner loop",
      "it takes too many turns to follow one by one, and has no closed form in the variables of the outer loop",
      "leave the nest as it is: the inner loop is accelerated by itself",
    );
  },
  fraction(at: Place, what: string): never {
    return raise(
      "fraction",
      at,
      what,
      "the closed form of an inner part has a denominator that does not cancel from turn to turn",
      "leave this loop as it is",
    );
  },
  leavesAtOnce(at: Place): never {
    return raise(
      "leaves-at-once",
      at,
      "the loop ends in its first turn",
      "there is nothing to skip",
      "nothing needs to be done",
    );
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
