/**
 * A site: the place in front of a loop where it may be moved forward, and what is remembered there.
 *
 * Calling it opens its door on the present values. It answers with the values of the loop's writes just before the last
 * turn, or with undefined, and then nothing has happened. Whatever goes wrong inside, the program goes on:
 *
 *     an error that is ours                            disables the site (and is thrown when CPM_DEBUG=1)
 *     a RangeError: no memory, no stack, no BigInt     leaves the call to the loop as written; the next one begins anew
 *     what `onProgress` throws                         comes out, and the next call begins anew
 *     what a listener of events throws                 comes out, with nothing changed
 *     a fault while a fault is dealt with              the same, without a word: near the end of the stack any call throws
 *
 * What is to come out of the door as an exception is therefore handed on as a value, and thrown last of all.
 *
 * Which doors there are is not known here: `site.ts` has one that traces the loop, `linear.ts` one for loops that were
 * traced when the program was built.
 */
import type { LoopIR } from "../trace/ir.ts";
import type { Tell } from "../trace/prose.ts";
import type { Reason, Refusal } from "../trace/refusal.ts";
import { RefusalSignal } from "../trace/refusal.ts";
import { areOwnBuiltInsIntact, areOwnGettersIntact, areRecordsPlain } from "./built-ins/own-built-ins.ts";
import { internalError, isFaultOfValues, limitPassed, patched, temporalDeadZone } from "./decline.ts";
import { environment } from "./environment.ts";
import { isEndOfStack, isExhaustion } from "./exhaustion.ts";
import { isOfAnotherRealm } from "./realm.ts";
import { LoopTypeError } from "./loop-type-error.ts";
import type { Declined, Jumped, Outcome } from "./outcome.ts";
import { Cancelled, Replaced } from "./progress-report.ts";
import type { AnyDoor, SiteRoom } from "./rooms.ts";
import { SelfCheckError } from "./self-check.ts";
import type { CpmEvent, Settings } from "./settings.ts";
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
  /** What it is given beyond the integers' domain. */
  listed: readonly SiteRoom[];
  settings: Settings;
  prepare: (record: SiteRecord) => Prepared;
  // These are read before anything is known of what objects inherit, so that none may be absent.
  /** Made at a call that finds the built-ins as they were: to make it runs some. */
  made: Prepared | undefined;
  disabled: Reason | undefined;
  last: Outcome | undefined;
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

export interface Prepared {
  readonly rooms: SiteRoom;
  readonly door: AnyDoor;
  readonly tell: Tell | undefined;
}

const records = /* @__PURE__ */ new WeakMap<Site, SiteRecord>();
/* eslint-disable-next-line @typescript-eslint/unbound-method -- a module that is loaded late makes sites without calling what a program replaced */
const remember = WeakMap.prototype.set;
const { apply } = Reflect;

/** The site that opens a door. Pure: nothing happens before it is called. */
export function siteOf(
  ir: LoopIR,
  listed: readonly SiteRoom[],
  settings: Settings,
  prepare: SiteRecord["prepare"],
): Site {
  const record: SiteRecord = {
    ir,
    listed,
    settings,
    prepare,
    made: undefined,
    disabled: undefined,
    last: undefined,
    isOpen: false,
    isSpoilt: false,
  };
  const made = guarded(record, (inputs) => {
    const out = open(record, inputs);
    if (out === undefined && record.made !== undefined && made.short !== record.made.door.short)
      made.short = shortOf(record.made.door, record.settings);
    return out;
  }) as Site;
  made.late = guarded(record, (given) => openLate(record, given));
  made.short = -1;
  apply(remember, records, [made, record]);
  return made;
}

/** What is attempted with the inputs of a call; where even that cannot be done, the loop runs as written. */
function guarded(
  record: SiteRecord,
  attempt: (inputs: readonly unknown[]) => Jump | Thrown,
): (...inputs: unknown[]) => Jump {
  return (...inputs) => {
    let out: Jump | Thrown;
    try {
      out = attempt(inputs);
    } catch {
      // At the end of the stack nothing can be called.
      record.isOpen = false;
      record.isSpoilt = true;
      return undefined;
    }
    if (out instanceof Thrown) throw out.error;
    return out;
  };
}

function shortOf(door: AnyDoor, settings: Settings): number {
  return settings.onEvent === undefined ? door.short : -1;
}

