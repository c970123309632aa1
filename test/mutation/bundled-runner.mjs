/**
 * Runs the tests of mutants without Vitest: the instrumented sources are bundled with the tests once (as for other engines,
 * `test/engines/behaviour/`), and each mutant's tests run in processes of their own, one for each file, those first that take the
 * least time. A process starts in a fraction of the second that Vitest needs, and an endless one is killed without anything
 * that has to be made anew.
 *
 * Tests that replace modules or load them anew are not run (`files.mjs`); `--vitest` runs them. What fails with no mutant
 * active is left out, and said: tests that count calls of built-ins count those of the instruments, too, and instrumented sources
 * have met a fault of an engine's that ends the process.
 */
import { spawn } from "node:child_process";
import { join } from "node:path";
import { clearTimeout, setTimeout } from "node:timers";
import { fileURLToPath } from "node:url";
import { bundle } from "../engines/behaviour/bundle.mjs";
import { testFiles } from "../engines/behaviour/files.mjs";

const main = fileURLToPath(new URL("bundled-main.mjs", import.meta.url));
const MARK = "\n@outcomes ";

/** A file's tests may take so much longer than they took, and the machine so much longer to do anything. */
const TIMES = 3;
const SLACK = 6000;

class BundledRunner {
  /** Milliseconds of each test, in the run without a mutant. */
  times = new Map();

  capabilities() {
    return { reloadEnvironment: true };
  }

  async init() {
    const root = process.cwd();
    const names = (process.env["CPM_MUTATION_TESTS"] ?? "").split(",");
    const all = testFiles(root, [], false).files;
    const files = all.filter((file) =>
      names.some((name) => file === `test/${name}.test.ts` || file.startsWith(`test/${name}/`)),
    );
    this.folder = join(root, ".bundles");
    this.bundled = await bundle(root, files, this.folder);
    this.files = files;
  }

  async dryRun() {
    const tests = [];
    const mutantCoverage = { static: {}, perTest: {} };
    for (const file of this.files) {
      const outcome = await this.run(file, { mode: "dry" }, 600_000);
      if (outcome.signal !== undefined && outcome.signal !== null) {
        console.warn(`${file} is left out: ${outcome.error}`);
        continue;
      }
      if (outcome.tests === undefined) return { status: "error", errorMessage: `${file}: ${outcome.error}` };
      const passed = outcome.tests.filter(({ status }) => status === 0);
      for (const test of outcome.tests)
        if (!passed.includes(test)) console.warn(`${test.id} is left out: ${test.failureMessage}`);
      tests.push(...passed);
      add(mutantCoverage.static, outcome.coverage.static);
      for (const { id } of passed)
        add((mutantCoverage.perTest[id] ??= {}), outcome.coverage.perTest[id] ?? {});
    }
    for (const { id, timeSpentMs } of tests) this.times.set(id, timeSpentMs);
    return { status: "complete", tests, mutantCoverage };
  }

  async mutantRun({ testFilter, activeMutant, hitLimit }) {
    const ids = testFilter ?? [...this.times.keys()];
    const byFile = new Map();
    for (const id of ids) {
      const file = id.split("#", 1)[0];
      const part = byFile.get(file) ?? { file, tests: [], time: 0 };
      byFile.set(file, part);
      part.tests.push(id);
      part.time += this.times.get(id) ?? 0;
    }
    const parts = [...byFile.values()].sort((a, b) => a.time - b.time);
    const mutant = { mode: "mutant", id: activeMutant.id, hitLimit };
    let nrOfTests = 0;
    for (const { file, tests, time } of parts) {
      const outcome = await this.run(file, { ...mutant, tests }, SLACK + TIMES * time);
      if (outcome.isEndless) return { status: "timeout" };
      if (outcome.tests === undefined) return killed([file], outcome.error, nrOfTests);
      nrOfTests += outcome.tests.length;
      const failed = outcome.tests.find(({ status }) => status === 1);
      if (failed) return killed([failed.id], failed.failureMessage, nrOfTests);
    }
    return { status: "survived", nrOfTests };
  }

  /** @returns `tests` of a file that was run to its end, or to the first failure; `isEndless`; or else an `error` */
  run(file, task, limit) {
    const { module } = this.bundled.modules.get(file);
    const args = ["--disable-warning=CPM_CAPTURED_VARIABLES", "--max-old-space-size=2000", main];
    const paths = [this.bundled.runtime, module].map((each) => join(this.folder, each));
    return new Promise((resolve) => {
      const child = spawn(process.execPath, [...args, ...paths], { stdio: ["pipe", "pipe", "pipe"] });
      const [out, err] = [[], []];
      let isLate = false;
      child.stdout.on("data", (part) => out.push(part));
      child.stderr.on("data", (part) => err.push(part));
      const timer = setTimeout(() => {
        isLate = true;
        child.kill("SIGKILL");
      }, limit);
      child.on("close", (status, signal) => {
        clearTimeout(timer);
        const text = out.join("");
        const at = text.lastIndexOf(MARK);
        if (at >= 0) resolve(JSON.parse(text.slice(at + MARK.length)));
        else if (isLate) resolve({ isEndless: true });
        else resolve({ signal, error: `${signal ?? status}: ${err.join("").slice(-2000)}` });
      });
      child.stdin.on("error", () => undefined);
      child.stdin.end(JSON.stringify({ ...task, file }));
    });
  }
}

function killed(killedBy, failureMessage, nrOfTests) {
  return { status: "killed", killedBy, failureMessage, nrOfTests };
}

function add(sums, counts) {
  for (const [id, count] of Object.entries(counts)) sums[id] = (sums[id] ?? 0) + count;
}

export const strykerPlugins = [{ kind: "TestRunner", name: "bundles", injectableClass: BundledRunner }];
