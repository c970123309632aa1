/** Statements of a loop's body, or between loops. */
import * as fc from "fast-check";
import type { Code, Context, Statement } from "./code.ts";
import { built, choice, code, literal, state } from "./code.ts";
import {
  compound,
  condition,
  fallible,
  invariant,
  literals,
  oddCompound,
  tame,
  target,
  unexpected,
  variable,
  wild,
} from "./expressions.ts";

type Expression = (depth: number) => fc.Arbitrary<Code>;

const statement = (piece: fc.Arbitrary<Code>): fc.Arbitrary<Statement> =>
  piece.map((each) => ({ code: each }));

/** Statements in a row; each sees the temporaries that the earlier ones declare. */
export function block(statements: readonly Statement[]): Code {
  return (context) => {
    let inner = context;
    const lines: string[] = [];
    for (const { code: line, declares } of statements) {
      const isKnown = declares !== undefined && inner.temporaries.includes(declares);
      if (isKnown) continue;
      lines.push(line(inner));
      if (declares !== undefined) inner = { ...inner, temporaries: [...inner.temporaries, declares] };
    }
    return lines.join(" ");
  };
}

/** A block of its own: what it declares ends with it. */
function braces(statements: fc.Arbitrary<readonly Statement[]>): fc.Arbitrary<Code> {
  return statements.map((list): Code => code`{ ${block(list)} }`);
}

/** [x, y, …] = […], the names of one rotation of the state. */
function swap(value: fc.Arbitrary<Code>): fc.Arbitrary<Code> {
  const names = fc.shuffledSubarray([...state], { minLength: 1 });
  const values = fc.array(value, { minLength: 4, maxLength: 4 });
  return built(
    (targets: string[], sources: Code[], surplus: number) => (context: Context) => {
      const count = Math.max(1, targets.length + (surplus === 1 ? 1 : surplus === 2 ? -1 : 0));
      const right = Array.from({ length: count }, (_, k) => sources[k % sources.length]!(context));
      return `[${targets.join(", ")}] = [${right.join(", ")}];`;
    },
    names,
    values,
    choice([12, fc.constant(0)], [1, fc.constantFrom(1, 2)]),
  );
}

function declaration(value: fc.Arbitrary<Code>): fc.Arbitrary<Statement> {
  return fc
    .tuple(fc.constantFrom("let", "const"), fc.constantFrom("t0", "t1", "t2"), value)
    .map(([keyword, name, init]) => ({ code: code`${keyword} ${name} = ${init};`, declares: name }));
}

function assignments(expression: Expression): readonly (readonly [number, fc.Arbitrary<Statement>])[] {
  const value = expression(2);
  return [
    [6, statement(built((name: string, x: Code) => code`${name} = ${x};`, variable, value))],
    [
      6,
      statement(
        built((name: string, op: string, x: Code) => code`${name} ${op} ${x};`, variable, compoundSum, value),
      ),
    ],
    [2, statement(built((name: string, x: Code) => code`${name} *= ${x};`, variable, invariant(2)))],
    [2, statement(built((name: Code, step: string) => code`${name}${step};`, target, steps))],
    [1, statement(built((step: string, name: Code) => code`${step}${name};`, steps, target))],
    [1, choice([1, declaration(fallible)], [1, statement(built((x: Code) => code`${x};`, fallible))])],
    [4, statement(swap(expression(1)))],
    // What the turns before have left: the last turn, which runs as written, does not make it right again.
    [
      2,
      statement(fc.constantFrom("d = c; c = b;", "d = c; c = a;", "d = b; b = a;").map((text) => () => text)),
    ],
    [3, declaration(value)],
    [1, statement(built((x: Code) => code`var u = ${x};`, value))],
    [
      1,
      statement(
        built(
          (x: Code) => code`{ let a = ${literal(3)}; b += a; a += c; c = a; d = d + ${x}; }`,
          expression(1),
        ),
      ),
    ],
    [
      1,
      statement(built((x: Code) => code`const [v, w] = [${x}, b]; c = v - w;`, expression(1))).map(
        (each) => ({ ...each, declares: "v" }),
      ),
    ],
  ];
}

const compoundSum = fc.constantFrom("+=", "-=");
const steps = fc.constantFrom("++", "--");

/** Algebra only. */
export const tameStatement: fc.Arbitrary<Statement> = choice(...assignments(tame), [
  1,
  statement(built((name: string, x: Code) => code`${name} += ${x} * ${x};`, variable, tame(0))),
]);

