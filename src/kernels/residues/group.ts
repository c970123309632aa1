/**
 * One group of entries over Z/m: those that never change, and those that depend on one another and on these.
 *
 * With the unchanging entries last, the matrix is [[A, B], [0, I]]; it is annihilated by P = det(x·I - A)·(x - 1), a single
 * factor x - 1 however many constants there are, and none where there is no constant.
 */
import type { Arithmetic } from "../../algebra/residues/arithmetic.ts";
import type { BinaryWords } from "../../algebra/residues/binary-words.ts";
import { sparseCharacteristic } from "../../algebra/residues/sparse-characteristic.ts";
import type { CommutativeRing } from "../../algebra/ring.ts";
import { components, isConstant } from "../../transition/blocks.ts";
import type { Transition } from "../../transition/transition.ts";

export interface Group<T> {
  /** Predicted nanoseconds of a warm run for an n of so many binary digits. */
  cost(digits: number): number;
  /** The wanted entries after n >= 0 turns. */
  run(start: readonly T[], n: BinaryWords): readonly T[];
}

/** @param transition coefficients in [1, m). */
export function group<T>(
  transition: Transition<bigint>,
  arithmetic: Arithmetic<T>,
  outputs: readonly number[],
): Group<T> {
  const moving = transition.rows.flatMap((_, i) => (isConstant(transition, i) ? [] : [i]));
  if (moving.length === 0) return { cost: () => 0, run: (start) => outputs.map((i) => start[i]!) };
  return moving.length === 1
    ? affineGroup(transition, arithmetic, moving[0]!, outputs)
    : generalGroup(transition, arithmetic, outputs, moving.length);
}

function affineGroup<T>(
  transition: Transition<bigint>,
  { ring, fromInteger, affinePower, costs }: Arithmetic<T>,
  entry: number,
  outputs: readonly number[],
): Group<T> {
  const row = transition.rows[entry]!.map(([column, c]) => [column, fromInteger(c)] as const);
  const factor = row.find(([column]) => column === entry)?.[1] ?? ring.ZERO;
  const constants = row.filter(([column]) => column !== entry);
  const power = affinePower(factor);
  return {
    cost: (digits) => digits * costs.value,
    run(start, n) {
      let sum = ring.ZERO;
      for (const [column, c] of constants) sum = ring.add(sum, ring.mul(c, start[column]!));
      const value = power(start[entry]!, sum, n);
      return outputs.map((i) => (i === entry ? value : start[i]!));
    },
  };
}

function generalGroup<T>(
  transition: Transition<bigint>,
  arithmetic: Arithmetic<T>,
  outputs: readonly number[],
  moving: number,
): Group<T> {
  const entries = transition.rows.reduce((sum, row) => sum + row.length, 0);
  const order = moving < transition.rows.length ? moving + 1 : moving;
  const { product, value } = arithmetic.costs;
  const prepare = (): Group<T>["run"] => {
    const rows = transition.rows.map((row) => row.map(([i, c]) => [i, arithmetic.fromInteger(c)] as const));
    const orbitSum = arithmetic.orbitSum(rows);
    const monomialResidue = arithmetic.monomialResidue(annihilator(transition, arithmetic));
    return (start, n) => orbitSum(start, monomialResidue(n), outputs);
  };
  let prepared: Group<T>["run"] | undefined;
  return {
    cost: (digits) =>
      digits * order * ((order / 2) * product + value) +
      order * (entries * product + transition.rows.length * value),
    run: (start, n) => (prepared ??= prepare())(start, n),
  };
}

/** P, lowest degree first. */
function annihilator<T>(transition: Transition<bigint>, { ring, fromInteger }: Arithmetic<T>): T[] {
  let product: T[] = [ring.ONE];
  let hasConstants = false;
  for (const block of components(transition)) {
    if (isConstant(transition, block[0]!)) {
      hasConstants = true;
      continue;
    }
    const position = new Map(block.map((entry, i) => [entry, i]));
    const rows = block.map((entry) =>
      transition.rows[entry]!.flatMap(([column, c]) => {
        const at = position.get(column);
        return at === undefined ? [] : [[at, fromInteger(c)] as const];
      }),
    );
    product = times(ring, product, sparseCharacteristic(ring, rows));
  }
  return hasConstants ? times(ring, product, [ring.neg(ring.ONE), ring.ONE]) : product;
}

function times<T>(ring: CommutativeRing<T>, a: readonly T[], b: readonly T[]): T[] {
  const product = new Array<T>(a.length + b.length - 1).fill(ring.ZERO);
  a.forEach((c, i) => {
    b.forEach((d, j) => {
      product[i + j] = ring.add(product[i + j]!, ring.mul(c, d));
    });
  });
  return product;
}
