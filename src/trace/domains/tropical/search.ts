/**
 * How many turns may be walked to find out how a map of maxima and minima repeats itself. How soon that is, is not known
 * before; so it is a small part of what the plain turns cost, by counts. What has failed is not tried again.
 */

/** A turn of few operations, and each of them. */
const TURN_NS = 250;
const OPERATION_NS = 40;

/** So many turns are always worth a try; and more than these, with the states between them, are not kept. */
const PROBE = 64;
const MOST_ENTRIES = 1 << 18;

const SHARE = 0.05;

export class Search {
  private readonly turnNs: number;
  private readonly most: number;
  private failed = 0;

  /** @param operations of a turn */
  constructor(operations: number, entries: number) {
    this.turnNs = TURN_NS + OPERATION_NS * (operations + entries);
    this.most = Math.floor(MOST_ENTRIES / entries);
  }

  /**
   * The number of turns that may be walked; 0 where that is not worth it.
   *
   * @param plain nanoseconds that the plain turns cost
   */
  cap(plain: number): number {
    const cap = Math.max(PROBE, Math.min(this.most, Math.floor((SHARE * plain) / this.turnNs)));
    return cap > this.failed ? cap : 0;
  }

  cost(turns: bigint, plain: number): number {
    const cap = this.cap(plain);
    return cap === 0 ? Infinity : Math.min(Number(turns), cap) * this.turnNs;
  }

  fail(cap: number): void {
    this.failed = Math.max(this.failed, cap);
  }
}
