/**
 * The command line: `cpmoptimize check | explain | run | transform | cpm`.
 *
 * Results go to standard output, everything else to standard error. Exit codes: 0 done, 1 something is wrong with the
 * program or the files, 2 the command line cannot be followed.
 */
import { type CommandDef, defineCommand, renderUsage, runCommand } from "citty";
import pc from "picocolors";
import { CompileError } from "../compiler/records/compile-error.ts";
import { nearest } from "../runtime/nearest.ts";
import { check } from "./commands/check.ts";
import { cpm } from "./commands/cpm.ts";
import { explain } from "./commands/explain.ts";
import { run } from "./commands/run.ts";
import { transform } from "./commands/transform.ts";
import { Failure } from "./failure.ts";
import { toJson } from "./json.ts";
import { ownPackage } from "./own-package.ts";
import { Unsuccessful } from "./unsuccessful.ts";
import { UsageError } from "./usage-error.ts";

const commands = { check, explain, run, transform, cpm } as unknown as Readonly<Record<string, CommandDef>>;

const program = defineCommand({
  meta: { name: "cpmoptimize", description: "Runs linear-recurrence loops in O(log n)" },
  subCommands: commands,
});

/** Runs a command line, gives the exit code. */
export async function main(args: readonly string[]): Promise<number> {
  const [name, ...rest] = args;
  const json = args.includes("--json");
  try {
    if (name === undefined) throw new UsageError("no command");
    if (name === "--version" || name === "-v") {
      console.log(ownPackage().version);
      return 0;
    }
    if (name === "--help" || name === "-h" || name === "help") {
      console.log(await renderUsage(program));
      return 0;
    }
    const command = Object.hasOwn(commands, name) ? commands[name] : undefined;
    if (command === undefined)
      throw new UsageError(
        `unknown ${name.startsWith("-") ? "option" : "command"} ${name}${hint(name, Object.keys(commands))}`,
      );
    if (rest.includes("--help") || rest.includes("-h")) {
      console.log(await renderUsage(command, program));
      return 0;
    }
    await checkArguments(command, rest);
    await runCommand(command, { rawArgs: rest });
    return 0;
  } catch (error) {
    if (error instanceof UsageError || (error as Error).name === "CLIError") {
      const help =
        name !== undefined && Object.hasOwn(commands, name)
          ? `cpmoptimize ${name} --help`
          : "cpmoptimize --help";
      console.error(`${pc.red("cpmoptimize:")} ${(error as Error).message}\nSee ${help}`);
      return 2;
    }
    if (error instanceof Unsuccessful) return 1;
    if (!(error instanceof Failure) && !(error instanceof CompileError)) throw error;
    if (json)
      console.log(
        toJson({
          error: { message: error.message, file: error.file, line: error.line, column: error.column },
        }),
      );
    console.error(`${pc.red("error:")} ${error.message}`);
    return 1;
  }
}

function hint(word: string, names: readonly string[], before = ""): string {
  const meant = nearest(word, names);
  return meant === undefined ? "" : `; did you mean ${before}${meant}?`;
}

/** Every flag must be known and every word have a meaning: a misspelt option is not to be passed over. */
async function checkArguments(command: CommandDef, rest: readonly string[]): Promise<void> {
  const definitions = (typeof command.args === "function" ? await command.args() : await command.args) ?? {};
  const takesValue = new Map<string, boolean>();
  let positionals = 0;
  for (const [name, definition] of Object.entries(definitions)) {
    if (definition.type === "positional") {
      positionals += definition.valueHint?.endsWith("…") ? Infinity : 1;
      continue;
    }
    const alias = "alias" in definition ? (definition.alias ?? []) : [];
    for (const known of [name, ...(Array.isArray(alias) ? alias : [alias])]) {
      takesValue.set(known, definition.type !== "boolean");
    }
    if (definition.type === "boolean") takesValue.set(`no-${name}`, false);
  }
  for (let k = 0; k < rest.length; k++) {
    const word = rest[k] ?? "";
    const [, flag, value] = /^--?([A-Za-z][\w-]*)(=.*)?$/s.exec(word) ?? [];
    if (flag === undefined) {
      if (positionals-- === 0) throw new UsageError(`unexpected ${word}`);
    } else if (!takesValue.has(flag)) {
      const known = [...takesValue.keys()].filter((name) => name.length > 1 && !name.startsWith("no-"));
      throw new UsageError(`unknown option ${word.split("=")[0]}${hint(flag, known, "--")}`);
    } else if (takesValue.get(flag) === true && value === undefined) {
      if (++k === rest.length) throw new UsageError(`${word} needs a value`);
    }
  }
}
