/**
 * Loops: headers of every form around a body.
 *
 * Most headers end for most bounds; the ones that do not (a `!==` that is skipped, `while (n--)` from below zero, a body that
 * puts the counter back) are left in, and the plain run, which counts its turns, says which calls are compared.
 */
import * as fc from "fast-check";
import type { Code, Context, Statement } from "./code.ts";
import { built, choice, counterLiteral } from "./code.ts";
import { condition } from "./expressions.ts";
import { askingStatement, block, tameStatement, wildStatement } from "./statements.ts";

/** A body in a context of its own. */
interface Header {
  /** What the body may read. */
  readonly counters: readonly string[];
  /** The whole loop around the body's text. */
  readonly around: (body: string, context: Context) => string;
  /** The body is a function's: nothing in it leaves the loop. */
  readonly isFunction?: boolean;
}

const start = fc.constantFrom(0, 0, 0, 1, 2, -3).map(counterLiteral);
const step = choice<Code>(
  [4, fc.constant(counterLiteral(1))],
  [2, fc.constantFrom(2, 3, 7).map(counterLiteral)],
  [1, fc.constant<Code>(() => "k")],
);
const less = fc.constantFrom("<", "<=", "!==", "<", "<=", "!=");
const more = fc.constantFrom(">", ">=", "!==", ">", ">=");
const flipped: Readonly<Record<string, string>> = { "<": ">", "<=": ">=", ">": "<", ">=": "<=" };

/** `x op y`, or the same from the other side. */
function test(left: string, operator: string, right: string, isFlipped: boolean): string {
  return isFlipped ? `${right} ${flipped[operator] ?? operator} ${left}` : `${left} ${operator} ${right}`;
}

function stepping(name: string, size: string, isDown: boolean, form: number): string {
  const sign = isDown ? "-" : "+";
  const isOne = size === "1" || size === "1n";
  if (isOne && form === 0) return `${name}${sign}${sign}`;
  if (isOne && form === 1) return `${sign}${sign}${name}`;
  return form === 2 ? `${name} = ${name} ${sign} ${size}` : `${name} ${sign}= ${size}`;
}

const form = fc.nat(3);

/** for (let i = 0; i < n; i++) */
const counted: fc.Arbitrary<Header> = fc
  .tuple(
    start,
    step,
    less,
    fc.boolean(),
    form,
    fc.constantFrom("let", "let", "var", "outer"),
    fc.constantFrom("n", "n", "n + n", "n - k", "r", "r + k"),
  )
  .map(([from, size, operator, isFlipped, written, keyword, asked]) => {
    const name = keyword === "outer" ? "j" : "i";
    // The counter of the loop around, where there is one: a triangle.
    const boundIn = ({ counters }: Context): string =>
      counters.includes("r") ? asked : asked.replace("r", "n");
    const init = keyword === "outer" ? name : `${keyword} ${name}`;
    return {
      counters: [name],
      around: (body, context) =>
        `for (${init} = ${from(context)}; ${test(name, operator, boundIn(context), isFlipped)}; ${stepping(name, size(context), false, written)}) ${body}`,
    };
  });

/** for (let i = n; i > 0; i--) */
const down: fc.Arbitrary<Header> = fc
  .tuple(start, step, more, fc.boolean(), form)
  .map(([to, size, operator, isFlipped, written]) => ({
    counters: ["i"],
    around: (body, context) =>
      `for (let i = n; ${test("i", operator, to(context), isFlipped)}; ${stepping("i", size(context), true, written)}) ${body}`,
  }));

/** for (let i = 0, j = n; i < j; i++, j--) */
const comma: fc.Arbitrary<Header> = fc
  .tuple(start, step, fc.constantFrom("<", "<=", ">"), fc.boolean(), fc.boolean())
  .map(([from, size, operator, isFlipped, towards]) => ({
    counters: ["i", "m"],
    around: (body, context) =>
      `for (let i = ${from(context)}, m = n; ${test("i", operator, "m", isFlipped)}; i++, m ${towards ? "-=" : "+="} ${size(context)}) ${body}`,
  }));

