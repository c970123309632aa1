/**
 * What became of a function, for people and for programs: every loop with its place, status, state vector, transition
 * and kernel, or the reasons why it stays as written.
 *
 * The compile-time record (decorated.ts) says which loops there are; a loop with a site adds what `inspect` knows: the
 * verdict over unknown values before the first call, the last trace after it.
 */
import { decorated, type DecoratedLoop } from "./decorated.ts";
import type { Explanation, LoopExplanation } from "./explanation.ts";
import { printExplanation } from "./print-explanation.ts";
import { written } from "./written.ts";
import { inspect } from "./inspect.ts";

/**
 * Explains a function that went through `cpmoptimize`: before its first call with symbols for all values, after it with
 * the last trace.
 *
 * @throws TypeError when the function did not go through `cpmoptimize`.
 * @example
 * const triangle = cpmoptimize()(function triangle(n: bigint) {
 *   let sum = 0n;
 *   for (let i = 0n; i < n; i++) sum += i;
 *   return sum;
 * });
 * explain(triangle).loops.length       // 1
 * explain(triangle).function           // "triangle"
 */
// eslint-disable-next-line @typescript-eslint/no-unsafe-function-type -- every function may be asked about
export function explain(fn: Function): Explanation {
  const record = typeof fn === "function" ? decorated(fn) : undefined;
  if (record === undefined) {
    const met =
      typeof fn === "function" ? `the function ${fn.name || "(anonymous)"}, which is not one` : written(fn);
    throw new TypeError(`explain: needs a function that cpmoptimize gave back, not ${met}.`);
  }
  const loops = record.loops.map(explainLoop);
  const data = {
    function: record.name,
    file: loops[0]?.file ?? "",
    ...(record.unchanged && { unchanged: record.unchanged }),
    assumptions: record.assumptions,
    loops,
  };
  return Object.defineProperty(data, "toString", { value: () => printExplanation(data) });
}

function explainLoop(loop: DecoratedLoop): LoopExplanation {
  return typeof loop === "function" ? inspect(loop) : { ...loop, status: "refused" };
}
