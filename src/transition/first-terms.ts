/**
 * The terms that determine some entries of an orbit as sequences of a given order: those of the turns δ, …, δ + d - 1.
 *
 * Calls that follow one another often have the same start, so the last one's terms are kept; starts and outputs are told
 * apart by identity. What is large is not kept.
 */
import { bitLength, isSmall } from "../algebra/bit-length.ts";
import { logarithm } from "../algebra/logarithm.ts";
import { held, type Peak } from "../algebra/peak.ts";
import { orbit } from "./apply.ts";
import { normOf } from "./growth/upper-bits.ts";
import type { Transition } from "./transition.ts";

/** Either the outputs themselves, or their first terms from a later turn on. */
export type OutputTerms =
  | { readonly kind: "reached"; readonly values: bigint[] }
  | { readonly kind: "ahead"; readonly terms: readonly (readonly bigint[])[]; readonly turns: bigint };

/** Which entries after how many turns from where. */
interface Question {
  readonly start: readonly bigint[];
  readonly turns: bigint;
  readonly outputs: readonly number[];
}

export class FirstTerms {
  private readonly transition: Transition<bigint>;
  private readonly delay: number;
  private readonly last: number;
  private start: readonly bigint[] | undefined;
  private outputs: readonly number[] | undefined;
  /** For each output its values at the turns 0, …, `last`. */
  private sequences: readonly (readonly bigint[])[] = [];
  private growth: number | undefined;
  private terms: readonly (readonly bigint[])[] = [];

  constructor(transition: Transition<bigint>, delay: number, order: number) {
    this.transition = transition;
    this.delay = delay;
    this.last = delay + Math.max(0, order - 1);
  }

  /** Predicted memory of so many outputs' terms, and the bits of the longest of these. */
  peak(start: readonly bigint[], outputs: number): Peak {
    const { last, transition } = this;
    this.growth ??= logarithm(normOf(transition));
    const startBits = start.reduce((most, value) => Math.max(most, bitLength(value)), 0);
    const bits = startBits + last * this.growth + 1;
    return held(bits, (last + 1) * (start.length + 2 * outputs) + 3);
  }

  /** When these turns already reach the last one, its values; else the terms, with the number of turns still to go. */
  of({ start, turns, outputs }: Question): OutputTerms {
    const { transition, last, delay } = this;
    const isKnown = start === this.start && outputs === this.outputs;
    if (turns <= BigInt(last)) {
      const turn = Number(turns);
      if (isKnown) return { kind: "reached", values: this.sequences.map((sequence) => sequence[turn]!) };
      const state = orbit(transition, start, turn)[turn]!;
      return { kind: "reached", values: outputs.map((i) => state[i]!) };
    }
    if (!isKnown) {
      const states = orbit(transition, start, last);
      const sequences = outputs.map((i) => states.map((state) => state[i]!));
      const terms = delay === 0 ? sequences : sequences.map((sequence) => sequence.slice(delay));
      if (start.every(isSmall)) {
        this.sequences = sequences;
        this.terms = terms;
        this.start = start;
        this.outputs = outputs;
      }
      return { kind: "ahead", terms, turns: turns - BigInt(delay) };
    }
    return { kind: "ahead", terms: this.terms, turns: turns - BigInt(delay) };
  }
}
