/**
 * x_n = x_0 · Π q(t), or of quotients, from the primes of the factors, where these are linear and not much larger than n
 * (`algebra/hypergeometric/prime-powers.ts`): n! takes 4/5 of the time of binary splitting with the twos apart, and binomial
 * coefficients a tenth, since nothing longer than the result is formed.
 *
 *     n                        10^3    10^4    10^5    10^6
 *     n!, ms                  0.035     1.1      29     590
 *     by splitting            0.030     1.4      52    1000
 *     C(2n, n), ms             0.13    0.33       7     100
 *     by splitting             0.09     4.2     115    2600
 */
import type { Newton } from "../../algebra/consecutive-values.ts";
import { linearFactors } from "../../algebra/hypergeometric/linear-factors.ts";
import type { Step } from "../../algebra/hypergeometric/integrality.ts";
import { largestFactor, productByPrimes } from "../../algebra/hypergeometric/prime-powers.ts";
import { bitLength } from "../../algebra/bit-length.ts";
import { held, together, type Peak } from "../../algebra/peak.ts";
import type { Progress } from "../../algebra/progress.ts";
import { doublingCost } from "../cost.ts";
import type { PolynomialSystem } from "./polynomial-system.ts";

/** The sieve, for each number up to the largest factor; exponents, for each prime and factor. */
const SIEVE_NS = 2;
const EXPONENT_NS = 80;
const SETUP_NS = 10_000;

/** A prime in the list, with its exponent, and packed with others. */
const PRIME_BYTES = 128;

/** The result with its root, the root's square and a factor, and shifted; a product by the start, and a quotient. */
const RESULT_VALUES = 4.5;

export interface Method {
  readonly kernel: string;
  /** Predicted nanoseconds. */
  readonly cost: number;
  /** Predicted memory. */
  readonly peak: Peak;
  /** The entries after the turns. */
  run(outputs: readonly number[], progress?: Progress): readonly bigint[];
}

/** @param bits of the result */
export function primeFactors(
  { rows }: PolynomialSystem,
  denominator: Newton | undefined,
  [start]: readonly bigint[],
  turns: bigint,
  bits: number,
): Method | undefined {
  const coefficient = rows.length === 1 ? rows[0]![0]?.[1] : undefined;
  if (coefficient === undefined || typeof coefficient === "bigint") return undefined;
  const steps: Step[] = [{ ...linearFactors(coefficient), isDivision: false }];
  if (denominator) steps.push({ ...linearFactors(denominator), isDivision: true });
  const largest = largestFactor(steps, turns);
  if (largest === undefined) return undefined;
  const factors = steps.reduce((sum, own) => sum + own.factors.length, 0);
  const primes = (1.2 * largest) / Math.log(largest + 2);
  const levels = Math.max(1, Math.log2(bits + 1) - 6);
  return {
    kernel: "prime factors",
    cost:
      SETUP_NS +
      SIEVE_NS * largest +
      EXPONENT_NS * factors * primes +
      2 * doublingCost(levels, bits / 2, 1, 1),
    peak: together(
      { bits: 0, bytes: largest / 2 + PRIME_BYTES * primes },
      held(bits, RESULT_VALUES),
      held(bitLength(start!), 2),
    ),
    run: (_, progress) => [productByPrimes(start!, steps, turns, progress)!],
  };
}
