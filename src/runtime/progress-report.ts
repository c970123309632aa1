/**
 * Tells a listener how far a long jump has come, and lets it end the jump.
 *
 * Of a phase that ends the loop, the kernel's share of its work is the share of what is left. Nobody knows how many phases
 * follow another one, nor how long the search for a phase's end takes: so each of these is given half of what is left. A
 * listener hears of phases and searches that are predicted to take long only, and at most once for every 128th of the way.
 * What it throws comes out of the loop, before anything has been written. Where it has replaced a built-in that the kernels
 * call, the jump is given up, and the loop runs as written.
 */
import { share, type Progress } from "../algebra/progress.ts";
import { areOwnBuiltInsIntact, areOwnGettersIntact, areRecordsPlain } from "./built-ins/own-built-ins.ts";
import { isEndOfStack } from "./exhaustion.ts";

/** Predicted nanoseconds of a kernel of which somebody may want to hear. */
const LONG_NS = 5e7;

/** Predicted nanoseconds of a search after which it has come half of its way. */
const SEARCH_NS = 1e9;

const STEP = 1 / 128;

/** How what a listener throws travels to the site. */
export class Cancelled extends Error {
  readonly reason: unknown;

  constructor(reason: unknown) {
    super("cancelled by a listener");
    this.reason = reason;
  }
}

/** A listener has replaced what the jump is made of. */
export class Replaced extends Error {
  constructor() {
    super("a built-in was replaced by a listener");
  }
}

export class ProgressReport {
  private readonly listener: Progress;
  private from = 0;
  /** On the search for the end of the next phase. */
  private searched = 0;
  private last = -STEP;

  constructor(listener: Progress) {
    this.listener = listener;
  }

  /**
   * @param cost predicted nanoseconds
   * @param endsLoop does nothing follow the phase?
   * @returns what the phase's kernel reports to; undefined where it is short
   */
  phase(cost: number, endsLoop: boolean): Progress | undefined {
    if (!(cost >= LONG_NS)) return undefined;
    const from = Math.max(this.from, this.last);
    this.searched = 0;
    const to = endsLoop ? 1 : (1 + from) / 2;
    this.from = to;
    const whole = share((done) => this.tell(done), from, to) as Progress;
    whole(0);
    return whole;
  }

  /** How long a search takes is not known: of what is left, it comes nearer and nearer to a half. */
  search(nanoseconds: number): void {
    this.searched += nanoseconds;
    if (this.searched < LONG_NS) return;
    this.tell(this.from + ((1 - this.from) / 2) * (this.searched / (this.searched + SEARCH_NS)));
  }

  private tell(done: number): void {
    if (done < this.last + STEP) return;
    this.last = done;
    try {
      this.listener(done);
    } catch (reason) {
      if (isEndOfStack(reason)) throw reason;
      throw new Cancelled(reason);
    }
    if (!areOwnBuiltInsIntact() || !areOwnGettersIntact() || !areRecordsPlain()) throw new Replaced();
  }
}
