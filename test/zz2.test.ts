import { test, expect } from "vitest";
import { site, inspect } from "../src/runtime/site.ts";
import { defaultSettings } from "../src/runtime/settings.ts";
const P = "1:1";
// for i<n: for (j=0n; j<i; j++) s += i*j
const tri: any = { name: "tri", file: "", place: P, inputs: ["i","n","s"], writes: ["i","s"], locals: ["j"],
  test: ["<",P,"i","n"], body: [["set",P,"j",0n], ["loop",P,{locals:[], test:["<",P,"j","i"], body:[["set",P,"s",["+",P,"s",["*",P,"i","j"]]]], update:["post+",P,"j"]}]], update: ["post+",P,"i"], live: ["i","s"], liveLast: ["i","s"] };
const plainTri = (n: bigint) => { let s = 0n; for (let i = 0n; i < n; i++) for (let j = 0n; j < i; j++) s += i * j; return s; };
test("tri", () => {
  const st = site(tri, { ...defaultSettings, itersLimit: 0n });
  for (const n of [3n, 4n, 5n, 10n, 50n, 200n]) {
    const r = st(0n, n, 0n);
    console.log(n, r, inspect(st).status, inspect(st).refusals);
    if (r) { let [i, s] = r as bigint[]; for (; i! < n; i!++) for (let j = 0n; j < i!; j++) s! += i! * j; expect(s).toBe(plainTri(n)); }
  }
  console.log(inspect(st));
});
// number of numbers
test("tri number", () => {
  const t2 = JSON.parse(JSON.stringify(tri, (_, v) => typeof v === "bigint" ? Number(v) : v));
  const st = site(t2, { ...defaultSettings, itersLimit: 0n });
  for (const n of [10, 50, 200, 1000, 100000]) { const r = st(0, n, 0); console.log(n, r, inspect(st).refusals); if (r) { let [i, s] = r as number[]; for (; i! < n && n < 2000; i!++) for (let j = 0; j < i!; j++) s! += i! * j; if (n < 2000) expect(BigInt(s!)).toBe(plainTri(BigInt(n))); } }
});
// article: i<10^50, j<10^100: res += i*2+j
const art: any = { ...tri, name: "art", inputs: ["i","n","m","s"], body: [["set",P,"j",0n], ["loop",P,{locals:[], test:["<",P,"j","m"], body:[["set",P,"s",["+",P,"s",["+",P,["*",P,"i",2n],"j"]]]], update:["post+",P,"j"]}]] };
test("article", () => {
  const st = site(art, { ...defaultSettings, itersLimit: 0n });
  const t = performance.now();
  const [N, M] = [10n**50n, 10n**100n];
  const r = st(0n, N, M, 0n) as bigint[];
  console.log(r, performance.now() - t, inspect(st).refusals);
  // sum after N-1 turns of i: M*i*2 + M(M-1)/2
  const k = N - 1n; expect(r[1]).toBe(M * k * (k - 1n) + k * (M * (M - 1n) / 2n));
});
// triple nest a+=1, b+=a : original interpreter, with constants
const nest = (body: any, k: number, n: any) => { const v = "k" + k; return [["set",P,v,0n],["loop",P,{locals:[],test:["<",P,v,n],body,update:["post+",P,v]}]]; };
const triple: any = { name: "triple", file: "", place: P, inputs: ["k0","a","b"], writes: ["k0","a","b"], locals: ["k1","k2"], test: ["<",P,"k0",1000000000n],
  body: nest(nest([["set",P,"a",["+",P,"a",1n]],["set",P,"b",["+",P,"b","a"]]], 2, 1000000000n), 1, 1000000000n), update: ["post+",P,"k0"], live:["k0","a","b"], liveLast:["k0","a","b"] };
test("triple", () => {
  const st = site(triple, { ...defaultSettings, itersLimit: 0n });
  const t = performance.now();
  const r = st(0n, 0n, 0n) as bigint[];
  console.log(r, performance.now() - t, inspect(st).refusals);
});
// fib inside: for k0<10: for k1<20: [a,b]=[b,a+b]
const fibn: any = { ...triple, name: "fibn", test: ["<",P,"k0","n"], inputs: ["k0","n","a","b"], body: nest([["swap",P,["a","b"],["b",["+",P,"a","b"]]]], 1, 20n) };
test("fib nest", () => {
  const st = site(fibn, { ...defaultSettings, itersLimit: 0n });
  const r = st(0n, 50n, 0n, 1n) as bigint[];
  let a = 0n, b = 1n; for (let i = 0; i < 49 * 20; i++) [a, b] = [b, a + b];
  console.log(r, inspect(st).refusals); expect(r[1]).toBe(a); expect(r[2]).toBe(b);
});
// step 3 and j from i to 2i+3
const odd: any = { ...tri, name: "odd", body: [["set",P,"j","i"], ["loop",P,{locals:[], test:["<=",P,"j",["+",P,["*",P,2n,"i"],3n]], body:[["set",P,"s",["+",P,"s",["*",P,"i","j"]]]], update:["set",P,"j",["+",P,"j",3n]]}]] };
test("odd", () => {
  const st = site(odd, { ...defaultSettings, itersLimit: 0n });
  for (const n of [10n, 50n, 200n]) { const r = st(0n, n, 0n) as bigint[]; console.log(n, r, inspect(st).refusals);
   let s = 0n; for (let i = 0n; i < n; i++) for (let j = i; j <= 2n*i+3n; j += 3n) s += i*j;
   if (r) { let [i, t] = r; for (; i! < n; i!++) for (let j = i!; j <= 2n*i!+3n; j += 3n) t! += i!*j; expect(t).toBe(s); } }
});