/** A compound test over two counters. */
const compoundTest: fc.Arbitrary<Header> = fc
  .tuple(
    fc.constantFrom("&&", "||"),
    less,
    less,
    condition(0),
    fc.constantFrom("k", "n + k", "n - k", "n + n", "p"),
  )
  .map(([operator, first, second, asked, limit]) => ({
    counters: ["i", "j"],
    around: (body, context) => {
      const inner = asked({ ...context, counters: ["i", "j"] });
      const right = first === "<=" ? inner : test("j", second, limit, false);
      return `j = ${counterLiteral(0)(context)}; for (let i = ${counterLiteral(0)(context)}; ${test("i", first, "n", false)} ${operator} ${right}; i++, j++) ${body}`;
    },
  }));

/** while (…) with the counter moved in the body or in the test. */
const whileLoop: fc.Arbitrary<Header> = fc
  .tuple(start, step, less, fc.boolean(), fc.constantFrom("first", "last", "in test", "in test first"))
  .map(([from, size, operator, isFlipped, where]) => ({
    counters: ["j"],
    around: (body, context) => {
      const moved = `j += ${size(context)};`;
      const asks = where === "in test" ? "j++" : where === "in test first" ? "++j" : "j";
      const inner = body.slice(1, -1);
      const turn =
        where === "first" ? `{ ${moved}${inner}}` : where === "last" ? `{${inner}${moved} }` : body;
      return `j = ${from(context)}; while (${test(asks, operator, "n", isFlipped)}) ${turn}`;
    },
  }));

/** while (n--), and its relatives. */
const countdown: fc.Arbitrary<Header> = fc
  .constantFrom(
    "while (n--) @",
    "while (n-- > 0z) @",
    "while (--n > 0z) @",
    "while (0z < n--) @",
    "for (; n--;) @",
    "while (n) { n--; @ }",
    "while (n > 0z) { @ n -= k; }",
    "while (--n) @",
    "for (; n > 0z; --n) @",
  )
  .map((text) => ({
    counters: ["n"],
    around: (body, { counter }) =>
      text.replace("0z", counter === "bigint" ? "0n" : "0").replace("@", () => body),
  }));

/** do … while */
const doLoop: fc.Arbitrary<Header> = fc
  .tuple(start, step, less, fc.constantFrom("in test", "last", "down", "post"))
  .map(([from, size, operator, where]) => ({
    counters: ["j"],
    around: (body, context) => {
      const inner = body.slice(1, -1);
      const init = `j = ${from(context)};`;
      if (where === "in test") return `${init} do ${body} while (++j ${operator} n);`;
      if (where === "post") return `${init} do ${body} while (j++ ${operator} n);`;
      if (where === "down") return `j = n; do ${body} while (j-- > ${counterLiteral(0)(context)});`;
      return `${init} do {${inner} j += ${size(context)}; } while (j ${operator} n);`;
    },
  }));

/** for (const i of range(…)) */
const ranged: fc.Arbitrary<Header> = fc
  .tuple(
    fc.constantFrom("const", "let", "var", "outer"),
    fc.constantFrom("n", "0, n", "1, n, 2", "n, 0, -1", "-3, n, k", "n, -2, -3", "k, n"),
  )
  .map(([keyword, text]) => {
    const name = keyword === "outer" ? "j" : "i";
    return {
      counters: [name],
      around: (body, { counter }) => {
        const args = text.replace(/\d+/g, (digits) => (counter === "bigint" ? `${digits}n` : digits));
        return `for (${keyword === "outer" ? name : `${keyword} ${name}`} of range(${args})) ${body}`;
      },
    };
  });

