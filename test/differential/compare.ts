/**
 * The property: as written, wrapped and transformed, a program shows the same.
 *
 * The plain run burns fuel in every turn, and a call that burns too much of it, or builds a BigInt beyond 200,000 bits,
 * is not compared, nor are the calls after it.
 */
import type { CpmEvent } from "cpmoptimize/runtime";
import type { Callee, Note } from "./engines.ts";
import { OutOfFuel, outcomes, plain, transformed, wrapped } from "./engines.ts";
import type { Program } from "./grammar/programs.ts";

const TURNS = 3000;
const TOO_LARGE = 1n << 200_000n;
const PLAIN_MS = 1000;
const FAST_MS = 8000;

export interface Comparison {
  /** Calls that were compared. */
  readonly calls: number;
  /** Jumps that were made in them, both ways together. */
  readonly jumps: number;
  /** Kernels that made them. */
  readonly kernels: ReadonlySet<string>;
  /** The first difference. */
  readonly difference?: string;
}

export function compare(program: Program): Comparison {
  const expected = reference(program);
  const calls = program.calls.slice(0, expected.length);
  const kernels = new Set<string>();
  let jumps = 0;
  const note: Note = (event: CpmEvent) => {
    if (event.kind !== "accelerated") return;
    jumps++;
    kernels.add(event.kernel);
  };
  const ways: readonly (readonly [string, () => Callee])[] = [
    ["wrapped", () => wrapped(program, note)],
    ["transformed", () => transformed(program, note)],
  ];
  for (const [way, make] of calls.length === 0 ? [] : ways) {
    const actual = outcomes(make, calls, FAST_MS);
    const at = calls.findIndex((_, k) => actual[k] !== expected[k]);
    const where = at >= 0 ? at : actual.length > calls.length ? calls.length - 1 : -1;
    if (where < 0) continue;
    const difference = `${way} ${shorten(actual[at < 0 ? actual.length - 1 : at] ?? "nothing")}\n  plain ${shorten(expected[where] ?? "")}\n${standAlone(program, where)}`;
    return { calls: calls.length, jumps, kernels, difference };
  }
  return { calls: calls.length, jumps, kernels };
}

function reference({ before, fuelled, calls }: Program): string[] {
  let left = 0;
  const fuel: Callee = (...values) => {
    left--;
    if (values.some((value) => typeof value === "bigint" && (value > TOO_LARGE || -value > TOO_LARGE)))
      left = -1;
    if (left < 0) throw new OutOfFuel();
    return undefined;
  };
  const make = (): Callee => {
    const callee = plain({ before, fn: fuelled }, fuel);
    return (...args) => {
      left = TURNS;
      const result = callee(...args);
      // The program may have caught it.
      if (left < 0) throw new OutOfFuel();
      return result;
    };
  };
  const shown = outcomes(make, calls, PLAIN_MS);
  return shown.length > calls.length || /^(?:does not end|cannot be made)/.test(shown.at(-1) ?? "")
    ? shown.slice(0, -1)
    : shown;
}

function shorten(text: string): string {
  return text.length > 600 ? `${text.slice(0, 600)}…` : text;
}

/** A program to paste into a file. */
function standAlone({ before, fn, calls, options }: Program, last: number): string {
  const scope = before === "" ? "" : ", scope: function () { return eval(arguments[0]); }";
  const lines = calls.slice(0, last + 1).map((args) => `show(${args.join(", ")});`);
  return [
    'import { cpmoptimize, range } from "cpmoptimize";',
    "const obj = (value) => ({ valueOf: () => (console.log('valueOf'), value) });",
    before,
    `const plain = ${fn};`,
    before,
    `const fast = cpmoptimize({ itersLimit: ${JSON.stringify(options.itersLimit)}, optMinRows: ${options.optMinRows}, optClearStack: ${options.optClearStack}${scope} })(plain);`,
    "const show = (...args) => { for (const f of [plain, fast]) try { console.log(f(...args)); } catch (error) { console.log(String(error)); } };",
    ...lines,
  ]
    .filter((line) => line !== "")
    .join("\n");
}
