/**
 * `npm run mutation [-- src/algebra --sample 50 --seed S --tests algebra,laws]`: mutants of the given files or folders
 * (docs/RELIABILITY.md).
 *
 * A mutant is the program with one small thing changed, such as `<` to `<=`. The tests kill it, or it survives: then a test is
 * missing, or the change makes no difference. Stryker makes the mutants, and knows which tests reach which. With a sample, only
 * so many places are tried, drawn by the seed: a place is a simple statement or a condition, and all its mutants are tried.
 * `test/mutation/bundled-runner.mjs` runs the tests, with `--vitest` Vitest does; `--tests` names folders, or files without
 * their endings.
 */
import { readFileSync, statSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { Stryker } from "@stryker-mutator/core";
import ts from "typescript";

process.chdir(fileURLToPath(new URL("..", import.meta.url)));
const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    sample: { type: "string" },
    seed: { type: "string", default: "1" },
    tests: { type: "string", default: "" },
    vitest: { type: "boolean", default: false },
  },
});

/** The folders of tests for a floor, where no others are named. */
const testsOf = {
  algebra: ["algebra", "transition", "laws", "kernels"],
  transition: ["algebra", "transition", "laws"],
  kernels: ["kernels", "laws", "algebra"],
  trace: ["trace", "laws", "domains", "soundness"],
  runtime: ["runtime", "domains", "soundness", "api"],
};
const floorOf = (file) => file.split("/")[1];

/** Costs decide what is faster, not what is right: files, and functions. */
const isCost = (file) => /(^|\/)(cost|turn-cost|chain-work)\.ts$/.test(file);
const isCostFunction = (node) => /^(costs?|\w*(Cost|Ns|NS))$/.test(node.name?.text ?? "");
const named = positionals.length > 0 ? positionals : Object.keys(testsOf).map((floor) => `src/${floor}`);
const files = [...new Set(named.flatMap(sources))].filter((file) => !isCost(file)).sort();
const floors = [...new Set(files.map(floorOf))];
if (files.length === 0 || floors.some((floor) => !(floor in testsOf))) {
  console.error(`no files of the floors ${Object.keys(testsOf).join(", ")}`);
  process.exit(2);
}

function sources(path) {
  return statSync(path).isDirectory() ? walk(path) : [path];
}

function walk(folder) {
  return ts.sys.readDirectory(folder, [".ts"]).map((file) => file.replace(`${process.cwd()}/`, ""));
}

/** Statements without a body of their own, and the conditions of those that have one. */
function placesIn(file) {
  const source = ts.createSourceFile(file, readFileSync(file, "utf8"), ts.ScriptTarget.Latest, true);
  const places = [];
  const place = (node) => {
    const from = source.getLineAndCharacterOfPosition(node.getStart());
    const to = source.getLineAndCharacterOfPosition(node.getEnd());
    places.push(`${file}:${from.line + 1}:${from.character}-${to.line + 1}:${to.character}`);
  };
  const hasBody = (node) => ts.isBlock(node) || ts.forEachChild(node, hasBody) === true;
  const visit = (node) => {
    if (isCostFunction(node)) return;
    const simple =
      ts.isReturnStatement(node) || ts.isExpressionStatement(node) || ts.isVariableDeclaration(node);
    const condition = ts.isExpression(node) && ts.isStatement(node.parent) && !ts.isBlock(node);
    const concise = ts.isArrowFunction(node.parent ?? node) && node.parent.body === node;
    if ((simple || condition || concise) && !hasBody(node)) place(node);
    else ts.forEachChild(node, visit);
  };
  for (const statement of source.statements) if (!ts.isImportDeclaration(statement)) visit(statement);
  return places;
}

/** The first `count` of the places, shuffled by a linear congruential generator. */
function drawn(places, count, seed) {
  let state = BigInt(seed);
  const below = (bound) => {
    state = (state * 6364136223846793005n + 1442695040888963407n) & 0xffffffffffffffffn;
    return Number((state >> 32n) % BigInt(bound));
  };
  for (let last = places.length - 1; last > 0; last--) {
    const other = below(last + 1);
    [places[last], places[other]] = [places[other], places[last]];
  }
  return places.slice(0, count);
}

const tests =
  values.tests === "" ? [...new Set(floors.flatMap((floor) => testsOf[floor]))] : values.tests.split(",");
process.env.CPM_MUTATION_TESTS = tests.join(",");
const mutate =
  values.sample === undefined ? files : drawn(files.flatMap(placesIn), Number(values.sample), values.seed);
const results = await new Stryker({
  mutate,
  testRunner: values.vitest ? "vitest" : "bundles",
  plugins: [
    "@stryker-mutator/vitest-runner",
    `${process.cwd()}/test/mutation/bundled-runner.mjs`,
    `${process.cwd()}/test/mutation/reporter.mjs`,
  ],
  vitest: { configFile: "test/mutation/vitest.config.ts" },
  coverageAnalysis: "perTest",
  // What is computed once, when a module is loaded, has no tests of its own: tables and thresholds. Texts are not promised.
  ignoreStatic: true,
  mutator: { excludedMutations: ["StringLiteral"] },
  checkers: [],
  disableTypeChecks: false, // it would write into fixtures
  concurrency: 1,
  timeoutMS: values.vitest ? 10_000 : 600_000, // the other runner has limits of its own
  timeoutFactor: 2,
  dryRunTimeoutMinutes: 30,
  ignorePatterns: [".cache", "dist", "coverage", "bench", "/examples"],
  tempDirName: `.cache/mutation/sandbox-${process.pid}`,
  incremental: values.sample === undefined,
  incrementalFile: ".cache/mutation/incremental.json",
  reporters: ["progress-append-only", "survivors"],
  allowConsoleColors: false,
}).runMutationTest();

const counted = results.filter(({ status }) => status !== "Ignored");
const statuses = ["Killed", "Timeout", "Survived", "NoCoverage"];
console.log(`\n| floor | mutants | ${statuses.join(" | ")} |\n| --- | --- | --- | --- | --- | --- |`);
for (const floor of floors) {
  const own = counted.filter(({ fileName }) => fileName.includes(`src/${floor}/`));
  const count = (wanted) => own.filter(({ status }) => status === wanted).length;
  console.log(`| ${floor} | ${own.length} | ${statuses.map(count).join(" | ")} |`);
}
