/**
 * A site: the place in front of a loop where it may be moved forward, and what is remembered there.
 *
 * Calling it opens its door (`door.ts`) on the present values. It answers with the values of the loop's writes just before
 * the last turn, or with undefined, and then nothing has happened. Whatever goes wrong inside, the program goes on:
 *
 *     an error that is ours                            disables the site (and is thrown when CPM_DEBUG=1)
 *     a RangeError: no memory, no stack, no BigInt     leaves the call to the loop as written; the next one begins anew
 *     what a listener throws                           comes out, and the next call begins anew
 *     a fault while a fault is dealt with              the same, without a word: near the end of the stack any call throws
 *
 * What is to come out of the door as an exception is therefore handed on as a value, and thrown last of all.
 */
import type { LoopIR } from "../trace/ir.ts";
import type { Reason, Refusal } from "../trace/refusal.ts";
import { RefusalSignal } from "../trace/refusal.ts";
import { together } from "../trace/rooms.ts";
import { declines, isFaultOfValues } from "./decline.ts";
import { environment } from "./environment.ts";
import { isExhaustion } from "./exhaustion.ts";
import { LoopTypeError } from "./loop-type-error.ts";
import { makeDoor } from "./make-door.ts";
import type { Declined, Jumped, Outcome } from "./outcome.ts";
import { Cancelled } from "./progress-report.ts";
import type { AnyDoor, SiteRoom, SiteRooms } from "./rooms.ts";
import { SelfCheckError } from "./self-check.ts";
import type { Settings } from "./settings.ts";
import { defaultSettings } from "./settings.ts";
import { TooLargeError } from "./too-large-error.ts";

/** The values of the writes before the last turn; for a `for…of` the iterable to use comes first. */
export type Jump = readonly unknown[] | undefined;

export interface Site {
  (...inputs: unknown[]): Jump;
  /** The first inputs come from `read`, which may meet a binding in its temporal dead zone. */
  late(read: () => readonly unknown[], ...inputs: unknown[]): Jump;
  /** Loops over numbers with no more turns need not ask; -1 at first, and where every call is to be told of. */
  short: number;
}

/** What is remembered of a site. */
export interface SiteRecord {
  readonly ir: LoopIR;
  settings: Settings;
  rooms: SiteRooms;
  door: AnyDoor;
  disabled?: Reason;
  last?: Outcome;
  /** Is a call at the door? One that a listener makes meanwhile runs as written. */
  isOpen: boolean;
  /** A fault has left the door with what may be incomplete. */
  isSpoilt: boolean;
}

/** What comes out of the door as an exception. */
class Thrown {
  readonly error: unknown;

  constructor(error: unknown) {
    this.error = error;
  }
}

const records = /* @__PURE__ */ new WeakMap<Site, SiteRecord>();

/**
 * Makes the site of a loop. Pure: nothing happens before it is called.
 *
 * @param rooms what the loop can use beyond the integers' domain, as the compiler lists it
 */
export function site(
  ir: LoopIR,
  rooms: readonly SiteRoom[] = [],
  settings: Settings = defaultSettings,
): Site {
  const own = together(rooms);
  const door = makeDoor(ir, settings, own);
  const record: SiteRecord = { ir, settings, rooms: own, door, isOpen: false, isSpoilt: false };
  const enter = (...inputs: unknown[]): Jump => {
    let out: Jump | Thrown;
    try {
      out = open(record, inputs);
      if (out === undefined && made.short !== record.door.short) made.short = shortOf(record);
    } catch {
      // At the end of the stack nothing can be called.
      record.isOpen = false;
      record.isSpoilt = true;
      return undefined;
    }
    if (out instanceof Thrown) throw out.error;
    return out;
  };
  const late = (read: () => readonly unknown[], ...inputs: unknown[]): Jump => {
    let out: Jump | Thrown;
    try {
      out = openLate(record, read, inputs);
    } catch {
      // At the end of the stack nothing can be called.
      record.isOpen = false;
      record.isSpoilt = true;
      return undefined;
    }
    if (out instanceof Thrown) throw out.error;
    return out;
  };
  const made: Site = Object.assign(enter, { late, short: -1 });
  records.set(made, record);
  return made;
}

