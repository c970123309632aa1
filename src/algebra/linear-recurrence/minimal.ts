/**
 * The recurrence of least order of given sequences, which symmetry makes shorter than their system's: the ten digits of the
 * knight's dialer, started alike, have order 5.
 *
 * The Berlekamp-Massey algorithm finds it modulo a prime from 2d terms of a combination of the sequences; its coefficients
 * near 0 are a guess, and then proved. If a obeys a recurrence P of order d, so does Q(E) a, with E the shift, and this is
 * zero for ever if its first d terms are.
 *
 * J. L. Massey, "Shift-register synthesis and BCH decoding", IEEE Transactions on Information Theory 15 (1969).
 */
import type { Polynomial } from "../polynomials.ts";
import { terms } from "./terms.ts";

/** Products of two residues are exact as numbers. */
const PRIME = 67_108_859;

/**
 * A monic polynomial of degree k < d whose recurrence all of the sequences obey; undefined where none was found.
 *
 * @param characteristic monic, of degree d
 * @param initial at least the first d terms of each sequence
 */
export function minimalRecurrence(
  characteristic: Polynomial<bigint>,
  initial: readonly (readonly bigint[])[],
): Polynomial<bigint> | undefined {
  const order = characteristic.length - 1;
  const sequences = initial.map((first) => terms(characteristic, first.slice(0, order), 2 * order));
  const combined = Array.from({ length: 2 * order }, (_, k) =>
    residue(sequences.reduce((sum, sequence, i) => sum + BigInt(3 ** (i % 20)) * sequence[k]!, 0n)),
  );
  const guess = connection(combined);
  if (guess.length > order) return undefined;
  const polynomial = guess.map((c) => BigInt(c > PRIME / 2 ? c - PRIME : c)).reverse();
  return sequences.every((sequence) => obeys(sequence, polynomial, order)) ? polynomial : undefined;
}

/** Are the first d terms of Q(E) a zero? */
function obeys(sequence: readonly bigint[], polynomial: Polynomial<bigint>, order: number): boolean {
  for (let n = 0; n < order; n++) {
    let sum = 0n;
    polynomial.forEach((c, i) => {
      if (c !== 0n) sum += c * sequence[n + i]!;
    });
    if (sum !== 0n) return false;
  }
  return true;
}

function residue(value: bigint): number {
  const rest = Number(value % BigInt(PRIME));
  return rest < 0 ? rest + PRIME : rest;
}

/** 1 + c_1 x + … + c_L x^L with a_n + c_1 a_(n-1) + … + c_L a_(n-L) = 0 modulo the prime for all n ≥ L, L least. */
function connection(sequence: readonly number[]): number[] {
  let current = [1];
  let previous = [1];
  let length = 0;
  let gap = 1;
  let scale = 1; // the discrepancy at which `previous` was left
  for (let n = 0; n < sequence.length; n++) {
    let discrepancy = 0;
    for (let i = 0; i < current.length; i++)
      discrepancy = (discrepancy + current[i]! * (sequence[n - i] ?? 0)) % PRIME;
    if (discrepancy === 0) {
      gap++;
      continue;
    }
    const factor = (discrepancy * inverse(scale)) % PRIME;
    const next = current.slice();
    previous.forEach((c, i) => {
      const at = i + gap;
      while (next.length <= at) next.push(0);
      next[at] = (next[at]! + (PRIME - ((factor * c) % PRIME))) % PRIME;
    });
    if (2 * length <= n) {
      previous = current;
      scale = discrepancy;
      length = n + 1 - length;
      gap = 1;
    } else gap++;
    current = next;
  }
  while (current.length <= length) current.push(0);
  return current.slice(0, length + 1);
}

function inverse(value: number): number {
  let [result, base] = [1, value];
  for (let exponent = PRIME - 2; exponent > 0; exponent = Math.floor(exponent / 2)) {
    if (exponent % 2 === 1) result = (result * base) % PRIME;
    base = (base * base) % PRIME;
  }
  return result;
}
