/**
 * Programs whose state is in typed arrays: stores that convert, indices that go around, leave the array or are no numbers,
 * swaps, increments, values of assignments, and two names for one array.
 *
 * A function of the bound n, two arrays s and t, and the state a, b beside them. Half of the programs catch what the loop
 * throws, so that the arrays show what was done before.
 */
import * as fc from "fast-check";
import { choice, literalOf } from "./code.ts";
import type { Kind } from "./code.ts";
import type { Program } from "./programs.ts";

const FUEL = "$fuel(a, b);";

const numbers = [
  "Uint32Array",
  "Int32Array",
  "Uint16Array",
  "Int16Array",
  "Uint8Array",
  "Int8Array",
  "Float64Array",
] as const;
const bigints = ["BigUint64Array", "BigInt64Array"] as const;
const others = ["Float32Array", "Uint8ClampedArray"] as const;

type Text = (kind: Kind) => string;

/** The counter as a number. */
const I = "Number(i)";

const index = choice<string>(
  [10, fc.constantFrom("0", "1", "2", "0", "1")],
  [3, fc.constantFrom(`${I} % 3`, `${I} & 1`, `(${I} + 1) % 3`, `(${I} * 2 + 1) % 3`, `${I} & 3`)],
  [2, fc.constantFrom("p", "p", "q")],
  [1, fc.constantFrom("3", "-1", '"0"', "0n", "-0", "0.5", "true", I, "i", "a", "p++", "n", "1 / 0")],
);
const array = fc.constantFrom("s", "s", "s", "t");
const cell = fc.tuple(array, index).map(([name, k]) => `${name}[${k}]`);
const read = choice<string>([5, cell], [1, fc.constantFrom("a", "b")], [1, fc.constant("s.length")]);
const constant = fc.constantFrom(0, 1, 2, 3, -1, 5, 100, 255, 1_664_525, 1_013_904_223);

const value: fc.Arbitrary<Text> = fc
  .tuple(read, read, constant, fc.nat(15))
  .map(([given, other, k, form]): Text => (kind) => {
    const length = kind === "bigint" ? "BigInt(s.length)" : "s.length";
    const [x, y] = [given, other].map((part) => (part === "s.length" ? length : part)) as [string, string];
    const literal = literalOf(k, kind);
    const [five, seven] = [literalOf(5, kind), literalOf(7, kind)];
    const counter = kind === "bigint" ? "BigInt(i)" : I;
    return [
      `${x} + ${y}`,
      `${x} + ${literal}`,
      `${x} * ${literal} + ${y}`,
      `${x} - ${y}`,
      `${x} ^ ${y}`,
      `${x} ^ (${y} << ${five})`,
      kind === "bigint" ? `${x} ^ (${y} >> ${seven})` : `${x} ^ (${y} >>> ${seven})`,
      `${x} + ${counter}`,
      kind === "bigint" ? `${x} * ${y}` : `Math.imul(${x}, ${literal}) + ${y}`,
      `${x}`,
      `${literal}`,
      `${x} > ${y} ? ${x} : ${y}`,
      `(${x} + ${y}) % ${literalOf(7, kind)}`,
      `-${x}`,
      `${x} & ${literal}`,
      `(${x} << ${seven}) | (${y} >> ${literalOf(25, kind)})`,
    ][form] as string;
  });

const wrong: fc.Arbitrary<Text> = fc.constantFrom<Text>(
  (kind) => (kind === "bigint" ? "1" : "1n"),
  () => "undefined",
  () => "true",
  () => "'7'",
  () => "1.5",
  () => "-0",
);
const right = choice<Text>([30, value], [1, wrong]);

const assignment: fc.Arbitrary<Text> = fc
  .tuple(cell, right, cell, fc.nat(19), constant)
  .map(([target, e, other, form, k]): Text => (kind) => {
    const [text, literal] = [e(kind), literalOf(k, kind)];
    return (
      [
        `${target} += ${text};`,
        `${target} ^= ${text};`,
        `${target}++;`,
        `--${target};`,
        `a = ${target}++;`,
        `[${target}, ${other}] = [${other}, ${text}];`,
        `[${target}, a] = [a, ${text}];`,
        `a = (${target} = ${text});`,
        `a += ${target}; ${target} = ${text};`,
        `if (${target} > ${literal}) ${other} = ${text};`,
        `for (let j = 0; j < s.length; j++) s[j] += ${literal};`,
        `for (let j = 0; j < 2; j++) { const x = s[j]; s[j] = t[j]; t[j] = x; }`,
        `${target} ||= ${text};`,
        `if (${target} === ${literal}) break;`,
      ][form] ?? `${target} = ${text};`
    );
  });

