/**
 * Rule 9, for the runtime itself: whatever function of the language a program replaces, whenever it does, nobody calls the
 * replacement but the program.
 *
 * Functions, getters and constructors are replaced by ones that count their calls and go on to the original: each that closes
 * the sites by itself, and all the others together. Loops of every algebra run as written and transformed, with sites that
 * are made before and while it is replaced, cold and warm.
 */
import { describe, expect, test } from "vitest";
import { transform } from "cpmoptimize/compiler";
import * as cpm from "cpmoptimize";
import * as runtime from "cpmoptimize/runtime";

type Run = (n: number) => unknown;

/** Functions of a number n of turns, and their kernels. */
const loops: Readonly<Record<string, string>> = {
  sum: `(n) => { let s = 0; for (let i = 0; i < n; i++) s += i; return s }`,
  fibonacci: `(n) => { let a = 0n, b = 1n, t; for (let i = 0; i < n; i++) { t = a; a = b; b = t + b } return a }`,
  "traced when it is built": `(n) => { let a = 0n, b = 1n; for (let i = 0; i < n; i++) [a, b] = [b, a + b]; return a }`,
  rotation: `(n) => { let [a, b] = [0n, 1n]; for (let i = 0; i < n; i++) [a, b] = [b, a + b]; return a }`,
  "traced when it is built, over BigInts": `(n) => { let a = 0n, b = 1n; for (let i = 0n; i < n; i++) { const t = a; a = b; b = 3n * b - t } return a }`,
  residue: `(n) => { let x = 1; for (let i = 0; i < n; i++) x = (x * 16807) % 2147483647; return x }`,
  imul: `(n) => { let x = 1; for (let i = 0; i < n; i++) x = (Math.imul(x, 69069) + 1) >>> 0; return x }`,
  "residues of BigInts": `(n) => { let x = 1n; for (let i = 0; i < n; i++) x = BigInt.asUintN(64, x * 6364136223846793005n + 1n); return x }`,
  xorshift: `(n) => { let x = 1; for (let i = 0; i < n; i++) { x ^= x << 13; x ^= x >>> 17; x ^= x << 5 } return x }`,
  lanes: `(n) => { let a = 5, b = 9, t; for (let i = 0; i < n; i++) { t = a & b; a = b | 3; b = t } return a * 100 + b }`,
  tropical: `(n) => { let a = 0, b = 3, t; for (let i = 0; i < n; i++) { t = Math.max(a + 2, b - 1); b = Math.max(a, b + 1); a = t } return a * 1e6 + b }`,
  factorial: `(n) => { let f = 1n; for (let i = 1n; i < n; i++) f *= i; return f }`,
  "factorial modulo": `(n) => { let f = 1n; for (let i = 1n; i < n; i++) f = f * i % 1000003n; return f }`,
  nest: `(n) => { let s = 0; for (let i = 0; i < n; i++) for (let j = 0; j < i; j++) s += j; return s }`,
  threshold: `(n) => { let a = 0n, b = 1n, t, k = 0; while (a < n) { t = a; a = b; b = t + b; k++ } return k }`,
  control: `(n) => { let s = 0; for (let i = 0; i < n; i++) if (i % 3 === 0 || i % 5 === 0) s += i; return s }`,
  finite: `(n) => { let x = 1; for (let i = 0; i < n; i++) x = (x * x + 1) % 251; return x }`,
  powers: `(n) => { let x = 3n; for (let i = 0; i < n; i++) x = x * x % 1000003n; return x }`,
  "a typed array": `(n) => { const s = Uint32Array.of(1, 2, 3); for (let i = 0; i < n; i++) { s[0] ^= s[1] << 9; s[i % 2] += 3 } return s[0] + "," + s[1] }`,
  range: `(n) => { let s = 0; for (const i of range(n)) s += i; return s }`,
  forEach: `(n) => { let s = 0; range(n).forEach((i) => { s += i }); return s }`,
  "a captured variable": `(n) => { const f = () => { let s = 0; for (let i = 0; i < n; i++) s += k; return s }; const k = n + 1; return f() }`,
  "a captured variable in a for…of": `(n) => { const f = () => { let s = 0; for (const i of range(n)) s += i * k; return s }; const k = n + 1; return f() }`,
};

