/**
 * Why each refusal of the trace is made, and what to do: the texts of `explain`, apart from the code that refuses, so that a
 * bundle in which nobody asks does not carry them.
 */
import type { Detail, Reason, Refusal } from "./refusal.ts";

/** Why, and the remedy, from the details of a reason; arrays are not taken apart, since programs can replace their iterator. */
export type Text = readonly [why: string, remedy: string];
export type Texts = Readonly<Record<string, Text | ((first?: Detail, second?: Detail) => Text)>>;

/** The refusal for a reason. */
export type Tell = (reason: Reason) => Refusal;

export function tellBy(texts: Texts): Tell {
  return ({ code, where, what, details }) => {
    const known = texts[code] ?? ["", ""];
    const text = typeof known === "function" ? known(details[0], details[1]) : known;
    return { code, where, what, why: text[0], remedy: text[1] };
  };
}

export const traceTexts: Texts = {
  "array-index": [
    "only an element that exists, and of which it is known in every turn which one it is, can be read or written ahead",
    "use literal indices, or remainders such as s[i % 4] and s[i & 3]",
  ],
  "operand-type": [
    "only operands that are all BigInts or all numbers are algebra; on others the operator throws, calls valueOf or joins strings",
    "make the operands of one numeric type, e.g. write 1n rather than 1 beside a BigInt",
  ],
  "object-operand": [
    "an operator on an object runs its valueOf or toString, once in every turn",
    "take the primitive out before the loop",
  ],
  throws: (error) => [
    `the expression throws (${error as string}), and the loop as written has to throw it`,
    "check the values before the loop",
  ],
  operator: (op) => [
    `the operator ${op as string} on values that change from turn to turn is not linear algebra over the integers`,
    "move the part that does not change out of the loop, or leave this loop as it is",
  ],
  "may-throw": [
    "the operation could throw in some turn, and skipping that turn would lose the exception",
    "make the right operand the same in every turn and not zero",
  ],
  "inexact-division": [
    "BigInt division drops the remainder, which no algebra follows, and only of products of a variable with polynomials is it proved that there is none",
    "divide a product such as f * (n - i) by i + 1n, or divide once after the loop",
  ],
  "product-too-long": [
    "a product whose factors change from turn to turn takes about √n steps and as much memory, with n the smaller of the turns and the modulus, and these are too many",
    "use fewer turns, or a smaller modulus",
  ],
  "product-grows": (variable) => [
    `the next ${variable as string} multiplies ${variable as string} itself (or a value that depends on it) by a value that changes from turn to turn, so no finite state vector describes the loop`,
    "multiply by something that is the same in every turn",
  ],
  "closure-too-large": [
    "the products that the loop forms need too many monomials to pay",
    "split the loop, or lower the degree of its products",
  ],
  "undecided-condition": [
    "how long the condition keeps its truth could not be proved",
    "test a counter, or a value that grows by the same amount in every turn",
  ],
  "variable-type": (name, why) => [
    why as string,
    `give ${name as string} a BigInt or a whole number before the loop`,
  ],
  "type-not-enabled": [
    "the option `types` leaves this type to the loop as written",
    'add it to the option, e.g. types: ["bigint", "integer"]',
  ],
  "not-a-safe-integer": (name) => [
    "only there is arithmetic on numbers exact, so that algebra may stand in for it",
    `use BigInt, or a whole number for ${name as string}`,
  ],
  "may-not-fit": [
    "it could not be proved that every BigInt of the loop stays within the engine's limit",
    "reduce the values, or the number of turns",
  ],
  "which-representative": (name, modulus) => [
    `the values that ${name as string} could take are more than one of each class modulo ${modulus as bigint}, so that the class does not tell the value: a remainder takes the sign of its dividend, which is not proved to stay the same`,
    `start with values from 0 to ${(modulus as bigint) - 1n}, and write ((x % m) + m) % m where a dividend may be negative`,
  ],
  "modulus-not-factored": [
    "their exponents count modulo a number that only the prime factors of the modulus tell, and these were not found",
    "use a modulus below 2^64, or leave this loop as it is",
  ],
  "not-finite": [
    "there doubles overflow or lose their digits, and only the loop as written says what comes out",
    "leave this loop as it is, or scale the values",
  ],
  "no-cycle": (turns) => [
    `no algebra reads its turns with these values, so that only a state that comes back tells the states that follow; ${
      (turns as number) > 0
        ? `within ${turns as number} turns none did, and looking further may cost more than it saves`
        : "to look for one may cost more than it saves: there are too few turns for so many states, or it was in vain before"
    }`,
    "leave this loop as it is, or make the state smaller",
  ],
  "long-period": (what, transient) =>
    transient === undefined
      ? [
          "what decides where a turn goes is followed turn by turn until all of it has come back, for at most 1024 turns and a quarter of those that the loop seems to have",
          what === undefined
            ? "use smaller moduli, or moduli that divide one another, or leave this loop as it is"
            : `give ${what as string} before the loop a value that comes back, or take the turns in which it changes out of the loop`,
        ]
      : [
          "flags are followed turn by turn until they are what they were, and these never are again",
          "give a flag its lasting value before the loop, or leave this loop as it is",
        ],
  "fine-residue": [
    "a quotient's remainder is decided by a remainder of the dividend by something larger, so that after some turns one would have to be known that is too fine",
    "leave this loop as it is: a value that is divided again and again has few turns",
  ],
  "inner-loop": (cause) => [
    `it takes too many turns to follow one by one, and has no closed form in the variables of the outer loop${because(cause)}`,
    "leave the nest as it is: the inner loop is accelerated by itself",
  ],
  fraction: [
    "the closed form of an inner part has a denominator that does not cancel from turn to turn",
    "leave this loop as it is",
  ],
  "leaves-at-once": (turns) =>
    turns === undefined
      ? ["no path through its body comes back to its test", "nothing"]
      : [
          turns === 1
            ? "with the present values its path does not come back to the loop's test, so there is nothing to skip"
            : "it is over before the remainders and flags that decide where a turn goes have come back, so there is nothing to skip",
          "nothing needs to be done: a loop inside that takes many turns is accelerated by itself",
        ],
};

/** Tells what the trace refuses, whoever called it. */
export const tellTraced: Tell = /* @__PURE__ */ tellBy(traceTexts);

function because(cause: Detail | undefined): string {
  if (typeof cause !== "object") return "";
  const { what, why } = tellTraced(cause);
  return ` (${what}: ${why})`;
}
