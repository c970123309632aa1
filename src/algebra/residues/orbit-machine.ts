/**
 * Σ_k r_k · (A^k start)[output] in WebAssembly: the turns by the program of `turn-module.ts`, and each output's values in all
 * turns, side by side, times r as one sum of products.
 */
import type { Arithmetic } from "./arithmetic.ts";
import type { HalvingExports } from "./halving-module.ts";
import { LARGEST_ORDER, MODULUS_AT } from "./machine-sums.ts";
import type { SparseRows } from "./sparse-characteristic.ts";
import { turnProgram } from "./turn-module.ts";

/** A machine's memory, as far as it is free for the time of a call. */
export interface MachineSpace {
  readonly exports: HalvingExports;
  /** The address of so many free bytes, or undefined where that is too much. */
  readonly room: (bytes: number) => number | undefined;
}

export type OrbitSum = ReturnType<Arithmetic<bigint>["orbitSum"]>;

export function machineOrbitSum(
  { exports: machine, room }: MachineSpace,
  modulus: bigint,
  rows: SparseRows<bigint>,
): (...call: Parameters<OrbitSum>) => bigint[] | undefined {
  const program = turnProgram(rows);
  const size = 8 * rows.length;
  return (start, r, outputs) => {
    if (Math.max(rows.length, r.length) > LARGEST_ORDER) return undefined;
    const length = 8 * r.length;
    const at = room(4 * program.length + 2 * size + (outputs.length + 1) * length + 8);
    if (at === undefined) return undefined;
    const factors = at + 4 * program.length;
    const histories = factors + length;
    const result = histories + outputs.length * length;
    let state = result + 8;
    let next = state + size;
    const { buffer } = machine.memory;
    const words = new Int32Array(buffer);
    const long = new BigInt64Array(buffer);
    long[MODULUS_AT / 8] = modulus;
    words.set(program, at / 4);
    for (let k = 0; k < r.length; k++) long[factors / 8 + k] = r[k]!;
    for (let i = 0; i < rows.length; i++) long[state / 8 + i] = start[i]!;
    machine.encode(factors, r.length);
    machine.encode(state, rows.length);
    for (let k = 0; k < r.length; k++) {
      if (k > 0) {
        machine.turn(at, rows.length, state, next);
        [state, next] = [next, state];
      }
      for (let i = 0; i < outputs.length; i++) {
        const from = state / 4 + 2 * outputs[i]!;
        const to = (histories + i * length) / 4 + 2 * k;
        words[to] = words[from]!;
        words[to + 1] = words[from + 1]!;
      }
    }
    return outputs.map((_, i) => {
      machine.weights(histories + i * length, factors, r.length, 1, result);
      return long[result / 8]!;
    });
  };
}
