/**
 * x^n modulo P by the module of `halving-module.ts`. Where WebAssembly is missing or forbidden (by a content security policy,
 * say) there is no machine, and the caller computes in JavaScript.
 *
 * One instance of each kind serves all polynomials, because an instance reserves far more address space than levels need; it is
 * made when it is first asked for. Its memory holds the levels of the polynomial that ran last, and the next one begins anew.
 */
import type { BinaryWords } from "./binary-words.ts";
import { halvingModule, type HalvingExports, type Kind } from "./halving-module.ts";
import { LARGEST_ORDER, MODULUS_AT } from "./machine-sums.ts";
import { machineOrbitSum, type OrbitSum } from "./orbit-machine.ts";
import type { SparseRows } from "./sparse-characteristic.ts";

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

type Residues = readonly bigint[] | readonly number[];

export interface HalvingMachine {
  /**
   * n ↦ x^n mod P; undefined where it would take too much memory.
   * @param modulus 0 where sums wrap around. @param characteristic P, lowest degree first, canonical.
   */
  monomialResidue(modulus: bigint, characteristic: Residues): (n: BinaryWords) => MachineResult | undefined;
  /** (start, r) ↦ Σ_k r_k (A^k start)[output]; undefined where it would take too much memory. Of the limbs only. */
  orbitSum(
    modulus: bigint,
    rows: SparseRows<bigint>,
  ): (...call: Parameters<OrbitSum>) => bigint[] | undefined;
}

/** Bytes for levels; beyond, `halving.ts` keeps checkpoints only. */
const MEMORY_LIMIT = 2 ** 23;
const MOST_DIGITS = 2 ** 15;
const DIGITS_AT = 0;
const COEFFICIENTS_AT = MODULUS_AT + 8;
const PAGE = 2 ** 16;

function createMachine(kind: Kind): HalvingMachine {
  const { WebAssembly } = globalThis as unknown as { WebAssembly: WebAssemblyGlobal };
  const module = new WebAssembly.Module(halvingModule(kind));
  const machine = new WebAssembly.Instance(module).exports as HalvingExports;
  const { memory } = machine;
  let words = new Int32Array(memory.buffer);
  let long = new BigInt64Array(memory.buffer);
  let owner: unknown;
  let known = 0;
  /** Behind the levels. */
  let top = COEFFICIENTS_AT;

  /** Is there so much memory? Views of memory that has grown are looked for at each call: a fault may have come in between. */
  const reserve = (end: number): boolean => {
    if (end > memory.buffer.byteLength && !grow(end)) return false;
    if (words.buffer !== memory.buffer) words = new Int32Array(memory.buffer);
    if (long.buffer !== memory.buffer) long = new BigInt64Array(memory.buffer);
    return true;
  };
  const grow = (end: number): boolean => {
    try {
      memory.grow(Math.ceil((end - memory.buffer.byteLength) / PAGE));
      return true;
    } catch (error) {
      if (error instanceof RangeError) return false;
      throw error;
    }
  };
  const write = (values: Residues, address: number): void => {
    for (let i = 0; i < values.length; i++) {
      const value = values[i]!;
      if (typeof value === "bigint") {
        long[address / 8 + i] = value;
        continue;
      }
      words[address / 4 + 2 * i] = value;
      words[address / 4 + 2 * i + 1] = 0;
    }
  };

  const room = (size: number): number | undefined => {
    if (top + size > MEMORY_LIMIT || !reserve(top + size)) return undefined;
    return top;
  };

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
      const reversed = characteristic.toReversed() as Residues;

      const own = (): void => {
        owner = undefined;
        write(reversed, COEFFICIENTS_AT);
        machine.first(COEFFICIENTS_AT, levels, evens, odds);
        machine.encode(COEFFICIENTS_AT, order + 1);
        owner = characteristic;
        known = 1;
        top = levels + levelSize;
      };

      return (n) => {
        const end = levels + n.length * levelSize;
        if (end > MEMORY_LIMIT || n.length > MOST_DIGITS || order > LARGEST_ORDER) return undefined;
        if (!reserve(Math.max(end, levels + levelSize))) return undefined;
        long[MODULUS_AT / 8] = modulus;
        if (owner !== characteristic) own();
        if (known < n.length) {
          machine.extend(levels + (known - 1) * levelSize, n.length - known, evens, odds);
          known = n.length;
          top = end;
        }
        for (let i = 0; i < n.words.length; i++) words[DIGITS_AT + i] = n.words[i]!;
        for (let i = front / 4; i < result / 4; i++) words[i] = 0;
        words[front / 4] = 1;
        const f = machine.pullBack(levels, n.length, evens, odds, DIGITS_AT, front, back);
        machine.weights(f, COEFFICIENTS_AT, order, order, result);
        return { buffer: memory.buffer, address: result };
      };
    },
    orbitSum: (modulus, rows) => machineOrbitSum({ exports: machine, room }, modulus, rows),
  };
}

export interface LazyMachine {
  /** The machine, made at the first call; undefined where there cannot be one. */
  (): HalvingMachine | undefined;
  /** Whether asking costs nothing any more. */
  isMade(): boolean;
}

/** No machine at all. */
export const noMachine: LazyMachine = Object.assign(() => undefined, { isMade: () => true });

function lazily(kind: Kind): LazyMachine {
  let state: { readonly machine: HalvingMachine | undefined } | undefined;
  const make = (): HalvingMachine | undefined => {
    try {
      return createMachine(kind);
    } catch {
      return undefined;
    }
  };
  const get = (): HalvingMachine | undefined => (state ??= { machine: make() }).machine;
  return Object.assign(get, { isMade: () => state !== undefined });
}

/** Modulo an m < 2^31. */
export const modularMachine = /* @__PURE__ */ lazily("short");
/** Modulo an m with 2^31 <= m < 2^62. */
export const limbMachine = /* @__PURE__ */ lazily("limbs");
/** Modulo 2^64. */
export const wrappingMachine = /* @__PURE__ */ lazily("wrapping");
