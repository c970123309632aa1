/**
 * A long jump that tells how far it is, and that somebody may stop: what the listener throws comes out of the loop.
 *
 *     npx cpmoptimize run examples/progress.ts --call 'fib(20_000_000n)'
 */
import { cpmoptimize } from "cpmoptimize";

/** To be set by whoever waits for the result. */
export const waiting = { isPatient: true, heard: [] as number[] };

export const fib = cpmoptimize({
  onProgress(fraction) {
    waiting.heard.push(fraction);
    if (!waiting.isPatient && fraction > 0.25) throw new Error("nobody waits any more");
  },
})(function fib(n: bigint) {
  let a = 0n;
  let b = 1n;
  for (let i = 0n; i < n; i++) [a, b] = [b, a + b];
  return a;
});
