/**
 * Which numbers a range may be made of.
 *
 * All parts are bigints, of any size, or all are numbers that are safe integers. A number range is kept exact by two
 * bounds: its ends are safe integers, and so is their distance, so that `start + k * step` never rounds for an index k
 * inside the range. Both kinds of mistake, type and size, get an error that names the argument, what was
 * met, and what to write instead.
 */

import { written } from "../written.ts";

/** The two kinds of whole number a range is made of. */
export type Whole = bigint | number;

/** Checks one argument of `range(…)`; `edge` also lets ±2^53 through, where a reversed range may end. */
export function checkPart(name: string, value: unknown, edge = false): asserts value is Whole {
  if (typeof value === "bigint") return;
  if (typeof value !== "number") {
    throw new TypeError(
      `range: ${name} must be a bigint or a whole number, not ${written(value)} (${value === null ? "null" : typeof value}).`,
    );
  }
  if (!Number.isInteger(value)) {
    throw new TypeError(
      `range: ${name} must be a whole number, not ${written(value)}. Round it first, or use a bigint.`,
    );
  }
  if (!Number.isSafeInteger(value) && !(edge && Math.abs(value) === 2 ** 53)) {
    throw new RangeError(
      `range: ${name} is ${written(value)}, beyond ±(2^53 - 1), where numbers skip integers. Use bigints: range(${BigInt(value)}n).`,
    );
  }
}

/** Checks that the parts of a range agree in type and that it advances. */
export function checkParts(start: unknown, stop: unknown, step: unknown, edge = false): void {
  checkPart("start", start);
  checkPart("stop", stop, edge);
  checkPart("step", step);
  if (typeof start !== typeof stop || typeof start !== typeof step) {
    throw new TypeError(
      `range: start ${written(start)}, stop ${written(stop)} and step ${written(step)} mix bigints and numbers. ` +
        `Write all of them as bigints (3n) or all as numbers (3).`,
    );
  }
  if (step === 0 || step === 0n) {
    throw new RangeError(
      `range: step must not be ${written(step)}: the range would never end. Use a positive or negative step.`,
    );
  }
}