/** The rooms and the door of a site. */
export function prepared(record: SiteRecord): Prepared {
  return (record.made ??= record.prepare(record));
}

function open(record: SiteRecord, inputs: readonly unknown[]): Jump | Thrown {
  if (record.disabled !== undefined || record.isOpen || environment.isDisabled()) return undefined;
  record.isOpen = true;
  try {
    const door = record.made?.door ?? firstDoor(record);
    if (record.isSpoilt) door.forget();
    record.isSpoilt = false;
    const entered = door.enter(inputs);
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

function take(record: SiteRecord, { commit, ...outcome }: Jumped): Jump | Thrown {
  // Kept without what holds the program's arrays.
  record.last = outcome;
  const { values, turns, kernel } = outcome;
  const { name: loop, file, place } = record.ir;
  const heard = told(record, { kind: "accelerated", loop, file, place, turns, kernel });
  if (heard !== undefined) return heard === "not" ? undefined : heard;
  commit?.();
  return values;
}

/**
 * Tells who listens.
 *
 * @returns what that throws; "not" where the stack has no room for it
 */
function told(record: SiteRecord, event: CpmEvent): Thrown | "not" | undefined {
  try {
    record.settings.onEvent?.(event);
  } catch (error) {
    if (!isEndOfStack(error)) return new Thrown(error);
    record.last = { refusal: limitPassed(error) };
    return "not";
  }
  return undefined;
}

/** What an exception in the door comes to. */
function settle(record: SiteRecord, error: unknown): Jump | Thrown {
  if (error instanceof RefusalSignal) return decline(record, { refusal: error.refusal });
  if (error instanceof TooLargeError) return new Thrown(error);
  record.isSpoilt = true;
  if (error instanceof Cancelled) return new Thrown(error.reason);
  if (error instanceof Replaced) return decline(record, { refusal: patched() });
  if (environment.isDebugging()) return new Thrown(error);
  if (isExhaustion(error)) return decline(record, { refusal: limitPassed(error) });
  record.disabled = internalError(error);
  if (error instanceof SelfCheckError)
    console.error(`cpmoptimize: ${error.message}; the loop runs as written.`);
  return decline(record, { refusal: record.disabled });
}

/** @throws RefusalSignal while built-ins are replaced */
function firstDoor(record: SiteRecord): AnyDoor {
  const isIntact = areOwnBuiltInsIntact() && areOwnGettersIntact() && areRecordsPlain();
  if (!isIntact || isOfAnotherRealm(record.ir)) throw new RefusalSignal(patched());
  return prepared(record).door;
}

function decline(record: SiteRecord, outcome: Declined): Thrown | undefined {
  record.last = outcome;
  const { refusal } = outcome;
  const { settings, made } = record;
  const { name: loop, file, place } = record.ir;
  const tell = made?.tell ?? tellNothing;
  if (settings.onEvent !== undefined) {
    const heard = told(record, { kind: "declined", loop, file, place, refusal: tell(refusal) });
    if (heard instanceof Thrown) return heard;
  }
  return settings.strict && isFaultOfValues(refusal)
    ? new Thrown(new LoopTypeError(loop, tell(refusal)))
    : undefined;
}

/** What is left to say without the room for texts. */
function tellNothing({ code, where, what }: Reason): Refusal {
  return { code, where, what, why: `see docs/refusals/${code}.md`, remedy: "" };
}

/** @param given the reader, and the inputs after it */
function openLate(record: SiteRecord, given: readonly unknown[]): Jump | Thrown {
  // To put the inputs together takes an iterator.
  if (!areOwnBuiltInsIntact()) return decline(record, { refusal: patched() });
  // Not by `slice`, which asks a getter for the kind of array to make.
  const [read, ...inputs] = given as [read: () => readonly unknown[], ...inputs: unknown[]];
  let early: readonly unknown[];
  try {
    early = read();
  } catch (error) {
    if (error instanceof ReferenceError) return decline(record, { refusal: temporalDeadZone() });
    return isExhaustion(error) ? undefined : new Thrown(error);
  }
  if (record.ir.element === undefined) return open(record, [...early, ...inputs]);
  const [iterable, ...others] = inputs;
  return open(record, [iterable, ...early, ...others]);
}

/** @throws TypeError */
export function recordOf(target: Site): SiteRecord {
  const record = records.get(target);
  if (record === undefined) throw new TypeError("not a site");
  return record;
}
