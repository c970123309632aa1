/**
 * Every check there is, in order, stopping at the first that fails. `npm test -- lint types` runs only the stages
 * whose names contain one of the words.
 */
import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("..", import.meta.url));
const SKIPPED = 77; // the exit code with which a stage says that it does not apply to this machine

const stages = [
  ["types", "tsc --noEmit"],
  ["lint", "eslint --config eslint.config.js . --max-warnings 0"],
  ["format", "prettier --check --log-level warn ."],
  ["floors", "vitest run test/architecture.test.ts"],
  ["unit, law, fixture and differential tests", "vitest run --exclude test/architecture.test.ts"],
  ["unused code", "knip"],
  ["build", "tsdown --log-level warn"],
  ["benchmarks: values match", "node bench/run.mjs --match"],
  ["package: publint", "publint --strict"],
  ["package: attw", "attw --pack . --profile node16 --exclude-entrypoints register --format table-flipped"],
  ["package: size", "node scripts/size.mjs"],
  ["package: installed from its tarball", "node test/package/run.mjs"],
  ["package: bundlers, Jest, Vitest, ESLint", "vitest run --config test/adapters/vitest.config.ts"],
  ["package: behaviour on this Node", "node test/engines/suite.mjs"],
  ["package: behaviour on Node 22", "node test/engines/run.mjs 22"],
  ["package: behaviour on Node 24", "node test/engines/run.mjs 24"],
  ["behaviour in other engines, a part", "node scripts/engines.mjs node26 bun deno chromium --short"],
  ["package: no code from strings, Node", "node test/no-eval/run.mjs node"],
  ["package: no code from strings, browser", "node test/no-eval/run.mjs browser"],
  ["package: hooks on this Node", "node test/adapters/register/run.mjs"],
  ["package: hooks on Node 22", "node test/adapters/register/run.mjs 22"],
  ["package: hooks on Node 24", "node test/adapters/register/run.mjs 24"],
  ["package: hooks on Node 26", "node test/adapters/register/run.mjs 26"],
  ["package: hooks on Bun", "node test/adapters/register/run.mjs bun"],
  ["package: hooks on Deno", "node test/adapters/register/run.mjs deno"],
];

const words = process.argv.slice(2);
const chosen = stages.filter(([name]) => words.length === 0 || words.some((word) => name.includes(word)));
const tally = { passed: 0, skipped: 0 };
const begin = performance.now();
const seconds = (since) => `${((performance.now() - since) / 1000).toFixed(1)} s`;

for (const [name, command] of chosen) {
  console.log(`\n── ${name}: ${command}`);
  const start = performance.now();
  // npm has put node_modules/.bin on the PATH.
  const { status } = spawnSync(command, { cwd: root, shell: true, stdio: "inherit" });
  if (status !== 0 && status !== SKIPPED) {
    console.log(`── ${name}: FAILED after ${seconds(start)}\n\n${tally.passed} passed, 1 failed`);
    process.exit(1);
  }
  tally[status === SKIPPED ? "skipped" : "passed"]++;
  console.log(`── ${name}: ${status === SKIPPED ? "skipped" : "passed"} in ${seconds(start)}`);
}
console.log(`\nAll stages in ${seconds(begin)}.`);
console.log(`${tally.passed} passed, 0 failed${tally.skipped > 0 ? `, ${tally.skipped} skipped` : ""}`);
if (chosen.length === 0) process.exit(1);
