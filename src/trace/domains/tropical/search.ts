/**
 * How many turns may be walked to find out how a map of maxima and minima repeats itself. How soon that is, is not known
 * before; so it is a small part of what the plain turns cost, by counts. What has failed is not tried again.
 */
import { bytesOf } from "../../../algebra/peak.ts";
import { MOST_BYTES } from "../../../kernels/memory.ts";

/** A turn of few operations, and each of them. */
const TURN_NS = 250;
const OPERATION_NS = 40;

/** So many turns are always worth a try; and more than these, with the states between them, are not kept, nor longer ones. */
const PROBE = 64;
const MOST_ENTRIES = 1 << 18;
const SHARE_OF_MEMORY = 1 / 4;

const SHARE = 0.05;

/** No more turns are walked, whatever they cost. */
export const MOST_WALKED = BigInt(MOST_ENTRIES);

export class Search {
  private readonly turnNs: number;
  private readonly entries: number;
  private failed = 0;

  /** @param operations of a turn */
  constructor(operations: number, entries: number) {
    this.turnNs = TURN_NS + OPERATION_NS * (operations + entries);
    this.entries = entries;
  }

  /**
   * The number of turns that may be walked; 0 where that is not worth it.
   *
   * @param plain nanoseconds that the plain turns cost
   * @param bits of the longest entry within as many turns as may ever be walked
   */
  cap(plain: number, bits: number): number {
    const fitting = Math.min(MOST_ENTRIES, (SHARE_OF_MEMORY * MOST_BYTES) / bytesOf(bits));
    const cap = Math.min(
      Math.floor(fitting / this.entries),
      Math.max(PROBE, Math.floor((SHARE * plain) / this.turnNs)),
    );
    return cap > this.failed ? cap : 0;
  }

  cost(turns: bigint, plain: number, bits: number): number {
    const cap = this.cap(plain, bits);
    return cap === 0 ? Infinity : Math.min(Number(turns), cap) * this.turnNs;
  }

  fail(cap: number): void {
    this.failed = Math.max(this.failed, cap);
  }
}
