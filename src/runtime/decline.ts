/** Reasons of the door for leaving a call to the plain loop: data like refusals, some of them nobody's fault. */
import { indexRefusal, makeRefusal } from "../trace/refusals.ts";
import type { Refusal } from "../trace/refusal.ts";

export const declines = {
  fewTurns: (turns: bigint | undefined): Refusal =>
    makeRefusal(
      "few-turns",
      "",
      turns === undefined ? "a few turns" : `${turns} turns`,
      "the loop as written is at least as fast for so few turns",
      "nothing needs to be done; itersLimit moves the limit",
    ),
  endless: (): Refusal =>
    makeRefusal(
      "endless",
      "",
      "the loop test",
      "with these values it never turns false, and an endless loop stays endless",
      "check the bound and the step",
    ),
  didNotPay: (failures: number): Refusal =>
    makeRefusal(
      "did-not-pay",
      "",
      failures === 1 ? "the last call that was tried" : `the last ${failures} calls that were tried`,
      "to find out how to move the loop cost more than the turns that were skipped, so that calls like these are not tried for a while",
      "nothing needs to be done: much longer loops are tried at once, others again after some calls; with an itersLimit every call is tried",
    ),
  shortPhases: (count: number): Refusal =>
    makeRefusal(
      "short-phases",
      "",
      `${count} phases in a row that do not pay`,
      "the conditions of the loop change so often that finding the way from one change to the next costs more than the turns in between, or than the turns that seem to be left",
      "nothing needs to be done; a condition on the remainder of a counter, instead of one on a value that turns back at a wall, may be followed as a whole",
    ),
  notRange: (what: string): Refusal =>
    makeRefusal(
      "not-a-range",
      "",
      `the iterable of the loop is ${what}`,
      "only a range of this package says what it will yield without running",
      'iterate over range(n) imported from "cpmoptimize"',
    ),
  notTyped: (name: string): Refusal =>
    makeRefusal(
      "not-a-typed-array",
      "",
      `${name}, of which the loop uses elements`,
      "only a typed array is certain to hold plain values: an element of any other object may be a getter, and a Proxy cannot be told from an array",
      `make ${name} a typed array, such as new Float64Array(${name}) or new BigInt64Array(${name}), or use one variable for each element`,
    ),
  arrayKind: (name: string): Refusal =>
    makeRefusal(
      "array-form",
      "",
      `${name} is a typed array whose stores round`,
      "only stores into integers of 8 to 64 bits and into doubles are operators that algebra knows",
      "use a Float64Array or an Int32Array",
    ),
  arrayMemory: (name: string): Refusal =>
    makeRefusal(
      "array-form",
      "",
      `the memory of ${name}`,
      "it has no elements (any more), or other threads can write to it, or it can be resized, or it cannot be written",
      "copy the elements into a typed array of a fixed length before the loop",
    ),
  longArray: (name: string, length: number, longest: number): Refusal =>
    makeRefusal(
      "array-form",
      "",
      `${name} has ${length} elements`,
      `where an index is computed every element is a variable, and more than ${longest} do not pay`,
      "use literal indices, or a shorter array",
    ),
  noElement: (name: string, index: number, length: number): Refusal =>
    indexRefusal("", `the index ${index} of ${name}, which has ${length} elements`),
  overlap: (one: string, other: string): Refusal =>
    makeRefusal(
      "array-form",
      "",
      `${one} and ${other} share memory`,
      "an element with two names would be two variables",
      "use one name for it, or copy one of the arrays before the loop",
    ),
  patched: (): Refusal =>
    makeRefusal(
      "patched-builtins",
      "",
      "array iteration or a function of Math or BigInt",
      "the program has replaced a built-in that the loop uses, so that only the loop as written does what it says",
      "restore the built-in",
    ),
  notCertified: (): Refusal =>
    makeRefusal(
      "not-certified",
      "",
      "numbers beyond ±(2^53 - 1)",
      "it could not be proved that every intermediate number stays a safe integer, and beyond that numbers round",
      "use BigInt",
    ),
  unknownAfter: (name: string): Refusal =>
    makeRefusal(
      "unknown-after-jump",
      "",
      name,
      "its value has no algebra, so that only a jump to just before the last turn, which sets it, would do; and that is not possible here",
      "use a whole number or a BigInt for it, or leave this loop as it is",
    ),
  zeroSign: (): Refusal =>
    makeRefusal(
      "sign-of-zero",
      "",
      "a result that is 0 or -0",
      "the loop multiplies or negates numbers, and which of the two zeros comes out depends on every turn",
      "use BigInt, which has one zero",
    ),
  limitPassed: (): Refusal =>
    makeRefusal(
      "size-limit-reached",
      "",
      "a BigInt beyond the engine's limit",
      "the computation met the limit where the plain loop may not",
      "reduce the values, or the number of turns",
    ),
  temporalDeadZone: (): Refusal =>
    makeRefusal(
      "temporal-dead-zone",
      "",
      "a captured variable",
      "it is not initialised yet, so that reading it throws in the loop as written",
      "declare it before the call",
    ),
  internal: (error: unknown): Refusal =>
    makeRefusal(
      "internal-error",
      "",
      String(error),
      "an invariant of this package was broken; the loop runs as written from now on",
      "please report it; CPM_DEBUG=1 rethrows the error",
    ),
} as const;

/** Reasons that are no fault of the values: a strict site does not throw for them. */
const harmless: ReadonlySet<string> = new Set([
  "few-turns",
  "did-not-pay",
  "short-phases",
  "leaves-at-once",
  "endless",
  "not-certified",
  "internal-error",
  "throws",
  "patched-builtins",
  "sign-of-zero",
  "unknown-after-jump",
  "size-limit-reached",
  "temporal-dead-zone",
]);

export function isFaultOfValues({ code }: Refusal): boolean {
  return !harmless.has(code);
}
