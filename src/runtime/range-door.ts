/**
 * The door of a `for…of` over a range, or over the keys of an array, which are one: the counted loop that it is, with the
 * parts of the range for its inputs. What is left to iterate takes the iterable's place.
 */
import type { Reading } from "../trace/domains/domain.ts";
import type { LoopIR } from "../trace/ir.ts";
import { expandRangeLoop } from "../trace/range-loop.ts";
import { typeOf } from "../trace/value.ts";
import { declines } from "./decline.ts";
import { Door } from "./door.ts";
import type { Outcome } from "./outcome.ts";
import { Range, range, tail } from "./range/range.ts";
import type { AnyDoor, SiteRooms } from "./rooms.ts";
import type { Settings } from "./settings.ts";

export class RangeDoor implements AnyDoor {
  private readonly keys: boolean;
  private readonly door: Door;

  constructor(ir: LoopIR, settings: Settings, rooms: SiteRooms) {
    this.keys = ir.keys === true;
    this.door = new Door(expandRangeLoop(ir), settings, rooms);
  }

  get lastReading(): Reading | undefined {
    return this.door.lastReading;
  }

  get short(): number {
    return this.door.short;
  }

  get traces(): number {
    return this.door.traces;
  }

  forget(): void {
    this.door.forget();
  }

  enter(inputs: readonly unknown[]): Outcome {
    if (!this.door.isIntact()) return { refusal: declines.patched() };
    const [given, ...rest] = inputs;
    const iterable = this.keys && Array.isArray(given) ? range(0, given.length) : given;
    if (!Range.isRange(iterable)) return { refusal: declines.notRange(describe(iterable)) };
    const outcome = this.door.enter([iterable.start, iterable.stop, iterable.step, ...rest]);
    if ("refusal" in outcome) return outcome;
    const [, ...values] = outcome.values;
    return { ...outcome, values: [tail(iterable as Range<bigint>, outcome.turns), ...values] };
  }
}

function describe(iterable: unknown): string {
  if (Array.isArray(iterable)) return "an array";
  return typeof iterable === "object" && iterable !== null
    ? "an object that is not a range"
    : `of type ${typeOf(iterable)}`;
}
