/**
 * The program that goes through every adapter and every runtime: each way to opt in and out, and each kind of variable
 * that a transform in place reaches and the wrapper does not. Erasable TypeScript, without decorators.
 */
import { cpmoptimize, explain, range } from "cpmoptimize";
import { squares } from "./module-level.ts";

const multiplier = 6364136223846793005n;
const increment = 1442695040888963407n;
const mask = (1n << 64n) - 1n;

/** A generator of captured constants. */
export const generator = cpmoptimize()(function generator(seed: bigint, n: bigint): bigint {
  let x: bigint = seed;
  for (let i = 0n; i < n; i++) x = (x * multiplier + increment) & mask;
  return x;
});

/** Nothing is captured: the wrapper can do this, too. */
export const fib = cpmoptimize()((n: bigint): bigint => {
  let a = 0n;
  let b = 1n;
  for (const _ of range(n)) [a, b] = [b, a + b];
  return a;
});

/** A captured variable that closures change between the loops' runs. */
function account(): readonly bigint[] {
  "use cpm";
  let total = 0n;
  const add = (n: bigint): bigint => {
    for (let i = 0n; i < n; i++) total += i as bigint;
    return total;
  };
  const clear = (): void => {
    total = 7n;
  };
  const seen = [add(3000n), add(5000n)];
  clear();
  return [...seen, add(10n), total];
}

/** Opted out. */
export const asWritten = cpmoptimize()(function asWritten(n: bigint): bigint {
  "use no cpm";
  let s = increment;
  for (let i = 0n; i < n; i++) s += i;
  return s;
});

/** Nothing can be done about this one. */
export const refused = cpmoptimize()(function refused(n: bigint): bigint {
  let x = 1n;
  for (let i = 0n; i < n; i++) x = x * x + 1n;
  return x;
});

const limit = 1_000_000n;

function throwing(n: bigint): bigint {
  "use cpm";
  let s = 0n;
  for (let i = 0n; i < n; i++) {
    s += i;
    if (s > limit) throw new RangeError(`${i} is too much`); // throwing
  }
  return s;
}

// prettier-ignore
function onOneLine(n: bigint): bigint { "use cpm"; let s = 0n; for (let i = 0n; i < n; i++) { s += i; if (s > limit) throw new RangeError("too much"); } return s; } // onOneLine

/** `program.ts:61:26`, as the stack says. */
function placeOf(fail: (n: bigint) => bigint): string {
  try {
    return String(fail(5000n));
  } catch (error) {
    const first = /\n\s+at .*?([^\\/\n]+:\d+:\d+)\)?(?=\n|$)/.exec((error as Error).stack ?? "");
    return `${(error as Error).message}, ${first?.[1] ?? "nowhere"}`;
  }
}

/** What became of a decorated function's loops. */
export function statusOf(fn: (...args: bigint[]) => bigint): string {
  const { loops, unchanged } = explain(fn);
  return unchanged === undefined
    ? loops.map(({ status }) => status).join(" ")
    : `as written: ${unchanged.code}`;
}

/** Values to compare, places of errors to compare, and what became of the decorated functions. */
export function run() {
  return {
    values: {
      generator: generator(42n, 20_000n),
      fib: fib(2000n),
      squares,
      account: account(),
      asWritten: asWritten(1000n),
      refused: refused(8n),
    },
    places: { throwing: placeOf(throwing), onOneLine: placeOf(onOneLine) },
    statuses: {
      generator: statusOf(generator),
      fib: statusOf(fib),
      asWritten: statusOf(asWritten),
      refused: statusOf(refused),
    },
  };
}
