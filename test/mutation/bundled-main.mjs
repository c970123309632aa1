/** Runs the tests of one bundled file, with a mutant or without, and prints what came of them as one line. */
import { Buffer } from "node:buffer";
import { readFileSync, writeSync } from "node:fs";
import { pathToFileURL } from "node:url";

const [runtime, module] = process.argv.slice(2).map((path) => pathToFileURL(path).href);
const { mode, file, id, hitLimit, tests: wanted } = JSON.parse(readFileSync(0, "utf8"));
const stryker = (globalThis.__stryker__ = { hitLimit, hitCount: hitLimit === undefined ? undefined : 0 });
stryker.activeMutant = id; // while the modules are loaded, too

const tests = [];
const idOf = (test) => {
  const names = [];
  for (let task = test; task?.suite || task?.name; task = task.suite) names.unshift(task.name);
  return `${file}#${names.join(" ").trim()}`;
};

function end(outcome) {
  const text = `\n@outcomes ${JSON.stringify(outcome)}`;
  for (let at = 0, bytes = Buffer.from(text); at < bytes.length;) at += writeSync(1, bytes, at);
  process.exit(0);
}

const { runWith } = await import(runtime);
await runWith(file, () => import(module), {
  onCollected(files) {
    if (mode === "dry") return;
    const kept = new Set(wanted);
    const visit = (task) => {
      if (task.type === "test" && !kept.has(idOf(task))) task.mode = "skip";
      for (const inner of task.tasks ?? []) visit(inner);
    };
    files.forEach(visit);
  },
  onBeforeRunTask(test) {
    if (mode === "dry") stryker.currentTestId = idOf(test);
  },
  onAfterRunTask(test) {
    stryker.currentTestId = undefined;
    const { state, errors = [], duration = 0 } = test.result ?? {};
    if (state !== "pass" && state !== "fail") return;
    const told = { id: idOf(test), name: idOf(test), timeSpentMs: Math.round(duration), fileName: file };
    if (hitLimit !== undefined && stryker.hitCount > hitLimit) end({ isEndless: true });
    if (state === "pass") tests.push({ ...told, status: 0 });
    else {
      const failureMessage = errors.map(({ message }) => String(message).slice(0, 2000)).join("\n");
      tests.push({ ...told, status: 1, failureMessage });
      if (mode !== "dry") end({ tests });
    }
  },
}).then(([first]) => {
  // A file that cannot be loaded, or whose hooks fail.
  const errors = (first?.result?.errors ?? []).map(({ message }) => message);
  if (errors.length > 0 && mode === "dry") end({ error: errors.join("\n") });
  if (errors.length > 0)
    end({
      tests: [
        ...tests,
        { id: file, name: file, timeSpentMs: 0, status: 1, failureMessage: errors.join("\n") },
      ],
    });
});
end({ tests, coverage: stryker.mutantCoverage ?? { static: {}, perTest: {} } });
