/** A thread that examines loops one by one and tells on the way what the door says. */
import { parentPort } from "node:worker_threads";
import type { CorpusLoop } from "./corpus-loop.ts";
import type { Outcome } from "./examine.ts";
import { Examiner } from "./examine.ts";

export interface Task {
  readonly loop: CorpusLoop;
  readonly scale: number;
}

export type Message =
  | { readonly kind: "begin" }
  | { readonly kind: "skipped"; readonly turns: bigint }
  | { readonly kind: "outcome"; readonly outcome: Outcome };

// Errors of the package are to be seen here, not to be survived.
process.env["CPM_DEBUG"] = "1";

let known: { readonly id: string; readonly examiner: Examiner } | undefined;

parentPort?.on("message", ({ loop, scale }: Task) => {
  const send = (message: Message): void => parentPort?.postMessage(message);
  send({ kind: "begin" });
  let outcome: Outcome;
  try {
    if (known?.id !== loop.id) {
      const examiner = new Examiner(loop, (event) => {
        if (event.kind === "accelerated") send({ kind: "skipped", turns: event.turns });
      });
      known = { id: loop.id, examiner };
    }
    outcome = known.examiner.examine(scale);
  } catch (error) {
    outcome = { id: loop.id, scale, category: "wrong", note: String((error as Error).stack ?? error) };
  }
  send({ kind: "outcome", outcome });
});
