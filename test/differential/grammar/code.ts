/**
 * What every piece of the grammar generates: code that is still open, and is closed by a context.
 *
 * A piece is a function from context to text. The choices (which operator, which variable) are made, and shrunk, by the
 * arbitraries; the context decides afterwards what is the same all over a program: whether literals are BigInts or numbers,
 * what the counter is called and how it must be converted, which temporaries are declared here. So that no arbitrary
 * depends on the result of another, and everything shrinks.
 */
import * as fc from "fast-check";

export type Kind = "bigint" | "number";

export interface Context {
  /** Of the state's literals. */
  readonly state: Kind;
  /** Of the counters and their bounds. */
  readonly counter: Kind;
  /** What an expression may read as a counter; none outside of loops. */
  readonly counters: readonly string[];
  /** Variables of the turn that are declared where the code stands. */
  readonly temporaries: readonly string[];
  /** Enclosing labels, the innermost first. */
  readonly labels: readonly string[];
  /** Is the code inside a loop? */
  readonly inLoop: boolean;
  /** What stands first in every loop body; "" in the program under test. */
  readonly fuel: string;
}

export type Code = (context: Context) => string;

/** A statement, and the temporaries that it declares for the statements behind it. */
export interface Statement {
  readonly code: Code;
  readonly declares?: string;
}

/** The variables that loops change, those that they do not, and the bound. */
export const state = ["a", "b", "c", "d"] as const;
export const invariants = ["p", "q"] as const;

export function literalOf(value: number, kind: Kind): string {
  const text = kind === "bigint" ? `${value}n` : String(value);
  return value < 0 ? `(${text})` : text;
}

/** A literal of the state's kind. */
export function literal(value: number): Code {
  return ({ state: kind }) => literalOf(value, kind);
}

/** A literal of the counter's kind. */
export function counterLiteral(value: number): Code {
  return ({ counter }) => literalOf(value, counter);
}

/** A counter-like value as a value of the state. */
function converted(text: string, { state: wanted, counter }: Context): string {
  if (wanted === counter) return text;
  return wanted === "bigint" ? `BigInt(${text})` : `Number(${text})`;
}

export function counter(which: number): Code {
  return (context) => {
    const name = context.counters[which % Math.max(1, context.counters.length)];
    return name === undefined ? literalOf(which, context.state) : converted(name, context);
  };
}

/** The loop's bound. */
export const bound: Code = (context) => converted("n", context);

export function temporary(which: number): Code {
  return ({ temporaries }) =>
    temporaries[which % Math.max(1, temporaries.length)] ?? state[which % state.length]!;
}

/** Pieces of a template in a row: strings as they are, code closed. */
export function code(parts: TemplateStringsArray, ...pieces: readonly (Code | string)[]): Code {
  return (context) =>
    parts.reduce((text, part, k) => {
      const piece = pieces[k - 1]!;
      return text + (typeof piece === "string" ? piece : piece(context)) + part;
    });
}

/** A choice with weights, smaller first when it shrinks. */
export function choice<T>(
  ...weighted: readonly (readonly [weight: number, arbitrary: fc.Arbitrary<T>])[]
): fc.Arbitrary<T> {
  return fc.oneof(
    { withCrossShrink: true },
    ...weighted.map(([weight, arbitrary]) => ({ weight, arbitrary })),
  );
}

/** `pieces` in one template. */
export function built<T extends readonly unknown[]>(
  make: (...values: T) => Code,
  ...pieces: { [K in keyof T]: fc.Arbitrary<T[K]> }
): fc.Arbitrary<Code> {
  return fc.tuple(...pieces).map((values) => make(...(values as unknown as T)));
}
