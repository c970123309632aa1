/**
 * A function's source text, as `Function.prototype.toString` gives it, made into an expression that can be evaluated
 * anywhere:
 *
 *     function f(n) {…}, (n) => …          as they are
 *     m(n) {…}, async *m(n) {…}            ({ m(n) {…} }), and the member is taken out
 *     get x() {…}                          ({ get x() {…} }), and the getter is taken out
 *     [key](n) {…}, #m(n) {…}              the key, which may mean something only where it was written, becomes a plain name
 *
 * What belongs to the place where the function was written and cannot be moved (`super`, private names, an arrow's
 * `this`, …) is a refusal. Positions count in the expression's text, whose lines are the lines of the source.
 */
import { CompileError } from "../compiler/records/compile-error.ts";
import { choiceOf } from "../compiler/records/directives.ts";
import type { SyntaxNode, estree } from "../compiler/records/syntax.ts";
import { parseFunction } from "../compiler/parse/parse.ts";
import type { AnyFunction } from "../runtime/decorated.ts";
import { optedOut } from "../runtime/opted-out.ts";
import type { Refusal } from "../trace/refusal.ts";
import { findImmovable } from "./immovable.ts";
import { refuse } from "./refusals.ts";

export interface FunctionSource {
  /** An expression; its value is the function, or the object whose only member is the function. */
  readonly expression: string;
  /** How to get from the value to the function. */
  readonly member: "none" | "value" | "get";
  /** As a person says it: "a function", "an arrow function", "an async method". */
  readonly kind: string;
  /** May have its own sloppy-mode `arguments` and `caller`: a plain function, neither arrow, method, async nor generator. */
  readonly isPlain: boolean;
  /** It begins with "use strict". */
  readonly hasDirective: boolean;
}

/** Reads a function's source; gives the reason when it cannot be evaluated elsewhere. */
export function functionSource(fn: AnyFunction): FunctionSource | Refusal {
  const text = Function.prototype.toString.call(fn);
  if (/\{\s*\[native code\]\s*\}\s*$/.test(text)) return refuse.nativeFunction();
  // A method may be called `function`: it then reads like an anonymous function, which would have a prototype.
  const looksLikeMethod = /^function\b/.test(text) && !Object.hasOwn(fn, "prototype");
  const forms = [text, `({ ${text} })`, `(class { ${text} })`];
  let failure = "";
  for (const form of looksLikeMethod ? forms.slice(1) : forms) {
    try {
      return readForm(form);
    } catch (error) {
      if (!(error instanceof CompileError)) throw error;
      if (failure === "") failure = error.message.split("\n")[0] ?? "";
    }
  }
  return refuse.unreadableSource(failure);
}

function readForm(form: string): FunctionSource | Refusal {
  const { program, text } = parseFunction(form, "", false);
  const node = expressionOf(program);
  const slice = (from: number, to: number): string => form.slice(text.at(from), text.at(to));
  switch (node.type) {
    case "FunctionExpression":
    case "ArrowFunctionExpression":
      return (
        optedOutBy(node.body) ??
        findImmovable(node) ?? {
          expression: form,
          member: "none",
          kind: kindOf(node, node.type === "ArrowFunctionExpression" ? "arrow function" : "function"),
          isPlain: node.type === "FunctionExpression" && node.async !== true && node.generator !== true,
          hasDirective: hasDirective(node.body),
        }
      );
    case "ClassExpression":
      return form.startsWith("class") ? refuse.classConstructor() : readMember(node.body.body[0], slice);
    case "ObjectExpression":
      return readMember(node.properties[0], slice);
    default:
      return refuse.unreadableSource("it is not a function");
  }
}

type Member = estree.Property | estree.MethodDefinition;

function readMember(
  node: SyntaxNode | undefined,
  slice: (from: number, to: number) => string,
): FunctionSource | Refusal {
  if (node?.type !== "Property" && node?.type !== "MethodDefinition")
    return refuse.unreadableSource("it is not a method");
  const { key, kind, value } = node as Member;
  if (value.type !== "FunctionExpression") return refuse.unreadableSource("it is not a method");
  const keyText = slice(key.start, key.end);
  const isPlainKey = key.type === "Identifier" && !(node as Member).computed;
  // In front of the key stand only `async`, `*` and `get`; spaces keep the columns of what follows.
  const head = `${value.async === true ? "async " : ""}${value.generator === true ? "*" : ""}${kind === "get" ? "get " : ""}`;
  const before = head + (isPlainKey ? keyText : "member");
  const original = slice(node.start, value.start);
  const lineBreaks = isPlainKey ? "" : original.replace(/[^\n]/g, "");
  const padding = isPlainKey ? original.length - before.length : 0;
  return (
    optedOutBy(value.body) ??
    findImmovable(value) ?? {
      expression: `({ ${lineBreaks}${before}${" ".repeat(Math.max(0, padding))}${slice(value.start, node.end)} })`,
      member: kind === "get" ? "get" : "value",
      kind: kindOf(value, kind === "get" ? "getter" : "method"),
      isPlain: false,
      hasDirective: hasDirective(value.body),
    }
  );
}

function kindOf(
  { async, generator }: estree.FunctionExpression | estree.ArrowFunctionExpression,
  noun: string,
): string {
  const words = [async === true ? "async" : "", generator === true ? "generator" : "", noun].filter(
    (word) => word !== "",
  );
  return `${/^[aeiou]/.test(words[0] ?? "") ? "an" : "a"} ${words.join(" ")}`;
}

function hasDirective(body: estree.Node): boolean {
  return (
    body.type === "BlockStatement" &&
    body.body.some((statement) => "directive" in statement && statement.directive === "use strict")
  );
}

/** `"use no cpm"` comes before every other reason: it is the one that nobody wants to hear of. */
function optedOutBy(body: estree.Node): Refusal | undefined {
  return body.type === "BlockStatement" && choiceOf(body.body) === "out" ? optedOut() : undefined;
}

/** The expression inside the function that the parser put around it. */
function expressionOf(program: estree.Program): estree.Expression {
  const [statement] = program.body;
  const wrapper = statement?.type === "ExpressionStatement" ? statement.expression : undefined;
  const returned = wrapper?.type === "FunctionExpression" ? wrapper.body.body.at(-1) : undefined;
  if (returned?.type !== "ReturnStatement" || !returned.argument)
    throw new Error("the wrapped source has no expression");
  return returned.argument;
}
