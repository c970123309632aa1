/**
 * What one turn as written is predicted to cost, from the operations that it computes and the lengths of their values.
 *
 * An engine's compiler keeps numbers in registers, and BigInts too as long as all that is computed has at most 64 bits or is
 * wrapped to them; longer BigInts are objects. Measured on one x86-64 core, in nanoseconds a turn of a dependent chain:
 *
 *     s += i (numbers)                      0.7       [a, b] = [b, (a + b) % 1000000007n]         7
 *     x = Math.imul(x, a) + c | 0           1.2       x = BigInt.asUintN(64, x * a + c)           7
 *     [a, b] = [b, (a + b) % 1000007]       4         x = (x * a) % (2n ** 61n - 1n)             58
 *     f = f * i % 1000000007n (BigInt i)   42         f = f * i % (2n ** 61n - 1n)               95
 *     c = (i - 1n) * (c + d) % 1000n       35         f = f * i % (2n ** 127n - 1n)             203
 *     x = (x * 16807) % 2147483647         24         s += i (BigInts)                           33
 *
 * Long values cost more; that is the growth of `Costs` (`domains/domain.ts`).
 */
import { bitLength } from "../algebra/bit-length.ts";
import type { Evaluation } from "./evaluate-terms.ts";
import type { Trace } from "./trace.ts";
import type { Term, Value } from "./value.ts";
import { isTerm } from "./value.ts";

const NUMBER_NS = 0.3;
/** Remainders of 32-bit integers, and of what is longer. */
const SHORT_REMAINDER_NS = 3;
const LONG_REMAINDER_NS = 20;
/** BigInts in registers, and others. */
const WORD_NS = 2;
const WORD_REMAINDER_NS = 5;
const BIGINT_NS = 18;
/** A remainder of what is longer than a word: for each limb of the divisor, the first one less. */
const LIMB_REMAINDER_NS = 100;
const FIRST_LIMB_LESS_NS = 50;

const SMALL_INTEGER = 31;
const WORD = 64;
/** Numbers of which nothing is known are taken for counters of short loops. */
const COUNTER = 24;
/** What is reduced is in registers while the counters in it are short, as where it is in question what pays. */
const REDUCED_COUNTER = 16;

/** Predicted nanoseconds of one turn of the trace, of values of a word or two. */
export function turnCost(trace: Trace, evaluation: Evaluation): number {
  const lengths = new Lengths(trace, evaluation);
  const short = new Lengths(trace, evaluation, REDUCED_COUNTER);
  const wrapped = wrappedTerms(trace, lengths);
  const reduced = reducedTerms(trace);
  let sum = 0;
  for (const term of trace.computed) sum += operationCost(term, reduced.has(term) ? short : lengths, wrapped);
  return sum * (1 + trace.innerTurns / trace.turns);
}

function operationCost(term: Term, lengths: Lengths, wrapped: ReadonlySet<Term>): number {
  const { op, type, args } = term;
  if (op === "variable") return 0;
  if (type === "bigint") {
    const isWord = wrapped.has(term) || [term, ...args].every((value) => lengths.of(value) < WORD);
    if (!isWord) return op === "%" ? longRemainderCost(lengths.of(args[0]), lengths.of(args[1])) : BIGINT_NS;
    return op === "%" || op === "/" ? WORD_REMAINDER_NS : WORD_NS;
  }
  if (op !== "%") return NUMBER_NS;
  return lengths.of(args[0]) <= SMALL_INTEGER ? SHORT_REMAINDER_NS : LONG_REMAINDER_NS;
}

function longRemainderCost(dividend: number, divisor: number): number {
  if (dividend >= WIDEST || divisor >= WIDEST) return BIGINT_NS;
  return LIMB_REMAINDER_NS * Math.ceil(divisor / WORD) - FIRST_LIMB_LESS_NS;
}

