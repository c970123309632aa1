/**
 * `cpmoptimize transform FILE [-o OUT]`, `cpmoptimize transform PATHS… --out-dir FOLDER`: the files with their loops
 * compiled in place, and source maps beside them.
 *
 * Of a folder every JavaScript and TypeScript file is written, those without loops as they are, with the same modes; other
 * files are not. A file that does not parse is reported and the others are written. A folder that is its own result is
 * compiled in place.
 */
import { basename, dirname, join, relative } from "node:path";
import { defineCommand } from "citty";
import pc from "picocolors";
import { CompileError, type Report, transform as transformSource } from "../../compiler/index.ts";
import { compileModule } from "../../modules/compile-module.ts";
import { Failure } from "../failure.ts";
import { toJson } from "../json.ts";
import { readSource } from "../read-source.ts";
import { findSourceFiles, isDeclarationFile, type Problem } from "../source-files.ts";
import { Unsuccessful } from "../unsuccessful.ts";
import { UsageError } from "../usage-error.ts";
import { writeFiles } from "../write-files.ts";

interface Settings {
  readonly loops: "all" | "marked";
  readonly sourcemap: boolean;
  readonly force: boolean;
}

interface Written {
  readonly file: string;
  readonly out: string;
  readonly report: Report | undefined;
}

export const transform = defineCommand({
  meta: {
    name: "transform",
    description: "Compile the loops of files in place; TypeScript stays TypeScript",
  },
  args: {
    paths: {
      type: "positional",
      description: "TypeScript or JavaScript file; with --out-dir files and folders",
      required: true,
      valueHint: "PATH…",
    },
    out: {
      type: "string",
      alias: "o",
      description: "File to write; standard output if absent",
      valueHint: "FILE",
    },
    "out-dir": {
      type: "string",
      description: "Folder to write all files into, as they stand in theirs",
      valueHint: "FOLDER",
    },
    loops: {
      type: "enum",
      options: ["all", "marked"],
      default: "all",
      description: 'Every loop, or those of functions given to cpmoptimize or with "use cpm"',
    },
    sourcemap: {
      type: "boolean",
      default: true,
      description: "Write a source map beside each file",
      negativeDescription: "Write no source maps",
    },
    force: { type: "boolean", description: "Overwrite files that exist" },
    json: { type: "boolean", description: "Print { code, map, report }, or { files, problems }, as JSON" },
  },
  run({ args }) {
    const { _: paths, out, "out-dir": folder } = args;
    const settings: Settings = {
      loops: args.loops === "marked" ? "marked" : "all",
      sourcemap: args.sourcemap,
      force: args.force === true,
    };
    if (folder !== undefined) {
      if (out !== undefined) throw new UsageError("--out and --out-dir exclude each other");
      transformAll(paths, folder, settings, args.json === true);
      return;
    }
    const [file = ""] = paths;
    if (paths.length > 1) throw new UsageError("several files need --out-dir");
    transformOne(file, out, settings, args.json === true);
  },
});

function transformOne(file: string, out: string | undefined, settings: Settings, json: boolean): void {
  const { code, map, report } = transformSource(readSource(file), { filename: file, loops: settings.loops });
  if (out !== undefined) write({ code, map }, file, out, settings, false);
  if (json) console.log(toJson({ code, map, report }));
  else if (out === undefined) process.stdout.write(code);
  else console.error(`${out}: ${compiledOf([report])}`);
}

function transformAll(paths: readonly string[], folder: string, settings: Settings, json: boolean): void {
  const found = findSourceFiles(paths, { except: folder, withDeclarations: true });
  const problems: Problem[] = [...found.problems];
  const written: Written[] = [];
  const taken = new Map<string, string>();
  for (const { path: file, within } of found.files) {
    const out = join(folder, within);
    try {
      const other = taken.get(out);
      if (other !== undefined) throw new Failure(`${file} and ${other} would both be ${out}`, file);
      taken.set(out, file);
      const source = readSource(file);
      const compiled = isDeclarationFile(file)
        ? undefined
        : compileModule(source, { filename: file, loops: settings.loops });
      const changed = compiled !== undefined && compiled.code !== source ? compiled : { code: source };
      write(changed, file, out, settings, true);
      written.push({ file, out, report: compiled?.report });
    } catch (error) {
      if (!(error instanceof CompileError) && !(error instanceof Failure)) throw error;
      problems.push({ file, message: error.message });
    }
  }
  if (json) {
    const files = written.map(({ file, out, report }) => ({ file, out, loops: report?.loops ?? [] }));
    console.log(toJson({ files, problems }));
  } else {
    for (const { message } of problems) console.error(`${pc.red("error:")} ${message}\n`);
    const reports = written.flatMap(({ report }) => (report ? [report] : []));
    const failed = problems.length === 0 ? "" : `; ${problems.length} not, for errors`;
    const files = `${written.length} ${written.length === 1 ? "file" : "files"} written`;
    console.error(`${folder}: ${files}, ${compiledOf(reports)}${failed}`);
  }
  if (problems.length > 0) throw new Unsuccessful();
}

function write(
  { code, map }: { readonly code: string; readonly map?: object },
  file: string,
  out: string,
  { sourcemap, force }: Settings,
  makeFolder: boolean,
): void {
  const files = new Map([[out, code]]);
  if (map !== undefined && sourcemap) {
    files.set(out, `${code}${code.endsWith("\n") ? "" : "\n"}//# sourceMappingURL=${basename(out)}.map\n`);
    // Browsers and debuggers look for sources from where the map stands.
    const sources = [relative(dirname(out), file).replaceAll("\\", "/")];
    files.set(`${out}.map`, JSON.stringify({ ...map, file: basename(out), sources }));
  }
  writeFiles(files, { like: file, force, makeFolder });
}

function compiledOf(reports: readonly Report[]): string {
  const loops = reports.flatMap((report) => report.loops);
  return `${loops.filter(({ status }) => status === "accelerable").length} of ${loops.length} loops compiled`;
}
