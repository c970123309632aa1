/**
 * The library and the best code by hand beside other programs: F(10^5), …, F(10^7), and F(n) mod 10^9 + 7.
 *
 * They cannot share a process, so they take turns, round by round, each with as many calls as fill a tenth of a second.
 */
import { cpmoptimize } from "cpmoptimize";
import { fib } from "../cases/fib.mjs";
import { modular } from "../cases/modular.mjs";
import { median, timed, warmUp } from "../measuring.mjs";
import { grid, duration } from "../table.mjs";
import { PRIME } from "./outside.mjs";
import { programs } from "./programs.mjs";

const MODULUS = 1000000007n;
const SECONDS = 0.1;
const fibMod = modular.find(({ name }) => name === "fib_mod");

/** Functions of this process as programs are asked: `(n, repetitions)` to seconds and value. */
const own = (fn, reduce) => (n, repetitions) => {
  const { seconds, value } = timed(() => fn(n), repetitions);
  return { seconds: seconds / repetitions, value: reduce(value) };
};

/** How many calls fill the time, whatever the timer's resolution, and their value. */
function filled(ask) {
  for (let repetitions = 1; ;) {
    const { seconds, value } = ask(repetitions);
    const missing = SECONDS / (seconds * repetitions);
    if (missing < 2) return { repetitions, value };
    repetitions = Math.ceil(repetitions * Math.min(missing, 30));
  }
}

/** One row: the columns take turns. */
function row(arg, n, columns, rounds) {
  const runs = columns.map(([name, ask]) => ({
    name,
    ask,
    ...filled((repetitions) => ask(n, repetitions)),
    times: [],
  }));
  for (let round = 0; round < rounds; round++) {
    for (const run of runs) run.times.push(run.ask(n, run.repetitions).seconds);
  }
  return {
    arg,
    seconds: Object.fromEntries(runs.map(({ name, times }) => [name, median(times)])),
    match: runs.every(({ value }) => value === runs[0].value),
  };
}

const table = ({ columns, rows, reference }) =>
  grid(
    ["arg", ...columns, "match"],
    rows.map(({ arg, seconds, match }) => [
      arg,
      ...columns.map(
        (name) =>
          `${duration(seconds[name])} ${`(${(seconds[name] / seconds[reference]).toFixed(2)})`.padStart(7)}`,
      ),
      match ? "yes" : "NO",
    ]),
  );

export function runPeers(isQuick, say) {
  const here = programs.filter(({ name, debian, find }) => {
    const version = find();
    if (version === undefined) say(`${name} is not installed (Debian: ${debian}): left out`);
    return version !== undefined;
  });
  if (here.length === 0) return [];
  const rounds = isQuick ? 1 : 5;
  const [fast, fastMod] = [fib, fibMod].map(({ plain }) => cpmoptimize()(plain));
  const best = (which) => Object.entries(which.byHand).at(-1);
  const reference = here.at(-1).name;
  warmUp(fast, [3000n], isQuick ? 0.2 : 1);
  warmUp(fastMod, [10n ** 18n], isQuick ? 0.2 : 1);

  const terms = {
    name: "F(n), other programs",
    reference,
    rows: [5, 6, 7].map((digits) =>
      row(
        `10^${digits}`,
        10n ** BigInt(digits),
        [
          ["cpm", own(fast, (value) => value % PRIME)],
          [best(fib)[0], own(best(fib)[1], (value) => value % PRIME)],
          ...here.map(({ name, fibonacci }) => [name, fibonacci]),
        ],
        rounds,
      ),
    ),
  };
  const modulo = here.filter((program) => program.modulo);
  const residues = {
    name: "F(n) mod 10^9 + 7, other programs",
    reference: modulo.at(-1)?.name ?? "cpm",
    rows: [6, 18, 100].map((digits) =>
      row(
        `10^${digits}`,
        10n ** BigInt(digits),
        [
          ["cpm", own(fastMod, (value) => value)],
          [best(fibMod)[0], own(best(fibMod)[1], (value) => value)],
          ...modulo.map(({ name, modulo: ask }) => [name, (n, repetitions) => ask(n, MODULUS, repetitions)]),
        ],
        rounds,
      ),
    ),
  };
  const tables = [terms, residues].map((t) => ({ ...t, columns: Object.keys(t.rows[0].seconds) }));
  for (const t of tables) say(`${t.name} (in brackets: to ${t.reference})\n${table(t)}\n`);
  return tables;
}
