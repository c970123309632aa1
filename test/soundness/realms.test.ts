/** Rules 1, 9, 11, 16: values, functions and whole programs of another realm. Primitives have none; built-ins do. */
import { createContext, runInContext, runInNewContext } from "node:vm";
import { describe, expect, test } from "vitest";
import { cpmoptimize, explain } from "cpmoptimize";
import { transform } from "cpmoptimize/compiler";
import * as runtime from "cpmoptimize/runtime";
import { expectAccelerated, expectPlain, sameBothWays } from "./both-ways.ts";

const foreign = (code: string) => runInNewContext(code) as unknown;
const sum = `(n, x) => { let s = 0n; for (let i = 0n; i < n; i++) s += x; return [s]; }`;
const elements = `function (n, s) { "use strict"; for (let i = 0; i < n; i++) { s[0] += 3; s[1] ^= i & 3; } return [s[0], s[1]]; }`;
const rings = `function (n, s) { "use strict"; for (let i = 0; i < n; i++) s[i % s.length] += 3; return [s[0], s[1]]; }`;

describe("values", () => {
  test("primitives and typed arrays are what they are here", async () => {
    expectAccelerated(await sameBothWays(sum, [() => [200n, foreign("3n")]]));
    expectAccelerated(await sameBothWays(elements, [() => [200, foreign("new Uint32Array(2)")]]));
    expectAccelerated(await sameBothWays(rings, [() => [200, new Uint32Array(2)]]));
  });
  test.each([
    [sum, "a wrapped BigInt", 200n, "Object(3n)"],
    [sum, "an object with valueOf", 200n, "({ valueOf() { return 9n; } })"],
    [sum, "a date", 2n, "new Date(3)"],
    [elements, "an array", 200, "[1, 2]"],
    [elements, "a Proxy of a typed array", 200, "new Proxy(new Uint32Array(2), {})"],
    [elements, "shared memory", 200, "new Uint32Array(new SharedArrayBuffer(8))"],
    [rings, "a typed array whose length its realm may replace", 200, "new Uint32Array(2)"],
    [
      rings,
      "a typed array whose length its realm has replaced",
      200,
      `Object.defineProperty(Object.getPrototypeOf(Uint32Array.prototype), "length", { get() { return 1; } }); new Uint32Array(2)`,
    ],
  ])("%s: %s is left to the loop", async (text, _, n, code) => {
    expectPlain(await sameBothWays(text, [() => [n, foreign(code)], () => [n, foreign(code)]]));
  });
});

describe("programs", () => {
  const source = `
    module.exports = {
      rotate(n) { let [a, b] = [0n, 1n]; for (let i = 0n; i < n; i++) [a, b] = [b, a + b]; return a; },
      step(n) { let x = 1; for (let i = 0; i < n; i++) x = Math.imul(x, 5) | 0; return x; },
      sum(n) { let s = 0n; for (let i = 0n; i < n; i++) s += i; return s; },
    };`;

  /** The program in a realm of its own, with the runtime of this one. */
  function inAnotherRealm(code: string) {
    let jumps = 0;
    const onEvent: runtime.Settings["onEvent"] = ({ kind }) => {
      if (kind === "accelerated") jumps++;
    };
    const settings = { ...runtime.defaultSettings, itersLimit: 0n, onEvent };
    const module = { exports: {} as Record<string, (n: unknown) => unknown> };
    const require = () => ({
      ...runtime,
      site: (...[ir, rooms]: Parameters<typeof runtime.site>) => runtime.site(ir, rooms, settings),
    });
    const context = createContext({ module, require });
    runInContext(code, context);
    return { exports: module.exports, context, jumps: () => jumps };
  }

  test("built-ins that only their own realm knows to be replaced", () => {
    const { code } = transform(source, { filename: "program.cjs", loops: "all" });
    const replace = `
      var calls = 0;
      const { imul } = Math;
      Math.imul = (a, b) => { calls++; return imul(a, b) + 1; };
      const iterate = Array.prototype[Symbol.iterator];
      Array.prototype[Symbol.iterator] = function () { calls++; return iterate.call(this); };`;
    const observed = [source, code].map((text) => {
      const { exports, context, jumps } = inAnotherRealm(text);
      const results: unknown[] = [];
      for (const before of ["", replace]) {
        runInContext(before, context);
        results.push(exports["rotate"]?.(50n), exports["step"]?.(50), exports["sum"]?.(50n));
      }
      return { results: [...results, runInContext("calls", context)], jumps: jumps() };
    });
    expect(observed[1]?.results).toEqual(observed[0]?.results);
    expect(observed.map(({ jumps }) => jumps)).toEqual([0, 0]);
  });

  test("a function of another realm comes back as it is", () => {
    const fn = foreign("(n) => { let s = 0n; for (let i = 0n; i < n; i++) s += i; return s; }") as (
      n: bigint,
    ) => bigint;
    const fast = cpmoptimize()(fn);
    expect(fast(100n)).toBe(4950n);
    expect(explain(fast).unchanged?.code).toBe("foreign-realm");
  });
});
