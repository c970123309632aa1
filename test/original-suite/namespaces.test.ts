/** The original's tests of namespaces: parameters, locals, captured and module variables, read and written. */
import { describe, expect, test } from "vitest";
import { cpmoptimize, explain } from "cpmoptimize";
import { expectSame, outcome, show } from "./harness.ts";
import { runTransformed } from "./run-transformed.ts";

const programs: Record<string, string> = {
  "a module variable is read": `
    let K = 7n;
    export function run(n) { let s = 0n; for (let i = 0n; i < n; i++) s += K * i; K += 1n; return [s, K]; }`,
  "a module variable is written": `
    let total = 3n;
    export function run(n) { for (let i = 0n; i < n; i++) total += i; return [total]; }`,
  "module variables are read and written together": `
    let a = 0n, b = 1n, c = 5n;
    export function run(n) { for (let i = 0n; i < n; i++) [a, b] = [b, a + b * c]; c = a % 7n; return [a, b, c]; }`,
  "an exported module variable is written": `
    export let total = 3n;
    export function run(n) { for (let i = 0n; i < n; i++) total += i * i; return [total]; }`,
  "a module variable is the counter": `
    let i = 0n;
    export function run(n) { let s = 0n; for (i = 0n; i < n; i++) s += i; return [s, i]; }`,
  "a module variable is the bound": `
    let bound = 10n;
    export function run(n) { bound = n; let s = 0n; for (let i = 0n; i < bound; i++) s += i; return [s]; }`,
  "parameters are read and written": `
    export function run(n, a = 2n, b = a + 1n) { for (let i = 0n; i < n; i++) { a += b; b = a - b; } return [n, a, b]; }`,
  "a local has the name of a module variable": `
    let s = 99n;
    function read() { return s; }
    export function run(n) { let s = 0n; for (let i = 0n; i < n; i++) s += i; return [s, read()]; }`,
  "a captured variable is written": `
    function counter() { let total = 0n; return { add(n) { for (let i = 0n; i < n; i++) total += i; return total; }, get: () => total }; }
    const shared = counter();
    export function run(n) { return [shared.add(n), shared.get(), shared.add(n)]; }`,
  "a captured variable of the enclosing loop": `
    export function run(n) { const out = []; for (let k = 1n; k < 4n; k++) { const f = (m) => { let s = k; for (let i = 0n; i < m; i++) s += k * i; return s; }; out.push(f(n)); } return out; }`,
  "a global is read": `
    export function run(n) { globalThis.$someGlobal = 3n; let s = 0n; for (let i = 0n; i < n; i++) s += i; return [s, globalThis.$someGlobal]; }`,
  "a shadowing block": `
    export function run(n) { let s = 0n, x = 2n; for (let i = 0n; i < n; i++) { s += x; { let x = i * 3n; s += x; x += 1n; s += x; } x += 1n; } return [s, x]; }`,
};

describe("through transform", () => {
  test.each(Object.entries(programs))("%s", (_, source) => {
    for (const optMinRows of [true, false]) {
      for (const optClearStack of [true, false]) {
        const { plain, fast, accelerations, code } = runTransformed(
          source,
          {},
          { itersLimit: 0n, optMinRows, optClearStack },
        );
        for (const n of [0n, 1n, 2n, 3n, 10n, 50n, 1000n]) {
          const before = accelerations();
          expectSame(
            outcome(() => fast["run"]?.(n)),
            outcome(() => plain["run"]?.(n)),
            `${show({ optMinRows, optClearStack })}, n = ${n}\n${code}`,
          );
          if (n > 2n) expect(accelerations(), code).toBeGreaterThan(before);
        }
      }
    }
  });
});

describe("the wrapper sees only source", () => {
  let total = 0n;

  test("a function that writes a captured variable comes back unchanged and says which", () => {
    const add = (n: bigint): bigint => {
      for (let i = 0n; i < n; i++) total += i;
      return total;
    };
    const fast = cpmoptimize()(add);
    expect(fast).toBe(add);
    expect(explain(fast).unchanged?.what).toContain("total");
    expect(fast(10n)).toBe(45n);
  });

  test("live bindings through the scope function are read and written", () => {
    total = 0n;
    const accelerated: bigint[] = [];
    const add = cpmoptimize({
      itersLimit: 0,
      verbose: (event) => event.kind === "accelerated" && accelerated.push(event.turns),
      scope: function () {
        // eslint-disable-next-line prefer-rest-params -- the documented form
        return eval(arguments[0] as string) as unknown;
      },
    })(function add(n: bigint) {
      for (let i = 0n; i < n; i++) total += i;
    });
    add(1000n);
    expect(total).toBe(499_500n);
    add(1000n);
    expect(total).toBe(999_000n);
    expect(accelerated).toEqual([999n, 999n]);
  });

  test("a constant from the scope object", () => {
    const MOD = 97n;
    const accelerated: bigint[] = [];
    const f = cpmoptimize({
      itersLimit: 0,
      scope: { MOD },
      verbose: (event) => event.kind === "accelerated" && accelerated.push(event.turns),
    })((n: bigint) => {
      let s = 0n;
      for (let i = 0n; i < n; i++) s += MOD;
      return s;
    });
    expect(f(1000n)).toBe(97_000n);
    expect(accelerated).toEqual([999n]);
  });
});
