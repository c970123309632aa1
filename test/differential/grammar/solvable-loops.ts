/**
 * Loops whose values are known to be quasi-polynomials in the number of turns.
 *
 * The state is a list of groups. A group's next value is a map of finite order (1, 2, 3, 4 or 6) of the group itself, plus a
 * polynomial in the counter and in the groups before it. So after at most as many turns as there are variables, the values
 * at n ≡ r (mod 12) are a polynomial in n, of a degree that grows by one from a group's inputs to the group.
 */
import * as fc from "fast-check";

export interface SolvableLoop {
  /** A function expression of n, over BigInts. */
  readonly fn: string;
  /** One turn as a function expression, of the counter and the state, to the next state. */
  readonly turn: string;
  readonly variables: number;
  readonly degree: number;
  /** Along n ≡ r modulo this the values are polynomials. */
  readonly period: number;
  /** Are there variables that depend on one another? */
  readonly isCoupled: boolean;
}

interface Summand {
  readonly coefficient: number;
  readonly factors: readonly number[];
}

const MOST_DEGREE = 7;
const summand = fc.record({
  coefficient: fc.constantFrom(1, -1, 2, -3, 5),
  factors: fc.array(fc.nat(7), { minLength: 0, maxLength: 2 }),
});
const group = fc.record({ form: fc.nat(8), summands: fc.array(summand, { minLength: 1, maxLength: 3 }) });

type Form = (names: readonly string[], rest: string) => string;

/** How many variables the form has, and its text around a polynomial in what came before. */
const forms: readonly (readonly [size: number, Form])[] = [
  [1, ([x], rest) => `${x!} += ${rest};`],
  [1, ([x], rest) => `${x!} -= ${rest};`],
  [1, ([x], rest) => `${x!} = ${rest} - ${x!};`],
  [1, ([x], rest) => `${x!} = ${rest};`],
  [2, ([x, y], rest) => `[${x!}, ${y!}] = [${y!}, ${x!} + ${rest}];`],
  [2, ([x, y], rest) => `[${x!}, ${y!}] = [-${y!}, ${x!} + ${rest}];`],
  [2, ([x, y], rest) => `[${x!}, ${y!}] = [${y!} + ${rest}, ${y!} - ${x!}];`],
  [3, ([x, y, z], rest) => `[${x!}, ${y!}, ${z!}] = [${y!}, ${z!}, ${x!} + ${rest}];`],
  [2, ([x, y], rest) => `{ const t = ${x!} + ${rest}; ${x!} = ${y!}; ${y!} = t; }`],
];

const headers: readonly (readonly [period: number, (body: string) => string])[] = [
  [1, (body) => `for (let i = 0n; i < n; i++) { ${body} }`],
  [1, (body) => `for (let i = 1n; n >= i; i += 1n) { ${body} }`],
  [1, (body) => `for (const i of range(n)) { ${body} }`],
  [1, (body) => `for (let i = n; i > 0n; i--) { ${body} }`],
  [1, (body) => `let i = 0n; while (i !== n) { ${body} i++; }`],
  [1, (body) => `let i = n; while (i-- > 0n) { ${body} }`],
  [1, (body) => `let i = 0n; do { ${body} } while (++i < n);`],
  [2, (body) => `for (let i = -3n; i < n; i += 2n) { ${body} }`],
  [3, (body) => `for (const i of range(n, -2n, -3n)) { ${body} }`],
];

export const solvableLoop: fc.Arbitrary<SolvableLoop> = fc
  .tuple(
    fc.array(group, { minLength: 1, maxLength: 4 }),
    fc.nat(headers.length - 1),
    fc.array(fc.integer({ min: -3, max: 5 }), { minLength: 12, maxLength: 12 }),
    fc.boolean(),
  )
  .map(([groups, headerIndex, starts, isReversed]) => {
    const names: string[] = [];
    const degrees = new Map([["i", 1]]);
    const statements = groups.map(({ form, summands }) => {
      const [size, print] = forms[form % forms.length]!;
      const { text, degree } = polynomial(summands, ["i", ...names], degrees);
      const own = Array.from({ length: size }, (_, k) => `v${names.length + k}`);
      for (const name of own) degrees.set(name, degree + 1);
      names.push(...own);
      return print(own, text);
    });
    if (isReversed) statements.reverse();
    const [period, header] = headers[headerIndex]!;
    const declared = names.map((name, k) => `${name} = ${starts[k % starts.length]!}n`).join(", ");
    return {
      fn: `function (n) { let ${declared}; ${header(statements.join(" "))} return [${names.join(", ")}]; }`,
      turn: `(i, ${names.join(", ")}) => { ${statements.join(" ")} return [${names.join(", ")}]; }`,
      variables: names.length,
      degree: Math.max(...degrees.values()),
      period: 12 * period,
      isCoupled: groups.some(({ form }) => forms[form % forms.length]![0] > 1),
    };
  });

function polynomial(
  summands: readonly Summand[],
  names: readonly string[],
  degrees: ReadonlyMap<string, number>,
): { text: string; degree: number } {
  let highest = 0;
  const texts = summands.map(({ coefficient, factors }) => {
    const chosen: string[] = [];
    let degree = 0;
    for (const factor of factors) {
      const name = names[factor % names.length]!;
      const next = degree + degrees.get(name)!;
      if (next > MOST_DEGREE) continue;
      degree = next;
      chosen.push(name);
    }
    highest = Math.max(highest, degree);
    return [`(${coefficient}n)`, ...chosen].join(" * ");
  });
  return { text: `(${texts.join(" + ")})`, degree: highest };
}

/** Loops `for (let i = 0n; i < n; i++)` over a linear body of three variables that may grow like powers. */
export const linearTurn: fc.Arbitrary<{ readonly fn: string; readonly turn: string }> = fc
  .array(fc.tuple(fc.nat(5), fc.array(fc.integer({ min: -2, max: 2 }), { minLength: 5, maxLength: 5 })), {
    minLength: 1,
    maxLength: 3,
  })
  .map((rows) => {
    const statements = rows.map(([target, [x, y, z, i, one]]) => {
      const sum = `${x!}n * x + ${y!}n * y + ${z!}n * z + ${i!}n * i + ${one!}n`;
      const name = ["x", "y", "z"][target % 3]!;
      return target < 3 ? `${name} = ${sum};` : `[x, y, z] = [y, z, ${sum}];`;
    });
    return {
      fn: `function (n) { let x = 1n, y = 2n, z = -1n; for (let i = 0n; i < n; i++) { ${statements.join(" ")} } return [x, y, z]; }`,
      turn: `(i, x, y, z) => { ${statements.join(" ")} return [x, y, z]; }`,
    };
  });
