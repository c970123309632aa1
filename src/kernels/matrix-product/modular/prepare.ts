/** Chosen entries of a polynomial system's state modulo m, with matrices of their own for the first turns. */
import { share, type Progress } from "../../../algebra/progress.ts";
import { apply } from "../../../transition/apply.ts";
import { groups, reachable, restrict } from "../../../transition/blocks.ts";
import type { Transition } from "../../../transition/transition.ts";
import type { PolynomialSystem } from "../polynomial-system.ts";
import { ModularProduct } from "./modular-product.ts";

/** What precedes the first run: the courses of the factors, ranges, and all that is kept from then on. */
const FIRST_RUN_NS = 60_000;

export interface ModularSystem {
  /** Predicted nanoseconds for all entries, more of the first run; Infinity where the turns are too many. */
  cost(turns: bigint): number;
  /** Can it compute so many turns? */
  reaches(turns: bigint): boolean;
  /** The entries `outputs` of the state after so many turns, in [0, m). */
  run(start: readonly bigint[], turns: bigint, outputs: readonly number[], progress?: Progress): bigint[];
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
  const divided = new Map<string, readonly (readonly number[])[]>();
  const partsOf = (outputs: readonly number[]): readonly (readonly number[])[] => {
    const key = outputs.join();
    let parts = divided.get(key);
    if (parts === undefined) {
      const needed = reachable(late, outputs);
      parts = groups(restrict(late, needed)).map((group) => group.map((k) => needed[k]!));
      divided.set(key, parts);
    }
    return parts;
  };
  const all = late.rows.map((_, k) => k);
  let isFirst = true;
  const lateTurns = (turns: bigint): bigint => {
    const count = turns - BigInt(early.length);
    return count < 0n ? 0n : count;
  };
  const cost = (turns: bigint): number =>
    partsOf(all).reduce(
      (sum, part) => sum + productOf(part).cost(lateTurns(turns)),
      isFirst ? FIRST_RUN_NS : 0,
    );
  return {
    cost,
    reaches: (turns) => cost(turns) < Infinity,
    run(start, turns, outputs, progress) {
      isFirst = false;
      const residue = (value: bigint): bigint => ((value % modulus) + modulus) % modulus;
      let state: readonly bigint[] = start.map(residue);
      for (const turn of early.slice(0, Number(turns < early.length ? turns : early.length)))
        state = apply(turn, state).map(residue);
      if (turns <= early.length) return outputs.map((k) => state[k]!);
      const result = new Map<number, bigint>();
      const parts = partsOf(outputs);
      for (const [k, part] of parts.entries()) {
        const values = productOf(part).run(
          part.map((k) => state[k]!),
          lateTurns(turns),
          share(progress, k / parts.length, (k + 1) / parts.length),
        );
        part.forEach((k, place) => result.set(k, values[place]!));
      }
      return outputs.map((k) => result.get(k)!);
    },
  };
}
