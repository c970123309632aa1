/** The integer that a variable holds at a call: a BigInt, or a safe integer other than -0. */
import { refuse } from "./refusals.ts";

/** @throws RefusalSignal when it holds anything else */
export function integerStart(name: string, leafValue: (name: string) => unknown): bigint {
  const value = leafValue(name);
  if (typeof value === "bigint") return value;
  if (Number.isSafeInteger(value) && !Object.is(value, -0)) return BigInt(value as number);
  return refuse.notInteger(name);
}
