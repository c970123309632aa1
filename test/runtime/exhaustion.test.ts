/** What engines throw where there is no room. */
import { expect, test } from "vitest";
import { isEndOfStack, isExhaustion } from "../../src/runtime/exhaustion.ts";

const named = (name: string, message: string): Error => Object.assign(new Error(message), { name });

test.each<[string, unknown, boolean, boolean]>([
  ["V8's end of the stack", new RangeError("Maximum call stack size exceeded"), true, true],
  ["JavaScriptCore's", new RangeError("Maximum call stack size exceeded."), true, true],
  ["SpiderMonkey's", named("InternalError", "too much recursion"), true, true],
  ["a BigInt that is too long", new RangeError("Maximum BigInt size exceeded"), true, false],
  ["a program's own", new RangeError("row 7"), true, false],
  ["another error", new TypeError("Maximum call stack size exceeded"), false, false],
  ["no error", { name: "InternalError" }, false, false],
  ["nothing", undefined, false, false],
])("%s", (_, error, isAnExhaustion, isTheEnd) => {
  expect([isExhaustion(error), isEndOfStack(error)]).toEqual([isAnExhaustion, isTheEnd]);
});