interface Ways {
  readonly plain: Run;
  readonly load: () => Run;
}

let jumps = 0;
const settings: runtime.Settings = {
  ...runtime.defaultSettings,
  itersLimit: 0n,
  onEvent: ({ kind }) => {
    if (kind === "accelerated") jumps++;
  },
};
const watched = {
  ...runtime,
  site: (ir: Parameters<typeof runtime.site>[0], rooms: Parameters<typeof runtime.site>[1]) =>
    runtime.site(ir, rooms, settings),
  linear: (
    ir: Parameters<typeof runtime.linear>[0],
    map: Parameters<typeof runtime.linear>[1],
    kernels: Parameters<typeof runtime.linear>[2],
    courses: Parameters<typeof runtime.linear>[3],
  ) => runtime.linear(ir, map, kernels, courses, settings),
};

function waysOf(loop: string): Ways {
  const source = `const { range } = require("cpmoptimize");\nmodule.exports = ${loop};`;
  const { code } = transform(source, { filename: "program.cjs", loops: "all" });
  const load = (text: string): (() => Run) => {
    const module: { exports?: Run } = {};
    const evaluate = new Function("module", "require", text) as (...given: unknown[]) => void;
    const require = (name: string): unknown => (name === "cpmoptimize" ? cpm : watched);
    return () => {
      evaluate(module, require);
      return module.exports as Run;
    };
  };
  return { plain: load(source)(), load: load(code) };
}

const ways = new Map(Object.entries(loops).map(([name, loop]) => [name, waysOf(loop)]));

type Patch = (count: () => void) => PropertyDescriptor;
interface Place {
  readonly label: string;
  readonly holder: object;
  readonly key: PropertyKey;
  readonly original: PropertyDescriptor;
  readonly patched: Patch;
}

const { apply, construct, defineProperty: define } = Reflect;
type Any = (...args: unknown[]) => unknown;

/** A function that does what the original does, and is another one. */
function counting(original: Any, count: () => void): Any {
  const replacement = function (this: unknown, ...args: unknown[]): unknown {
    count();
    return new.target === undefined ? apply(original, this, args) : construct(original, args, new.target);
  };
  return Object.defineProperties(replacement, {
    ...Object.getOwnPropertyDescriptors(original),
    ...(Object.hasOwn(original, "prototype") && { prototype: { value: original.prototype as unknown } }),
  }) as Any;
}

function placesOf(label: string, holder: object): Place[] {
  return Reflect.ownKeys(holder).flatMap((key): Place[] => {
    const original = Object.getOwnPropertyDescriptor(holder, key) as PropertyDescriptor;
    const { value, get, configurable } = original as { value: unknown; get?: Any; configurable: boolean };
    if (!configurable || key === "constructor") return [];
    const place = { label: `${label}.${String(key)}`, holder, key, original };
    if (typeof value === "function")
      return [{ ...place, patched: (count) => ({ ...original, value: counting(value as Any, count) }) }];
    if (get === undefined) return [];
    return [{ ...place, patched: (count) => ({ ...original, get: counting(get, count) }) }];
  });
}

const prototypeOf = (value: object): object => Object.getPrototypeOf(value) as object;
const realm = globalThis as unknown as Record<string, object>;
const names = [
  ...["Array", "BigInt", "Map", "Math", "Number", "Object", "Reflect", "RegExp", "Set", "String", "WeakMap"],
  ...["JSON", "Symbol", "Boolean", "Function", "Error", "RangeError", "TypeError", "ArrayBuffer"],
  ...["Int32Array", "Uint32Array", "Float64Array", "Uint8Array", "BigInt64Array", "BigUint64Array"],
  ...["WebAssembly"],
];
const holders: [string, object][] = [
  ...names.flatMap((name): [string, object][] => {
    const holder = realm[name] as object & { readonly prototype?: object };
    return holder.prototype
      ? [
          [name, holder],
          [`${name}.prototype`, holder.prototype],
        ]
      : [[name, holder]];
  }),
  ["%TypedArray%", prototypeOf(Int8Array)],
  ["%TypedArray%.prototype", prototypeOf(Int8Array.prototype)],
  ["%ArrayIterator%", prototypeOf([].values())],
  ["%MapIterator%", prototypeOf(new Map().values())],
  ["%SetIterator%", prototypeOf(new Set().values())],
  ["%Iterator%", prototypeOf(prototypeOf([].values()))],
  ["%Generator%", prototypeOf(prototypeOf((function* () {})()))],
];
const places = [
  ...holders.flatMap(([label, holder]) => placesOf(label, holder)),
  ...placesOf("global", globalThis).filter(({ key }) => names.includes(String(key))),
];

