/**
 * Expressions: tame ones, which are algebra over Z, and wild ones, which are anything that the language has.
 */
import * as fc from "fast-check";
import type { Code } from "./code.ts";
import { bound, built, choice, code, counter, invariants, literal, state, temporary } from "./code.ts";

const smallInteger = fc.constantFrom(0, 1, 2, 3, -1, -2, 5, 7, 10, -3, 13, 64);
export const variable: fc.Arbitrary<string> = fc.constantFrom(...state);
/** What may be assigned: mostly state, sometimes a temporary of the turn. */
export const target: fc.Arbitrary<Code> = choice<Code>(
  [
    6,
    variable.map(
      (name): Code =>
        () =>
          name,
    ),
  ],
  [1, fc.nat(2).map(temporary)],
);

export const literals = smallInteger.map(literal);
const plainVariable = variable.map(
  (name): Code =>
    () =>
      name,
);
const invariantName = fc.constantFrom(...invariants).map(
  (name): Code =>
    () =>
      name,
);

const leaf = choice<Code>(
  [4, literals],
  [6, plainVariable],
  [4, fc.nat(1).map(counter)],
  [2, fc.nat(2).map(temporary)],
  [2, invariantName],
  [1, fc.constant(bound)],
);

const additive = fc.constantFrom("+", "-");
const arithmetic = fc.constantFrom("+", "-", "*");
const oddOperator = fc.constantFrom("**", "/", "%", "<<", ">>", "&", "|", "^");
const comparison = fc.constantFrom("<", "<=", ">", ">=", "===", "!==", "==", "!=");
const logical = fc.constantFrom("&&", "||", "??");

const infix = (
  left: fc.Arbitrary<Code>,
  operator: fc.Arbitrary<string>,
  right: fc.Arbitrary<Code>,
): fc.Arbitrary<Code> =>
  built((x: Code, op: string, y: Code) => code`(${x} ${op} ${y})`, left, operator, right);
const prefix = (operator: fc.Arbitrary<string>, operand: fc.Arbitrary<Code>): fc.Arbitrary<Code> =>
  built((op: string, x: Code) => code`(${op}${x})`, operator, operand);
const conditional = (test: fc.Arbitrary<Code>, branch: fc.Arbitrary<Code>): fc.Arbitrary<Code> =>
  built((t: Code, x: Code, y: Code) => code`(${t} ? ${x} : ${y})`, test, branch, branch);

const invariantLeaf = choice<Code>([3, invariantName], [2, literals]);

/** Any pure operator on what does not change. */
export function invariant(depth: number): fc.Arbitrary<Code> {
  if (depth === 0) return invariantLeaf;
  const inner = invariant(depth - 1);
  return choice<Code>(
    [4, invariantLeaf],
    [3, infix(inner, arithmetic, inner)],
    [3, infix(inner, oddOperator, inner)],
    [1, prefix(fc.constantFrom("-", "~"), inner)],
    [1, infix(inner, logical, inner)],
    [1, conditional(infix(inner, comparison, inner), inner)],
    [1, intrinsic(inner)],
  );
}

/** A function of the language that does arithmetic on values of the state's kind. */
function intrinsic(inner: fc.Arbitrary<Code>): fc.Arbitrary<Code> {
  return built(
    (x: Code, y: Code, which: number) => (context) => {
      const ofBigInt = [
        code`BigInt.asIntN(8, ${x})`,
        code`BigInt.asUintN(16, ${x})`,
        code`BigInt(${x})`,
        code`BigInt(Number(${x}))`,
      ];
      const ofNumber = [
        code`Math.imul(${x}, ${y})`,
        code`Math.max(${x}, ${y})`,
        code`Math.abs(${x})`,
        code`Number(${x})`,
        code`Number(BigInt(${x}))`,
      ];
      const functions = context.state === "bigint" ? ofBigInt : ofNumber;
      return functions[which % functions.length]!(context);
    },
    inner,
    inner,
    fc.nat(11),
  );
}

