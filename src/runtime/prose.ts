/** Why a door leaves a call to the plain loop, and what to do: the texts for its reasons, and for those of the trace. */
import type { Tell, Text, Texts } from "../trace/prose.ts";
import { tellBy, traceTexts } from "../trace/prose.ts";
import type { SiteRoom } from "./rooms.ts";

/** By the first detail. */
const arrayForms: Readonly<Record<string, (longest: number) => Text>> = {
  kind: () => [
    "only stores into integers of 8 to 64 bits and into doubles are operators that algebra knows",
    "use a Float64Array or an Int32Array",
  ],
  memory: () => [
    "it has no elements (any more), or other threads can write to it, or it can be resized, or it cannot be written",
    "copy the elements into a typed array of a fixed length before the loop",
  ],
  length: (longest) => [
    `where an index is computed every element is a variable, and more than ${longest} do not pay`,
    "use literal indices, or a shorter array",
  ],
  overlap: () => [
    "an element with two names would be two variables",
    "use one name for it, or copy one of the arrays before the loop",
  ],
};

const texts: Texts = {
  "few-turns": [
    "the loop as written is at least as fast for so few turns",
    "nothing needs to be done; itersLimit moves the limit",
  ],
  endless: [
    "with these values it never turns false, and an endless loop stays endless",
    "check the bound and the step",
  ],
  "did-not-pay": [
    "to find out how to move the loop cost more than the turns that were skipped, so that calls like these are not tried for a while",
    "nothing needs to be done: much longer loops are tried at once, others again after some calls; with an itersLimit every call is tried",
  ],
  "short-phases": [
    "the conditions of the loop change so often that finding the way from one change to the next costs more than the turns in between, or than the turns that seem to be left",
    "nothing needs to be done; a condition on the remainder of a counter, instead of one on a value that turns back at a wall, may be followed as a whole",
  ],
  "not-a-range": [
    "only a range of this package says what it will yield without running",
    'iterate over range(n) imported from "cpmoptimize"',
  ],
  "not-a-typed-array": (name) => [
    "only a typed array is certain to hold plain values: an element of any other object may be a getter, and a Proxy cannot be told from an array",
    `make ${name as string} a typed array, such as new Float64Array(${name as string}) or new BigInt64Array(${name as string}), or use one variable for each element`,
  ],
  "array-form": (form, longest) => arrayForms[form as string]?.(longest as number) ?? ["", ""],
  "patched-builtins": [
    "the program has replaced a built-in that the loop uses, so that only the loop as written does what it says",
    "restore the built-in",
  ],
  "not-certified": [
    "it could not be proved that every intermediate number stays a safe integer, and beyond that numbers round",
    "use BigInt",
  ],
  "unknown-after-jump": [
    "its value has no algebra, so that only a jump to just before the last turn, which sets it, would do; and that is not possible here",
    "use a whole number or a BigInt for it, or leave this loop as it is",
  ],
  "sign-of-zero": [
    "the loop multiplies or negates numbers, and which of the two zeros comes out depends on every turn",
    "use BigInt, which has one zero",
  ],
  "size-limit-reached": [
    "the computation met the end of the longest BigInt, of memory or of the stack where the plain loop may not",
    "reduce the values, the number of turns, or the depth of the calls",
  ],
  "temporal-dead-zone": [
    "it is not initialised yet, so that reading it throws in the loop as written",
    "declare it before the call",
  ],
  "internal-error": [
    "an invariant of this package was broken; the loop runs as written from now on",
    "please report it; CPM_DEBUG=1 rethrows the error",
  ],
};

export const tell: Tell = (reason) => tellBy({ ...traceTexts, ...texts })(reason);

/** Texts for who listens to a site, or has it throw. */
export const prose: SiteRoom = { tell };