/** Remainders of BigInts, and the sums and products of which they are. */
function reducedTerms({ computed }: Trace): ReadonlySet<Term> {
  const reduced = new Set<Term>();
  const visit = (value: Value): void => {
    if (!isTerm(value) || reduced.has(value) || !["+", "-", "*"].includes(value.op)) return;
    reduced.add(value);
    value.args.forEach(visit);
  };
  for (const term of computed) {
    if (term.op !== "%" || term.type !== "bigint") continue;
    reduced.add(term);
    visit(term.args[0]);
  }
  return reduced;
}

/** Sums and products that are wrapped to a word at once: their high bits are never computed. */
function wrappedTerms({ computed }: Trace, lengths: Lengths): ReadonlySet<Term> {
  const wrapped = new Set<Term>();
  const wrap = (value: Value): void => {
    if (!isTerm(value) || wrapped.has(value) || !["+", "-", "*"].includes(value.op)) return;
    wrapped.add(value);
    value.args.forEach(wrap);
  };
  for (const term of computed) {
    if (!term.op.startsWith("BigInt.as") || lengths.of(term) > WORD) continue;
    wrapped.add(term);
    wrap(term.args[1]);
  }
  return wrapped;
}

/** About how many bits values have along the path. */
class Lengths {
  private readonly trace: Trace;
  private readonly evaluation: Evaluation;
  private readonly counter: number;
  private readonly known = new Map<Term, number>();

  /** @param counter the length of BigInts that move by an invariant each turn */
  constructor(trace: Trace, evaluation: Evaluation, counter = WIDEST) {
    this.trace = trace;
    this.evaluation = evaluation;
    this.counter = counter;
  }

  of(value: Value): number {
    if (!isTerm(value) || value.invariant) return this.invariant(value);
    let length = this.known.get(value);
    if (length === undefined) {
      this.known.set(value, 0); // what a variable hands on to itself adds nothing
      length = this.compute(value);
      this.known.set(value, length);
    }
    return length;
  }

  private invariant(value: Value): number {
    const primitive = this.evaluation.of(value);
    if (typeof primitive === "bigint") return bitLength(primitive);
    return Number.isSafeInteger(primitive) ? bitLength(BigInt(primitive as number)) : SMALL_INTEGER;
  }

  private compute(term: Term): number {
    const [x, y] = term.args;
    switch (term.op) {
      case "variable":
        return this.variable(term);
      case "%":
        return this.of(y);
      case "BigInt.asIntN":
      case "BigInt.asUintN":
        return Math.min(Number(this.evaluation.of(x)), WIDEST);
      case "*":
        return this.of(x) + this.of(y);
      case "&":
        return Math.min(this.of(x), this.of(y));
      case "+":
      case "-":
        return Math.max(this.of(x), this.of(y)) + 1;
      case "<<":
        return term.type === "bigint" ? WIDEST : SMALL_INTEGER;
      case "|":
      case "^":
      case "~":
      case ">>":
      case ">>>":
      case "Math.imul":
        return term.type === "bigint" ? Math.max(...term.args.map((arg) => this.of(arg))) : SMALL_INTEGER;
      case "select":
        return Math.max(this.of(y), this.of(term.args[2]));
      default:
        return Math.max(0, ...term.args.map((arg) => this.of(arg)));
    }
  }

  /** Bounded variables are as long as what turns leave in them; others are taken for long BigInts, or small numbers. */
  private variable(term: Term): number {
    const next = this.trace.next.get(term.name);
    if (bounds(next)) return this.of(next);
    if (term.type !== "bigint") return COUNTER;
    return isCounter(term, next) ? this.counter : WIDEST;
  }
}

function isCounter(variable: Term, next: Value): boolean {
  if (!isTerm(next) || (next.op !== "+" && next.op !== "-")) return false;
  return next.args.every((arg) => arg === variable || !isTerm(arg) || arg.invariant);
}

/** Longer than any word. */
const WIDEST = 4096;

const bounding: ReadonlySet<string> = new Set(["%", "BigInt.asIntN", "BigInt.asUintN", "&", ">>", "^", "|"]);

/** Does the turn itself keep the value within bounds, as far as one can see at once? */
function bounds(next: Value): boolean {
  return isTerm(next) && (bounding.has(next.op) || next.op === "variable" || next.op === "select");
}
