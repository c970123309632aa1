/**
 * Every refusal that the compiler makes, in one place: what is met, why it keeps the loop as it is, what would help.
 *
 * Each code is the name of a page under docs/refusals/.
 */
import type { Refusal } from "../../trace/refusal.ts";
import type { Place } from "../../trace/ir.ts";

interface Message {
  readonly why: string;
  readonly remedy: string;
}

const messages = {
  "nested-loop": {
    why: "the inner loop visits the elements of something that is not known to be a range, which runs its iterator",
    remedy: "use range or a counted loop, or collect what the loop needs in variables before it",
  },
  "function-in-loop": {
    why: "a function or class made in the loop could see every single turn",
    remedy: "move the function out of the loop and pass it what it needs",
  },
  "await-in-loop": {
    why: "every await lets other code run between the turns",
    remedy: "await before the loop, and compute after it",
  },
  "yield-in-loop": {
    why: "every yield hands a value of this very turn to the caller",
    remedy: "compute in a loop of its own, and yield after it",
  },
  "try-in-loop": {
    why: "skipped turns cannot throw, so there would be nothing to catch",
    remedy: "put the try around the loop",
  },
  "member-access": {
    why: "reading a property can run a getter, and the object can change during the loop; only s[k] is known, where the loop does nothing else with s",
    remedy: "read the property into a variable before the loop; for several values use a typed array",
  },
  "member-write": {
    why: "writing a property can run a setter, and others can see it in every turn",
    remedy:
      "compute in a variable, and write the property after the loop; for several values use a typed array",
  },
  "unknown-call": {
    why: "a call can do anything in every turn; only functions of the language that do arithmetic are known",
    remedy: "compute the result before the loop, or write the function's arithmetic in its place",
  },
  "tagged-template": {
    why: "a tagged template calls a function in every turn",
    remedy: "call it before or after the loop",
  },
  "template-substitution": {
    why: "a string built from changing values is no algebra, and building it calls toString",
    remedy: "build the string after the loop",
  },
  "regular-expression": {
    why: "a regular expression makes a new object in every turn",
    remedy: "move it out of the loop",
  },
  "new-expression": {
    why: "new makes an object, and runs a constructor, in every turn",
    remedy: "make the object before or after the loop",
  },
  "delete-operator": {
    why: "delete changes an object that others may see",
    remedy: "move it out of the loop",
  },
  spread: {
    why: "spreading runs an iterator in every turn",
    remedy: "name the values one by one",
  },
  "object-literal": {
    why: "an object made in every turn is not a value that algebra can carry",
    remedy: "use one variable for each field",
  },
  "array-literal": {
    why: "an array made in every turn is not a value that algebra can carry",
    remedy: "use one variable for each element",
  },
  destructuring: {
    why: "only [a, b] = [x, y] with plain variables, or elements of typed arrays, on the left and as many values on the right is simultaneous assignment",
    remedy: "write it with plain variables, or as several assignments",
  },
  "assignment-to-constant": {
    why: "the variable cannot be assigned: the loop as written throws, or ignores the assignment",
    remedy: "declare it with let, or assign another variable",
  },
  "unresolved-name": {
    why: "the name is declared nowhere in this source, so other code may change it, or it may not exist",
    remedy: "copy it into a local variable before the loop",
  },
  "arguments-object": {
    why: "in sloppy mode the arguments object is a second name for the parameters that the loop assigns",
    remedy: 'use rest parameters, or "use strict"',
  },
  "direct-eval": {
    why: "direct eval can read, write and declare any variable around it",
    remedy: "remove the eval from the functions around the loop",
  },
  "with-statement": {
    why: "inside with, what a name means is decided while the program runs",
    remedy: "remove the with statement",
  },
  namespace: {
    why: "TypeScript turns the exported variables of a namespace into properties",
    remedy: "move the function out of the namespace",
  },
  "unsupported-operator": {
    why: "the operator looks into an object, which can run code of that object",
    remedy: "compute the answer before the loop",
  },
  "unsupported-syntax": {
    why: "this syntax is not arithmetic on variables",
    remedy: "move it out of the loop",
  },
  "switch-form": {
    why: "a variable that one case declares is used in another one, where it may have no value yet",
    remedy: "declare the variable before the switch",
  },
  "temporal-dead-zone": {
    why: "the variable is not initialised yet when the loop uses it, so the loop as written throws",
    remedy: "move the declaration before the loop",
  },
  "for-in": {
    why: "for…in visits the keys of an object",
    remedy: "use for…of with a range, or a counted loop",
  },
  "for-await": {
    why: "every turn of for await lets other code run",
    remedy: "collect the values first",
  },
  "loop-target": {
    why: "the loop's variable is a pattern or a property, which runs code in every turn",
    remedy: "use a plain variable",
  },
  "callback-form": {
    why: "the call would notice that it begins in the middle: by an index, by its this, by a start value that runs code, or there is no place for the door's variables",
    remedy:
      "use the element only, give reduce a literal or a variable to start with, and write the call in a function's body",
  },
  "captured-counter": {
    why: "a function in the loop's header captures the loop's own variable as it is in the first turn",
    remedy: "make that function before the loop",
  },
  "using-declaration": {
    why: "using disposes of a resource in every turn",
    remedy: "take the resource before the loop",
  },
  "too-deep": {
    why: "an expression or a statement of the loop is nested so deeply that it, or what would stand in front of it, may not be read",
    remedy: "split it: collect a part of the sum in a variable of its own",
  },
  "no-effect": {
    why: "the loop changes no variable, so it ends at once or never",
    remedy: "nothing to accelerate here",
  },
} satisfies Readonly<Record<string, Message>>;

export type RefusalCode = keyof typeof messages;

export const refusalCodes: readonly RefusalCode[] = Object.keys(messages) as RefusalCode[];

/** `what` quotes the source, `where` is its place. */
export function makeRefusal(code: RefusalCode, where: Place, what: string): Refusal {
  const { why, remedy } = messages[code];
  return { code, where, what, why, remedy };
}
