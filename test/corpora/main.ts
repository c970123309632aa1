/** `npm run corpus`: the table of outcomes of the whole corpus. `--list` names the loops, `--write` keeps the table in docs. */
import { writeFileSync } from "node:fs";
import { examineAll } from "./pool.ts";
import { listShort, printTables } from "./table.ts";
import { readCorpus, tasksOf } from "./tasks.ts";

export async function main(root: string, args: readonly string[]): Promise<number> {
  const loops = readCorpus(root);
  const tasks = tasksOf(loops, () => true);
  const outcomes = await examineAll(tasks, { root, limit: 60_000 });
  const without = loops.filter(({ witness }) => witness === null).length;
  const text = [
    `${loops.length} loops; ${without} have no witness, and so no start values.`,
    printTables(outcomes),
  ].join("\n\n");
  console.log(text);
  if (args.includes("--list")) console.log(`\n${listShort(outcomes)}`);
  if (args.includes("--write")) writeFileSync(`${root}/docs/CORPUS.md`, document(text));
  return outcomes.some(({ category }) => category === "wrong") ? 1 : 0;
}

function document(text: string): string {
  return `# Real loops

What becomes of the loops of a published benchmark of loop acceleration (Florian Frohn, "A calculus for modular loop
acceleration"), each written as \`while (guard) [a, b] = [ea, eb]\` over BigInt. The first column starts the loop at its
witness, the others at the witness's values times 10^3, 10^6 and 10^12. How outcomes are checked is told in
\`test/corpora/README.md\`. This file is written by \`npm run corpus -- --write\`.

${text}

- **fast-forwarded**: all turns but a few are skipped, and the state at the end is right.
- **as written**: the witness's few turns run as written. No scaled start is counted here.
- **refused**: the loop runs as written; the reasons are below. Whether it ends is looked up by sampling.
- **guard false at once, few turns, does not end**: there is nothing to skip: the guard does not hold at the scaled start,
  fewer than 1000 turns are taken, or the guard holds for ever.
- **result cannot exist**: an integer would outgrow the engine's limit; the loop throws at once.
`;
}
