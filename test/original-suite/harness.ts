/**
 * Runs one loop as written and accelerated, in every configuration, and compares everything that can be seen.
 *
 * A case is a function that ends in `return [all live variables]`. It runs undecorated, and decorated under the four
 * combinations of `optMinRows` and `optClearStack`, each with `itersLimit` 0 (which forces acceleration) and "auto", for
 * turns around 0, 1, 2, 3 and more. Values are compared by `Object.is`, exceptions by type and message. That the loop
 * really was accelerated is read from the events: where nothing is accelerated a case fails.
 *
 * Every BigInt case also runs with number literals and arguments, and far beyond what the plain loop can do the values are
 * compared with the recurrence that the first terms obey (recurrence.ts).
 */
import { describe, expect, test } from "vitest";
import type { CpmEvent, Options } from "cpmoptimize";
import { cpmoptimize, explain, range } from "cpmoptimize";
import { nthTerm, prime } from "./recurrence.ts";

/** A function of BigInts or numbers, seen as one that takes anything. */
export type Loose = (...args: unknown[]) => unknown;

export interface Expectation {
  /** The arguments for a loop of n turns. Default: n alone. */
  readonly args?: (n: bigint) => readonly unknown[];
  /** How many loops are accelerated from `from` turns on under `itersLimit: 0`. Default 1; 0: never, for no n. */
  readonly loops?: number;
  /** The smallest number of turns that must be accelerated. Default 3. */
  readonly from?: bigint;
  /** The turns that are run. */
  readonly turns?: readonly bigint[];
  /** Also as numbers? "run": compared, not asserted to be accelerated. Default true; what grows is certified partly. */
  readonly numbers?: boolean | "run";
  /** A number of turns for the comparison with the recurrence, which "auto" must accelerate too. Default 10n ** 5n + 7n. */
  readonly far?: bigint | false;
  readonly options?: Options;
}

export const combinations = [
  { optMinRows: true, optClearStack: true },
  { optMinRows: true, optClearStack: false },
  { optMinRows: false, optClearStack: true },
  { optMinRows: false, optClearStack: false },
] as const;

const usualTurns = [0n, 1n, 2n, 3n, 4n, 5n, 10n, 50n, 1000n];

export type Outcome = { readonly value: unknown } | { readonly thrown: string };

export function outcome(call: () => unknown): Outcome {
  try {
    return { value: call() };
  } catch (error) {
    return {
      thrown:
        error instanceof Error
          ? `${error.name}: ${unquoted(error.message)}`
          : `not an error: ${String(error)}`,
    };
  }
}

/** A value as text that tells 0 from -0 and 1 from 1n; long BigInts are shortened to what identifies them. */
export function show(value: unknown): string {
  if (Array.isArray(value)) return `[${Array.from(value as unknown[], show).join(", ")}]`;
  if (typeof value === "bigint") {
    const text = value.toString(16);
    return text.length < 100
      ? `${value}n`
      : `0x${text.slice(0, 40)}…${text.slice(-40)}n (${text.length} digits, ${value % prime} mod p)`;
  }
  if (Object.is(value, -0)) return "-0";
  if (typeof value === "object" && value !== null) {
    return `{ ${Object.entries(value)
      .map(([key, each]) => `${key}: ${show(each)}`)
      .join(", ")} }`;
  }
  return typeof value === "string" ? JSON.stringify(value) : String(value);
}

function isSame(a: unknown, b: unknown): boolean {
  if (Array.isArray(a) && Array.isArray(b)) {
    return a.length === b.length && a.every((each, k) => isSame(each, b[k]));
  }
  return Object.is(a, b);
}

export function expectSame(actual: Outcome, expected: Outcome, where: string): void {
  const isEqual =
    "value" in actual && "value" in expected
      ? isSame(actual.value, expected.value)
      : "thrown" in actual && "thrown" in expected && actual.thrown === expected.thrown;
  if (!isEqual) expect.fail(`${where}\n  optimised: ${show(actual)}\n  plain:     ${show(expected)}`);
}

export interface Watched {
  readonly fast: Loose;
  /** The events since the last call of `clear`. */
  readonly events: CpmEvent[];
  readonly accelerations: () => Extract<CpmEvent, { kind: "accelerated" }>[];
  readonly declines: () => string[];
  readonly clear: () => void;
}

