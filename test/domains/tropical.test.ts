/**
 * The tropical domain through the wrapper: random loops of maxima, minima, sums and products against the same loops as
 * written, closed forms at 10^18 turns, and what must stay as it is: NaN, -0, fractions, infinities, numbers beyond 2^53.
 */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { cpmoptimize, explain } from "cpmoptimize";

type Fn = (...args: never[]) => unknown;

const fast = (fn: Fn): Fn => cpmoptimize({ itersLimit: 0 })(fn);
const compile = (text: string): Fn => new Function(`return (${text});`)() as Fn;

function same(fn: Fn, wrapped: Fn, args: readonly unknown[]): void {
  const [plain, quick] = [fn, wrapped].map((f) => {
    try {
      return [f(...(args as never[]))].flat();
    } catch (error) {
      return [String(error)];
    }
  }) as [unknown[], unknown[]];
  expect(quick.length).toBe(plain.length);
  plain.forEach((value, k) =>
    expect(
      Object.is(quick[k], value),
      `${fn} of ${args.join()}: ${String(quick[k])}, as written ${String(value)}`,
    ).toBe(true),
  );
}

const kernelOf = (wrapped: Fn) => explain(wrapped).loops[0]?.kernel;
const statusOf = (wrapped: Fn) => explain(wrapped).loops[0]?.status;

interface Shape {
  readonly suffix: "" | "n";
  readonly text: string;
}

const names = ["a", "b", "c"];

/** Expressions of one kind: what (max, +), (min, +), clamps or (max, ×) may read, and what none of them may. */
function expressions(kind: string, suffix: string): fc.Arbitrary<string> {
  const literal = fc
    .integer({ min: kind === "times" ? 0 : -12, max: 12 })
    .map((c) => (c < 0 ? `(${c}${suffix})` : `${c}${suffix}`));
  const name = fc.constantFrom(...names);
  const scalar = fc.oneof(
    { weight: 4, arbitrary: literal },
    { weight: 1, arbitrary: fc.constantFrom("k", "h") },
  );
  const counter = fc.constantFrom("i", `i * 3${suffix}`, `5${suffix} - i`, `2${suffix} * i + 1${suffix}`);
  const summand =
    kind === "times"
      ? fc.oneof(
          name,
          fc.tuple(name, scalar).map(([x, c]) => `${x} * ${c}`),
          scalar,
        )
      : fc.oneof(
          { weight: 2, arbitrary: name },
          {
            weight: 6,
            arbitrary: fc
              .tuple(name, fc.constantFrom("+", "-"), scalar)
              .map(([x, op, c]) => `${x} ${op} ${c}`),
          },
          { weight: 1, arbitrary: scalar },
          { weight: kind === "clamp" ? 0 : 1, arbitrary: counter },
        );
  const extremum =
    (which: "max" | "min") =>
    (x: string, y: string, form: number): string => {
      const [greater, lesser] = which === "max" ? [">", "<"] : ["<", ">"];
      const forms = [
        suffix === "" ? `Math.${which}(${x}, ${y})` : `(${x} ${greater} ${y} ? ${x} : ${y})`,
        `(${x} ${greater} ${y} ? ${x} : ${y})`,
        `(${x} ${lesser}= ${y} ? ${y} : ${x})`,
        `(!(${x} ${lesser} ${y}) ? ${x} : ${y})`,
        `((${x}) - (${y}) ${greater}= 0 ? ${x} : ${y})`,
      ];
      return forms[form]!;
    };
  const form = fc.nat(4);
  const bound =
    (which: "max" | "min") =>
    (x: string): fc.Arbitrary<string> =>
      fc.tuple(scalar, form).map(([c, f]) => extremum(which)(x, c, f));
  if (kind === "clamp") return summand.chain(bound("max")).chain(bound("min"));
  const which =
    kind === "mixed" ? fc.constantFrom("max", "min") : fc.constant(kind === "min" ? "min" : "max");
  const combine = (left: fc.Arbitrary<string>): fc.Arbitrary<string> =>
    fc.tuple(which, left, summand, form).map(([w, x, y, f]) => extremum(w as "max" | "min")(x, y, f));
  return fc.oneof(summand, combine(summand), combine(combine(summand)));
}

function loops(kind: string, suffix: "" | "n"): fc.Arbitrary<Shape> {
  const expression = expressions(kind, suffix);
  const assignment = fc.tuple(fc.constantFrom(...names), expression).map(([x, e]) => `${x} = ${e};`);
  const guarded = fc
    .tuple(
      fc.constantFrom(...names),
      fc.constantFrom(...names),
      fc.constantFrom("<", "<=", ">", ">="),
      expression,
    )
    .map(([x, y, op, e]) => `const t = ${e}; if (t ${op} ${y}) ${y} = t; ${x} = ${y};`)
    .map((text) => `{ ${text} }`);
  const swap = fc.tuple(expression, expression, expression).map((all) => `[a, b, c] = [${all.join(", ")}];`);
  const statement = fc.oneof(
    { weight: 3, arbitrary: assignment },
    { weight: 1, arbitrary: guarded },
    { weight: 2, arbitrary: swap },
  );
  return fc.array(statement, { minLength: 1, maxLength: 3 }).map((body) => ({
    suffix,
    text: `(n, a, b, c, k, h) => { for (let i = 0${suffix}; i < n; i++) { ${body.join(" ")} } return [a, b, c]; }`,
  }));
}

const hostileNumbers = [
  0,
  -0,
  1,
  -7,
  100,
  -1000,
  NaN,
  Infinity,
  -Infinity,
  0.5,
  2 ** 53 - 1,
  -(2 ** 53 - 1),
  2 ** 53,
  2 ** 52,
  "3",
  undefined,
  null,
  true,
  5n,
];
const hostileBigints = [0n, 1n, -7n, 100n, -1000n, 2n ** 53n, -(2n ** 70n), 3];

function argumentsOf(suffix: string, isHostile: boolean): fc.Arbitrary<unknown[]> {
  const plain = fc.integer({ min: -40, max: 40 }).map((x): unknown => (suffix === "" ? x : BigInt(x)));
  const start = isHostile
    ? fc.oneof(
        { weight: 2, arbitrary: plain },
        {
          weight: 1,
          arbitrary: fc.constantFrom<unknown>(...(suffix === "" ? hostileNumbers : hostileBigints)),
        },
      )
    : plain;
  const turns = fc
    .constantFrom(0, 1, 2, 3, 7, 40, 137, 700)
    .map((x): unknown => (suffix === "" ? x : BigInt(x)));
  return fc.tuple(turns, start, start, start, start, start);
}

const kinds = ["max", "min", "clamp", "times", "mixed"];

describe.each(kinds.flatMap((kind) => ["", "n"].map((suffix) => [kind, suffix] as [string, "" | "n"])))(
  "%s%s",
  (kind, suffix) => {
    test.each([
      ["ordinary values", false],
      ["hostile values", true],
    ])("%s", (_, isHostile) => {
      let jumps = 0;
      const calls = fc.array(argumentsOf(suffix, isHostile), { minLength: 1, maxLength: 4 });
      fc.assert(
        fc.property(loops(kind, suffix), calls, ({ text }, lists) => {
          const fn = compile(text);
          const wrapped = fast(fn);
          for (const args of lists) {
            same(fn, wrapped, args);
            if (kernelOf(wrapped)?.includes("tropical") === true && statusOf(wrapped) === "accelerated")
              jumps++;
          }
        }),
        { numRuns: 60 },
      );
      if (!isHostile) expect(jumps).toBeGreaterThan(kind === "mixed" ? 0 : 10);
    });
  },
);
