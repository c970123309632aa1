/**
 * Source text to syntax tree: the only file that knows the parser.
 *
 * The language follows from the file's name. JavaScript is read by acorn alone; what it cannot read (JSX, decorators)
 * is tried again with the TypeScript and JSX grammar, whose ambiguities plain JavaScript is spared this way. A text is
 * read as a script first (only scripts know `with`, octal literals, names like `await`), and as a module where that
 * fails: at its first `import`, `export`, `import.meta` or top-level `await`. The names .mjs, .mts, .cjs, .cts decide.
 */
import { tsPlugin } from "@sveltejs/acorn-typescript";
import type { Options } from "acorn";
import { Parser, parse as parseJavaScript } from "acorn";
import { CompileError } from "../records/compile-error.ts";
import type { ParsedProgram } from "../records/parsed-program.ts";
import { SourceText } from "../records/source-text.ts";
import type { estree } from "../records/syntax.ts";

const TypeScriptParser = Parser.extend(tsPlugin());
const TypeScriptJsxParser = Parser.extend(tsPlugin({ jsx: true }));

type Grammar = (text: string, options: Options) => unknown;

const typescript: Grammar = (text, options) => TypeScriptParser.parse(text, { ...options, locations: true });
const typescriptJsx: Grammar = (text, options) =>
  TypeScriptJsxParser.parse(text, { ...options, locations: true });

function grammarsFor(filename: string): readonly Grammar[] {
  if (/\.[cm]?ts$/i.test(filename)) return [typescript];
  if (/\.tsx$/i.test(filename)) return [typescriptJsx];
  if (/\.jsx$/i.test(filename)) return [typescriptJsx];
  return [parseJavaScript, typescriptJsx];
}

/** Where an error of the parser stands; errors without a position are bugs and pass through. */
interface Failure {
  readonly reason: string;
  readonly offset: number;
}

function failureOf(error: unknown): Failure {
  const { pos, message } = error as { pos?: unknown; message?: unknown };
  if (typeof pos !== "number" || typeof message !== "string") throw error;
  return { reason: message.replace(/ \(\d+:\d+\)$/, ""), offset: pos };
}

/** Tries the readings in order; when none works, the one that came furthest knows best what is wrong. */
function firstThatParses(
  text: string,
  readings: readonly { grammar: Grammar; options: Options }[],
): estree.Program | Failure {
  let furthest: Failure | undefined;
  for (const { grammar, options } of readings) {
    try {
      return grammar(text, options) as estree.Program;
    } catch (error) {
      const failure = failureOf(error);
      if (!furthest || failure.offset > furthest.offset) furthest = failure;
    }
  }
  return furthest ?? { reason: "nothing to parse", offset: 0 };
}

const common: Options = { ecmaVersion: "latest", ranges: true, allowHashBang: true };
const asModule: Options = { ...common, sourceType: "module" };
const asScript: Options = {
  ...common,
  sourceType: "script",
  allowReturnOutsideFunction: true,
  allowAwaitOutsideFunction: false,
};

/** @throws CompileError when the text is not a program. */
export function parse(source: string, filename: string): ParsedProgram {
  const hasMark = source.startsWith("\uFEFF");
  const text = new SourceText(source, filename, hasMark ? 1 : 0);
  const body = hasMark ? source.slice(1) : source;
  const grammars = grammarsFor(filename);
  const options = /\.m[jt]s$/i.test(filename)
    ? [asModule]
    : /\.c[jt]s$/i.test(filename)
      ? [asScript]
      : [asScript, asModule];
  const result = firstThatParses(
    body,
    grammars.flatMap((grammar) => options.map((option) => ({ grammar, options: option }))),
  );
  if ("offset" in result) throw errorAt(result, text);
  const isModule = result.sourceType === "module";
  return { text, program: result, isModule, isStrict: isModule };
}

/** Is a script's text that of a module, too? Not with octal literals, `with`, or a variable called `await`. */
export function isAlsoModule({ text }: ParsedProgram): boolean {
  const readings = grammarsFor(text.filename).map((grammar) => ({ grammar, options: asModule }));
  return !("offset" in firstThatParses(text.text.slice(Math.max(text.shift, 0)), readings));
}

/** Something in front, so that `new.target`, `arguments` and `return` have a function around them. */
const wrapper = { sloppy: "(function(){return(", strict: '(function(){"use strict";return(', after: "\n)})" };

/**
 * The source of one function, as `toString` prints it or wrapped into an object literal.
 *
 * @throws CompileError when it is not an expression.
 */
export function parseFunction(source: string, filename: string, strict: boolean): ParsedProgram {
  const before = strict ? wrapper.strict : wrapper.sloppy;
  const text = new SourceText(source, filename, -before.length);
  const options: Options = {
    ...asScript,
    allowSuperOutsideMethod: true,
    checkPrivateFields: false,
    allowImportExportEverywhere: true,
  };
  const whole = before + source + wrapper.after;
  const result = parsed.get(whole) ?? firstThatParses(whole, [{ grammar: parseJavaScript, options }]);
  if ("offset" in result) throw errorAt(result, text);
  keep(whole, result);
  return { text, program: result, isModule: false, isStrict: strict };
}

/** The trees of the last texts: the wrapper asks for a function's form, its free names, and its loops. */
const parsed = new Map<string, estree.Program>();
const KEPT = 2;

function keep(text: string, program: estree.Program): void {
  parsed.delete(text);
  parsed.set(text, program);
  for (const oldest of parsed.keys()) if (parsed.size > KEPT) parsed.delete(oldest);
}

function errorAt(failure: Failure, text: SourceText): CompileError {
  const offset = Math.max(-text.shift, Math.min(failure.offset, text.text.length - text.shift));
  const { line, column } = text.position(offset);
  return new CompileError(failure.reason, text.text, text.filename, line, column);
}

/** The expression that `parseFunction` parsed, without the wrapper around it. */
export function wrappedExpression(program: estree.Program): estree.Expression {
  const [statement] = program.body;
  const wrapping = statement?.type === "ExpressionStatement" ? statement.expression : undefined;
  const inner = wrapping?.type === "FunctionExpression" ? wrapping.body.body.at(-1) : undefined;
  if (inner?.type !== "ReturnStatement" || !inner.argument) throw new Error("not a wrapped function");
  return inner.argument;
}
