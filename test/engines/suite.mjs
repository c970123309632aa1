/**
 * The built package's behaviour, on any engine: no test runner, only node:assert. Each case compares an optimised
 * function with the same loop written plainly.
 */
import assert from "node:assert/strict";
import { cpmoptimize, range } from "../../dist/index.js";

const functions = {
  fib(n) {
    let a = 0n;
    let b = 1n;
    for (let i = 0n; i < n; i++) [a, b] = [b, a + b];
    return a;
  },
  squares(n) {
    let s = 0n;
    for (let i = 1n; i <= n; i++) s += i * i;
    return s;
  },
  countdown(n) {
    let power = 1n;
    while (n-- > 0n) power = power * 3n + n;
    return [power, n];
  },
};

const counts = [-1n, 0n, 1n, 2n, 3n, 10n, 1000n];
let passed = 0;
function check(name, body) {
  try {
    body();
  } catch (error) {
    console.error(`failed: ${name}`);
    throw error;
  }
  passed++;
}

for (const [name, plain] of Object.entries(functions)) {
  const fast = cpmoptimize()(plain);
  for (const n of counts) check(`${name}(${n}n)`, () => assert.deepEqual(fast(n), plain(n)));
}

check("example 1 at n = 10^18", () => {
  const sum = cpmoptimize()(function sum(n) {
    let s = 0n;
    for (let i = 0n; i < n; i++) s += i;
    return s;
  });
  assert.equal(sum(10n ** 18n), (10n ** 18n * (10n ** 18n - 1n)) / 2n);
});

check("for…of range", () => {
  const sum = cpmoptimize()(function sum(numbers) {
    let s = 0n;
    for (const i of numbers) s += i;
    return s;
  });
  assert.equal(sum(range(10n ** 18n)), (10n ** 18n * (10n ** 18n - 1n)) / 2n);
});

console.log(`${passed} cases agree with the plain loops on Node ${process.versions.node}`);
