/** `cpmoptimize transform FILE -o OUT`: the file with its loops compiled in place, and a source map beside it. */
import { writeFileSync } from "node:fs";
import { basename, relative, dirname } from "node:path";
import { defineCommand } from "citty";
import { transform as transformSource } from "../../compiler/index.ts";
import { Failure } from "../failure.ts";
import { readSource } from "../read-source.ts";
import { toJson } from "../json.ts";

export const transform = defineCommand({
  meta: {
    name: "transform",
    description: "Compile the loops of a file in place; TypeScript stays TypeScript",
  },
  args: {
    file: { type: "positional", description: "TypeScript or JavaScript file", required: true },
    out: {
      type: "string",
      alias: "o",
      description: "File to write, with a source map beside it; standard output if absent",
      valueHint: "FILE",
    },
    loops: {
      type: "enum",
      options: ["all", "marked"],
      default: "all",
      description: "Every loop, or those of functions given to cpmoptimize",
    },
    json: { type: "boolean", description: "Print { code, map, report } as JSON" },
  },
  run({ args }) {
    const source = readSource(args.file);
    const { code, map, report } = transformSource(source, {
      filename: args.file,
      loops: args.loops === "marked" ? "marked" : "all",
    });
    const { out } = args;
    if (out !== undefined) {
      // Browsers and debuggers look for sources from where the map stands.
      const sources = [relative(dirname(out), args.file)];
      write(out, `${code}\n//# sourceMappingURL=${basename(out)}.map\n`);
      write(`${out}.map`, JSON.stringify({ ...map, file: basename(out), sources }));
    }
    if (args.json === true) console.log(toJson({ code, map, report }));
    else if (out === undefined) process.stdout.write(code);
    else {
      const compiled = report.loops.filter((loop) => loop.status === "accelerable").length;
      console.error(`${out}: ${compiled} of ${report.loops.length} loops compiled`);
    }
  },
});

function write(file: string, text: string): void {
  try {
    writeFileSync(file, text);
  } catch (error) {
    throw new Failure(`cannot write ${file}: ${(error as Error).message}`, file);
  }
}
