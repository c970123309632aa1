/**
 * A transition whose coefficients are numbers, with everything that is prepared for it once: the kernels for each group of
 * entries that can be computed apart (`kernels/parts.ts`), the functionals of the predicates, and the powers behind the certificate.
 */
import { Parts } from "../../../kernels/parts.ts";
import { kernels } from "../../../kernels/registry.ts";
import type { Envelope } from "../../../transition/growth.ts";
import { courses, envelopes, upperBounds } from "../../../transition/growth.ts";
import type { Entry, Transition } from "../../../transition/transition.ts";
import type { Functional } from "./lasting.ts";
import { makeFunctional } from "./lasting.ts";
import type { MakeOrbit, OrbitFunctional } from "./orbit-functional.ts";

/** A predicate's polynomial times `factor`, as weights of the state's entries. */
export interface Weighted {
  readonly weight: readonly Entry<bigint>[];
  readonly factor: bigint;
}

export class Instance {
  readonly transition: Transition<bigint>;
  /** One for each predicate; undefined where it cannot be read. */
  readonly functionals: readonly (Functional | OrbitFunctional | undefined)[];
  /** The predicates, those with polynomial courses first. */
  readonly easiestFirst: readonly number[];
  readonly atoms: readonly bigint[];
  /** The certificate's bounds for a start state; the powers of |M| behind it are computed once. */
  readonly envelopeFrom: (start: readonly bigint[]) => Envelope;
  /** Bounds of the entries' bits over so many turns; the norm behind them is computed once. */
  readonly upperBits: (start: readonly bigint[], turns: bigint, limit: number) => readonly number[];
  /** The entries of the orbit, by the cheapest kernels. */
  readonly parts: Parts;

  /** @param largestNumber up to which the certificate is asked for */
  constructor(
    transition: Transition<bigint>,
    weights: readonly Weighted[],
    atoms: readonly bigint[],
    largestNumber?: number,
    makeOrbit?: MakeOrbit,
  ) {
    this.transition = transition;
    this.atoms = atoms;
    this.functionals = weights.map(
      (weighted) => makeFunctional(transition, weighted) ?? makeOrbit?.(transition, weighted),
    );
    const isHard = (k: number): boolean => !isPolynomial(this.functionals[k]);
    this.easiestFirst = weights.map((_, k) => k).sort((a, b) => Number(isHard(a)) - Number(isHard(b)));
    this.envelopeFrom = envelopes(transition, largestNumber);
    this.upperBits = upperBounds(transition, courses);
    this.parts = new Parts(transition, kernels);
  }
}

/** Are the functional's values eventually polynomial? */
export function isPolynomial(functional: Functional | OrbitFunctional | undefined): functional is Functional {
  return functional !== undefined && "weights" in functional;
}
