/**
 * Reads the variables of a trace as forms in one another: the rows of a tropical system.
 *
 * The columns are variables, and affine functions of counters that are more than a counter and a constant (`counters.ts`).
 * Beside `Math.max` and `Math.min` the choices that are extrema are read (`extremum-of.ts`).
 */
import type { Coefficient } from "../../coefficient.ts";
import { multiply } from "../../coefficient.ts";
import type { Polynomial } from "../../polynomial.ts";
import { constantValue, leavesOf } from "../../polynomial.ts";
import { PolynomialReader } from "../../polynomial-reader.ts";
import { refuse } from "../../refusals.ts";
import type { Trace } from "../../trace.ts";
import type { Term, Value } from "../../value.ts";
import { isTerm } from "../../value.ts";
import type { DomainSettings } from "../domain.ts";
import { requireInteger } from "../require-integer.ts";
import { Counters } from "./counters.ts";
import { extremumOf } from "./extremum-of.ts";
import type { Extremum, Forms } from "./forms.ts";

export interface System<F> {
  /** Variables, and terms that are affine functions of counters, with their next values. */
  readonly rows: ReadonlyMap<Term, F>;
  /** The affine functions of counters. */
  readonly counters: ReadonlyMap<Term, Polynomial>;
  /** The numbers that are taken to be exact. */
  readonly exact: readonly Term[];
  /** The variables that something is computed with which infinite ones could make NaN of, even where they cancel. */
  readonly finite: ReadonlySet<Term>;
}

/** Entries of a state; d³ products a turn's bit. */
const ENTRY_CAP = 64;

/** @throws RefusalSignal when the variables, or what they depend on, have no such forms */
export function readSystem<F>(
  trace: Trace,
  names: readonly string[],
  forms: Forms<F>,
  settings: DomainSettings,
): System<F> {
  const reader = new FormReader(trace, forms);
  const queue = new Set(names.map((name) => trace.leaves.get(name) as Term));
  const rows = new Map<Term, F>();
  for (const leaf of queue) {
    requireInteger(trace, leaf, settings);
    rows.set(leaf, reader.of(trace.next.get(leaf.name)));
    for (const other of reader.variables) queue.add(other); // a Set iterates over what is added meanwhile
    if (queue.size + reader.counters.size > ENTRY_CAP) refuse.closureTooLarge("", ENTRY_CAP);
  }
  for (const [term, { step }] of reader.counters) {
    rows.set(term, forms.times(forms.column(term), forms.constant(step)) as F);
  }
  const counters = new Map([...reader.counters].map(([term, { polynomial }]) => [term, polynomial]));
  const exact = [...reader.terms].filter(({ type }) => type === "number");
  const finite = reader.comparesSums ? new Set(rows.keys()) : reader.summed;
  return { rows, counters, exact, finite };
}

class FormReader<F> {
  readonly variables = new Set<Term>();
  readonly counters = new Map<Term, ReturnType<Counters["entry"]>>();
  /** Variables in affine functions of counters: x - x is 0 for finite ones only. */
  readonly summed = new Set<Term>();
  comparesSums = false;
  private readonly trace: Trace;
  private readonly forms: Forms<F>;
  private readonly counterReader: Counters;
  private readonly constants: PolynomialReader;
  private readonly known = new Map<Term, F>();
  private readonly compared = new Set<Term>();

  constructor(trace: Trace, forms: Forms<F>) {
    this.trace = trace;
    this.constants = new PolynomialReader(trace.graph.work);
    this.forms = forms;
    this.counterReader = new Counters(trace);
  }

  /** Every carried term that was read. */
  get terms(): Set<Term> {
    return new Set([...this.known.keys(), ...this.compared, ...this.counterReader.read]);
  }

  of(value: Value): F {
    if (!isTerm(value) || value.invariant) return this.forms.constant(this.coefficient(value));
    let form = this.known.get(value);
    if (form === undefined) {
      form = this.readTerm(value);
      this.known.set(value, form);
    }
    return form;
  }

  private readTerm(term: Term): F {
    const [x, y] = term.args;
    const { product } = this.forms;
    switch (term.op) {
      case "variable":
        this.variables.add(term);
        return this.forms.column(term);
      case "+":
        if (product === "+") return this.forms.times(this.of(x), this.of(y)) ?? this.counter(term);
        break;
      case "-":
        if (product === "+" && !isCarried(y)) {
          const negative = this.forms.constant(multiply(this.coefficient(y), -1n));
          return this.forms.times(this.of(x), negative) ?? this.counter(term);
        }
        return this.counter(term);
      case "*":
        if (product === "*")
          return this.forms.times(this.of(x), this.of(y)) ?? refuse.operator(term.at, term, "*");
        return this.counter(term);
      case "Math.max":
      case "Math.min": {
        const kind = term.op === "Math.max" ? "max" : "min";
        return term.args.map((arg) => this.of(arg)).reduce((a, b) => this.extremum(term, kind, a, b));
      }
      case "select":
        return this.choice(term);
      default:
        return this.counter(term);
    }
    return this.counter(term);
  }

  private choice(term: Term): F {
    const [, x, y] = term.args;
    const { kind, compared } = extremumOf(term);
    for (const part of compared) {
      // What is compared is read, too: its variables have to be integers, and it has to be exact.
      this.comparesSums = true;
      this.compared.add(part);
      if (part.args.length === 0 || part.op === "select" || part.op.startsWith("Math.")) this.of(part);
    }
    return this.extremum(term, kind, this.of(x), this.of(y));
  }

  private extremum(term: Term, kind: Extremum, x: F, y: F): F {
    return this.forms.extremum(kind, x, y) ?? refuse.operator(term.at, term, term.op);
  }

  private counter(term: Term): F {
    if (this.forms.product === "*") return refuse.operator(term.at, term, term.op);
    const entry = this.counterReader.entry(term);
    this.counters.set(term, entry);
    // The variables are entries themselves, also those that cancel: their values are asked for, and bounded.
    for (const read of this.counterReader.read) {
      if (read.op !== "variable" || this.summed.has(read)) continue;
      this.summed.add(read);
      this.of(read);
    }
    for (const leaf of leavesOf(entry.polynomial)) this.of(this.trace.graph.terms[leaf]);
    return this.forms.column(term);
  }

  /** @throws RefusalSignal when a constant is no integer; whether an invariant is, its value at the call tells */
  private coefficient(value: Value): Coefficient {
    return constantValue(this.constants.of(value)) as Coefficient;
  }
}

function isCarried(value: Value): boolean {
  return isTerm(value) && !value.invariant;
}