interface Watch {
  /** How often each replacement was called. */
  readonly calls: Readonly<Record<string, number>>;
  readonly result: unknown;
  readonly jumps: number;
}

/** Runs while functions are replaced. Between replacing and restoring nothing else is called. */
function replacing(replaced: readonly Place[], run: () => unknown): Watch {
  const counts = replaced.map(() => 0);
  const descriptors = replaced.map(({ patched }, k) => patched(() => counts[k]!++));
  let result: unknown;
  jumps = 0;
  for (let k = 0; k < replaced.length; k++) define(replaced[k]!.holder, replaced[k]!.key, descriptors[k]!);
  try {
    result = run();
  } catch (error) {
    result = error;
  }
  const made = jumps;
  for (let k = 0; k < replaced.length; k++)
    define(replaced[k]!.holder, replaced[k]!.key, replaced[k]!.original);
  const calls = Object.fromEntries(
    replaced.flatMap(({ label }, k) => (counts[k] === 0 ? [] : [[label, counts[k]!]])),
  );
  return { calls, result, jumps: made };
}

const turns = 60;

/** No new site jumps while one of these is replaced; what is left is nothing that the runtime calls. */
const noticed = new Set(
  places.filter((place) => replacing([place], () => ways.get("sum")!.load()(turns)).jumps === 0),
);
const unnoticed = places.filter((place) => !noticed.has(place));

describe("while a function is replaced that the runtime calls, it is not called", () => {
  test.each(["sum", "traced when it is built"])("%s", (name) => {
    const { plain, load } = ways.get(name)!;
    const warm = load();
    warm(turns);
    expect(noticed.size).toBeGreaterThan(100);
    for (const place of noticed) {
      const expected = replacing([place], () => plain(turns));
      expect(
        replacing([place], () => warm(turns)),
        place.label,
      ).toEqual(expected);
      expect(
        replacing([place], () => load()(turns)),
        place.label,
      ).toEqual(expected);
    }
  });
});

describe("what is not noticed is not called", () => {
  test.each([...ways])("%s", (_, { plain, load }) => {
    const expected = replacing(unnoticed, () => plain(turns));
    const first = load();
    const runs = [() => first(turns), () => first(turns), () => load()(turns)];
    for (const run of runs) {
      const { calls, result, jumps } = replacing(unnoticed, run);
      expect({ calls, result }).toEqual({ calls: expected.calls, result: expected.result });
      expect(jumps, "a harmless neighbour").toBeGreaterThan(0);
    }
  });
});

describe("a call like the one before calls no getter that was replaced", () => {
  const getters = places.filter(({ original }) => original.get !== undefined);
  test.each([...ways])("%s", (_, { plain, load }) => {
    const fast = load();
    fast(turns);
    for (const getter of getters) {
      const more = turns + 1 + getters.indexOf(getter);
      const expected = replacing([getter], () => plain(more));
      const { calls, result } = replacing([getter], () => fast(more));
      expect({ calls, result }, getter.label).toEqual({ calls: expected.calls, result: expected.result });
    }
  });
});

describe("between two calls", () => {
  test.each([...ways])("%s", (_, { plain, load }) => {
    const fast = load();
    const map = places.filter(({ label }) => label === "Array.prototype.map");
    for (const replaced of [[], map, [], map, map, []]) {
      const { result, jumps } = replacing(replaced, () => fast(turns));
      expect(result).toEqual(plain(turns));
      expect(jumps > 0).toBe(replaced.length === 0);
    }
  });
});
