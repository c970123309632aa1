/**
 * Control: the part of the state that takes finitely many values and decides where a turn goes.
 *
 * A condition like `i % 3n === 0n` is not a comparison that holds for a while, it comes and goes. But the residue of i
 * modulo 3 before a turn decides the residue before the next one, so the turn may be traced with that residue as a known
 * value, and again with the next, until the residues return: then one walk around the cycle is one (longer) turn, whose
 * path is the same every time. The same holds for leaves that are booleans or strings, and for numbers of which the
 * program only ever assigns constants.
 *
 * What was taken as known is kept here, and is part of the plan's key: residues of leaves modulo something, values of
 * leaves, and *pins*, the values of invariants that residues depended on.
 */
import type { Polynomial } from "./polynomial.ts";
import { leavesOf } from "./polynomial.ts";
import { atomsOf } from "./coefficient.ts";
import { printValue } from "./print-term.ts";
import type { Primitive, Term, Value } from "./value.ts";
import { isTerm } from "./value.ts";
import { refuse } from "./refusals.ts";

export interface Residue {
  readonly leaf: Term;
  readonly modulus: bigint;
  readonly residue: bigint;
}

/** `x /= 10n` asks for x modulo 10, to know the next turn's for x modulo 100, and so on for ever. */
const LARGEST_MODULUS = 1n << 20n;

export class Control {
  private readonly moduli = new Map<Term, Set<bigint>>();
  /** The same as a list, in the order of their coming. */
  private readonly wanted: (readonly [Term, bigint])[] = [];
  private readonly known = new Map<Term, Primitive>();
  private readonly pinned = new Map<Term, Primitive>();
  private readonly presentValue: (term: Term) => Primitive;
  private readonly leafById: (id: number) => Term;

  constructor(presentValue: (term: Term) => Primitive, leafById: (id: number) => Term) {
    this.presentValue = presentValue;
    this.leafById = leafById;
  }

  get isEmpty(): boolean {
    return this.wanted.length === 0 && this.known.size === 0;
  }

  get pins(): readonly (readonly [Term, Primitive])[] {
    return [...this.pinned];
  }

  get values(): readonly (readonly [Term, Primitive])[] {
    return [...this.known];
  }

  get residues(): readonly Residue[] {
    return this.wanted.map(([leaf, modulus]) => ({ leaf, modulus, residue: this.residueOf(leaf, modulus) }));
  }

  /** Takes an invariant as known. */
  pin(term: Term): Primitive {
    const value = this.presentValue(term);
    this.pinned.set(term, value);
    return value;
  }

  /** Takes a leaf as known: not a number, or one of few. */
  value(leaf: Term): Primitive {
    const value = this.presentValue(leaf);
    this.known.set(leaf, value);
    return value;
  }

  /** Takes as known all that a term depends on, and gives its value. */
  valueOf(term: Term): Primitive {
    this.fix(term, new Set());
    return this.presentValue(term);
  }

  private fix(value: Value, met: Set<Term>): void {
    if (!isTerm(value) || met.has(value)) return;
    met.add(value);
    if (value.invariant) this.pin(value);
    else if (value.op === "variable") this.value(value);
    else if (value.polynomial === undefined) for (const arg of value.args) this.fix(arg, met);
    else {
      for (const id of leavesOf(value.polynomial)) this.fix(this.leafById(id), met);
      for (const { coefficient } of value.polynomial.summands.values())
        for (const term of atomsOf(coefficient)) this.pin(term);
    }
  }

  /** Takes as known what decides the residue of `value`, and gives it: in 0, …, modulus - 1. */
  residue(value: Value, modulus: bigint): bigint {
    this.require(value, modulus);
    return this.residueOf(value, modulus);
  }

  /** Has everything that is taken as known the same value again? `next` is what the turns so far leave in a leaf's variable. */
  hasReturned(next: (leaf: Term) => Value): boolean {
    return this.changed(next) === undefined;
  }

  /** Something that is taken as known and has not the same value again; with a modulus where it is a residue. */
  changed(
    next: (leaf: Term) => Value,
  ): { readonly leaf: Term; readonly modulus: bigint | undefined } | undefined {
    for (const [leaf, value] of this.known) {
      const after = next(leaf);
      if (isTerm(after) && after.op !== "variable") return { leaf, modulus: undefined };
      if (!Object.is(isTerm(after) ? this.value(after) : after, value)) return { leaf, modulus: undefined };
    }
    // A list iterates over what is added meanwhile: what decides a residue is itself control.
    for (const [leaf, modulus] of this.wanted) {
      if (this.residue(next(leaf), modulus) !== this.residueOf(leaf, modulus)) return { leaf, modulus };
    }
    return undefined;
  }

  /** What is taken as known after some turns, as text. The same text again, and what is known goes in circles. */
  key(next: (leaf: Term) => Value): string {
    const parts: string[] = [];
    for (const leaf of this.known.keys()) {
      const after = next(leaf);
      const value = isTerm(after) && after.op === "variable" ? this.value(after) : after;
      parts.push(isTerm(value) ? `${leaf.id}` : `${leaf.id}=${typeof value} ${printValue(value)}`);
    }
    for (const [leaf, modulus] of this.wanted) parts.push(`${this.residue(next(leaf), modulus)}%${modulus}`);
    return parts.join();
  }

  private residueOf(value: Value, modulus: bigint): bigint {
    const present = isTerm(value) ? this.presentValue(value) : value;
    if (typeof present !== "bigint" && !Number.isSafeInteger(present))
      return refuse.notInteger(printValue(value));
    const residue = BigInt(present as number | bigint) % modulus;
    return residue < 0n ? residue + modulus : residue;
  }

  private require(value: Value, modulus: bigint): void {
    if (!isTerm(value)) return;
    if (value.invariant) {
      this.pin(value);
      return;
    }
    if (modulus > LARGEST_MODULUS) refuse.fineResidue(value.at, value, modulus);
    // Each term once: a turn that doubles x by x + x ten times has 2^10 ways down to x.
    const moduli = this.moduli.get(value) ?? new Set();
    if (moduli.has(modulus)) return;
    this.moduli.set(value, moduli.add(modulus));
    switch (value.op) {
      case "variable":
        this.wanted.push([value, modulus]);
        return;
      case "polynomial":
        this.requirePolynomial(value.polynomial as Polynomial, modulus);
        return;
      case "+":
      case "-":
      case "*":
      case "neg":
      case "~":
      case "BigInt":
      case "Number":
        for (const arg of value.args) this.require(arg, modulus);
        return;
      default:
        refuse.operator(value.at, value, value.op);
    }
  }

  private requirePolynomial(polynomial: Polynomial, modulus: bigint): void {
    for (const id of leavesOf(polynomial)) this.require(this.leafById(id), modulus * polynomial.denominator);
    for (const { coefficient } of polynomial.summands.values())
      for (const term of atomsOf(coefficient)) this.pin(term);
  }
}
