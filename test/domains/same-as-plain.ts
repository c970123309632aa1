/** A function beside its wrapped twin: the same results, and the loop accelerated where it should be. */
import { expect } from "vitest";
import { cpmoptimize, explain } from "../../src/index.ts";

type Loop = (...args: never[]) => unknown;

export interface Call {
  readonly args: readonly unknown[];
  /** Must the loop be moved, or must it run as written? Undefined: both are right. */
  readonly isAccelerated?: boolean;
}

/** Compares by Object.is; accelerated loops by the kernels that must have taken part. */
export function expectSame(plain: Loop, calls: readonly Call[], kernel: string): void {
  const wrapped = cpmoptimize({ itersLimit: 0 })(plain);
  for (const { args, isAccelerated } of calls) {
    const what = `${plain.name}(${args.map(String).join(", ")})`;
    const expected = plain(...(args as never[]));
    expect(listed(wrapped(...(args as never[]))), what).toEqual(listed(expected));
    const [loop] = explain(wrapped).loops;
    if (isAccelerated === undefined) continue;
    expect(loop?.status === "accelerated", `${what} is accelerated`).toBe(isAccelerated);
    if (isAccelerated) expect(loop?.kernel, what).toContain(kernel);
  }
}

/** The last explanation of a call that is too long for the loop as written. */
export function jumped<R>(loop: (...args: never[]) => R, kernel: string, ...args: readonly unknown[]): R {
  const wrapped = cpmoptimize(loop);
  const result = wrapped(...(args as never[]));
  expect(explain(wrapped).loops[0]?.kernel).toContain(kernel);
  return result;
}

/** toEqual tells -0 from 0, and a BigInt from a number. */
function listed(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? (value as unknown[]) : [value];
}
