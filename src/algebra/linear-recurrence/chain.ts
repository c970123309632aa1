/**
 * The n-th terms of sequences by doubling or halving the index, by the method that suits the characteristic polynomial P of
 * degree d: a polynomial in x^g is a recurrence of order d/g on every g-th term; order 1 is a power; the others take the
 * Lucas chain (order 2), the halving chain or the residue chain, whichever is predicted to be cheapest for long results.
 */
import { logOfDominantRoot } from "../dominant-root.ts";
import { bitLength } from "../bit-length.ts";
import { integerPower } from "../integer-power.ts";
import { logarithm } from "../logarithm.ts";
import { held, noMemory, type Peak } from "../peak.ts";
import type { Progress } from "../progress.ts";
import { chainWork, powerWork } from "./chain-work.ts";
import { halvingChain } from "./halving-chain.ts";
import { lucasChain } from "./lucas-chain.ts";
import { residueChain } from "./residue-chain.ts";
import { termBits } from "./term-bits.ts";

/** a_n for each sequence, given at least its first d terms. */
export type NthTerms = (initial: readonly (readonly bigint[])[], n: bigint, progress?: Progress) => bigint[];

/** A way to the n-th terms. */
export interface Chain {
  /** Predicted products of numbers half as long as the result, for one sequence. */
  readonly work: number;
  /** The orders of the recurrences that are doubled or halved. */
  readonly orders: readonly number[];
  readonly run: NthTerms;
  /** Predicted memory of the n-th terms of so many sequences, whose first terms have so many bits. */
  readonly peak: (n: bigint, sequences: number, firstBits: number) => Peak;
}

/** @param characteristic monic, lowest degree first, P(0) ≠ 0. */
export function chain(characteristic: readonly bigint[]): Chain {
  return byStride(characteristic, dense);
}

/** By a chain for the polynomial in x^g, g as large as possible. */
export function byStride(
  characteristic: readonly bigint[],
  chainOf: (sparse: readonly bigint[]) => Chain,
): Chain {
  const stride = strideOf(characteristic);
  return stride > 1 ? strided(characteristic, stride, chainOf) : chainOf(characteristic);
}

/** The largest g for which this is a polynomial in x^g. */
export function strideOf(characteristic: readonly bigint[]): number {
  return characteristic.reduce((divisor, c, i) => (c === 0n ? divisor : gcd(divisor, i)), 0);
}

function dense(characteristic: readonly bigint[]): Chain {
  const order = characteristic.length - 1;
  if (order === 0)
    return { work: 0, orders: [], run: (initial) => initial.map(() => 0n), peak: () => noMemory };
  if (order === 1) return powers(-characteristic[0]!);
  const { lucas, halving, residue, values } = chainWork(characteristic);
  const work = Math.min(lucas, halving, residue);
  const name = work === lucas ? "lucas" : work === halving ? "halving" : "residue";
  const method = methods[name];
  const short = method === halvingChain ? shortResult(order) / logOfDominantRoot(characteristic) : 0;
  const bitsOf = termBits(characteristic);
  return {
    work,
    orders: [order],
    run: (initial, n, progress) =>
      initial.length === 0 ? [] : (n < short ? residueChain : method)(characteristic, initial, n, progress),
    peak: (n, sequences, firstBits) =>
      held(bitsOf(n) + firstBits, values[n < short ? "residue" : name](sequences)),
  };
}

/**
 * Of so many bits results are short: there the number of operations decides, and the residue chain has fewer. Its time as a
 * part of the halving chain's for results of
 *
 *     bits      300   600   900  1500  3000  6000
 *     order 3  0.76  0.83  0.86  0.99  1.11  1.33
 *     order 5  0.95  1.03  1.15  1.33  1.50  1.79
 *
 * and 0.6 at 160 bits, 1.1 at 270 to 300 for the orders 10 and 30.
 */
function shortResult(order: number): number {
  return order <= 3 ? 1600 : order <= 5 ? 500 : 200;
}

function powers(base: bigint): Chain {
  return {
    work: powerWork,
    orders: [1],
    run(initial, n, progress) {
      if (initial.length === 0) return [];
      const power = integerPower(base, n, progress);
      return initial.map(([first]) => (first === 0n ? 0n : first! * power));
    },
    peak: (n, sequences, firstBits) => {
      const bits = logarithm(base) * Number(n);
      return held(bits > 0 ? bits + firstBits : bitLength(base) + firstBits, POWER_VALUES + sequences);
    },
  };
}

/** The recurrence holds among the terms of equal index modulo the stride. */
function strided(
  characteristic: readonly bigint[],
  stride: number,
  chainOf: (sparse: readonly bigint[]) => Chain,
): Chain {
  const order = characteristic.length - 1;
  const everyOther = (list: readonly bigint[], from: number): bigint[] =>
    list.filter((_, i) => i % stride === from);
  const sparse = chainOf(everyOther(characteristic, 0));
  return {
    work: sparse.work,
    orders: sparse.orders,
    peak: (n, sequences, firstBits) => sparse.peak(n / BigInt(stride), sequences, firstBits),
    run(initial, n, progress) {
      const offset = Number(n % BigInt(stride));
      return sparse.run(
        initial.map((first) => everyOther(first.slice(0, order), offset)),
        n / BigInt(stride),
        progress,
      );
    },
  };
}

const methods = { lucas: lucasChain, halving: halvingChain, residue: residueChain };

/** A square, the root, their product by the base, a shift: as many as the result is long. */
const POWER_VALUES = 3.5;

function gcd(a: number, b: number): number {
  while (b !== 0) [a, b] = [b, a % b];
  return a;
}
