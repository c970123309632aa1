/**
 * M(n-1) ⋯ M(0) · x modulo m, m >= 1 prime or not, for systems whose coefficients are polynomials in the number of the turn.
 *
 * Powers of small primes in m are taken apart (`prime-power.ts`, log n steps), the rest goes by baby steps and giant steps
 * (`values-doubling.ts`, √n steps, n < m, since the matrices come back after m turns), and the remainders are put together.
 * Small means: up to four times the number of points that n asks for, which is more than all that the interpolation divides
 * by. Nothing else of m has to be known, and nothing is probable.
 */
import { share, type Progress } from "../../../algebra/progress.ts";
import { together } from "../../../algebra/peak.ts";
import { isWithinMemory } from "../../memory.ts";
import { bitLength } from "../../../algebra/bit-length.ts";
import type { PolynomialSystem } from "../polynomial-system.ts";
import { systemAt } from "../polynomial-system.ts";
import { apply } from "../../../transition/apply.ts";
import { doublingCost, pointsFor, squaringCost, turnByTurnCost } from "./cost.ts";
import { firstZero } from "./first-zero.ts";
import { PrimePowerProduct } from "./prime-power.ts";
import { combined, splitModulus } from "./split-modulus.ts";
import { ValuesDoubling } from "./values-doubling.ts";

/** So few turns are run one by one. */
const FEW = 256n;

/** Prime factors are looked for up to here, by powers of two. */
const LARGEST_TRIED = 22;

const SETUP_NS = 4000;
const TRIAL_NS = 6;

/** What is prepared for a bound of the small primes, and kept for the calls to come. */
interface Parts {
  readonly powers: readonly PrimePowerProduct[];
  /** Without small prime factors. */
  readonly rest: bigint;
}

export class ModularProduct {
  private readonly system: PolynomialSystem;
  private readonly modulus: bigint;
  private readonly zero: bigint | undefined;
  /** The same matrix in every turn: of any modulus, no part has to be taken out. */
  private readonly isConstant: boolean;
  private readonly parts = new Map<number, Parts>();
  private readonly powers = new Map<bigint, PrimePowerProduct>();
  private readonly doublings = new Map<bigint, ValuesDoubling>();

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
    const trial = this.parts.has(bound) ? 0 : TRIAL_NS * bound;
    const { powers, rest } = this.partsFor(bound);
    const small = powers.reduce((sum, power) => sum + power.cost(turns), SETUP_NS + trial);
    if (!isWithinMemory(together(...powers.map((power) => power.peak(turns))))) return Infinity;
    if (rest === 1n) return small;
    if (turns < rest) return small + doublingCost(system, rest, Number(turns));
    const round = (1 + system.rows.length / 8) * doublingCost(system, rest, Number(rest));
    return small + round + doublingCost(system, rest, Number(turns % rest));
  }

  /** The state in [0, m) after so many turns. */
  run(start: readonly bigint[], turns: bigint, progress?: Progress): readonly bigint[] {
    const { system, modulus } = this;
    if (this.isZero(turns)) return [0n];
    if (turns <= FEW) return turnByTurn(system, start, turns, modulus);
    const { powers, rest } = this.partsFor(this.bound(turns));
    let state: readonly bigint[] = start.map(() => 0n);
    let known = 1n;
    const whole = progress ? this.cost(turns) : 0;
    let before = 0;
    for (const power of powers) {
      const to = progress ? before + power.cost(turns) / whole : 0;
      const part = power.run(start, turns, share(progress, before, to));
      before = to;
      state = combined(state, known, part, power.modulus);
      known *= power.modulus;
    }
    if (rest === 1n) return state;
    const residues = start.map((value) => ((value % rest) + rest) % rest);
    return combined(state, known, this.doubling(rest).run(residues, turns, share(progress, before, 1)), rest);
  }

  private isZero(turns: bigint): boolean {
    return this.zero !== undefined && this.zero < turns;
  }

  private bound(turns: bigint): number {
    if (this.isConstant) return 1;
    const most = turns < this.modulus ? turns : this.modulus;
    const points = pointsFor(this.system, Number(most)); // may be Infinity
    const digits = points < 2 ** LARGEST_TRIED ? bitLength(BigInt(4 * points)) : Infinity;
    return 2 ** Math.min(digits, LARGEST_TRIED);
  }

  private partsFor(bound: number): Parts {
    let parts = this.parts.get(bound);
    if (parts === undefined) {
      const { powers, rest } = splitModulus(this.modulus, bound);
      parts = { powers: powers.map(({ prime, exponent }) => this.power(prime, exponent)), rest };
      this.parts.set(bound, parts);
    }
    return parts;
  }

  private power(prime: bigint, exponent: number): PrimePowerProduct {
    let power = this.powers.get(prime);
    if (power === undefined) {
      power = new PrimePowerProduct(this.system, prime, exponent);
      this.powers.set(prime, power);
    }
    return power;
  }

  private doubling(rest: bigint): ValuesDoubling {
    let doubling = this.doublings.get(rest);
    if (doubling === undefined) {
      doubling = new ValuesDoubling(this.system, rest);
      this.doublings.set(rest, doubling);
    }
    return doubling;
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