const pointer = fc.constantFrom(
  "",
  "p = (p + 1) % 3;",
  "p = (p + 1) & 1;",
  "if (++p === 3) p = 0;",
  "q = p; p = (p + 2) % 3;",
);

const shape = fc.record({
  kind: choice<string>(
    [10, fc.constantFrom(...numbers)],
    [4, fc.constantFrom(...bigints)],
    [1, fc.constantFrom(...others)],
  ),
  other: fc.nat(9),
  counter: fc.constantFrom<Kind>("bigint", "number"),
  body: fc.array(assignment, { minLength: 1, maxLength: 3 }),
  pointer,
  catches: fc.boolean(),
  head: fc.constantFrom("for", "for", "for", "while", "range"),
});
type Shape = typeof shape extends fc.Arbitrary<infer T> ? T : never;

function kindOf({ kind }: Shape): Kind {
  return kind.startsWith("Big") ? "bigint" : "number";
}

function print(shaped: Shape, fuel: string): string {
  const zero = literalOf(0, shaped.counter);
  const lines = `${fuel} ${shaped.body.map((statement) => statement(kindOf(shaped))).join(" ")} ${shaped.pointer}`;
  const loop = {
    for: `for (let i = ${zero}; i < n; i++) { ${lines} }`,
    while: `let i = ${zero}; while (i < n) { ${lines} i++; }`,
    range: `for (const i of range(n)) { ${lines} }`,
  }[shaped.head] as string;
  const kept = shaped.catches
    ? `try { ${loop} } catch (error) { if (!(error instanceof Error)) throw error; thrown = error.constructor.name; }`
    : loop;
  return `function f(n, s, t, a, b) { let p = 0, q = 1, thrown = ""; ${kept} return [a, b, p, q, thrown, ...s, "t", ...t]; }`;
}

const element = choice<number>(
  [6, fc.constantFrom(0, 1, 2, 3, 5, 7)],
  [3, fc.constantFrom(127, 128, 255, 256, 32767, 65535, -1, -128, 123_456_789)],
  [1, fc.constantFrom(2 ** 31 - 1, 2 ** 31, 2 ** 32 - 1, -(2 ** 31))],
);
const elements = fc.array(element, { minLength: 3, maxLength: 4 });
const bound = fc.constantFrom(0, 1, 2, 3, 7, 12, 40, 90, 300, 1000);
const call = fc.tuple(bound, elements, elements, element, element, fc.nat(29));

/** Mostly another array of the same kind; now and then one that shares memory, or none at all. */
function second(kind: string, values: string, form: number): string {
  return (
    [
      "s",
      "s.subarray(1)",
      `new ${kind}(s.buffer)`,
      `new Proxy(${kind}.of(${values}), {})`,
      `[${values}]`,
      `new (class extends ${kind} {})([${values}])`,
      `new ${kind}(0)`,
    ][form] ?? `${kind}.of(${values})`
  );
}

export const cellProgram: fc.Arbitrary<Program> = fc
  .tuple(shape, fc.array(call, { minLength: 1, maxLength: 4 }), fc.nat(9))
  .map(([shaped, calls, limit]) => {
    const kind = kindOf(shaped);
    const list = (values: readonly number[]): string => values.map((x) => literalOf(x, kind)).join(", ");
    return {
      before: "",
      fn: print(shaped, ""),
      fuelled: print(shaped, FUEL),
      calls: calls.map(([n, s, t, a, b, form]) => [
        literalOf(n, shaped.counter),
        // Both are made at once, so that the second may be a view of the first.
        `...((s) => [s, ${second(shaped.kind, list(t), form)}])(${shaped.kind}.of(${list(s)}))`,
        literalOf(a, kind),
        literalOf(b, kind),
      ]),
      options: { itersLimit: limit === 0 ? ("auto" as const) : 0, optMinRows: true, optClearStack: true },
    };
  });
