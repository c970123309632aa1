/**
 * For how many turns an affine condition lasts, as a polynomial.
 *
 * With the value f₀ at the start and a constant step s ≠ 0 a turn, the condition can be read as g(k) > 0 for g(k) = g₀ - c·k
 * with c = |s|: `f < 0` with a rising f is g = -f, `f <= 0` is g = 1 - f, and so on. It lasts for
 *
 *     K = ⌈g₀ / c⌉ = (g₀ + c - 1 - r) / c     turns, where r is the residue of g₀ + c - 1 modulo c.
 *
 * `f != 0` is the same where f meets 0 at all, which is where c divides f₀.
 */
import type { Relation } from "../../../algebra/relations.ts";
import type { Polynomial } from "../../polynomial.ts";
import { constant, constantValue, dividedBy, minus, plus, scale } from "../../polynomial.ts";

export interface SymbolicTrip {
  readonly turns: Polynomial;
  /** What had to be known of the values: `raised` modulo `step`. */
  readonly raised: Polynomial;
  readonly step: bigint;
}

/**
 * @param newton f₀ and s, as polynomials
 * @param valueOf the present value of a polynomial
 */
export function symbolicTrip(
  newton: readonly Polynomial[],
  wanted: Relation,
  valueOf: (polynomial: Polynomial) => bigint,
): SymbolicTrip | undefined {
  const [start, slope, ...rest] = newton;
  if (start === undefined || slope === undefined || rest.length > 0) return undefined;
  const rate = constantValue(slope);
  if (typeof rate !== "bigint" || rate === 0n || wanted === "==") return undefined;
  const step = rate < 0n ? -rate : rate;
  const margin = wanted === "<=" || wanted === ">=" ? 1n : 0n;
  const height = plus(rate < 0n ? start : scale(start, -1n), constant(margin));
  const raised = wanted === "!=" ? height : plus(height, constant(step - 1n));
  const rest_ = valueOf(raised) % step;
  const residue = rest_ < 0n ? rest_ + step : rest_;
  if (wanted === "!=" && residue !== 0n) return undefined;
  return { turns: dividedBy(minus(raised, constant(residue)), step), raised, step };
}
