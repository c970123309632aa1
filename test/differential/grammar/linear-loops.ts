/**
 * Loops that the text tells all about: variables that start as literals, a turn of sums and products, a test against a bound.
 *
 * What the call gives is the bound alone, and it is anything.
 */
import * as fc from "fast-check";
import type { LoopOptions, Program } from "./programs.ts";

const variables = ["a", "b", "c"] as const;
const variable = fc.constantFrom(...variables);
const coefficient = fc.constantFrom("", "", "2n * ", "-1n * ", "3n * ", "-2n * ");

/** Of degree 2 in the counter and 1 in the variables that grow, mostly. */
const expression = (operands: readonly string[]): fc.Arbitrary<string> =>
  fc
    .array(
      fc.tuple(
        coefficient,
        fc.oneof(
          { weight: 6, arbitrary: fc.constantFrom(...operands) },
          { weight: 1, arbitrary: fc.constantFrom("1n", "-7n") },
          {
            weight: 1,
            arbitrary: fc
              .tuple(fc.constantFrom(...operands), fc.constantFrom(...operands))
              .map((both) => both.join(" * ")),
          },
        ),
      ),
      { minLength: 1, maxLength: 3 },
    )
    .map((summands) => summands.map((summand) => summand.join("")).join(" + "));

const statements = (operands: readonly string[]): fc.Arbitrary<string> =>
  fc.oneof(
    fc.tuple(variable, expression(operands)).map(([name, value]) => `${name} = ${value};`),
    fc
      .tuple(variable, fc.constantFrom("+=", "-="), expression(operands))
      .map(([name, op, value]) => `${name} ${op} ${value};`),
    expression(operands).map((value) => `[a, b] = [b, ${value}];`),
    expression(operands).map((value) => `const t = ${value}; a = b; b = c; c = t;`),
  );

const header = fc.oneof(
  fc.constantFrom("<", "<=").chain((relation) =>
    fc.record({
      relation: fc.constant(relation),
      step: fc.constantFrom(1, 1, 2, 3),
      start: fc.constantFrom(0, 1, -5, 2 ** 53 - 12),
    }),
  ),
  fc.constantFrom(">", ">=").chain((relation) =>
    fc.record({
      relation: fc.constant(relation),
      step: fc.constantFrom(-1, -2),
      start: fc.constantFrom(100, 7, -(2 ** 53) + 12),
    }),
  ),
);

const bounds = fc.constantFrom(
  ..."0n 1n 5n 40n 41n 60n -3n 99n 10n 33 34 2.5 33.5 -0 NaN -50 -50n 9007199254740991 9007199254740990n".split(
    " ",
  ),
  ...["'12'", "undefined", "null", "true", "obj(30n)", "obj(30)", "9007199254740993n", "-9007199254740990"],
);

const options: fc.Arbitrary<LoopOptions> = fc.record({
  itersLimit: fc.constantFrom<"auto" | number>("auto", 0, 0, 7),
  optMinRows: fc.constant(true),
  optClearStack: fc.constant(true),
});

export const linearProgram: fc.Arbitrary<Program> = fc
  .record({
    isNumber: fc.boolean(),
    isFlipped: fc.boolean(),
    header,
    starts: fc.tuple(...variables.map(() => fc.constantFrom("0n", "1n", "-2n", "12345678901234567890n"))),
    form: fc.constantFrom("for", "while"),
    calls: fc.array(bounds, { minLength: 1, maxLength: 6 }),
    options,
  })
  .chain(({ isNumber, isFlipped, header: { relation, step, start }, starts, form, calls, options }) =>
    fc
      .array(statements(isNumber ? variables : [...variables, "i"]), { minLength: 1, maxLength: 2 })
      .map((list): Program => {
        const suffix = isNumber ? "" : "n";
        const mirrored = relation.startsWith("<") ? relation.replace("<", ">") : relation.replace(">", "<");
        const test = isFlipped ? `n ${mirrored} i` : `i ${relation} n`;
        const first = `let i = ${start}${suffix}`;
        const update = step === 1 ? "i++" : `i += ${step}${suffix}`;
        const body = (fuel: string): string => `${fuel} ${list.map((text) => `{ ${text} }`).join(" ")}`;
        const loop = (fuel: string): string =>
          form === "for"
            ? `${first}; for (; ${test}; ${update}) { ${body(fuel)} }`
            : `${first}; while (${test}) { ${body(fuel)} ${update}; }`;
        const print = (fuel: string): string =>
          `function f(n) { let ${variables.map((name, k) => `${name} = ${starts[k]}`).join(", ")}; ${loop(fuel)} return [a, b, c, i]; }`;
        return {
          before: "",
          fn: print(""),
          fuelled: print("$fuel(a, b, c);"),
          calls: calls.map((bound) => [bound]),
          options,
        };
      }),
  );
