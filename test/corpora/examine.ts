/**
 * One loop at one start: what the package makes of it, in a category, every claim checked.
 *
 * At the witness itself (`scale` 1) the loop runs to its end and must give the witness's state and number of turns. At a
 * scaled start it may have more turns than anybody can wait for; the checks are those of the README.
 */
import type { CpmEvent } from "cpmoptimize/runtime";
import type { CorpusLoop, State } from "./corpus-loop.ts";
import { stateOf } from "./corpus-loop.ts";
import { PowerMap } from "./power-map.ts";
import type { Subject } from "./subject.ts";
import { makeSubject, NotMoved } from "./subject.ts";

export type Category =
  | "fast-forwarded"
  | "fast-forwarded in part"
  | "as written"
  | "guard false at once"
  | "few turns"
  | "does not end"
  | "result cannot exist"
  | "refused"
  | "time limit"
  | "wrong";

export interface Outcome {
  readonly id: string;
  readonly scale: number;
  readonly category: Category;
  /** The reason for which a loop was not moved ahead. */
  readonly code?: string;
  readonly turns?: bigint;
  /** Was the state compared with one computed independently? */
  readonly independent?: boolean;
  /** What is wrong, or how a refused loop goes on as far as can be seen. */
  readonly note?: string;
}

/** Fewer turns than this need no acceleration; as many may be left to run natively. */
const FEW = 1000;
/** Turns of a non-linear loop that are run one by one to have something to compare with. */
const PATIENCE = 200_000n;
/** Bits beyond which a plain run is not followed. */
const FOLLOWED_BITS = 50_000n;
/** The same, where there is nothing else to compare with. */
const ALONE_BITS = 1_000_000n;
const SAMPLES = 24;
/** States too long to be computed twice are compared modulo this prime. */
const PRIME = (1n << 521n) - 1n;

type Finding = Omit<Outcome, "id" | "scale">;

export class Examiner {
  private readonly loop: CorpusLoop;
  private readonly subject: Subject;
  private readonly map: PowerMap;
  private readonly mapModuloPrime: PowerMap;

  constructor(loop: CorpusLoop, tell: (event: CpmEvent) => void) {
    this.loop = loop;
    this.subject = makeSubject(loop, tell);
    this.map = new PowerMap(loop);
    this.mapModuloPrime = new PowerMap(loop, PRIME);
  }

  examine(scale: number): Outcome {
    const { id, witness } = this.loop;
    if (witness === null) throw new Error(`${id} has no witness`);
    const start = stateOf(this.loop, witness.init, BigInt(scale));
    return { id, scale, ...(scale === 1 ? this.atWitness(start) : this.atScaled(start)) };
  }

  private atWitness(start: State): Finding {
    const { witness } = this.loop;
    const expected = stateOf(this.loop, witness!.final);
    const turns = BigInt(witness!.trips);
    const plain = this.follow(start, witness!.trips + 1);
    if (plain?.turns !== turns || !same(plain.state, expected))
      return wrong("the witness and the plain loop disagree");
    const fast = this.subject.compiled.run(start, true);
    if (!same(fast.state, expected))
      return wrong(`final state ${show(fast.state)}, expected ${show(expected)}`);
    const counted = this.subject.counting.run([...start, 0n], true);
    if (!same(counted.state, [...expected, turns]))
      return wrong(`counting: ${show(counted.state)}, ${turns} turns`);
    if (fast.skipped > 0n) return { category: "fast-forwarded", turns };
    const code = this.subject.compiled.refusals[0] ?? fast.declined ?? "no reason";
    return { category: "as written", code, turns };
  }

