/**
 * What a program puts on `Object.prototype`, under the name of a field that records of this package may leave out, is neither
 * taken for theirs nor asked.
 */
import { readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { afterEach, describe, expect, test } from "vitest";
import { cpmoptimize, explain, range } from "cpmoptimize";
import * as runtime from "cpmoptimize/runtime";
import { transform } from "../../src/compiler/index.ts";
import { execute } from "../compiler/execute.ts";

const source = fileURLToPath(new URL("../../src/", import.meta.url));

/** Of what `explain` tells, what a user hands over, and what belongs to the language. */
const others =
  /runtime\/(?:options|inspect|explanation|decorated?|judge|environment|built-ins\/\w+)\.ts$|trace\/verdict\.ts$/;

const names = new Set<string>();
for (const path of readdirSync(source, { recursive: true, encoding: "utf8" })) {
  const file = path.replaceAll("\\", "/");
  if (!/^(?:algebra|transition|kernels|trace|runtime)\/.*\.ts$/.test(file) || others.test(file)) continue;
  const text = readFileSync(source + file, "utf8");
  const optional = /^\s*(?:private )?(?:readonly )?(\w+)\?(?:: .*[;{]$|\()|readonly (\w+)\?:|"(\w+)" in \w/gm;
  for (const [, field, inline, asked] of text.matchAll(optional))
    names.add((field ?? inline ?? asked) as string);
}

const watched = new Set(
  [...readFileSync(`${source}runtime/built-ins/absent-fields.ts`, "utf8").matchAll(/"(\w+)" in record/g)].map(
    ([, name]) => name as string,
  ),
);

type Fn = (...args: unknown[]) => unknown;

interface Program {
  readonly plain: Fn;
  readonly make: () => Fn;
  readonly calls: readonly (readonly unknown[])[];
}

Object.assign(globalThis, { range });

const written = (plain: Fn, calls: Program["calls"], options: object = { itersLimit: 0 }): Program => ({
  plain,
  make: () => cpmoptimize(options)(plain),
  calls,
});

const compiled = (plain: Fn, calls: Program["calls"]): Program => ({
  plain,
  make: () => {
    const { code } = transform(`export const f = ${plain.toString()};`, { filename: "a.ts", loops: "all" });
    return (execute(code, "a.ts", runtime) as { f: Fn }).f;
  },
  calls,
});

const fibonacci = ((n: bigint) => {
  let a = 0n;
  let b = 1n;
  for (let i = 0n; i < n; i++) [a, b] = [b, a + b];
  return a;
}) as Fn;

const generator = ((n: bigint, x: bigint) => {
  for (let i = 0n; i < n; i++) x = (x * 5n + 1n) % 1009n;
  return x;
}) as Fn;

const sum = ((n: number, x: number) => {
  let s = 0;
  for (let i = 0; i < n; i++) s += i * x;
  return s;
}) as Fn;

const elements = ((n: number, start: bigint) => {
  const s = BigInt64Array.of(start);
  for (let i = 0; i < n; i++) s[0]! += 3n;
  return s[0];
}) as Fn;

const overRange = ((n: number) => {
  let s = 0n;
  for (const i of range(n)) s += BigInt(i) * 2n;
  return s;
}) as Fn;

const product = ((n: bigint) => {
  let f = 1n;
  for (let i = 1n; i <= n; i++) f *= i;
  return f;
}) as Fn;

const programs: Readonly<Record<string, Program>> = {
  "a recurrence": written(fibonacci, [[300n], [400n], [0n]]),
  "with listeners": written(fibonacci, [[300n], [400n], [0n]], {
    itersLimit: 0,
    verbose: () => undefined,
    onProgress: () => undefined,
  }),
  residues: written(generator, [
    [1000n, 3n],
    [1100n, 3n],
    [900n, 4n],
  ]),
  numbers: written(sum, [
    [1000, 3],
    [900, 3],
    [800, 0.5],
  ]),
  "typed arrays": written(elements, [
    [1000, 7n],
    [1100, 7n],
  ]),
  "a range": written(overRange, [[1000], [1100]]),
  "a product": written(product, [[200n], [300n]]),
  "traced when it is built": compiled(fibonacci, [[300n], [400n], [3n]]),
  "a site of its own": compiled(generator, [
    [1000n, 3n],
    [1100n, 3n],
    [2n, 3n],
  ]),
};

const { prototype } = Object as unknown as { prototype: Record<string, unknown> };
let put: string | undefined;
afterEach(() => {
  if (put !== undefined) Reflect.deleteProperty(prototype, put);
  put = undefined;
});

/** What the calls answer, and how often the property was read, while every object inherits it. */
function inheriting(
  name: string,
  value: unknown,
  calls: () => unknown[],
): [answers: unknown[], reads: number] {
  let reads = 0;
  put = name;
  Object.defineProperty(prototype, name, {
    configurable: true,
    enumerable: false,
    get() {
      reads++;
      return value;
    },
  });
  const answers = calls();
  Reflect.deleteProperty(prototype, name);
  put = undefined;
  return [answers, reads];
}

const hostile = [true, { door: 1, length: 5 }];

// A page has no files to read.
test.skipIf(!("versions" in process))("every field that may be absent is watched", () => {
  expect(names.size).toBeGreaterThan(40);
  expect([...names].filter((name) => !watched.has(name))).toEqual([]);
});

describe.each(Object.entries(programs))("%s", (_, { plain, make, calls }) => {
  const expected = calls.map((args) => plain(...args));
  const free = [...watched].filter((name) => !(name in prototype));

  test("after the first calls", () => {
    const fast = make();
    for (const args of calls) fast(...args);
    for (const name of free) {
      for (const value of hostile)
        expect([name, ...inheriting(name, value, () => calls.map((args) => fast(...args)))]).toEqual([
          name,
          expected,
          0,
        ]);
    }
    expect(calls.map((args) => fast(...args))).toEqual(expected);
  });

  test("before the first call", () => {
    for (const name of free) {
      const fast = make();
      const seen = inheriting(name, true, () => calls.map((args) => fast(...args)));
      expect([name, ...seen]).toEqual([name, expected, 0]);
      expect(calls.map((args) => fast(...args))).toEqual(expected);
    }
  });
});

test("when the property is gone, the loop is moved again", () => {
  const fast = cpmoptimize({ itersLimit: 0 })(fibonacci);
  inheriting("testLast", true, () => [fast(300n)]);
  expect(explain(fast).loops[0]!.refusals).toMatchObject([{ code: "patched-builtins" }]);
  expect(fast(300n)).toBe(fibonacci(300n));
  expect(explain(fast).loops[0]!.status).toBe("accelerated");
});
