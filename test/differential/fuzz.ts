/**
 * `npm run fuzz`: the differential property on new programs until the time is up, on all cores.
 *
 * Batch k of a run with seed S is drawn from seed S + k, so that a run can be repeated, and is a part of every longer one.
 * What fails is shrunk, and becomes a program of `found/`, which the tests run from then on.
 */
import { fork } from "node:child_process";
import { appendFileSync, existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { availableParallelism } from "node:os";
import { parseArgs } from "node:util";
import * as fc from "fast-check";
import type { Comparison } from "./compare.ts";
import { compare } from "./compare.ts";
import { algebraProgram } from "./grammar/algebras.ts";
import { cellProgram } from "./grammar/cells.ts";
import { choice } from "./grammar/code.ts";
import { linearProgram } from "./grammar/linear-loops.ts";
import type { Program } from "./grammar/programs.ts";
import { program, withNeighbours } from "./grammar/programs.ts";

/** Programs of each batch; typed arrays take as long as several of the others. */
const grammars: readonly (readonly [name: string, generator: fc.Arbitrary<Program>, runs: number])[] = [
  ["integers", program, 200],
  ["algebras", algebraProgram, 200],
  ["linear", linearProgram, 50],
  ["arrays", cellProgram, 50],
];

/** Calls beside the others, and again, cost four times as much: other programs find more, but some have to have them. */
const again = choice<boolean>([1, fc.constant(true)], [7, fc.constant(false)]);

interface Tally {
  programs: number;
  calls: number;
  jumps: number;
  failures: Failure[];
}

interface Failure {
  readonly grammar: string;
  readonly seed: number;
  readonly path: string;
  readonly difference: string;
  readonly program: Pick<Program, "before" | "fn" | "calls">;
}

/** A batch takes a minute at most; one operation on BigInts of 2^30 bits cannot be interrupted, and takes longer. */
const STUCK_MS = 300_000;

const usage = `npm run fuzz -- [--minutes 10] [--seed 1] [--jobs ${availableParallelism()}]`;

/** @returns the exit code: 1 when a program differs, 2 for wrong arguments */
export async function main(root: string, file: string, args: readonly string[]): Promise<number> {
  const options = readOptions(args);
  if (options === undefined) return 2;
  const { minutes, seed, jobs } = options;
  const begin = Date.now();
  const sum: Tally = { programs: 0, calls: 0, jumps: 0, failures: [] };
  let next = 0;
  const report = (): void => {
    const passed = ((Date.now() - begin) / 60_000).toFixed(1);
    console.log(
      `${passed} min: ${sum.programs} programs, ${sum.calls} calls, ${sum.jumps} jumps, ${sum.failures.length} failures`,
    );
  };
  const stuck: number[] = [];
  const work = (): Promise<void> =>
    new Promise((resolve, reject) => {
      const child = fork(file, { env: { ...process.env, CPM_DEBUG: "1" } });
      let watch: NodeJS.Timeout | undefined;
      const ask = (): void => {
        if (Date.now() - begin >= minutes * 60_000) {
          child.disconnect();
          return;
        }
        const own = seed + next++;
        child.send(own);
        watch = setTimeout(() => {
          stuck.push(own);
          console.log(`batch ${own} does not end`);
          child.kill("SIGKILL");
          resolve(work());
        }, STUCK_MS);
      };
      child.on("message", (tally: Tally) => {
        clearTimeout(watch);
        sum.programs += tally.programs;
        sum.calls += tally.calls;
        sum.jumps += tally.jumps;
        for (const failure of tally.failures) {
          sum.failures.push(failure);
          console.log(
            `${failure.grammar}, seed ${failure.seed}, path ${failure.path}\n${failure.difference}`,
          );
          console.log(`written to ${keep(root, failure)}`);
        }
        report();
        ask();
      });
      child.on("exit", (code, signal) => {
        if (code === 0) resolve();
        else if (signal !== "SIGKILL") reject(new Error(`a process ended with code ${code}`));
      });
      ask();
    });
  await Promise.all(Array.from({ length: jobs }, work));
  mkdirSync(`${root}/.cache`, { recursive: true });
  const { failures, ...counts } = sum;
  const line = {
    date: new Date().toISOString(),
    seed,
    batches: next,
    ...counts,
    failures: failures.length,
    stuck,
  };
  appendFileSync(`${root}/.cache/fuzz.jsonl`, `${JSON.stringify(line)}\n`);
  report();
  return failures.length > 0 ? 1 : 0;
}

function readOptions(args: readonly string[]): { minutes: number; seed: number; jobs: number } | undefined {
  try {
    const { values } = parseArgs({
      args: [...args],
      options: { minutes: { type: "string" }, seed: { type: "string" }, jobs: { type: "string" } },
    });
    const number = (name: keyof typeof values, absent: number, least: number): number => {
      const value = values[name] === undefined ? absent : Number(values[name]);
      if (Number.isFinite(value) && value >= least) return value;
      throw new TypeError(`--${name} is ${values[name]}; it has to be a number from ${least}`);
    };
    const seed = Math.floor(number("seed", Math.floor(Math.random() * 2 ** 30), 0));
    return {
      minutes: number("minutes", 10, 0),
      seed,
      jobs: Math.floor(number("jobs", availableParallelism(), 1)),
    };
  } catch (error) {
    console.error(`${(error as Error).message}\n${usage}`);
    return undefined;
  }
}

/** Draws the batch of a seed. */
export function batch(seed: number): Tally {
  const tally: Tally = { programs: 0, calls: 0, jumps: 0, failures: [] };
  for (const [grammar, generator, numRuns] of grammars) {
    const called = fc.tuple(generator, again).map(([made, twice]) => (twice ? withNeighbours(made) : made));
    let failed: Comparison | undefined;
    const details = fc.check(
      fc.property(called, (generated) => {
        const comparison = compare(generated);
        if (failed === undefined) {
          tally.programs++;
          tally.calls += comparison.calls;
          tally.jumps += comparison.jumps;
        }
        if (comparison.difference === undefined) return true;
        failed = comparison;
        return false;
      }),
      { numRuns, seed },
    );
    if (!details.failed || details.counterexample === null) continue;
    const [smallest] = details.counterexample;
    const { before, fn, calls } = smallest;
    const difference = compare(smallest).difference ?? failed?.difference ?? "";
    const path = details.counterexamplePath ?? "";
    tally.failures.push({ grammar, seed, path, difference, program: { before, fn, calls } });
  }
  return tally;
}

/** Writes the program as one of those that were found, and registers it. */
function keep(root: string, { grammar, seed, program: found }: Failure): string {
  const folder = `${root}/test/differential/found`;
  const name = `fuzz-${grammar}-${seed}`;
  const file = `${folder}/${name}.ts`;
  const value = { about: `${grammar}, seed ${seed}`, programs: [found] };
  writeFileSync(
    file,
    `/** What was wrong is still to be said here. */\nimport type { Found } from "./found.ts";\n\nexport default ${JSON.stringify(value, undefined, 2)} satisfies Found;\n`,
  );
  const registry = `${folder}/all.ts`;
  const text = existsSync(registry) ? readFileSync(registry, "utf8") : "";
  const local = `fuzz${grammar}${seed}`;
  if (!text.includes(`"./${name}.ts"`)) {
    writeFileSync(
      registry,
      text
        .replace("\nexport const all", `import ${local} from "./${name}.ts";\n\nexport const all`)
        .replace(/\n\];\n$/, `\n  ${local},\n];\n`),
    );
  }
  return file;
}
