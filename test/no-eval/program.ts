/**
 * What has to work where no code may be made from strings: the sample application, and recurrences whose kernel is
 * WebAssembly where there is any. `attempts` counts the modules that were asked for, `made` those that there were.
 */
// First: what was there when the package was loaded is taken as it is.
import { counts } from "./counts.ts";
import { explain } from "cpmoptimize";
import { generator, run, statusOf } from "../adapters/sample/program.ts";

const prime = 2147483647n;

/** Order 6 modulo a prime of 31 bits. */
function short(n: bigint): bigint {
  "use cpm";
  let a = 1n,
    b = 2n,
    c = 3n,
    d = 4n,
    e = 5n,
    f = 6n;
  for (let i = 0n; i < n; i++) {
    [a, b, c, d, e, f] = [b, c, d, e, f, (3n * a + 5n * b + 7n * c + 11n * d + 13n * e + 17n * f) % prime];
  }
  return f;
}

/** Modulo a prime of 61 bits. */
function limbs(n: bigint): bigint {
  "use cpm";
  let a = 1n,
    b = 2n,
    c = 3n,
    d = 4n,
    e = 5n,
    f = 6n;
  for (let i = 0n; i < n; i++) {
    [a, b, c, d, e, f] = [
      b,
      c,
      d,
      e,
      f,
      (3n * a + 5n * b + 7n * c + 11n * d + 13n * e + 17n * f) % 2305843009213693951n,
    ];
  }
  return f;
}

/** Modulo 2^64. */
function wrapping(n: bigint): bigint {
  "use cpm";
  let a = 1n,
    b = 2n,
    c = 3n,
    d = 4n,
    e = 5n,
    f = 6n;
  for (let i = 0n; i < n; i++) {
    [a, b, c, d, e, f] = [
      b,
      c,
      d,
      e,
      f,
      BigInt.asUintN(64, 3n * a + 5n * b + 7n * c + 11n * d + 13n * e + 17n * f),
    ];
  }
  return f;
}

/** Is evaluation really forbidden? */
function canEvaluate(): boolean {
  try {
    return (Function("return 1") as () => number)() === 1;
  } catch {
    return false;
  }
}

export function results(n: bigint): object {
  const { values, statuses } = run();
  return {
    canEvaluate: canEvaluate(),
    // Twice, since a machine has to pay.
    values: { ...values, recurrences: [n, n + 1n].map((n) => [short(n), limbs(n), wrapping(n)]) },
    statuses,
    reason: explain(generator).unchanged?.code ?? statusOf(generator),
    ...counts,
  };
}
