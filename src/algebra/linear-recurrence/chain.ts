/**
 * The n-th terms of sequences by doubling or halving the index, by the method that suits the characteristic polynomial P of
 * degree d: a polynomial in x^g is a recurrence of order d/g on every g-th term; order 1 is a power; order 2 has the Lucas
 * chain where that applies; the others take the residue chain or the halving chain, whichever is predicted to be cheaper.
 */
import { bitLength } from "../bit-length.ts";
import { integerPower } from "../integer-power.ts";
import { graeffe, halvingChain } from "./halving-chain.ts";
import { hasLucasChain, lucasChain } from "./lucas-chain.ts";
import { residueChain } from "./residue-chain.ts";

/** a_n for each sequence, given at least its first d terms. */
export type Chain = (initial: readonly (readonly bigint[])[], n: bigint) => bigint[];

/** @param characteristic monic, lowest degree first, P(0) ≠ 0. */
export function chain(characteristic: readonly bigint[]): Chain {
  const order = characteristic.length - 1;
  const stride = characteristic.reduce((divisor, c, i) => (c === 0n ? divisor : gcd(divisor, i)), 0);
  if (order === 0) return (initial) => initial.map(() => 0n);
  if (stride > 1) return strided(characteristic, stride);
  if (order === 1) return (initial, n) => powers(-characteristic[0]!, initial, n);
  const method = hasLucasChain(characteristic)
    ? lucasChain
    : prefersHalving(characteristic)
      ? halvingChain
      : residueChain;
  return (initial, n) => (initial.length === 0 ? [] : method(characteristic, initial, n));
}

function powers(base: bigint, initial: readonly (readonly bigint[])[], n: bigint): bigint[] {
  if (initial.length === 0) return [];
  const power = integerPower(base, n);
  return initial.map(([first]) => (first === 0n ? 0n : first! * power));
}

/** The recurrence holds among the terms of equal index modulo the stride. */
function strided(characteristic: readonly bigint[], stride: number): Chain {
  const order = characteristic.length - 1;
  const everyOther = (list: readonly bigint[], from: number): bigint[] =>
    list.filter((_, i) => i % stride === from);
  const sparse = chain(everyOther(characteristic, 0));
  return (initial, n) => {
    const offset = Number(n % BigInt(stride));
    return sparse(
      initial.map((first) => everyOther(first.slice(0, order), offset)),
      n / BigInt(stride),
    );
  };
}

/** Doublings that the prediction looks at; the last is half of the work, the fifth a few percent. */
const LEVELS = 6;
/** Between Toom-Cook and FFT products, doubling the size multiplies the cost by 2^1.2. */
const EXPONENT = 1.2;

/**
 * Compares the sizes of what both chains multiply, in units of a product of two residues. The sizes are those after six
 * steps of Graeffe's iteration: coefficient i of D grows like the product of the i largest roots.
 */
function prefersHalving(characteristic: readonly bigint[]): boolean {
  const order = characteristic.length - 1;
  let d: readonly bigint[] = characteristic.toReversed();
  for (let level = 0; level < LEVELS; level++) d = graeffe(d, order);
  const bits = d.map(bitLength);
  const dominant = Math.max(1, ...bits.map((size, i) => size / Math.max(1, i)));
  const size = bits.map((length) => length / dominant);
  const product = (a: number, b: number): number => Math.max(a, b) * Math.min(a, b) ** (EXPONENT - 1);
  const numeratorSize = (i: number): number => (size[i]! + size[i + 1]!) / 2;

  let halving = 0;
  let doubling = 0;
  for (let level = 0; level < LEVELS; level++) {
    const weight = 2 ** (-EXPONENT * level);
    const needed = Math.min(order, Math.floor(1.5 * 2 ** level) >> 1); // the typical index that far from the end
    const parity = level % 2;
    let cost = 0;
    for (let place = 0; place <= Math.min(needed, order - 1); place++) {
      for (let k = 1; k <= Math.min(order, 2 * place + parity); k++) {
        const i = 2 * place + parity - k;
        if (i < order) cost += product(numeratorSize(i), size[k]!);
      }
    }
    for (let place = 1; place <= needed; place++) {
      for (let i = Math.max(1, 2 * place - order); i <= place; i++)
        cost += product(size[i]!, size[2 * place - i]!);
    }
    halving += weight * cost;
    doubling += weight * (level === 0 ? order : (order * (order + 1)) / 2);
  }
  return halving < doubling;
}

function gcd(a: number, b: number): number {
  while (b !== 0) [a, b] = [b, a % b];
  return a;
}
