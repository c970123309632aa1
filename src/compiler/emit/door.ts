/**
 * The two halves of a door: the call that asks for a jump, and the assignments that make it.
 *
 *     $cpm1 && $cpm1(i, n, a, b)                        undefined, or the new values
 *     i = $1[0], a = $1[1], b = $1[2]
 *
 * Values go in as arguments: a closure would move the variables to the heap and slow the loop down. Only inputs that may
 * not be initialised yet are read by one, and those are captured variables, which live there anyway.
 */
import type { Site } from "../records/lifted-loop.ts";

export function callDoor({ name, ir, late, given }: Site, first: readonly string[] = []): string {
  const eager = [...first, ...ir.inputs.slice(late + given.length)];
  if (late === 0) return `${name} && ${name}(${eager.join(", ")})`;
  const read = `() => [${ir.inputs.slice(0, late).join(", ")}]`;
  return `${name} && ${name}.late(${[read, ...eager].join(", ")})`;
}

/** The assignments, from the item `from` of the result on, but for what no variable holds. */
export function writeBack({ ir, given }: Site, result: string, from = 0): string[] {
  return ir.writes.flatMap((name, i) => (given.includes(name) ? [] : [`${name} = ${result}[${from + i}]`]));
}
