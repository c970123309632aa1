import { describe, expect, it } from "vitest";
import { cpmoptimize, LoopTypeError, range, RecompilationError, xrange } from "../../src/index.ts";

/** Two values that change from turn to turn are multiplied, so that degrees double. */
function product(n: bigint): bigint {
  let res = 1n;
  for (let i = 0n; i < n; i++) {
    res = res * res + i;
  }
  return res;
}

function failure(run: () => unknown): RecompilationError {
  try {
    run();
  } catch (error) {
    expect(error).toBeInstanceOf(RecompilationError);
    return error as RecompilationError;
  }
  throw new Error("nothing was thrown");
}

describe("strict at decoration", () => {
  it("throws with place, frame, reason and remedy", () => {
    const { message, refusals, name } = failure(() => cpmoptimize({ strict: true })(product));
    expect(name).toBe("RecompilationError");
    expect(refusals.map(({ code }) => code)).toEqual(["product-grows"]);
    expect(message).toMatch(
      /^product can not be optimised, and strict is set:\n\nproduct:4:\d+: .* \[product-grows\]\n/,
    );
    expect(message).toMatch(/\n> 4 \|\s+res = res \* res \+ i;\n {4}\|\s+\^\n/);
    expect(message).toMatch(/\n {2}why: {4}\S.*\n {2}remedy: \S/);
  });

  it("gives all reasons at once", () => {
    const { refusals } = failure(() =>
      cpmoptimize({ strict: true })((n: bigint, f: (x: bigint) => bigint) => {
        let a = 1n;
        for (let i = 0n; i < n; i++) a = f(a);
        for (let i = 0n; i < n; i++) a = a * a + i;
        for (let i = 0n; i < n; i++) a += i;
        return a;
      }),
    );
    expect(refusals).toHaveLength(2);
    expect(new Set(refusals.map(({ where }) => where.split(":")[0])).size).toBe(2);
  });

  it("depends on the enabled domains", () => {
    const number = (n: number): number => {
      let s = 0;
      for (let i = 0; i < n; i++) s += i;
      return s;
    };
    expect(() => cpmoptimize({ strict: true })(number)).not.toThrow();
    const onlyNumbers = (n: number): number => {
      let s = 0;
      for (let i = 0; i < n; i++) s = s + i * 2 + 1;
      return s;
    };
    expect(() => cpmoptimize({ strict: true, types: ["bigint"] })(onlyNumbers)).toThrow(RecompilationError);
    // The turn alone would suit bigints as well: only the call shows numbers.
    const fast = cpmoptimize({ strict: true, types: ["bigint"] })(number);
    expect(() => fast(100_000)).toThrow(LoopTypeError);
    expect(cpmoptimize({ types: ["bigint"] })(number)(100_000)).toBe(4999950000);
  });

  it("does not throw without strict", () => {
    expect(cpmoptimize()(product)(10n)).toBe(product(10n));
  });
});

describe("strict at the call", () => {
  const sum = cpmoptimize({ strict: true })((iterable: Iterable<number>) => {
    let res = 0;
    for (const elem of iterable) res += elem;
    return res;
  });
  const triangle = cpmoptimize({ strict: true })((n: bigint | number | string) => {
    let s = 0n;
    for (let i = 0n; i < (n as bigint); i++) s += i;
    return s;
  });

  it("takes ranges only", () => {
    expect(sum(range(30))).toBe(435);
    expect(sum(xrange(100_000))).toBe(4999950000);
    expect(() => sum([0, 1, 2])).toThrow(LoopTypeError);
    expect(() => sum([0, 1, 2])).toThrow(/an array/);
    expect(() => sum(new Set([1]))).toThrow(TypeError);
  });

  it("never throws for few turns", () => {
    for (const n of [-5n, 0n, 1n, 2n, 3n]) expect(triangle(n)).toBe(n > 0n ? (n * (n - 1n)) / 2n : 0n);
    expect(sum(range(0))).toBe(0);
    expect(triangle(10n ** 20n)).toBe((10n ** 20n * (10n ** 20n - 1n)) / 2n);
  });

  it("throws where the loop as written may run for ever, since nobody knows whether its values fit", () => {
    const rotation = cpmoptimize({ strict: true })((n: bigint) => {
      let [a, b] = [3n, 3n];
      for (let i = 0n; i < n; i++) [a, b] = [2n * b, -2n * a];
      return a;
    });
    expect(rotation(1000n)).toBe(3n << 1000n);
    expect(() => rotation(10n ** 15n)).toThrow(/may-not-fit|engine/);
  });

  it("without strict the original runs", () => {
    const loose = cpmoptimize()((iterable: Iterable<number>) => {
      let res = 0;
      for (const elem of iterable) res += elem;
      return res;
    });
    expect(loose([0, 1, 2])).toBe(3);
    expect(loose(new Set([1, 5]))).toBe(6);
  });
});
