/** Runs the tests of one file in the engine that this is loaded in, and gives their outcomes as plain data. */
import { startTests, type File, type Task, type VitestRunner } from "@vitest/runner";

export interface Failure {
  readonly name: string;
  readonly message: string;
}

export interface Skip {
  readonly name: string;
  readonly why: string;
}

export interface Outcomes {
  readonly passed: number;
  readonly failed: readonly Failure[];
  readonly skipped: readonly Skip[];
}

interface Mutable extends Outcomes {
  passed: number;
  readonly failed: Failure[];
  readonly skipped: Skip[];
}

/** No test is about time, and other work may slow an engine down: a file has a limit, a test has none of its own. */
const TIMEOUT = 3_600_000;
const config = {
  root: "/",
  setupFiles: [],
  passWithNoTests: false,
  sequence: { shuffle: false, concurrent: false, seed: 1, hooks: "stack", setupFiles: "list" },
  maxConcurrency: 1,
  testTimeout: TIMEOUT,
  hookTimeout: TIMEOUT,
  retry: 0,
  includeTaskLocation: false,
  tags: [],
  tagsFilter: undefined,
  strictTags: false,
} as unknown as VitestRunner["config"];

/** What failed, with the difference and the beginning of the stack. */
function messages(task: Task): string {
  const errors = task.result?.errors ?? [];
  return errors
    .map(({ name, message, diff, stack }) =>
      [
        `${name ?? "Error"}: ${message}`,
        diff ?? "",
        String(stack ?? "")
          .split("\n")
          .slice(0, 6)
          .join("\n"),
      ].join("\n"),
    )
    .join("\n");
}

function collect(task: Task, path: string, outcomes: Mutable) {
  const name = path === "" ? task.name : `${path} > ${task.name}`;
  if (task.type === "test") {
    const { state } = task.result ?? {};
    if (state === "pass") outcomes.passed++;
    else if (state === "fail") outcomes.failed.push({ name, message: messages(task) });
    else outcomes.skipped.push({ name, why: noteOf(task) });
    return;
  }
  // Errors of a suite are those of its hooks, or of the file itself.
  if (task.result?.errors?.length) outcomes.failed.push({ name, message: messages(task) });
  for (const inner of task.tasks)
    collect(inner, task.type === "suite" && "filepath" in task ? "" : name, outcomes);
}

/** The reason that `skip` was given, which the runner's types leave out. */
function noteOf({ result }: Task): string {
  return (result as { note?: string } | undefined)?.note ?? "the test says so";
}

/** With what a runner is told of each step. */
export function runWith(
  file: string,
  load: () => Promise<unknown>,
  steps: Partial<VitestRunner> = {},
): Promise<File[]> {
  return startTests([`/${file}`], { ...steps, config, importFile: load });
}

export async function run(file: string, load: () => Promise<unknown>): Promise<Outcomes> {
  const files = await runWith(file, load);
  const outcomes: Mutable = { passed: 0, failed: [], skipped: [] };
  for (const each of files) collect(each, "", outcomes);
  return outcomes;
}
