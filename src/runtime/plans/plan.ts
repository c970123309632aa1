/**
 * A plan: a path through one turn and its reading, kept for the calls that take the path.
 *
 * Its key is what the trace took for granted: the types of the inputs, the answers of guards, and values that were taken as
 * known. What is prepared for the values of invariants (kernels, powers) is kept by the reading for the latest few.
 */
import type { Demand, Reading } from "../../trace/domains/domain.ts";
import { INSTANCE_CAP } from "../../trace/domains/integer/reading.ts";
import type { Evaluation } from "../../trace/evaluate-terms.ts";
import { freeBounds } from "../../trace/free-bounds.ts";
import type { Strategy } from "../../trace/strategy.ts";
import { turnCost } from "../../trace/turn-cost.ts";
import type { Trace } from "../../trace/trace.ts";
import type { Primitive, ValueType } from "../../trace/value.ts";
import { typeOf } from "../../trace/value.ts";

export class Plan {
  readonly types: readonly ValueType[];
  readonly strategy: Strategy;
  readonly trace: Trace;
  readonly reading: Reading;
  /** By input: does the turn only compare with it? */
  readonly isFree: readonly boolean[];
  /** The inputs that are invariants, and that operators of the turn meet. */
  private readonly coefficients: readonly number[];
  /** The coefficients' values that the reading is prepared for, the latest first. */
  private readonly prepared: (readonly unknown[])[] = [];
  /** The part of a demand that the reading covers, kept so that demands can be told apart by identity. */
  private perTurn: number | undefined;
  private readonly covered = new Map<Demand, Demand>();

  constructor(
    inputs: readonly string[],
    types: readonly ValueType[],
    strategy: Strategy,
    trace: Trace,
    reading: Reading,
  ) {
    this.types = types;
    this.strategy = strategy;
    this.trace = trace;
    this.reading = reading;
    const free = freeBounds(trace);
    this.isFree = inputs.map((name) => free.has(name));
    this.coefficients = inputs.flatMap((name, k) => (trace.next.has(name) || free.has(name) ? [] : [k]));
  }

  get size(): number {
    return this.trace.graph.terms.length;
  }

  /** Predicted nanoseconds of one turn as written, from the values of the first call that asks. */
  turnCost(evaluation: Evaluation): number {
    return (this.perTurn ??= turnCost(this.trace, evaluation));
  }

  hasTypes(given: readonly unknown[]): boolean {
    const { types } = this;
    for (let k = 0; k < types.length; k++) if (typeOf(given[k]) !== types[k]) return false;
    return true;
  }

  /** Do the present values answer as those for which the path was traced, as far as a call can be asked at once? */
  isOnPath(evaluation: Evaluation): boolean {
    const { guards, pins, values, residues } = this.trace;
    for (const { value, truth } of guards) if (Boolean(evaluation.of(value)) !== truth) return false;
    for (const [term, value] of pins) if (!Object.is(evaluation.of(term), value)) return false;
    for (const [leaf, value] of values) if (!Object.is(evaluation.of(leaf), value)) return false;
    for (const { leaf, modulus, residue } of residues) {
      if (canonical(evaluation.of(leaf), modulus) !== residue) return false;
    }
    return true;
  }

  /** One native turn, which throws nothing that has to be tried first, and all that is wanted can be computed. */
  isPlain(demand: Demand): boolean {
    const { turns, fallible } = this.trace;
    return turns === 1 && fallible.length === 0 && this.coveredPart(demand) === demand;
  }

  /** Takes down that the reading gets prepared for these values. @returns whether they are new to it */
  prepareFor(given: readonly unknown[]): boolean {
    const { coefficients, prepared } = this;
    const isKnown = (known: readonly unknown[]): boolean =>
      coefficients.every((index, k) => Object.is(known[k], given[index]));
    const place = prepared.findIndex(isKnown);
    if (place === 0) return false;
    if (place > 0) prepared.splice(place, 1);
    prepared.unshift(coefficients.map((index) => given[index]));
    if (prepared.length > INSTANCE_CAP) prepared.pop();
    return place < 0;
  }

  coveredPart(demand: Demand): Demand {
    let part = this.covered.get(demand);
    if (part === undefined) {
      const names = demand.filter((name) => this.reading.covers(name));
      part = names.length === demand.length ? demand : names;
      this.covered.set(demand, part);
    }
    return part;
  }
}

function canonical(value: Primitive, modulus: bigint): bigint | undefined {
  if (typeof value !== "bigint" && !Number.isSafeInteger(value)) return undefined;
  const residue = BigInt(value as bigint | number) % modulus;
  return residue < 0n ? residue + modulus : residue;
}
