/**
 * `cpmoptimize/babel`: the Babel plugin, for Babel 7 and 8.
 *
 *     file.code ─compile→ text with doors ─parse, by Babel→ tree ─move to the original places→ file.ast
 *
 * The work is done before any plugin visits anything (`pre`), whatever the order of plugins: types, JSX and decorators
 * are still there, and what other plugins do afterwards they do to doors as to any code. Babel's own parser reads the
 * compiled text, with the syntax plugins that the file has. A tree that is not the text's any more (changed by an
 * earlier pass) is left as it is, with a warning.
 *
 * @module babel
 */
import { relative } from "node:path";
import { CompileError, transform, type Report, type Transformed } from "../../compiler/index.ts";
import { BuildSummary } from "../../modules/build-summary.ts";
import { checkNames, wrongOption } from "../../modules/module-options.ts";
import { mayHaveLoops } from "../../modules/pre-filter.ts";
import { type BabelApi, type BabelAst, type BabelFile, nodesOf, type ParserOptions } from "./babel.ts";
import { moveTree } from "./move-tree.ts";
import { OriginalPlaces } from "./original-places.ts";
import { isSameTree } from "./same-tree.ts";

/** Options of the plugin. */
export interface BabelPluginOptions {
  /**
   * `"marked"` (default): the loops of functions given to `cpmoptimize` and of what says `"use cpm"`; `"all"`: every
   * loop, but for what says `"use no cpm"`.
   */
  readonly loops?: "marked" | "all";
  /** A loop that is opted in and cannot be optimised is an error. Default false. */
  readonly strict?: boolean;
  /** Print, for each file with loops that are not accelerated, which and why. Default false. */
  readonly summary?: boolean;
}

/** The plugin, as Babel takes it. */
export interface BabelPlugin {
  readonly name: string;
  readonly pre: (file: never) => void;
  readonly visitor: object;
}

const tool = "cpmoptimize/babel";

/**
 * The Babel plugin. What became of the loops is in the result's `metadata.cpmoptimize`.
 *
 * @example
 * const config = { presets: ["@babel/preset-typescript"], plugins: [["cpmoptimize/babel", { loops: "marked" }]] };
 */
export default function cpmoptimizeBabel(api: object, options?: BabelPluginOptions): BabelPlugin {
  const babel = api as BabelApi;
  babel.assertVersion("^7.0.0 || ^8.0.0");
  const checked = checkOptions(options);
  return { name: "cpmoptimize", pre: (file: BabelFile) => compileInto(file, babel, checked), visitor: {} };
}

function checkOptions(options: unknown): Required<BabelPluginOptions> {
  const { loops = "marked", ...flags } = checkNames(tool, options, ["loops", "strict", "summary"]);
  if (loops !== "marked" && loops !== "all") throw wrongOption(tool, "loops", loops, '"marked", "all"');
  const { strict = false, summary = false } = flags;
  if (typeof strict !== "boolean") throw wrongOption(tool, "strict", strict, "true, false");
  if (typeof summary !== "boolean") throw wrongOption(tool, "summary", summary, "true, false");
  return { loops, strict, summary };
}

function compileInto(file: BabelFile, babel: BabelApi, options: Required<BabelPluginOptions>): void {
  const metadata = file.metadata as { cpmoptimize?: Report };
  // The plugin is there twice, from a preset and from the configuration.
  if (metadata.cpmoptimize !== undefined || !mayHaveLoops(file.code, options.loops)) return;
  const filename = nameOf(file);
  const compiled = compile(file, filename, options);
  if (compiled === undefined) return;
  const { code, edits, report } = compiled;
  if (code !== file.code && !replaceTree(file, babel, code, new OriginalPlaces(file.code, edits))) {
    const why = "another plugin has changed its tree before; put cpmoptimize/babel into the first pass.";
    console.warn(`${tool}: ${filename} is left as it is: ${why}`);
    return;
  }
  metadata.cpmoptimize = report;
  if (options.summary && report.loops.some(({ status }) => status === "refused")) {
    const summary = new BuildSummary();
    summary.add(filename, report);
    console.warn(summary.print());
  }
}

/** Relative to where Babel runs, as its own messages have it. */
function nameOf({ opts: { filename, cwd } }: BabelFile): string {
  if (typeof filename !== "string") return "unknown";
  return cwd === undefined ? filename : relative(cwd, filename).replaceAll("\\", "/");
}

function compile(
  file: BabelFile,
  filename: string,
  { loops, strict }: Required<BabelPluginOptions>,
): Transformed | undefined {
  // Scripts cannot import; a module that has neither import nor export imports or requires as it does otherwise.
  const isScript = file.ast.program.sourceType !== "module";
  try {
    return transform(file.code, {
      filename,
      loops,
      strict,
      strictMode: !isScript,
      ...(isScript && { module: "cjs" as const }),
    });
  } catch (error) {
    if (!(error instanceof CompileError)) throw error;
    // Babel has read it, so it is a program: of a syntax that the compiler does not know.
    console.warn(`${tool}: ${filename} is left as it is: ${error.message}`);
    return undefined;
  }
}

/** @returns false where the tree is not the text's any more */
function replaceTree(file: BabelFile, babel: BabelApi, code: string, places: OriginalPlaces): boolean {
  const { VISITOR_KEYS: visitorKeys } = babel.types;
  const { parserOpts } = file.opts;
  const { program } = file.ast;
  const parse = (text: string): BabelAst => parseAs(text, babel, file, program.sourceType);
  const original = parse(file.code);
  if (!isSameTree(file.ast, original, visitorKeys)) return false;
  const tree = parse(code);
  if (file.opts.inputSourceMap !== false) dropMapComments(tree, visitorKeys);
  moveTree(tree, { places, original, visitorKeys, startLine: parserOpts.startLine ?? 1 });
  // The program's node itself stays: Babel has a path and a scope for it already.
  const { body, directives, interpreter, innerComments } = tree.program;
  Object.assign(program, { body, directives, interpreter, ...(innerComments && { innerComments }) });
  Object.assign(file.ast, { comments: tree.comments }, tree.tokens && { tokens: tree.tokens });
  file.scope.crawl();
  return true;
}

function parseAs(text: string, babel: BabelApi, { opts }: BabelFile, sourceType: string): BabelAst {
  const asked = opts.parserOpts.sourceType;
  // What was inserted must not decide what an unambiguous file is.
  const parserOpts: ParserOptions = {
    ...opts.parserOpts,
    sourceType: asked === undefined || asked === "unambiguous" ? sourceType : asked,
  };
  return babel.parseSync(text, {
    filename: opts.filename ?? undefined,
    configFile: false,
    babelrc: false,
    browserslistConfigFile: false,
    parserOpts,
  }) as BabelAst;
}

/** Comments that name the source map of a file: Babel has read the map and taken them off. */
function dropMapComments(tree: BabelAst, visitorKeys: Readonly<Record<string, readonly string[]>>): void {
  const keep = ({ value }: { readonly value?: unknown }): boolean =>
    typeof value !== "string" || !/^[@#]\s+sourceMappingURL=\S+\s*$/.test(value);
  for (const node of nodesOf(tree, visitorKeys)) {
    for (const list of ["leadingComments", "innerComments", "trailingComments"] as const) {
      const comments = node[list];
      if (comments) node[list] = comments.filter(keep);
    }
  }
}
