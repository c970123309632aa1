/**
 * What an engine for residues offers: numbers of type T, x^n modulo a characteristic polynomial, and sums over an orbit.
 * Which one serves a modulus is decided in `arithmetic-for.ts`.
 */
import type { CommutativeRing } from "../ring.ts";
import type { AffinePower } from "./affine-power.ts";
import type { BinaryWords } from "./binary-words.ts";
import type { SparseRows } from "./sparse-characteristic.ts";

/** Coefficients r with x^n ≡ Σ r_i x^i (mod P); the array may be shorter than P's degree, and is overwritten by the next call. */
export type MonomialResidue<T> = (n: BinaryWords) => ArrayLike<T>;

export interface Arithmetic<T> {
  readonly ring: CommutativeRing<T>;
  readonly fromInteger: (value: bigint) => T;
  /** In [0, m). */
  readonly toInteger: (value: T) => bigint;
  readonly affinePower: (a: T) => AffinePower<T>;
  /** @param characteristic P, lowest degree first, monic, of degree >= 1. */
  monomialResidue(characteristic: readonly T[]): MonomialResidue<T>;
  /** Measured: a term of a long sum of products, and a value (its reduction, its turn of the loop), in nanoseconds. */
  readonly costs: { readonly product: number; readonly value: number };
  /** (start, r) ↦ Σ_i r_i A^i start, at the wanted entries; O(r.length · entries of A). */
  orbitSum(rows: SparseRows<T>): (start: readonly T[], r: ArrayLike<T>, outputs: readonly number[]) => T[];
}
