/** Rule 9: generators and async functions. A loop that suspends runs as written; one between two suspensions may be moved. */
import { describe, expect, test } from "vitest";
import { expectAccelerated, expectPlain, sameBothWays } from "./both-ways.ts";

const turns = [0n, 1n, 2n, 3n, 50n].map((n) => () => [n]);

describe("between suspensions", () => {
  test.each(
    Object.entries({
      "awaits around a loop": `async (n) => { let s = 0n; for (let k = 0; k < 3; k++) { await null; for (let i = 0n; i < n; i++) s += i; await null; s += 1n; } return [s]; }`,
      "a generator that is resumed with the bound": `(n) => {
        function* sums() { let s = 0n; while (true) { const m = yield s; if (m === undefined) return s; for (let i = 0n; i < m; i++) s += i; } }
        const it = sums(); it.next();
        const out = [];
        for (let k = 0n; k < 5n; k++) out.push(it.next(k * n).value);
        return [...out, it.next().value, it.next().value];
      }`,
      "a generator that is left by throw and by return": `(n) => {
        const out = [];
        function* g() {
          let s = 0n;
          try { for (let i = 0n; i < n; i++) s += i; yield s; for (let i = 0n; i < n; i++) { s += i; yield s; } }
          catch (error) { out.push(error.message); }
          finally { for (let i = 0n; i < n; i++) s -= i; out.push(s); }
        }
        const it = g();
        out.push(it.next().value, it.next().value);
        try { out.push(it.throw(new Error("x")).value); } catch (error) { out.push(error.message); }
        const other = g();
        other.next(); other.next(); other.return(5);
        return out;
      }`,
      "two generators of one function, in turns": `(n) => {
        function* g(k) { let s = k; while (s < 1000000n) { for (let i = 0n; i < n; i++) s += k; yield s; s += 1n; } }
        const [one, two] = [g(1n), g(1000n)];
        const out = [];
        for (let k = 0; k < 6; k++) out.push(one.next().value, two.next().value);
        return out;
      }`,
      "a variable that another task writes while this one waits": `async (n) => {
        let s = 0n;
        const slow = async () => { for (let i = 0n; i < n; i++) { s += i; if (i % 10n === 0n) await null; } };
        const other = async () => { for (let k = 0n; k < 20n; k++) { s += 100n; await null; } };
        await Promise.all([slow(), other()]);
        for (let i = 0n; i < n; i++) s += i;
        return [s];
      }`,
    }),
  )("%s", async (_, text) => {
    expectAccelerated(await sameBothWays(text, turns));
  });
});

describe("inside", () => {
  test.each(
    Object.entries({
      "an await in the bound": `async (n) => { let s = 0n; for (let i = 0n; i < await n; i++) s += i; return [s]; }`,
      "an await in the turn": `async (n) => { let s = 0n; for (let i = 0n; i < n; i++) s += await i; return [s]; }`,
      "a yield in the bound": `(n) => {
        function* g() { let s = 0n; for (let i = 0n; i < (yield i); i++) s += i; return s; }
        const it = g(); const out = [];
        let r = it.next();
        while (!r.done) { out.push(r.value); r = it.next(n); }
        return [...out, r.value];
      }`,
      "for await over what a generator yields": `async (n) => { async function* g() { for (let i = 0n; i < n; i++) yield i; } let s = 0n; for await (const x of g()) s += x; return [s]; }`,
    }),
  )("%s", async (_, text) => {
    expectPlain(await sameBothWays(text, turns));
  });
});

test("an await in an invariant that is read before the loop", async () => {
  const jumps = await sameBothWays(
    `async (n) => { let s = 0n; for (let i = 0n, m = await n; i < m; i++) s += i; return [s]; }`,
    [...turns, () => [Promise.resolve(9n)], () => [Promise.reject(new Error("no bound"))]],
  );
  expectAccelerated(jumps);
  expect(jumps.wrapped).toBe(jumps.transformed);
});
