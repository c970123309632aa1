/**
 * Whole programs: a function of five parameters, some loops in it, and calls of it.
 *
 * The parameters are the bound n, a step k, the invariants p and q, and the state a and b; c, d, j and u are its own. One
 * generated function is printed twice, with and without fuel in its loops.
 */
import * as fc from "fast-check";
import type { Code, Context, Kind } from "./code.ts";
import { built, choice, code, counterLiteral, literal, literalOf } from "./code.ts";
import { tame } from "./expressions.ts";
import { loop } from "./loops.ts";
import { block, tameStatement, wildStatement } from "./statements.ts";

export interface Program {
  /** What stands before the function: variables that outlive its calls. */
  readonly before: string;
  /** A function expression. */
  readonly fn: string;
  /** The same with its loops counting their turns. */
  readonly fuelled: string;
  /** The arguments of each call, as expressions; `obj(v)` is an object whose valueOf answers v. */
  readonly calls: readonly (readonly string[])[];
  readonly options: LoopOptions;
}

export interface LoopOptions {
  readonly itersLimit: "auto" | number;
  readonly optMinRows: boolean;
  readonly optClearStack: boolean;
}

/** Called at the start of every turn of the fuelled copy. */
const FUEL = "$fuel(a, b, c, d);";

const around = fc.array(tameStatement, { maxLength: 2 }).map(block);

/** A loop in a loop, with statements before and behind the inner one; three deep now and then. */
const nest: fc.Arbitrary<Code> = built(
  (turns: number, before: Code, inner: Code, behind: Code, deeper: boolean) => (context: Context) => {
    const within = { ...context, counters: ["r", ...context.counters], inLoop: true };
    const deep: Code = (each) =>
      `for (let s = ${counterLiteral(0)(each)}; s < k; s++) { ${each.fuel} ${inner(each)} }`;
    const body = `${context.fuel} ${before(within)} ${(deeper ? deep : inner)(within)} ${behind(within)}`;
    const [zero, end] = [counterLiteral(0)(context), turns < 0 ? "n" : counterLiteral(turns)(context)];
    return `for (let r = ${zero}; r < ${end}; r++) { ${body} }`;
  },
  fc.constantFrom(3, 5, 9, 14, -1),
  around,
  loop,
  around,
  fc.nat(9).map((choice_) => choice_ === 0),
);

const segment: fc.Arbitrary<Code> = choice<Code>(
  [10, loop],
  [4, nest],
  [
    1,
    built(
      (turns: string, inner: Code, closing: Code) =>
        code`for (let r = 0; r < ${turns}; r++) { ${inner} ${closing} }`,
      fc.constantFrom("2", "3"),
      loop,
      fc.constantFrom<Code>(
        () => "",
        () => "n += k;",
        () => "[a, b] = [b, a];",
        () => "p = a;",
      ),
    ),
  ],
  [
    1,
    built(
      (labelled: Code) => (context: Context) =>
        `OUT: for (let r = 0; r < 2; r++) { ${context.fuel} ${labelled({ ...context, labels: ["OUT"] })} }`,
      loop,
    ),
  ],
  [1, built((x: Code) => code`a = ${x}; j = n;`, tame(1))],
  [1, fc.array(wildStatement, { minLength: 1, maxLength: 2 }).map(block)],
);

const shape = fc.record({
  kinds: choice<readonly [Kind, Kind]>(
    [5, fc.constant(["bigint", "bigint"] as const)],
    [4, fc.constant(["number", "number"] as const)],
    [1, fc.constant(["bigint", "number"] as const)],
    [1, fc.constant(["number", "bigint"] as const)],
  ),
  segments: fc.oneof(
    { weight: 6, arbitrary: fc.array(segment, { minLength: 1, maxLength: 1 }) },
    { weight: 3, arbitrary: fc.array(segment, { minLength: 1, maxLength: 3 }) },
  ),
  initial: fc.tuple(
    ...Array.from({ length: 2 }, () =>
      choice<Code | undefined>(
        [5, fc.constantFrom(0, 1, 2, -5).map(literal)],
        [1, tame(1)],
        [1, fc.constant(undefined)],
      ),
    ),
  ),
  returned: choice<readonly string[]>(
    [3, fc.constant(["a", "b", "c", "d", "u", "j", "n"])],
    [2, fc.subarray(["a", "b", "c", "d", "u", "j", "n"], { minLength: 1 })],
    [1, fc.subarray(["a", "b", "c", "d"], { minLength: 1, maxLength: 1 })],
  ),
  form: choice<Form>(
    [9, fc.constant("function" as const)],
    [3, fc.constantFrom("arrow" as const, "strict" as const)],
    [1, fc.constantFrom("method" as const, "static" as const, "generator" as const)],
  ),
  frame: choice<Frame>(
    [6, fc.constant("none" as const)],
    [3, fc.constant("try" as const)],
    [1, fc.constant("closure" as const)],
    [1, fc.constant("outer" as const)],
    [1, fc.constant("arguments" as const)],
    [1, fc.constant("finally" as const)],
  ),
});

type Frame = "none" | "try" | "closure" | "outer" | "arguments" | "finally";
type Form = "function" | "arrow" | "strict" | "method" | "static" | "generator";
type Shape = typeof shape extends fc.Arbitrary<infer T> ? T : never;