/** What throws for some values, and does not change. */
export const fallible: fc.Arbitrary<Code> = built(
  (x: Code, op: string, y: Code) => code`(${x} ${op} ${y})`,
  invariant(1),
  fc.constantFrom("/", "%", "**", "<<", ">>", "+"),
  invariantName,
);

/** Linear in what changes. */
export function tame(depth: number): fc.Arbitrary<Code> {
  if (depth === 0) return leaf;
  const inner = tame(depth - 1);
  const factor = invariant(1);
  return choice<Code>(
    [3, leaf],
    [5, infix(inner, additive, inner)],
    [2, infix(factor, fc.constant("*"), inner)],
    [1, infix(inner, fc.constant("*"), factor)],
    [1, prefix(fc.constant("-"), inner)],
    [1, invariant(2)],
    [
      1,
      inner.map(
        (x): Code =>
          (context) =>
            context.state === "bigint" ? `BigInt(${x(context)})` : `Number(${x(context)})`,
      ),
    ],
  );
}

/** What a turn asks: mostly of the counter. */
export function condition(depth: number): fc.Arbitrary<Code> {
  const asked = choice<Code>(
    [
      4,
      infix(
        fc.nat(1).map(counter),
        comparison,
        choice<Code>([2, literals], [1, invariantName], [1, fc.constant(bound)]),
      ),
    ],
    [2, infix(invariantLeaf, comparison, invariantLeaf)],
    [2, infix(plainVariable, comparison, leaf)],
    [1, leaf],
  );
  if (depth === 0) return asked;
  const inner = condition(depth - 1);
  return choice<Code>(
    [5, asked],
    [1, infix(inner, fc.constantFrom("&&", "||"), inner)],
    [1, prefix(fc.constant("!"), inner)],
  );
}

const assigned = (value: fc.Arbitrary<Code>): fc.Arbitrary<Code> =>
  choice<Code>(
    [2, built((name: Code, op: string, x: Code) => code`(${name} ${op} ${x})`, target, assignment, value)],
    [1, built((name: Code, step: string) => code`${name}${step}`, target, fc.constantFrom("++", "--"))],
    [1, built((step: string, name: Code) => code`(${step}${name})`, fc.constantFrom("++", "--"), target)],
  );

const assignment = fc.constantFrom("=", "+=", "-=", "=", "+=", "*=");

export const unexpected: fc.Arbitrary<Code> = fc
  .constantFrom(
    "undefined",
    "null",
    "true",
    '"5"',
    "-0",
    "0.5",
    "NaN",
    "void 0",
    "1e20",
    "2 ** 53",
    "typeof a",
    "`7`",
    "3n",
    "7",
  )
  .map(
    (text): Code =>
      () =>
        `(${text})`,
  );

/** Anything: products of what changes, any operator on it, assignments inside, conditions, values of other types. */
export function wild(depth: number): fc.Arbitrary<Code> {
  if (depth === 0) return leaf;
  const inner = wild(depth - 1);
  return choice<Code>(
    [5, tame(depth)],
    [4, infix(inner, arithmetic, inner)],
    [3, infix(leaf, fc.constant("*"), leaf)],
    [3, assigned(inner)],
    [2, conditional(condition(1), inner)],
    [1, infix(inner, oddOperator, inner)],
    [1, infix(inner, logical, inner)],
    [1, prefix(fc.constantFrom("~", "-", "+"), inner)],
    [1, intrinsic(inner)],
    [1, built((x: Code, y: Code) => code`(${x}, ${y})`, inner, inner)],
    [
      1,
      built((x: Code, power: number) => code`(${x} ** ${literal(power)})`, leaf, fc.constantFrom(2, 3, 0, 1)),
    ],
    [1, unexpected],
  );
}

/** Right sides of compound assignments. */
export const compound = fc.constantFrom("+=", "-=", "+=", "*=");
export const oddCompound = fc.constantFrom(
  "%=",
  "/=",
  "<<=",
  ">>=",
  "&=",
  "|=",
  "^=",
  "**=",
  "&&=",
  "||=",
  "??=",
);
