/**
 * Programs over the other algebras: remainders, machine integers, bits, extrema, and mixtures of them beside a counter.
 *
 * A function of the bound n, a modulus m, an invariant p and the state a, b, c; each statement of the loop assigns to one
 * variable an expression of one algebra, so that most loops are a small system over it; mixtures come about by several
 * statements of different ones. Start values are hostile: negative residues, -0, 2^31, 2^32 - 1, values above m, m = 1.
 */
import * as fc from "fast-check";
import { choice, literalOf } from "./code.ts";
import type { Kind } from "./code.ts";
import type { Program } from "./programs.ts";

/** Called at the start of every turn of the fuelled copy. */
const FUEL = "$fuel(a, b, c);";

type Text = (kind: Kind) => string;

const names = ["a", "b", "c"] as const;
const name = fc.constantFrom(...names);
const constant = fc.constantFrom(0, 1, 2, 3, 5, 7, -1, -3, 16807, 1_664_525, 1_103_515_245, 65_539);
const number =
  (value: number): Text =>
  (kind) =>
    literalOf(value, kind);
const small: fc.Arbitrary<Text> = fc.constantFrom(0, 1, 2, 3, 5, -1, -4).map(number);
const modulus: fc.Arbitrary<Text> = choice<Text>(
  [3, fc.constant(() => "m")],
  [2, fc.constantFrom(2, 6, 7, 10, 1000, 1_000_003, 2_147_483_647).map(number)],
);

/** Linear in the variables. */
const linear: fc.Arbitrary<Text> = choice<Text>(
  [
    4,
    fc.tuple(name, constant, small).map(
      ([x, k, c]): Text =>
        (kind) =>
          `${x} * ${literalOf(k, kind)} + ${c(kind)}`,
    ),
  ],
  [
    4,
    fc.tuple(name, name).map(
      ([x, y]): Text =>
        () =>
          `${x} + ${y}`,
    ),
  ],
  [
    2,
    fc.tuple(name, name).map(
      ([x, y]): Text =>
        () =>
          `${x} - ${y}`,
    ),
  ],
  [
    2,
    fc.tuple(name, small).map(
      ([x, c]): Text =>
        (kind) =>
          `${x} + ${c(kind)}`,
    ),
  ],
  [
    2,
    name.map(
      (x): Text =>
        (kind) =>
          `${x} + ${kind === "bigint" ? "BigInt(i)" : "Number(i)"}`,
    ),
  ],
  [
    2,
    name.map(
      (x): Text =>
        () =>
          `${x} * p`,
    ),
  ],
  // What cancels in exact arithmetic, and need not in doubles.
  [
    2,
    fc.tuple(name, name, fc.nat(5)).map(
      ([x, y, form]): Text =>
        (kind) =>
          [
            `(${x} + p) - p`,
            `(${x} + p) - ${y} - p`,
            `${x} + (${y} - ${y})`,
            `${x} + ${y} * ${literalOf(0, kind)}`,
            `${x} + ${y} * p - p * ${y}`,
            `${x} - ${y} + ${y}`,
          ][form]!,
    ),
  ],
  [
    1,
    name.map(
      (x): Text =>
        () =>
          x,
    ),
  ],
  [
    1,
    fc.tuple(name, name).map(
      ([x, y]): Text =>
        () =>
          `${x} * ${y}`,
    ),
  ],
);

const reduced: fc.Arbitrary<Text> = fc
  .tuple(linear, modulus, fc.nat(5))
  .map(([e, m, form]): Text => (kind) => {
    const [text, by] = [e(kind), m(kind)];
    return form === 0 ? `((${text}) % ${by} + ${by}) % ${by}` : `(${text}) % ${by}`;
  });

const wrapped: fc.Arbitrary<Text> = fc
  .tuple(linear, fc.nat(5), name, constant)
  .map(([e, form, x, k]): Text => (kind) => {
    const text = e(kind);
    if (kind === "bigint") {
      return (
        [
          `BigInt.asUintN(64, ${text})`,
          `BigInt.asIntN(64, ${text})`,
          `BigInt.asUintN(32, ${text})`,
          `BigInt.asIntN(7, ${text})`,
          `(${text}) & 0xffffn`,
        ][form] ?? `BigInt.asUintN(64, ${x} * ${literalOf(k, kind)})`
      );
    }
    return (
      [`(${text}) | 0`, `(${text}) >>> 0`, `(${text}) & 0x7fffffff`, `(${text}) & 255`, `~(${text})`][form] ??
      `Math.imul(${x}, ${literalOf(k, kind)})`
    );
  });