/** for (;;) with the test inside */
const endless: fc.Arbitrary<Header> = fc
  .tuple(fc.constantFrom(">=", "===", ">"), fc.boolean())
  .map(([operator, isFirst]) => ({
    counters: ["i"],
    around: (body, context) => {
      const asked = `if (i ${operator} n) break;`;
      const inner = body.slice(1, -1);
      const turn = isFirst ? `{ ${asked}${inner}}` : `{${inner} ${asked} }`;
      return `for (let i = ${counterLiteral(0)(context)}; ; i++) ${turn}`;
    },
  }));

/** Calls that are loops: range(n).forEach(…) */
const called: fc.Arbitrary<Header> = fc
  .tuple(
    fc.constantFrom(
      "range(N).forEach((i) => @);",
      "range(N).forEach((i) => @);",
      "range(N).forEach(function (i) @);",
      "n = n > 99 ? j : n; b = [...range(N)].reduce((b, i) => { @ return b; }, b);",
      "n = n > 99 ? j : n; [...range(N)].reduce((x, i) => { @ return x + i; }, a);",
      "Array.from({ length: n }, (_, i) => @);",
      "Array.from({ length: n }, (j, i) => { @ return a; });",
    ),
    fc.constantFrom("n", "n", "n", "0, n", "1, n, 2", "n, 0, -1"),
  )
  .map(([text, bounds]) => ({
    counters: ["i"],
    isFunction: true,
    around: (body, { counter }) => {
      const args = bounds.replace(/\d+/g, (digits) => (counter === "bigint" ? `${digits}n` : digits));
      return text.replace("N", args).replace("@", () => body);
    },
  }));

/** for (const i of Array(n).keys()) */
const keys: fc.Arbitrary<Header> = fc
  .constantFrom("for (const i of Array(n).keys()) @", "for (var i of new Array(n).keys()) @")
  .map((text) => ({ counters: ["i"], around: (body) => text.replace("@", () => body) }));

const header: fc.Arbitrary<Header> = choice<Header>(
  [8, counted],
  [4, down],
  [2, comma],
  [2, compoundTest],
  [4, whileLoop],
  [3, countdown],
  [3, doLoop],
  [4, ranged],
  [1, endless],
  [3, called],
  [1, keys],
);

const body: fc.Arbitrary<readonly Statement[]> = fc.oneof(
  { weight: 5, arbitrary: fc.array(tameStatement, { maxLength: 4 }) },
  { weight: 2, arbitrary: fc.array(askingStatement, { minLength: 1, maxLength: 3 }) },
  { weight: 3, arbitrary: fc.array(wildStatement, { minLength: 1, maxLength: 3 }) },
);

/** A whole loop, sometimes labelled, sometimes its body a bare statement. */
export const loop: fc.Arbitrary<Code> = built(
  (
    { counters, around, isFunction }: Header,
    statements: readonly Statement[],
    label: number,
    isBare: boolean,
  ) =>
    (context: Context) => {
      const labels = label < 2 ? [`L${context.labels.length}`, ...context.labels] : context.labels;
      const inner = {
        ...context,
        counters: [...counters, ...context.counters],
        labels: isFunction === true ? [] : labels,
        inLoop: isFunction !== true,
        temporaries: [],
      };
      const text = block(statements)(inner);
      const canBeBare =
        isBare &&
        isFunction !== true &&
        context.fuel === "" &&
        statements.length === 1 &&
        /^[a-d] [-+*]?= [^;]*;$/.test(text);
      const braced = around(`{ ${context.fuel} ${text} }`, inner);
      const whole = canBeBare ? braced.replace(`{  ${text} }`, () => text) : braced;
      return label < 2 ? labelled(`L${context.labels.length}`, whole) : whole;
    },
  header,
  body,
  fc.nat(9),
  fc.boolean(),
);

/** The label belongs to the loop, not to what prepares its counter. */
function labelled(label: string, text: string): string {
  const prepared = /^j = [^;]*; /.exec(text)?.[0] ?? "";
  return `${prepared}${label}: ${text.slice(prepared.length)}`;
}
