/**
 * x^n modulo P by the module of `halving-module.ts`. Where WebAssembly is missing or forbidden (by a content security policy,
 * say) there is no machine, and the caller computes in JavaScript.
 *
 * One instance of each kind serves all polynomials, because an instance reserves far more address space than levels need; it is
 * made when it is first asked for. Its memory holds the levels of the polynomial that ran last, and the next one begins anew.
 */
import type { BinaryWords } from "./binary-words.ts";
import { halvingModule, type HalvingExports } from "./halving-module.ts";

/** What is used of the global WebAssembly; the language's own library of types does not have it. */
interface WebAssemblyGlobal {
  readonly Module: new (bytes: Uint8Array) => object;
  readonly Instance: new (module: object) => { readonly exports: unknown };
}

/** Where r_0, r_1, … with x^n ≡ Σ r_i x^i (mod P) lie in the memory, eight bytes each. */
interface MachineResult {
  readonly buffer: ArrayBuffer;
  readonly address: number;
}

export interface HalvingMachine {
  /** n ↦ x^n mod P; undefined where it would take too much memory. @param characteristic P, lowest degree first, canonical. */
  monomialResidue(
    modulus: number,
    characteristic: readonly bigint[],
  ): (n: BinaryWords) => MachineResult | undefined;
}

/** Bytes for levels; beyond, `halving.ts` keeps checkpoints only. */
const MEMORY_LIMIT = 2 ** 23;
const MOST_DIGITS = 2 ** 15;
const DIGITS_AT = 0;
const COEFFICIENTS_AT = MOST_DIGITS / 8;
const PAGE = 2 ** 16;

function createMachine(isWrapping: boolean): HalvingMachine {
  const { WebAssembly } = globalThis as unknown as { WebAssembly: WebAssemblyGlobal };
  const module = new WebAssembly.Module(halvingModule(isWrapping));
  const { memory, extend, pullBack, weights } = new WebAssembly.Instance(module).exports as HalvingExports;
  let words = new Int32Array(memory.buffer);
  let owner: readonly bigint[] | undefined;
  let known = 0;

  return {
    monomialResidue(modulus, characteristic) {
      const order = characteristic.length - 1;
      const evens = (order + 2) >> 1;
      const odds = (order + 1) >> 1;
      const size = 8 * (order + 1);
      const levelSize = 8 * (evens + 2 * odds);
      const front = COEFFICIENTS_AT + size;
      const back = front + size;
      const result = back + size;
      const levels = result + size;

      const reserve = (end: number): void => {
        if (end <= memory.buffer.byteLength) return;
        memory.grow(Math.ceil((end - memory.buffer.byteLength) / PAGE));
        words = new Int32Array(memory.buffer);
      };

      const own = (): void => {
        const coefficients = new BigInt64Array(memory.buffer, COEFFICIENTS_AT, order + 1);
        const level = new BigInt64Array(memory.buffer, levels, evens + 2 * odds);
        const m = BigInt(modulus);
        characteristic.toReversed().forEach((c, i) => {
          coefficients[i] = c;
          level[(i % 2 === 0 ? 0 : evens + odds) + (i >> 1)] = c;
          if (i % 2 === 1) level[evens + (i >> 1)] = c === 0n ? c : m - c;
        });
        owner = characteristic;
        known = 1;
      };

      return (n) => {
        const end = levels + n.length * levelSize;
        if (end > MEMORY_LIMIT || n.length > MOST_DIGITS) return undefined;
        reserve(end);
        if (owner !== characteristic) own();
        if (known < n.length) {
          extend(modulus, levels + (known - 1) * levelSize, n.length - known, evens, odds);
          known = n.length;
        }
        for (let i = 0; i < n.words.length; i++) words[DIGITS_AT + i] = n.words[i]!;
        words.fill(0, front / 4, result / 4);
        words[front / 4] = 1;
        const f = pullBack(modulus, levels, n.length, evens, odds, DIGITS_AT, front, back);
        weights(modulus, f, COEFFICIENTS_AT, order, result);
        return { buffer: memory.buffer, address: result };
      };
    },
  };
}

/** The machine, made at the first call; undefined where there cannot be one. */
function lazily(isWrapping: boolean): () => HalvingMachine | undefined {
  let state: { readonly machine: HalvingMachine | undefined } | undefined;
  return () => {
    if (state === undefined) {
      try {
        state = { machine: createMachine(isWrapping) };
      } catch {
        state = { machine: undefined };
      }
    }
    return state.machine;
  };
}

/** Modulo an m < 2^31. */
export const modularMachine = /* @__PURE__ */ lazily(false);
/** Modulo 2^64. */
export const wrappingMachine = /* @__PURE__ */ lazily(true);
