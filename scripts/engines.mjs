/**
 * `npm run test:engines [-- node20 bun … --files WORD --short]`: the behavioural tests in other engines, with the programs that
 * npm ships and a Chromium. Ends with a table, and with exit code 1 if anything failed (docs/ENGINES.md).
 */
import { rm } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { chromium } from "../test/engines/chromium.mjs";
import { engineIfShipped } from "../test/engines/install.mjs";
import { browserEngine } from "../test/engines/behaviour/browser.mjs";
import { bundle } from "../test/engines/behaviour/bundle.mjs";
import { testFiles } from "../test/engines/behaviour/files.mjs";
import { processEngine } from "../test/engines/behaviour/process.mjs";

const all = ["node20", "node22", "node24", "node26", "bun", "deno", "chromium"];
const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    files: { type: "string", multiple: true, default: [] },
    short: { type: "boolean", default: false },
  },
});
const unknown = positionals.find((name) => !all.includes(name));
if (unknown !== undefined) {
  console.error(`no engine is called ${unknown}; there are ${all.join(", ")}`);
  process.exit(2);
}

const root = fileURLToPath(new URL("..", import.meta.url)).replace(/\/$/, "");
// Inside the project, so that what is external is found.
const folder = `${root}/.cache/behaviour-${process.pid}`;
const { files, skipped } = testFiles(root, values.files, values.short);
if (files.length === 0) {
  console.error("no such files");
  process.exit(2);
}

/** undefined where this machine has no such engine. */
async function open(name, bundled) {
  if (name === "chromium") {
    const path = chromium();
    return path === undefined ? undefined : browserEngine(path, root, folder, bundled);
  }
  const path = engineIfShipped(name.replace(/^node/, ""));
  return path === undefined ? undefined : processEngine(name, path, root, folder, bundled);
}

function tell(file, { passed, failed, skipped }) {
  const counts = [`${passed} passed`];
  if (failed.length > 0) counts.push(`${failed.length} failed`);
  if (skipped.length > 0) counts.push(`${skipped.length} skipped`);
  console.log(`  ${file}: ${counts.join(", ")}`);
  for (const { name, message } of failed) {
    console.log(`  ✗ ${file} > ${name}\n${message.replace(/^/gm, "      ")}`);
  }
}

/** How many times each reason was given. */
function reasons(skips) {
  const counts = new Map();
  for (const { why } of skips) counts.set(why, (counts.get(why) ?? 0) + 1);
  return [...counts].map(([why, count]) => `  ${count} skipped: ${why}`);
}

async function runAll(name, bundled) {
  const engine = await open(name, bundled);
  if (engine === undefined)
    return { name, version: "none on this machine", passed: 0, failed: 0, skipped: 0 };
  const start = performance.now();
  console.log(`\n── ${name} ${engine.version}`);
  const row = { name, version: engine.version, passed: 0, failed: 0 };
  const skips = [];
  try {
    for (const file of files) {
      const outcomes = await engine.run(file);
      tell(file, outcomes);
      row.passed += outcomes.passed;
      row.failed += outcomes.failed.length;
      skips.push(...outcomes.skipped);
    }
  } finally {
    await engine.close();
  }
  row.skipped = skips.length;
  const time = ((performance.now() - start) / 1000).toFixed(0);
  console.log([`  ${row.passed} passed, ${row.failed} failed in ${time} s`, ...reasons(skips)].join("\n"));
  return row;
}

try {
  const bundled = await bundle(root, files, folder);
  for (const { name, why } of skipped) console.log(`left to Vitest: ${name}: ${why}`);
  const rows = [];
  for (const name of positionals.length > 0 ? positionals : all) rows.push(await runAll(name, bundled));
  console.log("\n| engine | version | passed | failed | skipped |\n| --- | --- | --- | --- | --- |");
  for (const { name, version, passed, failed, skipped } of rows) {
    console.log(`| ${name} | ${version} | ${passed} | ${failed} | ${skipped} |`);
  }
  const sum = (key) => rows.reduce((total, row) => total + row[key], 0);
  console.log(`\n${sum("passed")} passed, ${sum("failed")} failed, ${sum("skipped")} skipped`);
  if (sum("failed") > 0 || sum("passed") === 0) process.exitCode = 1;
} finally {
  await rm(folder, { recursive: true, force: true });
}