/** Decorates a function and collects its events. */
export function watch(fn: Loose, options: Options = {}): Watched {
  const events: CpmEvent[] = [];
  const fast = cpmoptimize({ ...options, verbose: (event) => events.push(event) })(fn);
  return {
    fast,
    events,
    accelerations: () => events.filter((event) => event.kind === "accelerated"),
    declines: () =>
      events.flatMap((event) =>
        event.kind === "declined" ? [`${event.refusal.code}: ${event.refusal.what}`] : [],
      ),
    clear: () => {
      events.length = 0;
    },
  };
}

/** The same function with number literals instead of BigInt ones. */
function overNumbers(fn: Loose): Loose {
  const text = Function.prototype.toString.call(fn).replace(/\b(\d+)n\b/g, "$1");
  // The test runner calls the import `range` by a name of its own.
  const imports = [...new Set(text.match(/\b__(?:vi|vite_ssr)_import_\d+__\b/g) ?? [])];
  const make = new Function("range", "xrange", ...imports, `return ${text}`) as (
    ...values: unknown[]
  ) => Loose;
  return make(range, range, ...imports.map(() => ({ range, xrange: range })));
}

const toNumber = (value: unknown): unknown => (typeof value === "bigint" ? Number(value) : value);

/** One test per combination of options. */
export function check(
  name: string,
  typed: (...args: never[]) => unknown,
  expectation: Expectation = {},
): void {
  const plain = typed as Loose;
  const { args = (n) => [n], numbers = true, far = 10n ** 5n + 7n, loops = 1, options = {} } = expectation;
  const { turns = usualTurns, from = 3n } = expectation;

  const compare = (
    slow: Loose,
    convert: (value: unknown) => unknown,
    isRequired: (n: bigint) => boolean,
  ): void => {
    for (const combination of combinations) {
      for (const itersLimit of [0, "auto"] as const) {
        const watched = watch(slow, { ...options, ...combination, itersLimit });
        for (const n of turns) {
          // Twice: the second call finds the plan that the first one kept.
          for (const round of ["cold", "warm"]) {
            const where = `${show({ ...combination, itersLimit })}, n = ${n}, ${round}`;
            watched.clear();
            const actual = outcome(() => watched.fast(...args(n).map(convert)));
            const told = (): string =>
              `${where}\n  ${watched.declines().join("\n  ")}\n${String(explain(watched.fast))}`;
            expectSame(
              actual,
              outcome(() => slow(...args(n).map(convert))),
              where,
            );
            const count = watched.accelerations().length;
            if (loops === 0) expect(count, told()).toBe(0);
            else if (itersLimit === 0 && n >= from && isRequired(n)) expect(count, told()).toBe(loops);
          }
        }
      }
    }
  };

  describe(name, () => {
    test("BigInt", () => {
      compare(
        plain,
        (value) => value,
        () => true,
      );
    });
    if (numbers !== false) {
      test("number", () => {
        // Beyond ten turns values may pass 2^53, where the certificate rightly ends.
        compare(overNumbers(plain), toNumber, (n) => numbers === true && n <= 5n);
      });
    }
    if (far !== false && loops > 0) {
      test(`far away: ${far} turns against the recurrence of the first terms`, () => {
        const skipped = 3n;
        const firsts = Array.from({ length: 64 }, (_, k) => plain(...args(skipped + BigInt(k))) as bigint[]);
        for (const combination of combinations) {
          const watched = watch(plain, { ...options, ...combination });
          const last = watched.fast(...args(far)) as bigint[];
          const told = `${show(combination)}: ${watched.declines().join("; ")}`;
          expect(watched.accelerations().length, told).toBe(loops);
          last.forEach((value, k) => {
            const expected = nthTerm(
              firsts.map((values) => values[k] ?? 0n),
              far - skipped,
            );
            expect(((value % prime) + prime) % prime, `${told} live variable ${k}`).toBe(expected);
          });
        }
      });
    }
  });
}

/** JavaScriptCore quotes the source text in its messages, and that is another one. */
function unquoted(message: string): string {
  return message.replace(/ \(evaluating '.*'\)$/s, "");
}