  private atScaled(start: State): Finding {
    const { holds, compiled, counting } = this.subject;
    const plain = this.follow(start, FEW);
    if (plain !== undefined) {
      const fast = compiled.run(start, true);
      const counted = counting.run([...start, 0n], true);
      if (!same(fast.state, plain.state) || !same(counted.state, [...plain.state, plain.turns])) {
        return wrong(
          `${show(fast.state)}, ${show(counted.state)} after ${plain.turns} turns to ${show(plain.state)}`,
        );
      }
      return { category: holds(start) ? "few turns" : "guard false at once", turns: plain.turns };
    }
    try {
      const fast = compiled.run(start);
      const counted = counting.run([...start, 0n]);
      return this.check(start, fast.state, counted.state, fast.skipped);
    } catch (error) {
      if (error instanceof RangeError) return { category: "result cannot exist", note: error.message };
      if (!(error instanceof NotMoved)) throw error;
      const end = this.findEnd(start);
      if (error.code !== "endless")
        return {
          category: "refused",
          code: error.code,
          note: this.map.isClosed ? outlook(end) : "nobody knows whether it ends",
        };
      return end === undefined
        ? { category: "does not end" }
        : wrong(`called endless, ends before turn ${end}`);
    }
  }

  private check(start: State, final: State, counted: State, skipped: bigint): Finding {
    const { holds, step } = this.subject;
    const turns = counted.at(-1)!;
    if (!same(counted.slice(0, -1), final))
      return wrong(`counting along changes the state to ${show(counted)}`);
    if (holds(final)) return wrong("the guard still holds at the end");
    const before = this.map.after(start, turns - 1n);
    let independent = before !== undefined;
    if (before !== undefined) {
      if (!holds(before)) return wrong(`the guard does not hold before turn ${turns}, the last`);
      if (!same(step(before), final)) return wrong(`state ${show(final)} after ${turns} turns`);
      const early = this.findEnd(start, turns);
      if (early !== undefined) return wrong(`${turns} turns, but the guard does not hold after ${early}`);
    } else if (this.map.isClosed) {
      const residues = this.mapModuloPrime.after(start, turns)!;
      if (!residues.every((value, k) => (value - final[k]!) % PRIME === 0n)) {
        return wrong(`state after ${turns} turns, modulo a prime`);
      }
      independent = true;
    } else if (turns <= PATIENCE) {
      const plain = this.follow(start, Number(turns) + 1, ALONE_BITS);
      if (plain?.turns !== turns || !same(plain.state, final))
        return wrong(`${turns} turns to ${show(final)}`);
      independent = true;
    }
    const category = turns - skipped <= BigInt(FEW) ? "fast-forwarded" : "fast-forwarded in part";
    return { category, turns, independent };
  }

  /** The loop as written, at most so many turns. */
  private follow(
    start: State,
    atMost: number,
    bits = FOLLOWED_BITS,
  ): { state: State; turns: bigint } | undefined {
    const { holds, step } = this.subject;
    const highest = 1n << bits;
    let state = start;
    for (let turns = 0; turns < atMost; turns++) {
      if (!holds(state)) return { state, turns: BigInt(turns) };
      if (state.some((value) => value > highest || value < -highest)) return undefined;
      state = step(state);
    }
    return undefined;
  }

  /** A number of turns, below the limit, after which the guard does not hold; found by sampling, so not the first one. */
  private findEnd(start: State, limit?: bigint): bigint | undefined {
    const { holds } = this.subject;
    const samples: bigint[] = [];
    if (limit === undefined)
      for (let bit = 0n; bit < 60n; bit++) samples.push(1n << bit, (1n << bit) + 1n, 3n << bit);
    else
      for (let k = 1n; k < SAMPLES; k++)
        samples.push((limit * k) / BigInt(SAMPLES), k, limit - 1n - k, limit >> k);
    for (const t of samples) {
      if (t < 0n || (limit !== undefined && t >= limit)) continue;
      const state = this.map.after(start, t);
      if (state !== undefined && !holds(state)) return t;
    }
    return undefined;
  }
}

function outlook(end: bigint | undefined): string {
  return end === undefined ? "no end in sight" : `ends by turn ${end}`;
}

function wrong(note: string): Finding {
  return { category: "wrong", note };
}

function same(a: State, b: State): boolean {
  return a.length === b.length && a.every((value, k) => value === b[k]);
}

function show(state: State): string {
  const text = state.join(", ");
  return `[${text.length > 200 ? `${text.slice(0, 200)}…` : text}]`;
}
