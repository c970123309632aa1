/** The rings of a path, and at a call their moduli, solvers and representatives. */
import { requireIntegers } from "../require-integer.ts";
import type { ResidueSolver } from "../../../kernels/residues/prepare.ts";
import { prepare } from "../../../kernels/residues/prepare.ts";
import { cells } from "../../../transition/print.ts";
import type { Entry, Transition } from "../../../transition/transition.ts";
import { atomsOf, instantiate, printCoefficient } from "../../coefficient.ts";
import type { Evaluation } from "../../evaluate-terms.ts";
import { Ranges } from "../../ranges.ts";
import { integerStart } from "../../integer-start.ts";
import type { Trace } from "../../trace.ts";
import type { Term } from "../../value.ts";
import type { Call, Group, Reading, Run } from "../domain.ts";
import type { Closure } from "../../monomial-closure.ts";
import type { Modulus } from "../../modulus.ts";
import { modulusAt, printModulus } from "../../modulus.ts";
import type { StartedRing } from "../residue-run.ts";
import { lowsOf, RESIDUE_KERNEL, ResidueRun } from "../residue-run.ts";

export interface Ring {
  readonly modulus: Modulus;
  /** The demanded variables; they are the first entries of the basis. */
  readonly names: readonly string[];
  readonly closure: Closure;
  /** The numbers that are taken to be exact. */
  readonly exact: readonly Term[];
}

export class ResiduesReading implements Reading {
  readonly groups: readonly Group[];
  readonly dimension: number;
  readonly kernel: string = RESIDUE_KERNEL;
  private readonly trace: Trace;
  private readonly rings: readonly Ring[];
  private readonly instances: (Instance | undefined)[] = [];
  /** The invariants in the coefficients of each ring. */
  private readonly terms: (readonly Term[])[] = [];

  constructor(trace: Trace, rings: readonly Ring[]) {
    this.trace = trace;
    this.rings = rings;
    this.groups = rings.map(({ closure, modulus }) => ({
      basis: closure.transition.basis.map((name) => `${name} (mod ${printModulus(modulus)})`),
      matrix: cells(closure.transition, printCoefficient),
    }));
    this.dimension = rings.reduce((sum, { closure }) => sum + closure.monomials.length, 0);
  }

  covers(variable: string): boolean {
    return this.rings.some(({ names }) => names.includes(variable));
  }

  begin(call: Call): Run {
    const { leafValue, evaluation, beside } = call;
    const ranges = beside?.ranges ?? new Ranges(this.trace, evaluation, this.trace.next.keys());
    const besideMagnitude = (variable: string, turns: bigint): number =>
      beside?.magnitude(variable, turns) ?? Infinity;
    const started = this.rings.map((ring, k) => {
      const { modulus, solver } = this.instanceFor(k, evaluation);
      const { names, exact } = ring;
      requireIntegers(exact, call);
      return {
        names,
        exact,
        modulus,
        solver,
        ...startOf(ring, modulus, this.trace, ranges, leafValue),
      };
    });
    return new ResidueRun(this.trace, started, ranges, besideMagnitude, evaluation);
  }

  private instanceFor(k: number, evaluation: Evaluation): Instance {
    const ring = this.rings[k] as Ring;
    const { modulus } = ring;
    const value = modulusAt(modulus, evaluation);
    const terms = (this.terms[k] ??= [
      ...new Set(ring.closure.transition.rows.flat().flatMap(([, c]) => atomsOf(c))),
    ]);
    const atoms = terms.map((term) => evaluation.integer(term));
    const known = this.instances[k];
    if (known?.modulus === value && known.atoms.every((atom, j) => atom === atoms[j])) return known;
    const valueOf = new Map(terms.map((term, j) => [term, atoms[j] as bigint]));
    const rows = ring.closure.transition.rows.map((row) =>
      row.map(([column, c]): Entry<bigint> => [
        column,
        instantiate(c, (term) => valueOf.get(term) as bigint),
      ]),
    );
    const transition: Transition<bigint> = { basis: ring.closure.transition.basis, rows };
    const instance = { modulus: value, atoms, solver: prepare(transition, value) };
    this.instances[k] = instance;
    return instance;
  }
}

interface Instance {
  readonly modulus: bigint;
  readonly atoms: readonly bigint[];
  readonly solver: ResidueSolver;
}

function startOf(
  { closure, names }: Ring,
  modulus: bigint,
  trace: Trace,
  ranges: Ranges,
  leafValue: (name: string) => unknown,
): Pick<StartedRing, "start" | "lows"> {
  const values = new Map<number, bigint>();
  const valueOf = (leaf: number): bigint => {
    let value = values.get(leaf);
    if (value === undefined) {
      value = integerStart((trace.graph.terms[leaf] as Term).name, leafValue);
      values.set(leaf, value);
    }
    return value;
  };
  const start = closure.monomials.map((monomial) =>
    monomial.reduce((product, leaf) => (product * valueOf(leaf)) % modulus, 1n % modulus),
  );
  return { start, lows: lowsOf(names, modulus, ranges) };
}
