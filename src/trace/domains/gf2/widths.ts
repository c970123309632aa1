/** From how many bits of each variable the search for a map begins. */
import { bitsOf, hull, point } from "../../../algebra/intervals.ts";
import type { Interval } from "../../../algebra/intervals.ts";
import type { Ranges } from "../../ranges.ts";
import { refuse } from "../../refusals.ts";
import type { Trace } from "../../trace.ts";
import type { Component } from "../components.ts";
import type { Width } from "./bit-layout.ts";
import { widthOf } from "./bit-layout.ts";

export function guessWidths(
  component: Component,
  ranges: Ranges,
  trace: Trace,
  leafValue: (name: string) => unknown,
): Map<string, Width> {
  return new Map(
    component.names.map((name): [string, Width] => {
      const start = startOf(name, component, leafValue(name));
      const isSeenWhole = !component.seenAsInt32.has(name);
      const range = isSeenWhole
        ? hull(ranges.of(trace.leaves.get(name)), ranges.after(name))
        : ranges.after(name);
      return [name, widthOfRange(hull(range, point(start))) ?? widthOf(start)];
    }),
  );
}

/** @throws RefusalSignal when it is no integer, or is -0 */
export function startOf(name: string, { seenAsInt32 }: Component, value: unknown): bigint {
  if (typeof value === "bigint") return value;
  if (seenAsInt32.has(name)) return BigInt((value as number) | 0);
  return Number.isSafeInteger(value) && !Object.is(value, -0)
    ? BigInt(value as number)
    : refuse.notInteger(name);
}

function widthOfRange(range: Interval): Width | undefined {
  const bits = bitsOf(range);
  if (bits === undefined) return undefined;
  // bitsOf counts a digit for 0.
  const isZero = range.low >= -1n && range.high <= 0n;
  return { bits: isZero ? 0 : bits, isSigned: range.low < 0n };
}
