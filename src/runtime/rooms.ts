/** What a site has besides the door of a counted loop: the rooms of the trace, and doors for other loops. */
import type { Reading } from "../trace/domains/domain.ts";
import type { Builtin, LoopIR } from "../trace/ir.ts";
import type { Tell } from "../trace/prose.ts";
import type { Rooms } from "../trace/rooms.ts";
import type { Outcome } from "./outcome.ts";
import type { Settings } from "./settings.ts";

export interface AnyDoor {
  /** The reading of the last phase that was begun. */
  readonly lastReading: Reading | undefined;
  /** Numbers that are no further from their bound are too close for a jump. */
  readonly short: number;
  /** Turns that were traced at this door so far. */
  readonly traces: number;
  /** @throws RefusalSignal, TooLargeError */
  enter(inputs: readonly unknown[]): Outcome;
  /** Drops what calls have left behind to be used again: a fault may have come before it was complete. */
  forget(): void;
}

export type MakeDoor = (ir: LoopIR, settings: Settings, rooms: SiteRooms) => AnyDoor;

export interface SiteRooms extends Rooms {
  /** Texts for refusals. */
  readonly tell?: Tell;
  /** Loops with typed arrays. */
  readonly arrays?: MakeDoor;
  /** `for…of` over ranges, and what has to be as it was for loops over them. */
  readonly ranges?: { readonly door: MakeDoor; readonly intact: RangeChecks };
}

export type RangeChecks = Readonly<Partial<Record<Builtin, () => boolean>>>;

/** A part of what a site may have. */
export type SiteRoom = Partial<SiteRooms>;
