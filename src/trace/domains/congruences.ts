/**
 * Variables of one modulus make a ring: the turn as a polynomial map modulo m, with all that the variables depend on.
 *
 * What a variable depends on is read in its ring, whether or not it is reduced there: a counter in Z, a residue modulo a
 * multiple of m.
 */
import { congruenceReader } from "../congruence-reader.ts";
import type { Modulus } from "../modulus.ts";
import { suggestedModulus } from "../modulus.ts";
import type { Polynomial } from "../polynomial.ts";
import type { Trace } from "../trace.ts";
import type { Term } from "../value.ts";
import type { DomainSettings } from "./domain.ts";
import { nextPolynomials } from "./next-polynomials.ts";

/** Those that nothing reduces have the modulus undefined. */
export function byModulus(
  trace: Trace,
  demand: readonly string[],
): readonly (readonly [Modulus | undefined, readonly [string, ...string[]]])[] {
  const moduli = new Map<Modulus | undefined, [string, ...string[]]>();
  for (const name of demand) {
    const modulus = suggestedModulus(trace.next.get(name), (leaf) => trace.next.get(leaf.name));
    const names = moduli.get(modulus);
    if (names === undefined) moduli.set(modulus, [name]);
    else names.push(name);
  }
  return [...moduli];
}

export interface Congruences {
  /** By leaf, what its next value is congruent to. */
  readonly next: ReadonlyMap<number, Polynomial>;
  /** The numbers that are taken to be exact. */
  readonly exact: readonly Term[];
}

/** @throws RefusalSignal where something has no class modulo m */
export function congruencesOf(
  trace: Trace,
  modulus: Modulus,
  names: readonly string[],
  settings: DomainSettings,
): Congruences {
  const reader = congruenceReader(modulus, trace.graph.work);
  const next = nextPolynomials(trace, names, settings, reader);
  return { next, exact: [...reader.read.keys()].filter(({ type }) => type === "number") };
}
