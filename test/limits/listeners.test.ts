/** What a listener of `verbose` throws comes out of the call that it is told of, with nothing changed. */
import { describe, expect, test } from "vitest";
import { cpmoptimize, explain } from "cpmoptimize";
import * as runtime from "cpmoptimize/runtime";
import type { CpmEvent } from "cpmoptimize/runtime";
import { transform } from "../../src/compiler/index.ts";
import { execute } from "../compiler/execute.ts";

type State = readonly [values: readonly unknown[], thrown?: unknown];

const program = (n: bigint, step: bigint): State => {
  let [a, b, i] = [0n, 1n, 0n];
  try {
    for (; i < n; i += step) [a, b] = [b, a + b];
  } catch (error) {
    return [[a, b, i], error];
  }
  return [[a, b, i]];
};

const elements = function (n: number, s: BigInt64Array): unknown {
  try {
    for (let i = 0; i < n; i++) s[0]! += 3n;
  } catch (error) {
    return error;
  }
  return undefined;
};

const reasons = [new Error("enough"), new RangeError("enough"), new TypeError("enough"), "text", undefined];

describe.each(["wrapped", "compiled"])("%s", (way) => {
  const make = (listener: (event: CpmEvent) => void): typeof program => {
    const options = { itersLimit: 0, verbose: listener };
    if (way === "wrapped") return cpmoptimize(options)(program);
    const text = `import { cpmoptimize } from "cpmoptimize";
      export const make = (options) => cpmoptimize(options)(${program.toString()});`;
    const { code } = transform(text, { filename: "a.ts" });
    const module = execute(code, "a.ts", runtime) as { make: (given: unknown) => typeof program };
    return module.make(options);
  };

  test.each(["accelerated", "declined"] as const)("of %s loops", (kind) => {
    // The loop as written is left after a turn.
    const args: [bigint, bigint] = [kind === "accelerated" ? 2000n : 0n, 1n];
    for (const reason of reasons) {
      let isPatient = true;
      const heard: string[] = [];
      const fast = make((event) => {
        heard.push(event.kind);
        if (event.kind === kind && !isPatient) throw reason;
      });
      for (const isWarm of [false, true]) {
        if (isWarm) expect(fast(...args)).toEqual(program(...args));
        isPatient = false;
        const [values, ...thrown] = fast(...args);
        expect(thrown).toEqual([reason]);
        expect(values).toEqual([0n, 1n, 0n]);
        isPatient = true;
        expect(heard.at(-1)).toBe(kind);
      }
      expect(fast(...args)).toEqual(program(...args));
      expect(heard.at(-1)).toBe(kind);
      expect(fast(3000n, 1n)).toEqual(program(3000n, 1n));
      expect(heard.at(-1)).toBe("accelerated");
    }
  });
});

test("elements of typed arrays are as they were", () => {
  let isPatient = false;
  const verbose = ({ kind }: CpmEvent): void => {
    if (kind === "accelerated" && !isPatient) throw new Error("enough");
  };
  const fast = cpmoptimize({ itersLimit: 0, verbose })(elements);
  const held = BigInt64Array.of(7n);
  expect(fast(1000, held)).toEqual(new Error("enough"));
  expect(held).toEqual(BigInt64Array.of(7n));
  isPatient = true;
  expect(fast(1000, held)).toBeUndefined();
  expect(held).toEqual(BigInt64Array.of(3007n));
});

test("what a listener of a strict loop throws comes before the loop's own error", () => {
  const verbose = ({ kind }: CpmEvent): void => {
    if (kind === "declined") throw new Error("enough");
  };
  const fast = cpmoptimize({ itersLimit: 0, strict: true, verbose })(function half(n: number, x: number) {
    for (let i = 0; i < n; i++) x += 1;
    return x;
  });
  expect(() => fast(1000, 0.5)).toThrow("enough");
});

test("a listener for which the stack has no room is not told, and the loop runs as written", () => {
  let isAtTheEnd = true;
  const descend = (): void => descend();
  const fast = cpmoptimize({
    itersLimit: 0,
    verbose: ({ kind }) => {
      if (kind !== "recompiled" && isAtTheEnd) descend();
    },
  })(program);
  expect(fast(2000n, 1n)).toEqual(program(2000n, 1n));
  expect(explain(fast).loops[0]!.refusals).toMatchObject([{ code: "size-limit-reached" }]);
  expect(fast(0n, 1n)).toEqual(program(0n, 1n));
  isAtTheEnd = false;
  expect(fast(2000n, 1n)).toEqual(program(2000n, 1n));
  expect(explain(fast).loops[0]!.status).toBe("accelerated");
});
