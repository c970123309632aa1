/** `cpmoptimize run FILE --call EXPRESSION`: the call with every loop of the file optimised, and how long it takes. */
import { mkdtempSync, realpathSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
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
  meta: {
    name: "run",
    description: "Run a call with every loop of a file optimised; print its value and time",
  },
  args: {
    file: { type: "positional", description: "TypeScript or JavaScript file", required: true },
    call: {
      type: "string",
      description: "Expression over the file's top-level names, e.g. 'fib(10n ** 7n)'",
      required: true,
    },
    plain: { type: "boolean", description: "Also run the call without optimisation, and compare" },
    "give-up": {
      type: "string",
      description: "Seconds after which the plain run is given up",
      default: "10",
    },
    json: { type: "boolean", description: "Print JSON; bigints are strings of digits" },
  },
  async run({ args }) {
    const seconds = Number(args["give-up"]);
    if (!(seconds > 0))
      throw new UsageError(`--give-up needs a number of seconds above 0, not ${args["give-up"]}`);
    const file = resolve(args.file);
    checkCall(args.call);
    const quiet = args.json === true;
    const call: Call = { file, shown: args.file, text: args.call, quiet };
    const fast = await runOptimised(call);
    if (!quiet) {
      console.log(`${pc.bold(args.call)} = ${printValue(fast.value, fast.text)}`);
      console.log(`optimised  ${printTime(fast.time)}`);
    }
    const plain = args.plain === true ? await runPlain(call, seconds) : undefined;
    if (quiet) console.log(toJson(report(args.call, fast, plain)));
    else if (plain !== undefined) console.log(`plain      ${describePlain(plain, fast)}`);
    if (plain?.kind === "value" && !isDeepStrictEqual(plain.value, fast.value)) {
      throw new Failure(
        "the plain and the optimised run disagree: this is a bug of cpmoptimize, please report it",
        file,
      );
    }
  },
});

interface Call {
  readonly file: string;
  /** The file as the user wrote it. */
  readonly shown: string;
  readonly text: string;
  readonly quiet: boolean;
}

type Value = Extract<Outcome, { kind: "value" }>;
type GaveUp = Extract<Outcome, { kind: "gave-up" }>;

async function runOptimised(call: Call): Promise<Value> {
  const { outcome, bundled } = await runOnce(call, true);
  return settled(outcome, call, bundled);
}

async function runPlain(call: Call, seconds: number): Promise<Value | GaveUp> {
  const { outcome, bundled } = await runOnce(call, false, seconds * 1000);
  return outcome.kind === "gave-up" ? outcome : settled(outcome, call, bundled);
}

async function runOnce(
  { file, text, quiet }: Call,
  optimise: boolean,
  giveUpAfter?: number,
): Promise<{ outcome: Outcome; bundled: Bundle }> {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), "cpmoptimize-")));
  try {
    const bundled = await bundle(file, text, optimise, folder);
    const limits = giveUpAfter === undefined ? {} : { giveUpAfter };
    return {
      outcome: await runInChild(bundled.code, folder, { disabled: !optimise, quiet, ...limits }),
      bundled,
    };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function describePlain(plain: Outcome, fast: Value): string {
  if (plain.kind !== "value")
    return `gave up after ${plain.kind === "gave-up" ? printTime(plain.after) : "an exit"}`;
  const ratio = plain.time / fast.time;
  const times =
    ratio >= 1
      ? `${ratio.toFixed(ratio < 10 ? 1 : 0)} times longer`
      : `${(1 / ratio).toFixed(1)} times shorter`;
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
  const lines = call.split("\n");
  const end = { line: lines.length, column: (lines.at(-1) ?? "").length + 1 };
  const fail = (
    reason: string,
    { line, column }: { readonly line: number; readonly column: number },
  ): never => {
    throw new Failure(
      `--call ${reason}\n  at --call:${line}:${column}\n${codeFrame(call, `${line}:${column}`)}`,
      "--call",
      line,
      column,
    );
  };
  try {
    if (parse(`(\n${call}\n)`, "call.ts").program.body.length !== 1)
      fail("must be one expression", { line: 1, column: 1 });
  } catch (error) {
    if (!(error instanceof CompileError)) throw error;
    const reason = (error.message.split("\n")[0] ?? "").toLowerCase();
    // The parentheses around the call have lines of their own.
    fail(
      `does not parse: ${reason}`,
      error.line - 1 > lines.length ? end : { line: error.line - 1, column: error.column },
    );
  }
}

/** The value, or the failure with its message and place. */
function settled(outcome: Outcome, { file, shown, text: call }: Call, { callLine }: Bundle): Value {
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
      throw new Failure(
        `${outcome.message}\n  at ${where}\n${frame}`,
        inCall ? "--call" : shown,
        line,
        place.column,
      );
    }
    case "exit":
      throw new Failure(
        `the program ended before ${call} had a value (${outcome.signal ?? `exit code ${outcome.code}`})`,
        shown,
      );
    case "gave-up":
      throw new Failure(`gave up ${call} after ${printTime(outcome.after)}`, shown);
  }
}
