/**
 * Reasons of the door for leaving a call to the plain loop: data like refusals, some of them nobody's fault. Their texts are in
 * `prose.ts`.
 */
import { MemoryError } from "../kernels/memory.ts";
import type { Detail, Reason } from "../trace/refusal.ts";
import { indexReason } from "../trace/refusals.ts";

const reason = (code: string, what: string, ...details: Detail[]): Reason => ({
  code,
  where: "",
  what,
  details,
});

// These every site may say, and those of `linear-door.ts`: one by one, so that a bundle has no others.
export const fewTurns = (turns: bigint | undefined): Reason =>
  reason("few-turns", turns === undefined ? "a few turns" : `${turns} turns`);
export const endless = (): Reason => reason("endless", "the loop test");
export const notLinear = (name: string, value: unknown): Reason =>
  reason("variable-type", `${name} is of type ${typeof value}`, name, "another type was to be expected");
export const mayNotFit = (): Reason => reason("may-not-fit", "the size of a BigInt");
export const patched = (): Reason => reason("patched-builtins", "a built-in of JavaScript");
export const notCertified = (): Reason => reason("not-certified", "numbers beyond ±(2^53 - 1)");
/** @param error what a step threw, or would have come to */
export const limitPassed = (error: unknown): Reason =>
  reason(
    "size-limit-reached",
    error instanceof MemoryError ? error.message : "the longest BigInt, memory, or the stack",
  );
export const temporalDeadZone = (): Reason => reason("temporal-dead-zone", "a captured variable");
export const internalError = (error: unknown): Reason => reason("internal-error", String(error));

export const declines = {
  fewTurns,
  patched,
  notCertified,
  limitPassed,
  endless,
  didNotPay: (failures: number) =>
    reason(
      "did-not-pay",
      failures === 1 ? "the last call that was tried" : `the last ${failures} calls that were tried`,
    ),
  shortPhases: (count: number) => reason("short-phases", `${count} phases in a row that do not pay`),
  notRange: (what: string) => reason("not-a-range", `the iterable of the loop is ${what}`),
  notTyped: (name: string) => reason("not-a-typed-array", `${name}, of which the loop uses elements`, name),
  arrayKind: (name: string) => reason("array-form", `${name} is a typed array whose stores round`, "kind"),
  arrayMemory: (name: string) => reason("array-form", `the memory of ${name}`, "memory"),
  longArray: (name: string, length: number, longest: number) =>
    reason("array-form", `${name} has ${length} elements`, "length", longest),
  noElement: (name: string, index: number, length: number) =>
    indexReason("", `the index ${index} of ${name}, which has ${length} elements`),
  overlap: (one: string, other: string) =>
    reason("array-form", `${one} and ${other} share memory`, "overlap"),
  unknownAfter: (name: string) => reason("unknown-after-jump", name),
  zeroSign: () => reason("sign-of-zero", "a result that is 0 or -0"),
} as const;

/** Reasons that are no fault of the values: a strict site does not throw for them. */
const harmless: ReadonlySet<string> = /* @__PURE__ */ new Set([
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

export function isFaultOfValues({ code }: Reason): boolean {
  return !harmless.has(code);
}
