/** Products modulo m: as `explain` shows them, and at a call their moduli, matrices and representatives. */
import { requireIntegers } from "../../require-integer.ts";
import { prepareModular } from "../../../../kernels/matrix-product/modular/prepare.ts";
import { groups, restrict } from "../../../../transition/blocks.ts";
import { cells } from "../../../../transition/print.ts";
import { integerStart } from "../../../integer-start.ts";
import type { Modulus } from "../../../modulus.ts";
import { modulusAt, printModulus } from "../../../modulus.ts";
import type { Closure } from "../../../monomial-closure.ts";
import type { Monomial } from "../../../polynomial.ts";
import { Ranges } from "../../../ranges.ts";
import type { Trace } from "../../../trace.ts";
import type { Term } from "../../../value.ts";
import type { Call, Group, Reading, Run } from "../../domain.ts";
import type { StartedRing } from "../../residue-run.ts";
import { lowsOf, ResidueRun } from "../../residue-run.ts";
import { CourseValues } from "../course-values.ts";
import { instanceOf } from "../instance.ts";
import type { ProductClosure } from "../product-closure.ts";
import { printPolynomial } from "../product-closure.ts";

const KERNEL = "baby steps, giant steps";

export interface ProductRing {
  readonly modulus: Modulus;
  /** The demanded variables; they are the first entries of the basis. */
  readonly names: readonly string[];
  readonly closure: ProductClosure;
  /** The monomials of course variables that occur in the coefficients. */
  readonly courses: Closure;
  /** The numbers that are taken to be exact. */
  readonly exact: readonly Term[];
}

export class ModularProductsReading implements Reading {
  readonly groups: readonly Group[];
  readonly dimension: number;
  readonly kernel: string = KERNEL;
  private readonly trace: Trace;
  private readonly rings: readonly ProductRing[];

  constructor(trace: Trace, rings: readonly ProductRing[]) {
    this.trace = trace;
    this.rings = rings;
    this.groups = rings.flatMap(({ closure: { transition }, modulus }) =>
      groups(transition).map((columns) => {
        const part = restrict(transition, columns);
        return {
          basis: part.basis.map((name) => `${name} (mod ${printModulus(modulus)})`),
          matrix: cells(part, (c) => printPolynomial(c, (leaf) => this.nameOf(leaf))),
        };
      }),
    );
    this.dimension = rings.reduce((sum, { closure }) => sum + closure.monomials.length, 0);
  }

  covers(variable: string): boolean {
    return this.rings.some(({ names }) => names.includes(variable));
  }

  begin(call: Call): Run {
    const { evaluation, beside } = call;
    const ranges = beside?.ranges ?? new Ranges(this.trace, evaluation, this.trace.next.keys());
    const besideMagnitude = (variable: string, turns: bigint): number =>
      beside?.magnitude(variable, turns) ?? Infinity;
    const started = this.rings.map((ring) => this.started(ring, call, ranges));
    return new ResidueRun(this.trace, started, ranges, besideMagnitude, evaluation, KERNEL);
  }

  private started(ring: ProductRing, call: Call, ranges: Ranges): StartedRing {
    const { names, exact, closure, courses } = ring;
    const { leafValue, evaluation } = call;
    requireIntegers(exact, call);
    const modulus = modulusAt(ring.modulus, evaluation);
    const lows = lowsOf(names, modulus, ranges);
    const valueOf = (monomial: Monomial): bigint =>
      monomial.reduce((product, leaf) => product * integerStart(this.nameOf(leaf), leafValue), 1n);
    const values = new CourseValues(courses, valueOf, (atom) => evaluation.integer(atom));
    const { early, late } = instanceOf(closure.transition, values);
    const start = closure.monomials.map((monomial) => valueOf(monomial) % modulus);
    return { names, exact, modulus, lows, start, solver: prepareModular(early, late, modulus) };
  }

  private nameOf(leaf: number): string {
    return (this.trace.graph.terms[leaf] as Term).name;
  }
}