const shift = fc.constantFrom(0, 1, 3, 5, 7, 13, 16, 17, 31);
const bits: fc.Arbitrary<Text> = fc
  .tuple(name, name, shift, constant, fc.nat(11))
  .map(([x, y, s, k, form]): Text => (kind) => {
    const [count, mask] = [literalOf(s, kind), literalOf(k, kind)];
    const whole = (text: string): string => (kind === "bigint" ? `BigInt.asUintN(32, ${text})` : text);
    return [
      whole(`${x} ^ (${y} << ${count})`),
      whole(`${x} ^ (${y} >> ${count})`),
      kind === "bigint" ? `${x} ^ (${y} >> ${count})` : `${x} ^ (${y} >>> ${count})`,
      `${x} ^ ${y}`,
      `${x} & ${mask}`,
      `${x} | ${mask}`,
      `${x} ^ ${mask}`,
      `(${x} & ${mask}) ^ ${y}`,
      `${x} & ${y}`,
      `~${x}`,
      whole(
        kind === "bigint"
          ? `(${x} << 7n) | (BigInt.asUintN(32, ${x}) >> 25n)`
          : `(${x} << 7) | (${x} >>> 25)`,
      ),
      kind === "bigint"
        ? `(${x} & 1n ? 0xedb88320n ^ (${x} >> 1n) : ${x} >> 1n)`
        : `(${x} & 1 ? 0xedb88320 ^ (${x} >>> 1) : ${x} >>> 1)`,
    ][form] as string;
  });

const extremum: fc.Arbitrary<Text> = fc
  .tuple(linear, linear, fc.nat(5), small)
  .map(([e, f, form, c]): Text => (kind) => {
    const [x, y] = [e(kind), f(kind)];
    const limit = c(kind);
    if (kind === "number" && form < 2) return `Math.${form === 0 ? "max" : "min"}(${x}, ${y})`;
    if (kind === "number" && form === 2) return `Math.max(${x}, ${limit})`;
    const relation = [">", "<", ">=", "<=", ">", "<"][form] as string;
    return form < 4
      ? `(${x} ${relation} ${y} ? ${x} : ${y})`
      : `(${x} ${relation} ${limit} ? ${x} : ${limit})`;
  });

const shifted: fc.Arbitrary<Text> = fc.tuple(name, small).map(
  ([x, c]): Text =>
    (kind) =>
      `${x} + ${c(kind)}`,
);

/** Maxima of minima with sums. */
const minMax: fc.Arbitrary<Text> = fc
  .tuple(
    shifted,
    shifted,
    choice<fc.Arbitrary<Text>>([3, fc.constant(shifted)], [1, fc.constant(small)]),
    fc.boolean(),
  )
  .chain(([x, y, last, isMax]) =>
    last.map((z): Text => (kind) => {
      const [outer, inner] = isMax ? ["max", "min"] : ["min", "max"];
      const [a, b, c] = [x(kind), y(kind), z(kind)];
      if (kind === "number") return `Math.${outer}(Math.${inner}(${a}, ${b}), ${c})`;
      const [greater, lesser] = isMax ? [">", "<"] : ["<", ">"];
      const first = `(${a} ${lesser} ${b} ? ${a} : ${b})`;
      return `(${first} ${greater} ${c} ? ${first} : ${c})`;
    }),
  );

const product: fc.Arbitrary<Text> = fc.tuple(name, name, fc.nat(3)).map(([x, y, form]): Text => (kind) => {
  const two = literalOf(2, kind);
  return [
    `${x} * ${y}`,
    `${x} * ${y} ** ${two}`,
    `${x} * ${x} % m`,
    `${x} * ${kind === "bigint" ? "BigInt(i)" : "Number(i)"}`,
  ][form] as string;
});

const squaring: fc.Arbitrary<Text> = fc.tuple(name, small).map(
  ([x, c]): Text =>
    (kind) =>
      `(${x} * ${x} + ${c(kind)}) % ${literalOf(1009, kind)}`,
);

const algebra = choice<fc.Arbitrary<Text>>(
  [4, fc.constant(reduced)],
  [4, fc.constant(wrapped)],
  [4, fc.constant(bits)],
  [3, fc.constant(extremum)],
  [2, fc.constant(minMax)],
  [1, fc.constant(product)],
  [1, fc.constant(squaring)],
  [1, fc.constant(linear)],
);

const assignment = (expression: fc.Arbitrary<Text>): fc.Arbitrary<Text> =>
  choice<Text>(
    [
      6,
      fc.tuple(name, expression).map(
        ([x, e]): Text =>
          (kind) =>
            `${x} = ${e(kind)};`,
      ),
    ],
    [
      2,
      fc.tuple(expression, expression).map(
        ([e, f]): Text =>
          (kind) =>
            `[a, b] = [${e(kind)}, ${f(kind)}];`,
      ),
    ],
    [
      1,
      fc.tuple(name, name).map(
        ([x, y]): Text =>
          () =>
            `if (${x} > ${y}) ${y} = ${x};`,
      ),
    ],
    [
      1,
      name.map(
        (x): Text =>
          () =>
            `if (${x} >= m) ${x} -= m;`,
      ),
    ],
    [
      1,
      name.map(
        (x): Text =>
          (kind) =>
            `if (${x} < ${literalOf(0, kind)}) ${x} += m;`,
      ),
    ],
    [
      1,
      fc.tuple(name, expression, fc.constantFrom(2, 3)).map(
        ([x, e, k]): Text =>
          (kind) =>
            `if (Number(i) % ${k} === 1) ${x} = ${e(kind)};`,
      ),
    ],
  );

