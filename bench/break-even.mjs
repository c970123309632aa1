/**
 * From how many turns on is a jump faster than the plain loop, and from how many does the automatic limit jump?
 *
 * For one loop of each algebra, warm, called again and again with the same n: the least n (of 1, 2, 4, … and the steps of a
 * bisection between two of them) of which a call with `itersLimit: 0` takes no more CPU time than the plain one, and the
 * least n that `"auto"` accelerates.
 */
import process from "node:process";
import { cpmoptimize, explain, original } from "cpmoptimize";

const BATCHES = 11;
const BATCH_US = 2000;
const LARGEST = 2 ** 22;

const loops = {
  "Fibonacci, BigInt": (n) => {
    let a = 0n,
      b = 1n;
    for (let i = 0; i < n; i++) [a, b] = [b, a + b];
    return a;
  },
  "sum of squares, BigInt": (n) => {
    let s = 0n;
    for (let i = 0n; i < n; i++) s += i * i;
    return s;
  },
  "sum, number": (n) => {
    let s = 0;
    for (let i = 0; i < n; i++) s += i;
    return s;
  },
  "generator modulo 2^31 - 1, number": (n) => {
    let x = 1;
    for (let i = 0; i < n; i++) x = (16807 * x) % 2147483647;
    return x;
  },
  "generator modulo 2^64, BigInt": (n) => {
    let x = 1n;
    for (let i = 0; i < n; i++) x = BigInt.asUintN(64, x * 6364136223846793005n + 1442695040888963407n);
    return x;
  },
  "Fibonacci modulo 10^9 + 7, BigInt": (n) => {
    let a = 0n,
      b = 1n;
    for (let i = 0; i < n; i++) [a, b] = [b, (a + b) % 1000000007n];
    return a;
  },
  "wrap-around, number": (n) => {
    let x = 1;
    for (let i = 0; i < n; i++) x = (Math.imul(x, 1664525) + 1013904223) | 0;
    return x;
  },
  "xorshift32, number": (n) => {
    let x = 1;
    for (let i = 0; i < n; i++) {
      x ^= x << 13;
      x ^= x >>> 17;
      x ^= x << 5;
    }
    return x;
  },
  "two maxima, number": (n) => {
    let a = 0,
      b = 3;
    for (let i = 0; i < n; i++) [a, b] = [Math.max(a + 1, b), Math.max(b + 2, a - 5)];
    return a;
  },
  "factorial, BigInt": (n) => {
    let f = 1n;
    for (let i = 1; i < n; i++) f *= BigInt(i);
    return f;
  },
  "factorial modulo 10^9 + 7, BigInt": (n) => {
    let f = 1n;
    for (let i = 1n; i <= n; i++) f = (f * i) % 1000000007n;
    return f;
  },
  "derangements modulo 2^61 - 1, BigInt": (n) => {
    let c = 1n,
      d = 0n;
    for (let i = 2n; i <= n; i++) [c, d] = [d, ((i - 1n) * (c + d)) % 2305843009213693951n];
    return d;
  },
};

const takesBigInt = ["sum of squares", "factorial modulo", "derangements modulo"];
const isBigInt = (name) => takesBigInt.some((start) => name.startsWith(start));

/** Microseconds of CPU time a call, in a batch of calls that takes long enough to be measured. */
function batch(fn, argument, calls) {
  const start = process.cpuUsage();
  for (let k = 0; k < calls; k++) fn(argument);
  const { user, system } = process.cpuUsage(start);
  return (user + system) / calls;
}

/** Is the first function no slower than the second? Batches alternate; medians are compared. */
function isNoSlower(fn, other, argument) {
  const calls = Math.max(1, Math.ceil(BATCH_US / Math.max(0.1, batch(other, argument, 8))));
  const times = [[], []];
  for (let k = 0; k < BATCHES; k++)
    [fn, other].forEach((each, j) => times[j].push(batch(each, argument, calls)));
  const [mine, theirs] = times.map((all) => all.sort((x, y) => x - y)[BATCHES >> 1]);
  return mine <= theirs;
}

/** The least n up to a power of two, and between two of them by bisection, of which `test` is true. */
function least(test) {
  let high = 1;
  while (!test(high)) if ((high *= 2) > LARGEST) return undefined;
  let low = high / 2;
  while (high - low > high / 16) {
    const middle = Math.round((low + high) / 2);
    if (test(middle)) high = middle;
    else low = middle;
  }
  return Math.ceil(high);
}

const rows = Object.entries(loops).map(([name, loop]) => {
  const argument = (n) => (isBigInt(name) ? BigInt(n) : n);
  const forced = cpmoptimize({ itersLimit: 0 })(loop);
  const automatic = cpmoptimize()(loop);
  const plain = original(automatic);
  for (let k = 0; k < 3000; k++) [forced, automatic, plain].forEach((fn) => fn(argument(5000)));
  const even = least((n) => isNoSlower(forced, plain, argument(n)));
  const limit = least((n) => {
    automatic(argument(n));
    return explain(automatic).loops[0].status === "accelerated";
  });
  const ratio = even === undefined || limit === undefined ? "" : (limit / even).toFixed(2);
  return { loop: name, "break-even n": even ?? `> ${LARGEST}`, "automatic limit": limit ?? "never", ratio };
});
console.table(rows);
