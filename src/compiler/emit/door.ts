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

export function callDoor(site: Site, first: readonly string[] = []): string {
  const { name, ir, late, given } = site;
  const eager = [...first, ...ir.inputs.slice(late + given.length)];
  if (late === 0) return `${[name, ...guard(site)].join(" && ")} && ${name}(${eager.join(", ")})`;
  const read = `() => [${ir.inputs.slice(0, late).join(", ")}]`;
  return `${name} && ${name}.late(${[read, ...eager].join(", ")})`;
}

/**
 * In front of a loop inside another one, where a call for nothing costs as much as the turns of a short loop: over numbers,
 * the counter has to be further from its bound than what the site knows to be short. Types come first, since an object's
 * `valueOf` would see the difference.
 */
function guard({ ir, name, given, candidate }: Site): string[] {
  const { test, inputs, writes } = ir;
  const isInner = candidate.ancestors.some(({ type }) => loops.has(type));
  if (!isInner || given.length > 0 || ir.element !== undefined || !isTuple(test)) return [];
  const [relation, , counter, bound] = test;
  const isUp = relation === "<" || relation === "<=";
  if (!isUp && relation !== ">" && relation !== ">=") return [];
  if (typeof counter !== "string" || !writes.includes(counter)) return [];
  const names = new Set([counter]);
  const limit = printNumber(bound, (input) => {
    names.add(input);
    return inputs.includes(input) && !writes.includes(input);
  });
  if (limit === undefined) return [];
  const unknown = [...names].map((input) => `typeof ${input} !== "number"`);
  const distance = isUp ? `${limit} - ${counter}` : `${counter} - ${limit}`;
  return [`(${[...unknown, `${distance} > ${name}.short`].join(" || ")})`];
}

/** An expression of numbers as text: literals and inputs, added, subtracted and multiplied. */
function printNumber(expr: unknown, isKnown: (input: string) => boolean): string | undefined {
  if (typeof expr === "string") return isKnown(expr) ? expr : undefined;
  if (typeof expr === "number") return expr < 0 || Object.is(expr, -0) ? `(${expr})` : String(expr);
  if (!isTuple(expr)) return undefined;
  const [op, , left, right] = expr;
  if (op !== "+" && op !== "-" && op !== "*") return undefined;
  const [x, y] = [printNumber(left, isKnown), printNumber(right, isKnown)];
  return x === undefined || y === undefined ? undefined : `(${x} ${op} ${y})`;
}

function isTuple(expr: unknown): expr is readonly [string, string, unknown, unknown] {
  return Array.isArray(expr);
}

const loops: ReadonlySet<string> = new Set([
  "ForStatement",
  "ForInStatement",
  "ForOfStatement",
  "WhileStatement",
  "DoWhileStatement",
]);

/** The assignments, from the item `from` of the result on, but for what no variable holds. */
export function writeBack({ ir, given }: Site, result: string, from = 0): string[] {
  return ir.writes.flatMap((name, i) => (given.includes(name) ? [] : [`${name} = ${result}[${from + i}]`]));
}
