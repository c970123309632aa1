/** `compiled`, through what the transform makes of marked code: the file is transformed, then compiled as users do. */
import ts from "typescript";
import { describe, expect, it } from "vitest";
import { transform } from "../../src/compiler/index.ts";
import * as library from "../../src/index.ts";
import { type CpmEvent, explain, LoopTypeError, original, RecompilationError } from "../../src/index.ts";
import * as runtime from "../../src/runtime/index.ts";

const head = 'import { cpmoptimize, range } from "cpmoptimize";\n';
const loop = "let s = 0n; for (let i = 0n; i < n; i++) s += i;";

/** Transforms and runs a module, gives its exports. */
function load(
  source: string,
  compilerOptions: ts.CompilerOptions = {},
  globals: Record<string, unknown> = {},
): Record<string, never> {
  const { code } = transform(head + source, { filename: "user.ts", loops: "marked" });
  expect(code).not.toMatch(/\bcpmoptimize\(/);
  const { outputText } = ts.transpileModule(code, {
    compilerOptions: { target: ts.ScriptTarget.ES2022, module: ts.ModuleKind.CommonJS, ...compilerOptions },
  });
  const exports = {};
  const require = (name: string): unknown => (name === "cpmoptimize" ? library : runtime);
  new Function("exports", "require", ...Object.keys(globals), outputText)(
    exports,
    require,
    ...Object.values(globals),
  );
  return exports;
}

const n = 10n ** 6n;
const sum = (n * (n - 1n)) / 2n;
type Sum = (n: bigint) => bigint;

describe("in transformed code", () => {
  it("gives the function back, optimised in place", () => {
    const { f, g, h } = load(`
      export const f = cpmoptimize()(function f(n: bigint) { ${loop} return s; });
      export const g = cpmoptimize((n: bigint) => { ${loop} return s; });
      let step = 2n;
      export const h = cpmoptimize({ itersLimit: 10 })((n: bigint) => { let s = 0n; for (let i = 0n; i < n; i++) s += step; step = 3n; return s; });
    `) as unknown as Record<string, Sum>;
    expect(f?.(n)).toBe(sum);
    expect(g?.(n)).toBe(sum);
    expect([h?.(n), h?.(n)]).toEqual([2n * n, 3n * n]);
    for (const fn of [f, g, h] as Sum[]) {
      expect(explain(fn)).toMatchObject({
        file: "user.ts",
        assumptions: [],
        loops: [{ status: "accelerated" }],
      });
      expect(explain(fn).unchanged).toBe(undefined);
      expect(original(fn)).toBe(fn);
    }
    expect(String(explain(f as Sum))).toMatch(/^f \(user.ts\)\n {2}loop 3:\d+: accelerated/);
  });

  it("applies options to the loops", () => {
    const events: CpmEvent[] = [];
    const { f } = load(
      `export const f = cpmoptimize({ verbose: (event) => events.push(event), itersLimit: 50 })(function f(n: bigint) { ${loop} return s; });`,
      {},
      { events },
    ) as unknown as Record<string, Sum>;
    f?.(50n);
    f?.(51n);
    expect(events.map(({ kind }) => kind)).toEqual(["recompiled", "declined", "accelerated"]);
    expect(events[0]).toEqual({ kind: "recompiled", function: "f", file: "user.ts", loops: 1, refused: 0 });
    expect(() => load("export const f = cpmoptimize({ strct: true })(() => 1);")).toThrow(
      /unknown option strct/,
    );
  });

  it("strict throws all reasons of all loops", () => {
    const source = `export const f = cpmoptimize({ strict: true })(function f(n: bigint, g: () => void) {
      let s = 1n;
      for (let i = 0n; i < n; i++) g();
      for (let i = 0n; i < n; i++) s = s * s + i;
      for (let i = 0n; i < n; i++) s += i;
    });`;
    try {
      load(source);
      expect.unreachable();
    } catch (error) {
      expect(error).toBeInstanceOf(RecompilationError);
      const { refusals, message } = error as RecompilationError;
      expect(refusals.map(({ code }) => code)).toEqual(["unknown-call", "product-grows"]);
      expect(message).toMatch(/\nuser.ts:4:\d+: [^]*\nuser.ts:5:\d+: /);
    }
  });

  it("strict throws at the call for values that do not allow it", () => {
    const { f } = load(
      "export const f = cpmoptimize({ strict: true })((xs: any) => { let s = 0; for (const x of xs) s += x; return s; });",
    ) as unknown as { f: (xs: unknown) => number };
    expect(f(library.range(30))).toBe(435);
    expect(() => f([0, 1, 2])).toThrow(LoopTypeError);
  });

  it.each([
    ["standard", {}],
    ["legacy", { experimentalDecorators: true }],
  ])("serves %s decorators", (_, options) => {
    const { A } = load(
      `export class A {
        step = 2n;
        @cpmoptimize() method(n: bigint) { const { step } = this; let s = 0n; for (let i = 0n; i < n; i++) s += step; return s; }
        @cpmoptimize static total(n: bigint) { ${loop} return s; }
        @cpmoptimize({ strict: true }) get value() { const n = 1000000n; ${loop} return s; }
      }`,
      options,
    ) as unknown as { A: { new (): { method: Sum; value: bigint }; total: Sum } };
    const object = new A();
    expect(object.method(n)).toBe(2n * n);
    expect(A.total(n)).toBe(sum);
    expect(object.value).toBe(sum);
    const getter = Object.getOwnPropertyDescriptor(A.prototype, "value")?.get as () => bigint;
    for (const fn of [object.method, A.total, getter])
      expect(explain(fn).loops[0]?.status).toBe("accelerated");
  });
});
