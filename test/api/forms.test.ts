import ts from "typescript";
import { describe, expect, it } from "vitest";
import * as cpm from "../../src/index.ts";
import { cpmoptimize, explain, original, range } from "../../src/index.ts";

const n = 10n ** 6n;
const sum = (n * (n - 1n)) / 2n;

describe("as a function", () => {
  function plain(m: bigint): bigint {
    let s = 0n;
    for (let i = 0n; i < m; i++) s += i;
    return s;
  }

  it("wraps, with and without options, and leaves the original as it was", () => {
    const text = String(plain);
    for (const fast of [cpmoptimize()(plain), cpmoptimize(plain), cpmoptimize({ strict: true })(plain)]) {
      expect(fast).not.toBe(plain);
      expect(fast(n)).toBe(sum);
      expect(original(fast)).toBe(plain);
      expect(explain(fast).loops[0]).toMatchObject({ status: "accelerated" });
    }
    expect(String(plain)).toBe(text);
    expect(original(plain)).toBe(plain);
  });

  it("gives an optimised function back as it is", () => {
    const fast = cpmoptimize()(plain);
    expect(cpmoptimize()(fast)).toBe(fast);
    expect(cpmoptimize(fast)).toBe(fast);
  });

  it("says what it needs instead", () => {
    const wrong = cpmoptimize() as (...args: unknown[]) => unknown;
    expect(() => wrong(3)).toThrow(/cpmoptimize\(\)\(fn\) needs a function, not 3/);
    expect(() => wrong()).toThrow(TypeError);
    expect(() => wrong(plain, { strict: true })).toThrow(/cpmoptimize\(\{ strict: true \}\)\(fn\)/);
    expect(() => (cpmoptimize as (...args: unknown[]) => unknown)(plain, { strict: true })).toThrow(
      TypeError,
    );
    expect(() => original(3 as never)).toThrow(TypeError);
    expect(() => explain(3 as never)).toThrow(TypeError);
    expect(() => explain(plain)).toThrow(/explain: needs a function that cpmoptimize gave back/);
  });
});

const key = Symbol("key");

class Standard {
  step = 2n;

  @cpmoptimize()
  method(m: bigint): bigint {
    let s = 0n;
    const { step } = this;
    for (let i = 0n; i < m; i++) s += step * i;
    return s;
  }

  @cpmoptimize
  bare(m: bigint): bigint {
    let s = 0n;
    for (const i of range(m)) s += i;
    return s;
  }

  @cpmoptimize()
  static total(m: bigint): bigint {
    let s = 0n;
    for (let i = 0n; i < m; i++) s += i;
    return s + (this.name === "Standard" ? 0n : 1n);
  }

  @cpmoptimize()
  get value(): bigint {
    let s = 0n;
    for (let i = 0n; i < 1000000n; i++) s += this.step;
    return s;
  }

  @cpmoptimize()
  value2(): bigint {
    const { step } = this;
    let s = 0n;
    for (let i = 0n; i < 1000000n; i++) s += step;
    return s;
  }

  @cpmoptimize()
  [key](m: bigint): bigint {
    let s = 0n;
    for (let i = 0n; i < m; i++) s += i;
    return s;
  }

  @cpmoptimize()
  async later(m: bigint): Promise<bigint> {
    let s = await Promise.resolve(0n);
    for (let i = 0n; i < m; i++) s += i;
    return s;
  }

  @cpmoptimize()
  *"quoted name"(m: bigint): Generator<bigint> {
    let s = 0n;
    for (let i = 0n; i < m; i++) s += i;
    yield s;
  }

  @cpmoptimize()
  #hidden(m: bigint): bigint {
    let s = 0n;
    for (let i = 0n; i < m; i++) s += i;
    return s;
  }

  reveal(m: bigint): [bigint, string] {
    return [this.#hidden(m), this.#hidden.name];
  }
}

function accelerated(fn: unknown): boolean {
  return explain(fn as () => void).loops[0]?.status === "accelerated";
}

