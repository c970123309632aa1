/** Chosen entries of a polynomial system's state modulo m, with matrices of their own for the first turns. */
import { apply } from "../../../transition/apply.ts";
import { groups, reachable, restrict } from "../../../transition/blocks.ts";
import type { Transition } from "../../../transition/transition.ts";
import type { PolynomialSystem } from "../polynomial-system.ts";
import { ModularProduct } from "./modular-product.ts";

export interface ModularSystem {
  /** Predicted nanoseconds for all entries; Infinity where the turns are too many. */
  cost(turns: bigint): number;
  /** Can it compute so many turns? */
  reaches(turns: bigint): boolean;
  /** The entries `outputs` of the state after so many turns, in [0, m). */
  run(start: readonly bigint[], turns: bigint, outputs: readonly number[]): bigint[];
}

/**
 * @param early the matrices of the turns before `late`, whose turns are counted from 0 again
 * @param modulus at least 1
 */
export function prepareModular(
  early: readonly Transition<bigint>[],
  late: PolynomialSystem,
  modulus: bigint,
): ModularSystem {
  const products = new Map<string, ModularProduct>();
  const productOf = (columns: readonly number[]): ModularProduct => {
    const key = columns.join();
    let product = products.get(key);
    if (product === undefined) {
      product = new ModularProduct(restrict(late, columns), modulus);
      products.set(key, product);
    }
    return product;
  };
  const partsOf = (outputs: readonly number[]): number[][] => {
    const needed = reachable(late, outputs);
    return groups(restrict(late, needed)).map((group) => group.map((k) => needed[k]!));
  };
  const lateTurns = (turns: bigint): bigint => {
    const count = turns - BigInt(early.length);
    return count < 0n ? 0n : count;
  };
  const cost = (turns: bigint): number =>
    partsOf(late.rows.map((_, k) => k)).reduce(
      (sum, part) => sum + productOf(part).cost(lateTurns(turns)),
      0,
    );
  return {
    cost,
    reaches: (turns) => cost(turns) < Infinity,
    run(start, turns, outputs) {
      const residue = (value: bigint): bigint => ((value % modulus) + modulus) % modulus;
      let state: readonly bigint[] = start.map(residue);
      for (const turn of early.slice(0, Number(turns < early.length ? turns : early.length)))
        state = apply(turn, state).map(residue);
      if (turns <= early.length) return outputs.map((k) => state[k]!);
      const result = new Map<number, bigint>();
      for (const part of partsOf(outputs)) {
        const values = productOf(part).run(
          part.map((k) => state[k]!),
          lateTurns(turns),
        );
        part.forEach((k, place) => result.set(k, values[place]!));
      }
      return outputs.map((k) => result.get(k)!);
    },
  };
}
