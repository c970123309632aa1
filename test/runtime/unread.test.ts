/** What stands in for a variable that nobody reads: a value of the type that the turns leave, or the loop as written. */
import { describe, expect, test } from "vitest";
import { unread } from "../../src/runtime/unread.ts";
import { RefusalSignal } from "../../src/trace/refusal.ts";
import type { Trace } from "../../src/trace/trace.ts";
import type { Term, Value, ValueType } from "../../src/trace/value.ts";

const variable = (name: string, type: ValueType): Term => ({ op: "variable", name, type }) as Term;
const computed = (type: ValueType): Term => ({ op: "+", name: "", type }) as Term;

/** A turn that begins with values of these types, and leaves these values. */
const turn = (types: Readonly<Record<string, ValueType>>, next: Readonly<Record<string, Value>>): Trace =>
  ({
    leaves: new Map(Object.entries(types).map(([name, type]) => [name, variable(name, type)])),
    next: new Map(Object.entries(next)),
  }) as unknown as Trace;

describe("a variable of its own", () => {
  test("that is not written, or keeps its type, holds what it held", () => {
    const path = turn({ c: "bigint", d: "number" }, { c: computed("bigint") });
    for (const skip of [1n, 2n, 1000n]) {
      expect(unread(path, "c", 7n, skip)).toBe(7n);
      expect(unread(path, "d", 7, skip)).toBe(7);
    }
    const object = {};
    expect(unread(turn({ c: "object" }, {}), "c", object, 5n)).toBe(object);
  });

  test.each<[ValueType, Value]>([
    ["bigint", 0n],
    ["number", 0],
    ["boolean", false],
    ["string", ""],
    ["null", null],
    ["undefined", undefined],
  ])("that comes to be of another type holds something of it: %s", (type, placeholder) => {
    const before = type === "bigint" ? "number" : "bigint";
    for (const skip of [1n, 2n])
      expect(unread(turn({ c: before }, { c: computed(type) }), "c", "given", skip)).toBe(placeholder);
  });

  test("that comes to be an object is for the loop as written", () => {
    const path = turn({ c: "object", o: "object" }, { c: variable("o", "object") });
    expect(() => unread(path, "c", {}, 1n)).toThrow(RefusalSignal);
  });
});

describe("a variable that another one is handed on to", () => {
  const handed = (types: Readonly<Record<string, ValueType>>, d: Value): Trace =>
    turn(types, { c: variable("d", types["d"]!), d });

  test("holds something of the other's type, where that keeps it or is not written", () => {
    const kept = handed({ c: "number", d: "bigint" }, computed("bigint"));
    const invariant = turn({ c: "number", d: "bigint" }, { c: variable("d", "bigint") });
    for (const path of [kept, invariant])
      for (const skip of [1n, 2n, 9n]) expect(unread(path, "c", 5, skip)).toBe(0n);
  });

  test("is known for one turn only where the other does not keep its type", () => {
    const changing = handed({ c: "number", d: "bigint" }, computed("number"));
    expect(unread(changing, "c", 5, 1n)).toBe(0n);
    for (const skip of [2n, 3n]) expect(() => unread(changing, "c", 5, skip)).toThrow(RefusalSignal);
  });

  test("and so on along the chain", () => {
    const types = { c: "number", d: "bigint", e: "bigint" } as const;
    const chain = (e: Value): Trace =>
      turn(types, { c: variable("d", "bigint"), d: variable("e", "bigint"), e });
    expect(unread(chain(computed("bigint")), "c", 5, 3n)).toBe(0n);
    expect(unread(chain(computed("string")), "c", 5, 1n)).toBe(0n);
    expect(() => unread(chain(computed("string")), "c", 5, 3n)).toThrow(RefusalSignal);
    expect(unread(chain(variable("c", "bigint")), "d", 5n, 1n)).toBe(5n);
  });
});
