/**
 * Affine functions of counters as entries of a tropical state: with i' = i + c the value y = 3·i - 2·j has y' = y + 3c - 2d,
 * which is linear over (max, +) and (min, +) though multiplication and negation are not.
 */
import type { Coefficient } from "../../coefficient.ts";
import { add, multiply } from "../../coefficient.ts";
import type { Polynomial } from "../../polynomial.ts";
import { constantValue, fromSummand, minus } from "../../polynomial.ts";
import { PolynomialReader } from "../../polynomial-reader.ts";
import { refuse } from "../../refusals.ts";
import type { Trace } from "../../trace.ts";
import type { Term } from "../../value.ts";

export interface CounterEntry {
  readonly polynomial: Polynomial;
  /** What a turn adds. */
  readonly step: Coefficient;
}

export class Counters {
  private readonly trace: Trace;
  private readonly reader: PolynomialReader;
  private readonly steps = new Map<number, Coefficient>();

  constructor(trace: Trace) {
    this.trace = trace;
    this.reader = new PolynomialReader(trace.graph.work);
  }

  /** The terms that were read, and the variables among them. */
  get read(): Iterable<Term> {
    return this.reader.read.keys();
  }

  /** @throws RefusalSignal when the term is no affine function of counters */
  entry(term: Term): CounterEntry {
    const polynomial = this.reader.of(term);
    let step: Coefficient = 0n;
    for (const { monomial, coefficient } of polynomial.summands.values()) {
      const [leaf, ...others] = monomial;
      if (leaf === undefined) continue;
      if (others.length > 0) return refuse.operator(term.at, term, term.op);
      step = add(step, multiply(coefficient, this.stepOf(leaf, term)));
    }
    const { denominator } = polynomial;
    if (denominator === 1n) return { polynomial, step };
    if (typeof step !== "bigint" || step % denominator !== 0n) return refuse.fraction(term.at, term.name);
    return { polynomial, step: step / denominator };
  }

  private stepOf(leaf: number, of: Term): Coefficient {
    const known = this.steps.get(leaf);
    if (known !== undefined) return known;
    const { name } = this.trace.graph.terms[leaf] as Term;
    const next = this.reader.of(this.trace.next.get(name));
    const step = constantValue(minus(next, fromSummand({ monomial: [leaf], coefficient: 1n })));
    if (step === undefined) return refuse.operator(of.at, of, of.op);
    this.steps.set(leaf, step);
    return step;
  }
}
