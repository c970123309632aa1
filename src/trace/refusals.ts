/**
 * Every refusal that the trace and its domains can raise, in one place: what, why, and what to do.
 *
 * Each code is the name of a page under docs/refusals/.
 */
import type { Place } from "./ir.ts";
import { printValue } from "./print-term.ts";
import type { Refusal } from "./refusal.ts";
import { RefusalSignal, TransientSignal } from "./refusal.ts";
import type { Value } from "./value.ts";
import { valueType } from "./value.ts";

function raise(code: string, where: Place, what: string, why: string, remedy: string): never {
  throw new RefusalSignal(makeRefusal(code, where, what, why, remedy));
}

export function makeRefusal(code: string, where: Place, what: string, why: string, remedy: string): Refusal {
  return { code, where, what, why, remedy };
}

export function indexRefusal(where: Place, what: string): Refusal {
  return makeRefusal(
    "array-index",
    where,
    what,
    "only an element that exists, and of which it is known in every turn which one it is, can be read or written ahead",
    "use literal indices, or remainders such as s[i % 4] and s[i & 3]",
  );
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
  inexactDivision(at: Place, value: Value): never {
    return raise(
      "inexact-division",
      at,
      printValue(value),
      "BigInt division drops the remainder, which no algebra follows, and only of products of a variable with polynomials is it proved that there is none",
      "divide a product such as f * (n - i) by i + 1n, or divide once after the loop",
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
  /** @param index what the index is */
  index(at: Place, index: string, count: number): never {
    throw new RefusalSignal(indexRefusal(at, `the index ${index} of an array of ${count}`));
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
  productTooLong(turns: bigint, modulus: bigint): never {
    return raise(
      "product-too-long",
      "",
      `${turns} turns modulo ${modulus}`,
      "a product whose factors change from turn to turn takes about √n steps and as much memory, with n the smaller of the turns and the modulus, and these are too many",
      "use fewer turns, or a smaller modulus",
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
  /** @param what that holds or becomes what floating point is not read over */
  notFinite(what: string): never {
    return raise(
      "not-finite",
      "",
      `${what} is NaN, infinite, -0, or outside of about 10^±270 on its way`,
      "there doubles overflow or lose their digits, and only the loop as written says what comes out",
      "leave this loop as it is, or scale the values",
    );
  },
  noCycle(names: readonly string[], turns: number): never {
    return raise(
      "no-cycle",
      "",
      `the state ${names.join(", ")}`,
      `no algebra reads its turns with these values, so that only a state that comes back tells the states that follow; ${
        turns > 0
          ? `within ${turns} turns none did, and looking further may cost more than it saves`
          : "to look for one may cost more than it saves: there are too few turns for so many states, or it was in vain before"
      }`,
      "leave this loop as it is, or make the state smaller",
    );
  },
  /** @param what has not come back; a residue modulo `modulus`, or, without one, a value that is no number */
  longPeriod(at: Place, turns: number, what: string, modulus: bigint | undefined): never {
    return raise(
      "long-period",
      at,
      modulus === undefined
        ? `${what}, which is not what it was, after ${turns} turns`
        : `the remainder of ${what} by ${modulus}, which is not what it was, after ${turns} turns`,
      "what decides where a turn goes is followed turn by turn until all of it has come back, for at most 1024 turns and a quarter of those that the loop seems to have",
      modulus === undefined
        ? `give ${what} before the loop a value that comes back, or take the turns in which it changes out of the loop`
        : "use smaller moduli, or moduli that divide one another, or leave this loop as it is",
    );
  },
  transient(at: Place): never {
    throw new TransientSignal(
      makeRefusal(
        "long-period",
        at,
        "conditions that repeat, but not from the first turn on",
        "flags are followed turn by turn until they are what they were, and these never are again",
        "give a flag its lasting value before the loop, or leave this loop as it is",
      ),
    );
  },
  /** @param value whose residue modulo `modulus` would have to be known */
  fineResidue(at: Place, value: Value, modulus: bigint): never {
    return raise(
      "fine-residue",
      at,
      `${printValue(value)} modulo ${modulus}`,
      "a quotient's remainder is decided by a remainder of the dividend by something larger, so that after some turns one would have to be known that is too fine",
      "leave this loop as it is: a value that is divided again and again has few turns",
    );
  },
  /** @param cause why it has no closed form, where one was looked for and refused */
  innerLoop(at: Place, what = "an inner loop", cause?: Refusal): never {
    const because = cause === undefined ? "" : ` (${cause.what}: ${cause.why})`;
    return raise(
      "inner-loop",
      at,
      what,
      `it takes too many turns to follow one by one, and has no closed form in the variables of the outer loop${because}`,
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
  /** @param turns that were traced, the one included that leaves */
  leavesAtOnce(at: Place, turns: number): never {
    return raise(
      "leaves-at-once",
      at,
      turns === 1 ? "the next turn leaves the loop" : `the loop is left ${turns} turns from here`,
      turns === 1
        ? "with the present values its path does not come back to the loop's test, so there is nothing to skip"
        : "it is over before the remainders and flags that decide where a turn goes have come back, so there is nothing to skip",
      "nothing needs to be done: a loop inside that takes many turns is accelerated by itself",
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
