/**
 * A transition whose coefficients are numbers, with everything that is prepared for it once: the kernels for each group of
 * entries that can be computed apart, the functionals of the predicates, and the powers behind the certificate.
 */
import { bitLength } from "../../../algebra/bit-length.ts";
import { share, type Progress } from "../../../algebra/progress.ts";
import { cheapest, solvers } from "../../../kernels/choose.ts";
import type { Solver } from "../../../kernels/kernel.ts";
import { growthCost } from "../../../kernels/plain-loop.ts";
import { groups, reachable, restrict } from "../../../transition/blocks.ts";
import type { Envelope } from "../../../transition/growth.ts";
import { envelopes, upperBounds } from "../../../transition/growth.ts";
import type { Entry, Transition } from "../../../transition/transition.ts";
import type { Functional } from "./lasting.ts";
import { makeFunctional } from "./lasting.ts";
import type { MakeOrbit, OrbitFunctional } from "./orbit-functional.ts";

/** A predicate's polynomial times `factor`, as weights of the state's entries. */
export interface Weighted {
  readonly weight: readonly Entry<bigint>[];
  readonly factor: bigint;
}

/** The outputs that fall into one group, with the kernels that can compute them. */
interface Part {
  /** Indices of the wanted entries in the whole basis, in the order of the answers. */
  readonly outputs: readonly number[];
  /** The entries that they depend on, and the outputs' places among these. */
  readonly columns: readonly number[];
  readonly positions: readonly number[];
  readonly candidates: readonly Solver[];
  readonly growthCost: (turns: bigint) => number;
  /** The cheapest solver by the bit length of the turns: what decides is their magnitude. */
  readonly chosen: Map<number, Solver>;
  /** The last start, and what of it belongs to this part. */
  last: { readonly of: readonly bigint[] | undefined; readonly own: readonly bigint[] };
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
  private readonly parts = new Map<string, readonly Part[]>();
  private readonly partsByOutputs = new WeakMap<readonly number[], readonly Part[]>();

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
    this.upperBits = upperBounds(transition);
  }

  /** Predicted nanoseconds of computing `outputs` after `turns` turns, and of what growth adds to as many plain BigInt turns. */
  costs(
    start: readonly bigint[],
    turns: bigint,
    outputs: readonly number[],
  ): { jump: number; growth: number } {
    let [jump, growth] = [0, 0];
    for (const part of this.partsFor(outputs)) {
      jump += choose(part, start, turns).cost(questionFor(part, start, turns));
      growth += part.growthCost(turns);
    }
    return { jump, growth };
  }

  /** Entry by entry the state after `turns` turns, and the kernels that computed it. */
  run(
    start: readonly bigint[],
    turns: bigint,
    outputs: readonly number[],
    progress?: Progress,
  ): { state: bigint[]; kernels: string } {
    const state: bigint[] = [];
    const kernels = new Set<string>();
    const whole = progress ? this.costs(start, turns, outputs).jump : 0;
    let before = 0;
    for (const part of this.partsFor(outputs)) {
      const solver = choose(part, start, turns);
      kernels.add(solver.kernel);
      const question = questionFor(part, start, turns);
      const to = progress ? before + solver.cost(question) / whole : 0;
      const answers = solver.run(question, share(progress, before, to));
      before = to;
      part.outputs.forEach((output, k) => (state[output] = answers[k] as bigint));
    }
    return { state, kernels: [...kernels].join(" + ") };
  }

  /** The kernels for `outputs` after some number of turns. */
  kernelsFor(start: readonly bigint[], turns: bigint, outputs: readonly number[]): string {
    const names = this.partsFor(outputs).map((part) => choose(part, start, turns).kernel);
    return [...new Set(names)].join(" + ");
  }

  private partsFor(outputs: readonly number[]): readonly Part[] {
    const known = this.partsByOutputs.get(outputs);
    if (known !== undefined) return known;
    const key = outputs.join();
    const parts = this.parts.get(key) ?? makeParts(this.transition, outputs);
    this.parts.set(key, parts);
    this.partsByOutputs.set(outputs, parts);
    return parts;
  }
}

/** Are the functional's values eventually polynomial? */
export function isPolynomial(functional: Functional | OrbitFunctional | undefined): functional is Functional {
  return functional !== undefined && "weights" in functional;
}

function makeParts(transition: Transition<bigint>, outputs: readonly number[]): Part[] {
  const needed = reachable(transition, outputs);
  const inner = restrict(transition, needed);
  return groups(inner).flatMap((group) => {
    const members = group.map((column) => needed[column] as number);
    const wanted = outputs.filter((output) => members.includes(output));
    return wanted.length > 0 ? [makePart(transition, wanted)] : [];
  });
}

function makePart(transition: Transition<bigint>, outputs: readonly number[]): Part {
  const columns = reachable(transition, outputs);
  const part = restrict(transition, columns);
  return {
    outputs,
    columns,
    positions: outputs.map((output) => columns.indexOf(output)),
    candidates: solvers(part),
    growthCost: growthCost(part),
    chosen: new Map(),
    last: { of: undefined, own: [] },
  };
}

/** The part of the start is kept, so that kernels can tell by identity that it is the one before. */
function questionFor(part: Part, start: readonly bigint[], turns: bigint): Parameters<Solver["run"]>[0] {
  if (part.last.of !== start)
    part.last = { of: start, own: part.columns.map((column) => start[column] as bigint) };
  return { start: part.last.own, turns, outputs: part.positions };
}

function choose(part: Part, start: readonly bigint[], turns: bigint): Solver {
  const magnitude = bitLength(turns);
  let solver = part.chosen.get(magnitude);
  if (solver === undefined) {
    ({ solver } = cheapest(part.candidates, questionFor(part, start, turns)));
    part.chosen.set(magnitude, solver);
  }
  return solver;
}