/** A statement of one variable alone. */
const own = (variable: string, expression: fc.Arbitrary<Text>): fc.Arbitrary<Text> =>
  expression.map(
    (e): Text =>
      (kind) =>
        `${variable} = ${e(kind).replaceAll(/\b[abc]\b/g, variable)};`,
  );

const body: fc.Arbitrary<readonly Text[]> = algebra.chain((one) =>
  choice<readonly Text[]>(
    [5, fc.array(assignment(one), { minLength: 1, maxLength: 3 })],
    [
      2,
      algebra.chain((other) =>
        fc.tuple(assignment(one), assignment(other)).map((pair): readonly Text[] => pair),
      ),
    ],
    // Three algebras, each with a variable of its own, beside one that reads them.
    [
      2,
      fc
        .tuple(algebra, algebra)
        .chain(([other, third]) =>
          fc
            .tuple(own("a", one), own("b", other), own("c", third), fc.option(assignment(linear)))
            .map(([a, b, c, last]): readonly Text[] => (last ? [a, b, c, last] : [a, b, c])),
        ),
    ],
  ),
);

type Token = (kind: Kind) => string;
const typed =
  (value: number): Token =>
  (kind) =>
    kind === "bigint" ? `${BigInt(value)}n` : String(value);

const starts = fc
  .constantFrom(
    0,
    1,
    2,
    3,
    6,
    12,
    -1,
    -5,
    1000,
    123_456_789,
    2 ** 31 - 1,
    2 ** 31,
    -(2 ** 31),
    2 ** 32 - 1,
    2 ** 32,
    2 ** 52 + 1,
  )
  .map(typed);
const hostile: fc.Arbitrary<Token> = fc
  .constantFrom(
    "NaN",
    "0.1",
    "0.5",
    "Infinity",
    "-Infinity",
    "undefined",
    "true",
    "2 ** 53 - 1",
    "-(2n ** 70n)",
    "'3'",
  )
  .map((text) => () => text);
const negativeZero = fc.constant<Token>((kind) => (kind === "bigint" ? "0n" : "-0"));
const start = choice<Token>([12, starts], [1, hostile], [1, negativeZero]);
const moduli = choice<Token>(
  [
    10,
    fc.constantFrom(1, 2, 3, 7, 10, 12, 360, 1009, 1_000_003, 2_147_483_647, 2 ** 31, 2 ** 53 - 1).map(typed),
  ],
  [1, fc.constantFrom(0, -7).map(typed)],
  [1, hostile],
);
const bound = fc.constantFrom(0, 1, 2, 3, 5, 10, 13, 40, 90, 300);
const invariant = choice<Token>([16, starts], [1, hostile], [1, negativeZero]);
const call = fc.tuple(bound, moduli, invariant, start, start, start);

const shape = fc.record({
  state: fc.constantFrom<Kind>("bigint", "number", "number"),
  counter: fc.constantFrom<Kind>("bigint", "number"),
  body,
  returned: choice<readonly string[]>(
    [3, fc.constant(names)],
    [2, fc.subarray([...names], { minLength: 1, maxLength: 2 })],
  ),
  history: choice<string | undefined>([2, fc.constant(undefined)], [1, fc.constantFrom(...names)]),
});
type Shape = typeof shape extends fc.Arbitrary<infer T> ? T : never;

function print({ state, counter, body: statements, returned, history }: Shape, fuel: string): string {
  const zero = literalOf(0, counter);
  const lines = statements.map((statement) => statement(state)).join(" ");
  // What a variable was in turns before, which the last one, run as written, does not make right again.
  const [declared, kept] = history
    ? ["let [x, y, z] = [a, b, c]; ", `z = y; y = x; x = ${history}; `]
    : ["", ""];
  const values = history ? [...returned, "x", "y", "z"] : returned;
  return `function f(n, m, p, a, b, c) { ${declared}for (let i = ${zero}; i < n; i++) { ${fuel} ${kept}${lines} } return [${values.join(", ")}]; }`;
}

export const algebraProgram: fc.Arbitrary<Program> = fc
  .tuple(shape, fc.array(call, { minLength: 1, maxLength: 5 }), fc.nat(9))
  .map(([shaped, calls, limit]) => ({
    before: "",
    fn: print(shaped, ""),
    fuelled: print(shaped, FUEL),
    calls: calls.map(([n, m, p, ...rest]) => [
      literalOf(n, shaped.counter),
      ...[m, p, ...rest].map((token) => token(shaped.state)),
    ]),
    options: { itersLimit: limit === 0 ? ("auto" as const) : 0, optMinRows: true, optClearStack: true },
  }));