/** Jumps out of the turn; plain statements where there is no loop around. */
const jump: Code = ({ inLoop }) => (inLoop ? "break;" : ";");
const next: Code = ({ inLoop }) => (inLoop ? "continue;" : ";");
const outerJump =
  (keyword: string): Code =>
  ({ labels }) =>
    labels.length > 0 ? `${keyword} ${labels.at(-1)};` : ";";

function control(depth: number): fc.Arbitrary<Statement> {
  const test = condition(1);
  const inner = fc.array(anyStatement(depth - 1), { minLength: 1, maxLength: 2 });
  return statement(
    choice<Code>(
      [4, built((t: Code, then: Code) => code`if (${t}) ${then}`, test, braces(inner))],
      [
        3,
        built(
          (t: Code, x: Code, y: Code) => code`if (${t}) ${x} else ${y}`,
          test,
          braces(inner),
          braces(inner),
        ),
      ],
      [2, built((t: Code) => code`if (${t}) ${jump}`, test)],
      [2, built((t: Code) => code`if (${t}) ${next}`, test)],
      [
        1,
        built(
          (t: Code, keyword: string) => code`if (${t}) { ${outerJump(keyword)} }`,
          test,
          fc.constantFrom("break", "continue"),
        ),
      ],
      [
        1,
        built((t: Code, name: string, x: Code) => code`${t} && (${name} = ${x});`, test, variable, tame(1)),
      ],
      [1, built((t: Code) => code`if (${t}) BigInt(0.5);`, test)],
      [1, built((t: Code, x: Code) => code`if (${t}) return [a, b, c, d, ${x}];`, test, tame(1))],
      [
        1,
        built(
          (t: Code, x: Code, y: Code, s: Code) =>
            code`switch (${s}) { case ${literal(1)}: ${x} break; case ${literal(2)}: if (${t}) ${y} break; default: a = b; }`,
          test,
          braces(inner),
          braces(inner),
          tame(1),
        ),
      ],
    ),
  );
}

/** Anything. */
function anyStatement(depth: number): fc.Arbitrary<Statement> {
  const simple = [
    ...assignments(wild),
    [
      2,
      statement(
        built((name: Code, op: string, x: Code) => code`${name} ${op} ${x};`, target, compound, wild(1)),
      ),
    ],
    [
      1,
      statement(
        built(
          (name: string, op: string, x: Code) => code`${name} ${op} ${x};`,
          variable,
          oddCompound,
          invariant(1),
        ),
      ),
    ],
    [1, statement(built((x: Code) => code`${x};`, wild(2)))],
    [1, fc.constant<Statement>({ code: () => "let t0;", declares: "t0" })],
    [1, declaration(unexpected)],
    // A temporary that is no number, made one; a variable that changes its type where nobody looks.
    [
      1,
      statement(
        built(
          (x: Code, step: string, name: string, y: Code) =>
            code`{ let t = ${x}; const s = t${step}; if (s === ${x} || t > ${y}) ${name}++; else ${name} += ${y}; }`,
          unexpected,
          steps,
          variable,
          literals,
        ),
      ),
    ],
    [
      1,
      statement(
        built(
          (name: string, op: string, x: Code, y: Code) => code`${name} ${op} ${x}; ${name} = ${y};`,
          variable,
          compound,
          tame(0),
          choice<Code>([2, invariant(0)], [1, unexpected]),
        ),
      ),
    ],
    [1, statement(built((x: Code) => code`BigInt(${x});`, wild(1)))],
    [
      1,
      statement(
        fc.constantFrom(";", "[a, a] = [b, c];", "var u;").map(
          (text): Code =>
            () =>
              text,
        ),
      ),
    ],
  ] as const;
  return depth === 0 ? choice<Statement>(...simple) : choice<Statement>(...simple, [8, control(depth)]);
}

export const wildStatement = anyStatement(1);

/** One question, and algebra on both sides of it. */
export const askingStatement: fc.Arbitrary<Statement> = choice<Statement>(
  [6, tameStatement],
  [
    1,
    statement(
      built(
        (t: Code, late: string) => code`if (${t}) ${late}`,
        condition(0),
        fc.constantFrom("BigInt(0.5);", "null.x;"),
      ),
    ),
  ],
  [
    1,
    statement(
      built(
        (t: Code, x: Code, y: Code) => code`if (${t}) ${x} else ${y}`,
        condition(1),
        braces(fc.array(tameStatement, { minLength: 1, maxLength: 2 })),
        braces(fc.array(tameStatement, { minLength: 0, maxLength: 2 })),
      ),
    ),
  ],
  [
    1,
    statement(built((t: Code, j: Code) => code`if (${t}) ${j}`, condition(1), fc.constantFrom(jump, next))),
  ],
);
