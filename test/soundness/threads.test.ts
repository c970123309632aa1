/** Rules 9, 11: memory that another thread writes while the loop runs. It is never state; an array of one thread is. */
import { Worker } from "node:worker_threads";
import { expect, test } from "vitest";
import { expectAccelerated, expectPlain, sameBothWays } from "./both-ways.ts";

const store = `function (n, s) { "use strict"; for (let i = 0; i < n; i++) { s[0] += 3; s[1] += s[0]; } return [s[0], s[1]]; }`;
const read = `function (n, s) { "use strict"; let sum = 0; for (let i = 0; i < n; i++) sum += s[0] * 2; return [sum]; }`;

/** Waits in the loop until the other thread has written; with what it read before the loop it would wait forever. */
const spin = `function (n, s) { "use strict"; let turns = 0; s[0] = 1; while (s[1] === 0) turns += 1; return [s[1], turns > 0 || n]; }`;

const shared = (kind: new (memory: SharedArrayBuffer) => Uint32Array | Int32Array = Uint32Array) =>
  new kind(new SharedArrayBuffer(16));

test("elements of shared memory are left to the loop", async () => {
  for (const text of [store, read]) {
    expectPlain(await sameBothWays(text, [() => [200, shared()], () => [200, shared(Int32Array)]]));
    expectAccelerated(await sameBothWays(text, [() => [200, new Uint32Array(2)]]));
  }
});

test("beside an array of one thread, too", async () => {
  const text = `function (n, s, t) { "use strict"; for (let i = 0; i < n; i++) { s[0] += 3; t[0] += 5; } return [s[0], t[0]]; }`;
  expectPlain(await sameBothWays(text, [() => [200, new Uint32Array(2), shared()]]));
  expectPlain(await sameBothWays(text, [() => [200, shared(), new Uint32Array(2)]]));
  expectAccelerated(await sameBothWays(text, [() => [200, new Uint32Array(2), new Uint32Array(2)]]));
});

test("a plan that was made for memory of one thread is not used for shared memory", async () => {
  const jumps = await sameBothWays(store, [
    () => [200, new Uint32Array(2)],
    () => [200, shared()],
    () => [200, new Uint32Array(2)],
  ]);
  expect(jumps).toEqual({ wrapped: 2, transformed: 2 });
});

test("a loop that waits for another thread comes to its end", async () => {
  const cells = shared(Int32Array);
  const answer = `const { workerData: s } = require("node:worker_threads"); for (;;) { if (Atomics.load(s, 0) === 1) { Atomics.store(s, 0, 0); Atomics.store(s, 1, 7); setTimeout(() => {}, 0); } if (Atomics.load(s, 2) === 1) break; }`;
  const worker = new Worker(answer, { eval: true, workerData: cells });
  await new Promise((resolve) => worker.once("online", resolve));
  const fresh = () => (Atomics.store(cells, 1, 0), [true, cells]);
  const text = spin.replace("return [s[1]", "const found = s[1]; s[1] = 0; return [found");
  expectPlain(await sameBothWays(text, [fresh, fresh]));
  Atomics.store(cells, 2, 1);
  await new Promise((resolve) => worker.once("exit", resolve));
});
