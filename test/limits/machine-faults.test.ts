/**
 * A call into the machine of WebAssembly that does not come back, as at the end of the stack: what it has left half written in
 * the memory, which all polynomials share, is never taken for the levels of one of them.
 */
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import type { Arithmetic } from "../../src/algebra/residues/arithmetic.ts";
import { binaryWords } from "../../src/algebra/residues/binary-words.ts";
import { integerArithmetic } from "../../src/algebra/residues/integer-arithmetic.ts";

interface WebAssemblyGlobal {
  readonly Module: new (bytes: Uint8Array) => object;
  readonly Instance: new (module: object) => { readonly exports: Record<string, unknown> };
}

const plant = { failsIn: 0, calls: 0, isBefore: false };
const endOfStack = (): RangeError => new RangeError("Maximum call stack size exceeded");
const real = (globalThis as unknown as { WebAssembly: WebAssemblyGlobal }).WebAssembly;

/** Its functions fail where they are told to, before they have done anything or afterwards. */
class Instance {
  readonly exports: Record<string, unknown>;

  constructor(module: object) {
    const { exports } = new real.Instance(module);
    this.exports = Object.fromEntries(
      Object.entries(exports).map(([name, own]) => {
        const call = (...args: number[]): unknown => {
          const isLast = ++plant.calls === plant.failsIn;
          if (isLast && plant.isBefore) throw endOfStack();
          const result = (own as (...args: number[]) => unknown)(...args);
          if (isLast) throw endOfStack();
          return result;
        };
        return [name, typeof own === "function" ? call : own];
      }),
    );
  }
}

type Engine = Arithmetic<number> | Arithmetic<bigint>;

const engines: Record<string, (modulus: bigint) => Engine> = {};

beforeAll(async () => {
  vi.stubGlobal("WebAssembly", { Module: real.Module, Instance, Memory: undefined });
  vi.resetModules();
  const { splitArithmetic } = await import("../../src/algebra/residues/split-arithmetic.ts");
  const { limbArithmetic } = await import("../../src/algebra/residues/limb-arithmetic.ts");
  const { longWordArithmetic } = await import("../../src/algebra/residues/long-word-arithmetic.ts");
  const machines = await import("../../src/algebra/residues/halving-machine.ts");
  for (const machine of [machines.modularMachine, machines.limbMachine, machines.wrappingMachine])
    expect(machine()).toBeDefined();
  Object.assign(engines, { short: splitArithmetic, limbs: limbArithmetic, wrapping: longWordArithmetic });
});

afterAll(() => {
  vi.unstubAllGlobals();
  vi.resetModules();
});

const polynomial = (order: number, seed: bigint): bigint[] => [
  ...Array.from({ length: order }, (_, i) => seed + BigInt(i * i) * 7n + 1n),
  1n,
];

/** The coefficients of x^n modulo the polynomial, by a function of n that is asked again and again. */
function powers(engine: Engine, characteristic: readonly bigint[]): (n: bigint) => bigint[] {
  const { fromInteger, toInteger, monomialResidue } = engine as Arithmetic<unknown>;
  const residue = monomialResidue(characteristic.map((c) => fromInteger(c)));
  return (n) => Array.from(residue(binaryWords(n)) as ArrayLike<unknown>, (c) => toInteger(c));
}

/** Does a call fail in the given call of the machine? It answers rightly otherwise. */
function fails(at: number, call: () => void): boolean {
  [plant.calls, plant.failsIn] = [0, at];
  try {
    call();
    return false;
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    return true;
  } finally {
    plant.failsIn = 0;
  }
}

describe.each([
  ["short", 10n ** 9n + 7n],
  ["limbs", 2n ** 61n - 1n],
  ["wrapping", 2n ** 64n],
])("%s", (name, modulus) => {
  const [first, second] = [polynomial(5, 3n), polynomial(9, 100n)];
  const exact = integerArithmetic(modulus);
  const [rightFirst, rightSecond] = [powers(exact, first), powers(exact, second)];

  test.each([false, true])(
    "two polynomials, one of which meets a fault at any call: in front of it %s",
    (isBefore) => {
      plant.isBefore = isBefore;
      let failures = 0;
      for (let [at, isMet] = [1, true]; isMet; at++) {
        const [a, b] = [first, second].map((own) => powers(engines[name]!(modulus), own)) as [
          typeof rightFirst,
          typeof rightFirst,
        ];
        // The levels in the memory are the first one's, then the second one's, then the second one wants more of them.
        expect(a(1000n)).toEqual(rightFirst(1000n));
        isMet = false;
        for (const n of [10n ** 6n, 10n ** 18n]) {
          if (fails(at, () => expect(b(n)).toEqual(rightSecond(n)))) isMet = true;
          if (isMet) failures++;
          for (const m of [1001n, 10n ** 12n]) expect(a(m), `fault in call ${at}`).toEqual(rightFirst(m));
          expect(b(n), `fault in call ${at}`).toEqual(rightSecond(n));
          if (fails(at, () => expect(b(n ** 3n)).toEqual(rightSecond(n ** 3n)))) isMet = true;
          expect(b(n ** 3n), `fault in call ${at}`).toEqual(rightSecond(n ** 3n));
        }
      }
      expect(failures).toBeGreaterThan(4);
    },
  );
});
