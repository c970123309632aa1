/** Examines loops in threads; a loop that takes too long is stopped with its thread. */
import { rm } from "node:fs/promises";
import { Worker } from "node:worker_threads";
import { build } from "esbuild";
import type { Outcome } from "./examine.ts";
import type { Message, Task } from "./worker.ts";

export interface PoolOptions {
  /** The project's folder. */
  readonly root: string;
  readonly threads?: number;
  /** Milliseconds for one loop at one start. */
  readonly limit?: number;
}

/** The outcomes, in the order of the tasks. Tasks of one loop should stand together. */
export async function examineAll(tasks: readonly Task[], options: PoolOptions): Promise<Outcome[]> {
  const { root, threads = 2, limit = 10_000 } = options;
  // Inside the project, so that the bundle finds its packages.
  const file = `${root}/.cache/corpora/worker-${process.pid}.mjs`;
  await build({
    entryPoints: [`${root}/test/corpora/worker.ts`],
    outfile: file,
    bundle: true,
    platform: "node",
    format: "esm",
    target: "node20",
    packages: "external",
    alias: Object.fromEntries(
      ["runtime", "compiler"].map((entry) => [`cpmoptimize/${entry}`, `${root}/src/${entry}/index.ts`]),
    ),
    logLevel: "warning",
  });
  const outcomes: Outcome[] = [];
  let next = 0;
  const serve = async (): Promise<void> => {
    let worker: Worker | undefined;
    while (next < tasks.length) {
      const index = next++;
      const task = tasks[index]!;
      worker ??= new Worker(file);
      const outcome = await examineOne(worker, task, limit);
      if (outcome.category === "time limit" || worker.threadId < 0) {
        await worker.terminate();
        worker = undefined;
      }
      outcomes[index] = outcome;
    }
    await worker?.terminate();
  };
  try {
    await Promise.all(Array.from({ length: threads }, serve));
  } finally {
    await rm(file, { force: true });
  }
  return outcomes;
}

function examineOne(worker: Worker, task: Task, limit: number): Promise<Outcome> {
  const { id } = task.loop;
  return new Promise((resolve) => {
    let skipped = 0n;
    let timer: NodeJS.Timeout | undefined;
    const finish = (outcome: Outcome): void => {
      clearTimeout(timer);
      worker.off("message", listen);
      worker.off("error", crash);
      resolve(outcome);
    };
    const stop = (): void => {
      const note = skipped === 0n ? "before the door had answered" : `after ${skipped} skipped turns`;
      finish({ id, scale: task.scale, category: "time limit", note });
    };
    const listen = (message: Message): void => {
      // The time that a thread needs to load is not the loop's.
      if (message.kind === "begin") timer = setTimeout(stop, limit);
      else if (message.kind === "skipped") skipped += message.turns;
      else finish(message.outcome);
    };
    const crash = (error: Error): void => {
      finish({ id, scale: task.scale, category: "wrong", note: String(error) });
    };
    worker.on("message", listen);
    worker.on("error", crash);
    worker.postMessage(task);
  });
}