describe("as a standard decorator", () => {
  it("optimises methods, static methods and getters of every kind of key", async () => {
    const object = new Standard();
    expect(object.method(n)).toBe(2n * sum);
    expect(object.bare(n)).toBe(sum);
    expect(Standard.total(n)).toBe(sum);
    expect(object.value2()).toBe(2000000n);
    expect(object.value).toBe(2000000n);
    expect(object[key](n)).toBe(sum);
    expect(await object.later(n)).toBe(sum);
    expect([...object["quoted name"](n)]).toEqual([sum]);
    expect(object.reveal(n)).toEqual([sum, "#hidden"]);
    const { prototype } = Standard;
    for (const fn of [
      prototype.method,
      prototype.bare,
      Standard.total,
      prototype[key],
      prototype.later,
      prototype["quoted name"],
    ]) {
      expect(accelerated(fn), fn.name).toBe(true);
    }
    const getter = Object.getOwnPropertyDescriptor(prototype, "value")?.get;
    expect(explain(getter as () => void).unchanged).toBe(undefined);
    expect(getter?.name).toBe("get value");
    expect(prototype[key].name).toBe("[key]");
    expect(prototype["quoted name"].name).toBe("quoted name");
  });

  it("refuses what it can not decorate", () => {
    const decorate = cpmoptimize() as (value: unknown, context: unknown) => unknown;
    for (const kind of ["setter", "field", "accessor", "class"]) {
      const value = kind === "field" ? undefined : () => undefined;
      expect(() => decorate(value, { kind, name: "x" })).toThrow(TypeError);
      expect(() => decorate(value, { kind, name: "x" })).toThrow(
        `@cpmoptimize on the ${kind} x: cpmoptimize decorates functions, methods, static methods and getters.`,
      );
      const bare = cpmoptimize as unknown as typeof decorate;
      expect(() => bare(value, { kind, name: "x" })).toThrow(/decorates functions, methods/);
    }
  });
});

/** Compiles as a user with `experimentalDecorators` would, and runs the module. */
function legacy(source: string, module: ts.ModuleKind = ts.ModuleKind.CommonJS): Record<string, never> {
  const { outputText } = ts.transpileModule(source, {
    compilerOptions: {
      target: ts.ScriptTarget.ES2022,
      module,
      experimentalDecorators: true,
      useDefineForClassFields: false,
    },
  });
  const exports = {};
  new Function("exports", "require", outputText)(exports, () => cpm);
  return exports;
}

describe("as a legacy decorator", () => {
  const loop = "let s = 0n; for (const i of range(m)) s += i; return s;";
  const head = 'import { cpmoptimize, range } from "cpmoptimize";\n';

  it("optimises methods, static methods and accessors", () => {
    const { A } = legacy(`${head}
      export class A {
        step = 3n;
        @cpmoptimize() method(m: bigint) { ${loop} }
        @cpmoptimize static total(m: bigint) { ${loop} }
        @cpmoptimize({ strict: true }) get value() { const m = 1000000n, step = this.step; let s = 0n; for (const i of range(m)) s += step; return s; }
        set value(v) { this.step = v; }
      }`) as unknown as {
      A: { new (): { method(m: bigint): bigint; value: bigint }; total(m: bigint): bigint };
    };
    const object = new A();
    expect(object.method(n)).toBe(sum);
    expect(A.total(n)).toBe(sum);
    expect(object.value).toBe(3000000n);
    object.value = 4n;
    expect(object.value).toBe(4000000n);
    expect(accelerated(object.method)).toBe(true);
    expect(accelerated(A.total)).toBe(true);
    expect(accelerated(Object.getOwnPropertyDescriptor(A.prototype, "value")?.get)).toBe(true);
    expect(explain(object.method).assumptions).toEqual(["cpmoptimize_1.range is cpmoptimize's"]);
    const { enumerable } = Object.getOwnPropertyDescriptor(A.prototype, "method") ?? {};
    expect(enumerable).toBe(false);
  });

  it.each([
    ["field", "@cpmoptimize() x = 3;"],
    ["setter", "@cpmoptimize() set x(v) {}"],
    ["a parameter of", "x(@cpmoptimize() v) {}"],
  ])("refuses %s", (what, member) => {
    expect(() => legacy(`${head} class A { ${member} }`)).toThrow(TypeError);
    expect(() => legacy(`${head} class A { ${member} }`)).toThrow(what);
  });
});

describe("as TypeScript 6 compiles standard decorators to CommonJS", () => {
  it("works through the renamed import", () => {
    const { outputText } = ts.transpileModule(
      `import { cpmoptimize, range } from "cpmoptimize";
       export class A { @cpmoptimize() m(n) { let s = 0; for (const i of range(n)) s += i; return s; } }`,
      { compilerOptions: { target: ts.ScriptTarget.ES2022, module: ts.ModuleKind.CommonJS } },
    );
    const exports = {} as { A: new () => { m(n: number): number } };
    new Function("exports", "require", outputText)(exports, () => cpm);
    const object = new exports.A();
    expect(object.m(1000000)).toBe(499999500000);
    expect(accelerated(object.m)).toBe(true);
  });
});
