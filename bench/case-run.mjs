/** Everything that is measured of one case: its testcases, the first call in a new wrapper, and what the library made of it. */
import { cpmoptimize, explain } from "cpmoptimize";
import { median, timed, warmUp } from "./measuring.mjs";
import { runTestcase } from "./testcase.mjs";

/** Less than this many arguments of each testcase in a quick run: the first, the last and some between. */
const QUICK_ARGUMENTS = 4;

function thinned(args) {
  if (args.length <= QUICK_ARGUMENTS) return args;
  const last = args.length - 1;
  return Array.from(
    { length: QUICK_ARGUMENTS },
    (_, k) => args[Math.round((k * last) / (QUICK_ARGUMENTS - 1))],
  );
}

/** The testcases of a case, with fewer arguments for a quick run; those of "huge" are left to full runs. */
export const testcasesOf = (which, isQuick) =>
  which.testcases
    .filter(({ name }) => !isQuick || name !== "huge")
    .map((testcase) => (isQuick ? { ...testcase, args: thinned(testcase.args) } : testcase));

/**
 * Each testcase has wrappers of its own: a loop that has often been called with few turns keeps account of what that cost, and
 * is not tried again for a while.
 *
 * @param listener `row(text)` after each row, `table(result)` after each testcase.
 */
export function runCase(which, effort, isQuick, listener) {
  const { name, about, plain, options = {} } = which;
  let cpm;
  const results = testcasesOf(which, isQuick).map((testcase, k) => {
    cpm = cpmoptimize(options)(plain);
    const forced = cpmoptimize({ ...options, itersLimit: 0 })(plain);
    const functions = { plain, cpm, forced };
    warmUpAll(which, testcase, functions, k === 0 ? effort.warmUp : effort.warmUp / 4);
    const result = runTestcase(which, testcase, functions, effort, (row) =>
      listener.row(`${name} ${row.arg}`),
    );
    result.loops = explained(cpm);
    listener.table(result);
    return result;
  });
  const firstCall = effort.rounds > 0 ? first(which, which.testcases[0]) : undefined;
  return { name, about, isPlotted: Boolean(which.plots), firstCall, testcases: results };
}

/** The engine specialises code to the sizes of BigInts that it has met, so all methods meet the same. */
function warmUpAll(which, testcase, { plain, cpm, forced }, seconds) {
  const args = argumentsOf(which, testcase);
  const isLoop = (arg) => testcase.mayLoop?.(arg) ?? !testcase.fresh;
  warmUp(cpm, args, seconds);
  if (testcase.forced) warmUp(forced, args, seconds);
  warmUp(plain, args.filter((_, k) => isLoop(testcase.args[k])), seconds / 10); // prettier-ignore
  for (const method of Object.values(which.byHand)) warmUp(method, args, seconds / 10);
}

function argumentsOf(which, testcase) {
  return testcase.args.map(testcase.argument ?? which.argument);
}

/** Wrapping and calling at once: parsing, judging, planning, and code that nothing has warmed for this site. */
function first(which, testcase) {
  const argument = argumentsOf(which, testcase).at(-1);
  const times = Array.from({ length: 5 }, () =>
    timed(() => cpmoptimize(which.options ?? {})(which.plain)(argument)),
  );
  return { arg: testcase.args.at(-1), seconds: median(times.map(({ seconds }) => seconds)) };
}

/** What the last call did: one line a loop. */
function explained(fn) {
  return explain(fn).loops.map(({ place, status, kernel, refusals }) =>
    [place, status, kernel, ...refusals.map(({ code }) => `[${code}]`)].filter(Boolean).join(" "),
  );
}