function shortOf({ settings, door }: SiteRecord): number {
  return settings.onEvent === undefined ? door.short : -1;
}

/** Gives a site other settings, and more rooms; what it has learnt is forgotten. */
export function configure(target: Site, settings: Settings, more: SiteRoom = {}): void {
  target.short = -1;
  const record = recordOf(target);
  record.settings = settings;
  record.rooms = { ...record.rooms, ...more };
  record.door = makeDoor(record.ir, settings, record.rooms);
}

function open(record: SiteRecord, inputs: readonly unknown[]): Jump | Thrown {
  if (record.disabled !== undefined || record.isOpen || environment.isDisabled()) return undefined;
  record.isOpen = true;
  try {
    if (record.isSpoilt) record.door.forget();
    record.isSpoilt = false;
    const entered = record.door.enter(inputs);
    record.isOpen = false;
    return "refusal" in entered ? decline(record, entered) : take(record, entered);
  } catch (error) {
    record.isOpen = false;
    try {
      return settle(record, error);
    } catch (again) {
      if (environment.isDebugging()) return new Thrown(again);
      throw again;
    }
  }
}

function take(record: SiteRecord, { commit, ...outcome }: Jumped): Jump {
  // Kept without what holds the program's arrays.
  record.last = outcome;
  const { values, turns, kernel } = outcome;
  const { name: loop, file, place } = record.ir;
  record.settings.onEvent?.({ kind: "accelerated", loop, file, place, turns, kernel });
  commit?.();
  return values;
}

/** What an exception in the door comes to. */
function settle(record: SiteRecord, error: unknown): Jump | Thrown {
  if (error instanceof RefusalSignal) return decline(record, { refusal: error.refusal });
  if (error instanceof TooLargeError) return new Thrown(error);
  record.isSpoilt = true;
  if (error instanceof Cancelled) return new Thrown(error.reason);
  if (environment.isDebugging()) return new Thrown(error);
  if (isExhaustion(error)) return decline(record, { refusal: declines.limitPassed() });
  record.disabled = declines.internal(error);
  if (error instanceof SelfCheckError)
    console.error(`cpmoptimize: ${error.message}; the loop runs as written.`);
  return decline(record, { refusal: record.disabled });
}

function decline(record: SiteRecord, outcome: Declined): Thrown | undefined {
  record.last = outcome;
  const { refusal } = outcome;
  const { settings, rooms } = record;
  const { name: loop, file, place } = record.ir;
  const tell = rooms.tell ?? tellNothing;
  settings.onEvent?.({ kind: "declined", loop, file, place, refusal: tell(refusal) });
  return settings.strict && isFaultOfValues(refusal)
    ? new Thrown(new LoopTypeError(loop, tell(refusal)))
    : undefined;
}

/** What is left to say without the room for texts. */
function tellNothing({ code, where, what }: Reason): Refusal {
  return { code, where, what, why: `see docs/refusals/${code}.md`, remedy: "" };
}

function openLate(
  record: SiteRecord,
  read: () => readonly unknown[],
  inputs: readonly unknown[],
): Jump | Thrown {
  let early: readonly unknown[];
  try {
    early = read();
  } catch (error) {
    if (error instanceof ReferenceError) return decline(record, { refusal: declines.temporalDeadZone() });
    return isExhaustion(error) ? undefined : new Thrown(error);
  }
  const { element } = record.ir;
  return open(
    record,
    element === undefined ? [...early, ...inputs] : [inputs[0], ...early, ...inputs.slice(1)],
  );
}

/** @throws TypeError */
export function recordOf(target: Site): SiteRecord {
  const record = records.get(target);
  if (record === undefined) throw new TypeError("not a site");
  return record;
}
