/** The corpus, and what is to be examined of it: every loop that has a witness, at the witness and at scaled starts. */
import { readFileSync } from "node:fs";
import type { CorpusLoop } from "./corpus-loop.ts";
import type { Task } from "./worker.ts";

const scales = [1, 1e3, 1e6, 1e12];

export function readCorpus(root: string): CorpusLoop[] {
  return JSON.parse(readFileSync(`${root}/test/corpora/acceleration-loops.json`, "utf8")) as CorpusLoop[];
}

/** `wants` chooses; the tasks of a loop stand together. */
export function tasksOf(
  loops: readonly CorpusLoop[],
  wants: (index: number, scale: number) => boolean,
): Task[] {
  return loops
    .filter(({ witness }) => witness !== null)
    .flatMap((loop, index) =>
      scales.filter((scale) => wants(index, scale)).map((scale) => ({ loop, scale })),
    );
}
