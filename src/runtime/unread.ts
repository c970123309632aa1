/**
 * What a variable holds that nobody reads: anything of the right type. `c += 0` for a dead c throws when c is a BigInt, and
 * calls `valueOf` when it is an object.
 */
import { refuse } from "../trace/refusals.ts";
import type { Trace } from "../trace/trace.ts";
import type { Primitive, Value, ValueType } from "../trace/value.ts";
import { isTerm, valueType } from "../trace/value.ts";

/**
 * @param given its value before the turns
 * @throws RefusalSignal when its type is not known
 */
export function unread({ next, leaves }: Trace, name: string, given: unknown, skip: bigint): unknown {
  if (!next.has(name)) return given;
  const isStable = (of: string): boolean => valueType(next.get(of)) === leaves.get(of)?.type;
  const value = next.get(name);
  const type = valueType(value);
  // Where variables are handed on, all of them have to keep their type.
  const handedOn = new Set(skip > 1n ? sourceOf(value) : []);
  for (const other of handedOn) sourceOf(next.get(other)).forEach((source) => handedOn.add(source));
  if (type === "object" || ![...handedOn].every((other) => !next.has(other) || isStable(other))) {
    return refuse.variableType(name, type, "nobody reads it, but operations on it could throw");
  }
  return isStable(name) ? given : placeholders[type];
}

/** The variable whose value is handed on as it is, if there is one. */
function sourceOf(value: Value): readonly string[] {
  return isTerm(value) && value.op === "variable" ? [value.name] : [];
}

const placeholders: Readonly<Record<Exclude<ValueType, "object">, Primitive>> = {
  bigint: 0n,
  number: 0,
  boolean: false,
  string: "",
  null: null,
  undefined,
};
