/** A function that is decorated while a built-in is replaced stays as it is, whatever has come in its place. */
import { expect, test } from "vitest";
import { cpmoptimize, explain } from "cpmoptimize";

const places: Readonly<Record<string, readonly [object, PropertyKey]>> = {
  "Array.prototype.map": [Array.prototype, "map"],
  "array iteration": [Array.prototype, Symbol.iterator],
  "Map.prototype.get": [Map.prototype, "get"],
  "RegExp.prototype.exec": [RegExp.prototype, "exec"],
  "String.prototype.charCodeAt": [String.prototype, "charCodeAt"],
  "the global Map": [globalThis, "Map"],
};

function decorateWhile(replace: () => void, restore: () => void): { fn: unknown; fast: unknown } {
  const fn = function triangle(n: bigint): bigint {
    let sum = 0n;
    for (let i = 0n; i < n; i++) sum += i;
    return sum;
  };
  replace();
  try {
    return { fn, fast: cpmoptimize({ verbose: "silent" })(fn) };
  } finally {
    restore();
  }
}

test.each(Object.entries(places))("%s", (_, [holder, key]) => {
  const descriptor = Reflect.getOwnPropertyDescriptor(holder, key) as PropertyDescriptor;
  const original = descriptor.value as (...args: unknown[]) => unknown;
  const replacement = function (this: unknown, ...args: unknown[]): unknown {
    return new.target === undefined
      ? Reflect.apply(original, this, args)
      : (Reflect.construct(original, args, new.target) as object);
  };
  replacement.prototype = original.prototype as unknown;
  const { fn, fast } = decorateWhile(
    () => Reflect.defineProperty(holder, key, { ...descriptor, value: replacement }),
    () => Reflect.defineProperty(holder, key, descriptor),
  );
  expect(fast).toBe(fn);
  expect(explain(fast as () => void).unchanged?.code).toBe("patched-builtins");
});

test("what a parser does not use may be replaced", () => {
  const { Date: original } = globalThis;
  const { fn, fast } = decorateWhile(
    () => {
      globalThis.Date = class extends original {} as DateConstructor;
    },
    () => {
      globalThis.Date = original;
    },
  );
  expect(fast).not.toBe(fn);
});
