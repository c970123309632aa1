/** `cpmoptimize run FILE --call EXPRESSION`: the call with every loop of the file optimised, and how long it takes. */
import { resolve } from "node:path";
import { isDeepStrictEqual } from "node:util";
import { defineCommand } from "citty";
import pc from "picocolors";
import { parse } from "../../compiler/parse/parse.ts";
import { CompileError } from "../../compiler/records/compile-error.ts";
import { codeFrame } from "../../runtime/code-frame.ts";
import { bundle, type Bundle } from "../bundle.ts";
import { errorPlace } from "../error-place.ts";
import { Failure } from "../failure.ts";
import { toJson } from "../json.ts";
import { digitsOf, printTime, printValue } from "../print-value.ts";
import { readSource } from "../read-source.ts";
import { type Outcome, runInChild } from "../run-in-child.ts";
import { UsageError } from "../usage-error.ts";

export const run = defineCommand({
  meta: { name: "run", description: "Run a call with every loop of a file optimised; print its value and time" },
  args: {
    file: { type: "positional", description: "TypeScript or JavaScript file", required: true },
    call: { type: "string", description: "Expression over the file's top-level names, e.g. 'fib(10n ** 7n)'", required: true },
    plain: { type: "boolean", description: "Also run the call without optimisation, and compare" },
    "give-up": { type: "string", description: "Seconds after which the plain run is given up", default: "10" },
    json: { type: "boolean", description: "Print JSON; bigints are strings of digits" },
  },
  async run({ args }) {
    const seconds = Number(args["give-up"]);
    if (!(seconds > 0)) throw new UsageError(`--give-up needs a number of seconds above 0, not ${args["give-up"]}`);
    const file = resolve(args.file);
    checkCall(args.call);
    const compiled = await bundle(file, args.call, true);
    const quiet = args.json === true;
    const fast = settled(await runInChild(compiled.code, { disabled: false, quiet }), args.file, file, args.call, compiled);
    if (!quiet) {
      console.log(`${pc.bold(args.call)} = ${printValue(fast.value, fast.text)}`);
      console.log(`optimised  ${printTime(fast.time)}`);
    }
    const plain = args.plain === true ? await runPlain(file, args, seconds) : undefined;
    if (quiet) console.log(toJson(report(args.call, fast, plain)));
    else if (plain !== undefined) console.log(`plain      ${describePlain(plain, fast)}`);
    if (plain?.kind === "value" && !isDeepStrictEqual(plain.value, fast.value)) {
      throw new Failure("the plain and the optimised run disagree: this is a bug of cpmoptimize, please report it", file);
    }
  },
});

interface CallArguments {
  readonly file: string;
  readonly call: string;
  readonly json?: boolean | undefined;
}

type Value = Extract<Outcome, { kind: "value" }>;

async function runPlain(file: string, args: CallArguments, seconds: number): Promise<Value | Extract<Outcome, { kind: "gave-up" }>> {
  const untouched = await bundle(file, args.call, false);
  const outcome = await runInChild(untouched.code, {
    disabled: true,
    quiet: args.json === true,
    giveUpAfter: seconds * 1000,
  });
  return outcome.kind === "gave-up" ? outcome : settled(outcome, args.file, file, args.call, untouched);
}

function describePlain(plain: Outcome, fast: Value): string {
  if (plain.kind !== "value") return `gave up after ${plain.kind === "gave-up" ? printTime(plain.after) : "an exit"}`;
  const ratio = plain.time / fast.time;
  const times = ratio >= 1 ? `${ratio.toFixed(ratio < 10 ? 1 : 0)} times longer` : `${(1 / ratio).toFixed(1)} times shorter`;
  return `${printTime(plain.time)}, ${times}, ${isDeepStrictEqual(plain.value, fast.value) ? pc.green("same value") : pc.red("ANOTHER VALUE")}`;
}

function report(call: string, fast: Value, plain: Outcome | undefined): unknown {
  return {
    call,
    type: typeof fast.value,
    value: fast.value === undefined ? null : fast.value,
    ...(typeof fast.value === "bigint" && { digits: digitsOf(fast.value) }),
    milliseconds: fast.time,
    ...(plain?.kind === "value" && {
      plain: { milliseconds: plain.time, agrees: isDeepStrictEqual(plain.value, fast.value) },
    }),
    ...(plain?.kind === "gave-up" && { plain: { gaveUpAfterMilliseconds: plain.after } }),
  };
}

/** The call must be one expression by itself, before it is put behind the user's text. */
function checkCall(call: string): void {
  const before = "(";
  try {
    if (parse(`${before}${call}\n)`, "call.ts").program.body.length !== 1) throw new Failure(`--call must be one expression: ${call}`);
  } catch (error) {
    if (!(error instanceof CompileError)) throw error;
    const reason = error.message.split("\n")[0] ?? "";
    const column = Math.max(1, Math.min(call.length + 1, error.column - before.length));
    throw new Failure(`--call does not parse: ${reason}\n${codeFrame(call, `1:${column}`)}`, "--call", 1, column);
  }
}

/** The value, or the failure with its message and place. */
function settled(outcome: Outcome, shown: string, file: string, call: string, { callLine }: Bundle): Value {
  switch (outcome.kind) {
    case "value":
      return outcome;
    case "error": {
      const place = errorPlace(outcome.stack, file);
      if (place === undefined) throw new Failure(`${call} threw\n${outcome.message}`, shown);
      const inCall = place.line >= callLine;
      const line = inCall ? place.line - callLine + 1 : place.line;
      const frame = codeFrame(inCall ? call : readSource(file), `${line}:${place.column}`);
      const where = `${inCall ? "--call" : shown}:${line}:${place.column}`;
      throw new Failure(`${outcome.message}\n  at ${where}\n${frame}`, inCall ? "--call" : shown, line, place.column);
    }
    case "exit":
      throw new Failure(`the program ended before ${call} had a value (${outcome.signal ?? `exit code ${outcome.code}`})`, shown);
    case "gave-up":
      throw new Failure(`gave up ${call} after ${printTime(outcome.after)}`, shown);
  }
}