/** The function around its body. */
const functions: Readonly<Record<Form, (parameters: string, text: string) => string>> = {
  function: (parameters, text) => `function f${parameters} ${text}`,
  strict: (parameters, text) => `function f${parameters} ${text}`,
  arrow: (parameters, text) => `${parameters} => ${text}`,
  method: (parameters, text) => `({ f${parameters} ${text} }).f`,
  static: (parameters, text) => `(class { static f${parameters} ${text} }).f`,
  generator: (parameters, text) =>
    `(function () { const g = function* ${parameters} ${text}; return (...args) => g(...args).next().value; })()`,
};

function print(
  { kinds, segments, initial, returned, form, frame }: Shape,
  fuel: string,
): { before: string; fn: string } {
  const [state, counter] = kinds;
  const context: Context = { state, counter, counters: [], temporaries: [], labels: [], inLoop: false, fuel };
  const [c, d] = initial.map((init) => (init ? ` = ${init(context)}` : ""));
  const declared = `let c${c}, ${frame === "outer" ? "" : `d${d}, `}j = ${literalOf(0, counter)}; var u;`;
  const body = segments.map((each) => each(context)).join("\n  ");
  const values = `[${returned.join(", ")}]`;
  const framed =
    frame === "try"
      ? `try {\n  ${body}\n  } catch (error) { return [error.message, a, b, c, d, j]; }\n  return ${values};`
      : frame === "closure"
        ? `const peek = () => [a, c, n];\n  ${body}\n  return [...peek(), ${returned.join(", ")}];`
        : frame === "arguments" && form === "function"
          ? `${body}\n  return [arguments[0], arguments[4], ${returned.join(", ")}];`
          : frame === "finally"
            ? `try {\n  ${body}\n  } finally { if (a === d) a = c; }\n  return ${values};`
            : `${body}\n  return ${values};`;
  const parameters = "(n, k, p, q, a, b)";
  const directive = form === "strict" ? '"use strict"; ' : "";
  const text = `{ ${directive}${declared}\n  ${framed}\n}`;
  return {
    before: frame === "outer" ? `let d = ${literalOf(1, state)};` : "",
    fn: functions[form](parameters, text),
  };
}

const wholes = fc.constantFrom(0, 1, 2, 3, -1, 5, -2, 10, 100, 1000);
// Nothing between: as an exponent or a shift it would take seconds, where larger ones throw at once.
const larges = fc.constantFrom(2 ** 31 - 1, 2 ** 31, 2 ** 31 + 1, -(2 ** 31) - 1, 2 ** 53 - 1, 2 ** 53, 1e20);
const hostile = fc.constantFrom(
  "-0",
  "NaN",
  "Infinity",
  "-Infinity",
  "0.5",
  "2.5",
  "'5'",
  "''",
  "undefined",
  "null",
  "true",
  "false",
  "obj(3n)",
  "obj(2)",
  "3",
  "3n",
  "9007199254740993n",
  "2 ** 53 + 2",
  "[]",
);
type Token = (kind: Kind) => string;
const whole: fc.Arbitrary<Token> = wholes.map((value) => (kind: Kind) => literalOf(value, kind));
const large: fc.Arbitrary<Token> = larges.map(
  (value) => (kind: Kind) => (kind === "bigint" ? `${BigInt(value)}n` : String(value)),
);
const odd: fc.Arbitrary<Token> = hostile.map((text) => () => text);
const value = choice<Token>([24, whole], [3, large], [2, odd]);
const oddValue = choice<Token>([2, whole], [1, odd]);
const turns = choice<Token>(
  [4, fc.constantFrom(10, 13, 17, 25, 33, 60).map((n) => (kind: Kind) => literalOf(n, kind))],
  [4, fc.constantFrom(0, 1, 2, 3, 4, 5, 7, -1, -4).map((n) => (kind: Kind) => literalOf(n, kind))],
  [1, odd],
);
const step = choice<Token>(
  [6, fc.constant((kind: Kind) => literalOf(1, kind))],
  [2, fc.constantFrom(2, 3, 0, -1).map((n) => (kind: Kind) => literalOf(n, kind))],
  [1, odd],
);
const call = choice(
  [4, fc.tuple(turns, step, value, value, value, value)],
  [1, fc.tuple(turns, step, oddValue, oddValue, oddValue, oddValue)],
);

const options: fc.Arbitrary<LoopOptions> = fc.record({
  itersLimit: choice<"auto" | number>(
    [8, fc.constant(0)],
    [1, fc.constantFrom(3, 7)],
    [1, fc.constant("auto" as const)],
  ),
  optMinRows: fc.boolean(),
  optClearStack: fc.boolean(),
});

export const program: fc.Arbitrary<Program> = fc
  .tuple(shape, fc.array(call, { minLength: 1, maxLength: 6 }), options)
  .map(([shaped, calls, chosen]) => {
    const [state, counter] = shaped.kinds;
    return {
      ...print(shaped, ""),
      fuelled: print(shaped, FUEL).fn,
      calls: calls.map((tokens) => tokens.map((token, k) => token(k < 2 ? counter : state))),
      options: chosen,
    };
  });

/**
 * Each call again with another first argument, a little more, a little less, and as it was: what a site keeps of a call for
 * the next one like it must not show.
 */
export function withNeighbours(program: Program): Program {
  const calls = program.calls.flatMap(([first, ...rest]) => {
    if (first === undefined) return [[]];
    return [first, ...neighbours(first)].map((other) => [other, ...rest]);
  });
  return { ...program, calls };
}

function neighbours(text: string): string[] {
  if (!/^\d+n?$/.test(text)) return [];
  const one = text.endsWith("n") ? "n" : "";
  return [`${text} + 7${one}`, `${text} - 2${one}`, text];
}
