/**
 * Products of powers modulo m. Exponents live in N/(index, λ): exact while small, modulo λ(m) from then on, which is right
 * for composite m and for bases that are not invertible, 0 among them (`algebra/multiplicative/power-period.ts`).
 */
import { bitLength } from "../../../algebra/bit-length.ts";
import { EFFORT, modularPower } from "../../../algebra/multiplicative/factorise.ts";
import type { PowerPeriod } from "../../../algebra/multiplicative/power-period.ts";
import { powerPeriod } from "../../../algebra/multiplicative/power-period.ts";
import { thresholdIntegers } from "../../../algebra/multiplicative/threshold-integers.ts";
import { residue } from "../../../algebra/residues/modular-integers.ts";
import type { Evaluation } from "../../evaluate-terms.ts";
import { refuse } from "../../refusals.ts";
import type { Trace } from "../../trace.ts";
import type { Call } from "../domain.ts";
import type { ResidueSolver } from "../../../kernels/residues/prepare.ts";
import { lowsOf, ResidueRun } from "../residue-run.ts";
import type { Group } from "./group.ts";
import { EXPONENT_NS, SETUP_NS } from "./group.ts";
import type { PowerProducts } from "./power-products.ts";
import { exponentsAfter } from "./power-products.ts";

/** A step of the rho method, over a BigInt or two words. */
const STEP_NS = 250;

/** The period of the last modulus: finding it takes longer than using it. */
export class PowerPeriods {
  private known: { readonly modulus: bigint; readonly period: PowerPeriod | undefined } | undefined;

  of(modulus: bigint): PowerPeriod {
    if (this.known?.modulus !== modulus) this.known = { modulus, period: powerPeriod(modulus) };
    return this.known.period ?? refuse.modulusNotFactored(modulus);
  }

  /** Predicted nanoseconds: the least prime factor is at most √m, and takes as many steps as its own root. */
  cost(modulus: bigint): number {
    if (this.known?.modulus === modulus) return 0;
    return STEP_NS * Math.min(EFFORT, 1000 + 2 * 2 ** (bitLength(modulus) / 4));
  }
}

interface Given {
  /** Start values, then constant factors. */
  readonly bases: readonly bigint[];
  readonly modulus: bigint;
  readonly periods: PowerPeriods;
  readonly evaluation: Evaluation;
}

/** Ranges tell the value of a class, and certify numbers, as they do for sums. */
export function modularPowers(
  trace: Trace,
  { names, products, exact }: Group,
  { bases, modulus, periods, evaluation }: Given,
  { ranges, magnitude }: NonNullable<Call["beside"]>,
): ResidueRun {
  const started = {
    names,
    exact,
    modulus,
    solver: solver(products, modulus, periods, bases.length),
    start: bases.map((base) => residue(base, modulus)),
    lows: lowsOf(names, modulus, ranges),
  };
  return new ResidueRun(trace, [started], ranges, magnitude, evaluation);
}

function solver(
  products: PowerProducts,
  modulus: bigint,
  periods: PowerPeriods,
  bases: number,
): ResidueSolver {
  return {
    cost(turns) {
      const exponents = EXPONENT_NS * bases ** 3 * bitLength(turns);
      const powers = EXPONENT_NS * bases * bases * bitLength(modulus);
      return SETUP_NS + periods.cost(modulus) + exponents + powers;
    },
    run(start, turns, outputs) {
      if (outputs.length === 0) return [];
      const { index, period } = periods.of(modulus);
      const exponents = exponentsAfter(products, turns, thresholdIntegers(index, period));
      return outputs.map((output) =>
        start.reduce(
          (product, base, k) =>
            (product * modularPower(base, exponents[output]?.[k] as bigint, modulus)) % modulus,
          1n % modulus,
        ),
      );
    },
  };
}
