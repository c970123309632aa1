/** Loops whose products have no small closure are refused after a bounded number of steps, not after trying them all. */
import { expect, test } from "vitest";
import { faultyBuild } from "./faulty-build.ts";

const built = await faultyBuild();

const loop = (body: string): ((n: bigint) => bigint) =>
  new Function(
    `return function f(n) { let a = 1n, b = 2n, c = 3n, d = 4n, e = 5n, s = 0n; for (let i = 0n; i < n; i++) { ${body} } return s; }`,
  )() as (n: bigint) => bigint;

const rotation = "[a, b, c, d, e] = [b, c, d, e, a + b];";
const bodies: Readonly<Record<string, string>> = {
  "a high power of a sum": `s += (a + b + c + d + e + i) ** 40n; ${rotation}`,
  "a higher one": `s += (a + b + c + d + e + i) ** 400n; ${rotation}`,
  "powers of powers":
    "s += ((((a + b) ** 9n + c) ** 9n + d) ** 9n + e) ** 9n; a += b; b += c; c += d; d += e; e += i;",
  "squares of squares": "a += b * b; b += c * c; c += d * d; d += e * e; e += i * i; s += a * b;",
  "cubes of cubes": "a += i ** 3n; b += a ** 3n; c += b ** 3n; d += c ** 3n; e += d ** 3n; s += e ** 3n;",
  "a power of nothing": "s += (a - a) ** 1000000000000n; a += 1n;",
};

const many = (count: number, next: (k: number) => string): ((n: bigint) => bigint) => {
  const names = Array.from({ length: count }, (_, k) => `v${k}`);
  return new Function(
    `return function f(n) { let ${names.map((name, k) => `${name} = ${k}n`).join()}; for (let i = 0n; i < n; i++)
     [${names.join()}] = [${names.map((_, k) => next(k)).join()}]; return v0; }`,
  )() as (n: bigint) => bigint;
};

const loops: Readonly<Record<string, (n: bigint) => bigint>> = {
  ...Object.fromEntries(Object.entries(bodies).map(([name, body]) => [name, loop(body)])),
  "squares of squares, twenty deep": many(20, (k) => (k === 19 ? "v19 + i" : `v${k + 1} * v${k + 1}`)),
  "sums of them": many(20, (k) => (k === 19 ? "v19 + i" : `v${k} + v${k + 1} * v${k + 1}`)),
  "a ring of products": many(60, (k) => `v${k} * v${(k + 1) % 60}`),
  "each a product of two others": many(40, (k) => `v${(k * 7 + 3) % 40} * v${(k * 11 + 5) % 40}`),
  "each a product of the two before": many(40, (k) =>
    k < 38 ? `v${k} + v${k + 1} * v${k + 2}` : `v${k} + i`,
  ),
};

/** Fifty-nine turns are one polynomial in what the call gives. */
const coefficients = (n: bigint, x = 3): number => {
  let c = 1;
  for (let r = 0n; r < 3n; r++) while (--n > 0n) c -= x * c * Number(BigInt(Number(n)));
  return c;
};

/** Each a call of a function of this package. What would be expanded without caps has no bound. */
const STEPS = 10_000_000;

test.each(Object.entries(loops))("%s", (_, plain) => {
  let fast = plain;
  expect(built.steps(() => (fast = built.cpm.cpmoptimize({ itersLimit: 0 })(plain)))).toBeLessThan(STEPS);
  expect(built.steps(() => fast(3n))).toBeLessThan(STEPS);
  expect(fast(2n)).toBe(plain(2n));
  expect(built.steps(() => String(built.cpm.explain(fast)))).toBeLessThan(STEPS);
});

test("long coefficients count as what they are", () => {
  let fast = coefficients;
  expect(built.steps(() => (fast = built.cpm.cpmoptimize({ itersLimit: 0 })(coefficients)))).toBeLessThan(
    STEPS,
  );
  for (const x of [3, -Infinity, 1e300]) {
    let value = 0;
    expect(built.steps(() => (value = fast(60n, x)))).toBeLessThan(STEPS);
    expect(value).toBe(coefficients(60n, x));
  }
});
