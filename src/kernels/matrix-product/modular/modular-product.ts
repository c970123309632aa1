/**
 * M(n-1) ⋯ M(0) · x modulo m, m >= 1 prime or not, for systems whose coefficients are polynomials in the number of the turn.
 *
 * Powers of small primes in m are taken apart (`prime-power.ts`, log n steps), the rest goes by baby steps and giant steps
 * (`values-doubling.ts`, √n steps, n < m, since the matrices come back after m turns), and the remainders are put together.
 * Small means: up to four times the number of points that n asks for, which is more than all that the interpolation divides
 * by. Nothing else of m has to be known, and nothing is probable.
 */
import { bitLength } from "../../../algebra/bit-length.ts";
import type { PolynomialSystem } from "../polynomial-system.ts";
import { systemAt } from "../polynomial-system.ts";
import { apply } from "../../../transition/apply.ts";
import { doublingCost, pointsFor, primePowerCost, squaringCost, turnByTurnCost } from "./cost.ts";
import { firstZero } from "./first-zero.ts";
import { PrimePowerProduct } from "./prime-power.ts";
import type { SplitModulus } from "./split-modulus.ts";
import { combined, splitModulus } from "./split-modulus.ts";
import { ValuesDoubling } from "./values-doubling.ts";

/** So few turns are run one by one. */
const FEW = 256n;

/** Prime factors are looked for up to here, by powers of two. */
const LARGEST_TRIED = 22;

const SETUP_NS = 4000;
const TRIAL_NS = 6;

export class ModularProduct {
  private readonly system: PolynomialSystem;
  private readonly modulus: bigint;
  private readonly zero: bigint | undefined;
  /** The same matrix in every turn: of any modulus, no part has to be taken out. */
  private readonly isConstant: boolean;
  private readonly splits = new Map<number, SplitModulus>();

  /** @param system its entries depend on one another */
  constructor(system: PolynomialSystem, modulus: bigint) {
    this.system = system;
    this.modulus = modulus;
    this.zero = firstZero(system, modulus);
    this.isConstant = system.rows.every((row) => row.every(([, c]) => typeof c === "bigint"));
  }

  /** Predicted nanoseconds; Infinity where the turns are too many. */
  cost(turns: bigint): number {
    if (this.isZero(turns)) return SETUP_NS;
    const { system, modulus } = this;
    if (turns <= FEW) return SETUP_NS + turnByTurnCost(system, modulus, Number(turns));
    if (this.isConstant) return SETUP_NS + squaringCost(system, modulus, turns);
    const bound = this.bound(turns);
    const { powers, rest } = this.split(bound);
    const period = Number(rest);
    let cost = SETUP_NS + TRIAL_NS * bound;
    for (const { prime, exponent } of powers)
      cost += primePowerCost(system, prime, exponent, prime ** BigInt(exponent), turns);
    if (rest === 1n) return cost;
    if (turns < rest) return cost + doublingCost(system, rest, Number(turns));
    const dimension = system.rows.length;
    return (
      cost +
      (1 + dimension / 4) * doublingCost(system, rest, period) +
      doublingCost(system, rest, Number(turns % rest))
    );
  }

  /** The state in [0, m) after so many turns. */
  run(start: readonly bigint[], turns: bigint): readonly bigint[] {
    const { system, modulus } = this;
    if (this.isZero(turns)) return [0n];
    if (turns <= FEW) return turnByTurn(system, start, turns, modulus);
    const { powers, rest } = this.split(this.bound(turns));
    let state: readonly bigint[] = start.map(() => 0n);
    let known = 1n;
    for (const { prime, exponent } of powers) {
      const size = prime ** BigInt(exponent);
      const part = new PrimePowerProduct(system, prime, exponent).run(start, turns);
      state = state.map((value, k) => combined(value, known, part[k]!, size));
      known *= size;
    }
    if (rest === 1n) return state;
    const residues = start.map((value) => ((value % rest) + rest) % rest);
    const part = new ValuesDoubling(system, rest).run(residues, turns);
    return state.map((value, k) => combined(value, known, part[k]!, rest));
  }

  private isZero(turns: bigint): boolean {
    return this.zero !== undefined && this.zero < turns;
  }

  private bound(turns: bigint): number {
    if (this.isConstant) return 1;
    const most = turns < this.modulus ? turns : this.modulus;
    const points = pointsFor(this.system, Number(most)); // may be Infinity
    return points < 2 ** LARGEST_TRIED
      ? 2 ** Math.min(bitLength(BigInt(4 * points)), LARGEST_TRIED)
      : 2 ** LARGEST_TRIED;
  }

  private split(bound: number): SplitModulus {
    let split = this.splits.get(bound);
    if (split === undefined) {
      split = splitModulus(this.modulus, bound);
      this.splits.set(bound, split);
    }
    return split;
  }
}

function turnByTurn(
  system: PolynomialSystem,
  start: readonly bigint[],
  turns: bigint,
  modulus: bigint,
): readonly bigint[] {
  const residues = (state: readonly bigint[]): bigint[] =>
    state.map((value) => ((value % modulus) + modulus) % modulus);
  let state = residues(start);
  for (let turn = 0n; turn < turns; turn++) state = residues(apply(systemAt(system, turn), state));
  return state;
}
