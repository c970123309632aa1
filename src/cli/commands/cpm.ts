/** `cpmoptimize cpm FILE`: a program of the interpreter's language, every loop optimised; prints its variables. */
import { defineCommand } from "citty";
import pc from "picocolors";
import { CpmError, parse, run } from "../../cpm-language/index.ts";
import { Failure } from "../failure.ts";
import { toJson } from "../json.ts";
import { printTime, printValue } from "../print-value.ts";
import { readSource } from "../read-source.ts";

export const cpm = defineCommand({
  meta: {
    name: "cpm",
    description: "Run a program of the original interpreter's language; print its variables",
  },
  args: {
    file: {
      type: "positional",
      description: "File of x = 5, x = y, x += y, x -= y, x *= 4, loop 1000000 … end",
      required: true,
    },
    plain: { type: "boolean", description: "Run every loop turn by turn, for comparison" },
    json: { type: "boolean", description: "Print JSON; integers are strings of digits" },
  },
  run({ args }) {
    const plain = args.plain === true;
    const source = readSource(args.file);
    const { variables, time } = attempt(args.file, () => {
      const program = parse(source, args.file);
      const begin = performance.now();
      return { variables: run(program, { plain }), time: performance.now() - begin };
    });
    if (args.json === true) {
      console.log(
        toJson({ file: args.file, plain, milliseconds: time, variables: Object.fromEntries(variables) }),
      );
      return;
    }
    for (const [name, value] of variables) console.log(`${pc.bold(name)} = ${printValue(value, "")}`);
    console.error(`${plain ? "step by step" : "optimised"}  ${printTime(time)}`);
  },
});

/** What is wrong with the program, or with its values, as a failure of the command. */
function attempt<T>(file: string, work: () => T): T {
  try {
    return work();
  } catch (error) {
    if (error instanceof CpmError) throw new Failure(error.message, error.file, error.line, error.column);
    if (error instanceof RangeError) throw new Failure(error.message, file);
    throw error;
  }
}
