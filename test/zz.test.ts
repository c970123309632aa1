import { test, expect } from "vitest";
import { cpmoptimize, range, explain } from "cpmoptimize";
const both = (f: any, ...args: any[]) => { const g = cpmoptimize({ itersLimit: 0 })(f); const r = g(...args); console.log(f.name, args, r, String(explain(g)).split("\n").slice(0,40).join("\n")); return r; };
test("fib", () => {
  const fib = cpmoptimize()(function fib(n: bigint) { let a = 0n, b = 1n; for (let i = 0n; i < n; i++) [a, b] = [b, a + b]; return a; });
  expect(fib(1000n) % 1000n).toBe(875n);
});
test("euler1", () => {
  function pe1(n: bigint) { let s = 0n; for (let i = 0n; i < n; i++) if (i % 3n === 0n || i % 5n === 0n) s += i; return s; }
  expect(both(pe1, 1000n)).toBe(233168n);
  both(pe1, 10n ** 100n);
});
test("range", () => {
  function rs(n: bigint) { let s = 0n; for (let i = 0n; i < n; i++) { if (i < 1000n) s += i; else if (i === 5000n) s -= 7n; else s += 2n; } return s; }
  expect(both(rs, 10000n)).toBe(rs(10000n));
});
test("parity", () => {
  function pf(n: number) { let a = 0n, b = 1n, s = 0n; for (let i = 0; i < n; i++) { if (a % 2n === 0n) s += a; [a, b] = [b, a + b]; } return s; }
  for (const n of [10, 11, 12, 13, 100, 1000]) expect(both(pf, n)).toBe(pf(n));
});
test("flag", () => {
  function fl(n: number) { let f = false, s = 0; for (let i = 0; i < n; i++) { if (f) s += i; f = !f; } return [s, f]; }
  for (const n of [10, 11, 1000]) expect(both(fl, n)).toEqual(fl(n));
});
test("div", () => {
  function dv(n: bigint) { let s = 0n; for (let i = -5n; i < n; i++) s += i / 3n + (i >> 1n) * 7n; return s; }
  for (const n of [10n, 11n, 1000n, 1001n]) expect(both(dv, n)).toEqual(dv(n));
});
