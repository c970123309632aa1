/**
 * The benchmark suite: `npm run bench`, or `npm run bench -- fib power --quick`. How to read it: README.md.
 *
 * Cases → tables → what the options do → other programs → summary → JSON, plots and report. The exit code is 1 when any two
 * methods that did the same work have different values; no time decides anything.
 */
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { defineCommand, runMain } from "citty";
import { runCase, testcasesOf } from "./case-run.mjs";
import { cases } from "./cases/registry.mjs";
import { describeMachine, machine } from "./machine.mjs";
import { efforts } from "./measuring.mjs";
import { runOptions } from "./options-off.mjs";
import { runPeers } from "./peers/peers.mjs";
import { progressBar } from "./progress.mjs";
import { behind, behindTable, summaryTable } from "./summary.mjs";
import { testcaseTable } from "./table.mjs";
import { json, writeResults } from "./write-results.mjs";

const main = defineCommand({
  meta: {
    name: "npm run bench --",
    description: "plain loops, cpmoptimize and code by hand on the same work",
  },
  args: {
    cases: {
      type: "positional",
      required: false,
      description: "only the cases with these words in their names",
    },
    quick: { type: "boolean", description: "about a minute: fewer arguments and rounds" },
    match: { type: "boolean", description: "every method once, for the match column only; writes nothing" },
    json: { type: "boolean", description: "the results as JSON on standard output instead of tables" },
    peers: {
      type: "boolean",
      default: true,
      description: "compare with PARI, FLINT, GMP and Python where they are installed",
    },
    out: {
      type: "string",
      default: "bench/plots",
      description: "the folder of results.json, the plots and report.html",
    },
    from: { type: "string", description: "draw the files of an earlier run again, from its results.json" },
    list: { type: "boolean", description: "the names of the cases" },
  },
  async run({ args }) {
    const chosen = choose(args._);
    if (args.list || chosen.length === 0) return console.log(cases.map(({ name }) => name).join("\n"));
    if (args.from) return drawAgain(args.from, args.out);
    const effort = args.match ? efforts.match : args.quick ? efforts.quick : efforts.full;
    const isQuick = Boolean(args.quick || args.match);
    const say = args.json ? () => undefined : (text) => bar.print(text);
    const rows = chosen
      .flatMap((which) => testcasesOf(which, isQuick))
      .reduce((sum, t) => sum + t.args.length, 0);
    const bar = progressBar(rows);
    const start = performance.now();
    const results = { machine: machine(), effort, cases: [] };
    say(`${describeMachine(results.machine)}\n`);

    for (const which of chosen) {
      say(args.match ? which.name : `Function "${which.name}": ${which.about}\n`);
      const result = runCase(which, effort, isQuick, {
        row: (text) => bar.step(text),
        table: args.match ? () => undefined : (testcase) => say(describe(testcase)),
      });
      results.cases.push(result);
    }
    bar.stop();
    if (!args.match) {
      if (chosen.some(({ name }) => name === "fib")) results.optionsOff = runOptions(effort, isQuick, say);
      if (args.peers) results.peers = runPeers(isQuick, say);
      results.behind = behind(results.cases);
      say(`Summary\n${summaryTable(results.cases)}\n`);
      if (results.behind.length > 0) say(`Behind\n${behindTable(results.behind)}\n`);
      const files = writeResults(results, args.out);
      say(files.map((file) => `wrote ${file}`).join("\n"));
    }
    if (args.json) console.log(json(results));
    conclude(results, say);
    say(`${((performance.now() - start) / 1000).toFixed(0)} s`);
  },
});

/** The files of an earlier run, by the present code. */
function drawAgain(file, folder) {
  const results = JSON.parse(readFileSync(file, "utf8"));
  results.behind = behind(results.cases);
  console.log(`${behindTable(results.behind)}\n${writeResults(results, folder).join("\n")}`);
}

const describe = (testcase) =>
  `(*) Testcase "${testcase.name}":\n${testcaseTable(testcase)}\ncpm: ${testcase.loops.join("; ")}\n`;

/** A word is a case's name, or else a part of names. */
function choose(words) {
  const names = cases.map(({ name }) => name);
  const isMeant = (name) =>
    words.some((word) => (names.includes(word) ? name === word : name.includes(word)));
  return cases.filter(({ name }) => words.length === 0 || isMeant(name));
}

/** Which rows do not match. */
function conclude({ cases: done, optionsOff, peers }, say) {
  const tables = [
    ...done.flatMap(({ name, testcases }) => testcases.map((t) => [`${name} ${t.name}`, t])),
    ...[optionsOff, ...(peers ?? [])].flatMap((t) => (t ? [[t.name, t]] : [])),
  ];
  const all = tables.flatMap(([name, { rows }]) => rows.map((row) => [name, row]));
  const wrong = all.filter(([, { match }]) => !match);
  say(`${all.length - wrong.length} of ${all.length} rows match`);
  for (const [name, { arg }] of wrong) console.error(`DIFFERENT VALUES: ${name}, arg ${arg}`);
  if (wrong.length > 0) process.exitCode = 1;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await runMain(main);
