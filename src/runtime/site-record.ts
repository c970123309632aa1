/**
 * A site: the place in front of a loop where it may be moved forward, and what is remembered there.
 *
 * Calling it opens its door on the present values. It answers with the values of the loop's writes just before the last
 * turn, or with undefined, and then nothing has happened. Whatever goes wrong inside, the program goes on: an error that is
 * ours disables the site (and is thrown when CPM_DEBUG=1).
 *
 * Which doors there are is not known here: `site.ts` has one that traces the loop, `linear.ts` one for loops that were
 * traced when the program was built.
 */
import type { LoopIR } from "../trace/ir.ts";
import type { Reason, Refusal } from "../trace/refusal.ts";
import { RefusalSignal } from "../trace/refusal.ts";
import { areOwnBuiltInsIntact, areOwnGettersIntact } from "./built-ins/own-built-ins.ts";
import { internalError, isFaultOfValues, patched, temporalDeadZone } from "./decline.ts";
import { environment } from "./environment.ts";
import { isOfAnotherRealm } from "./realm.ts";
import { LoopTypeError } from "./loop-type-error.ts";
import type { Declined, Outcome } from "./outcome.ts";
import type { AnyDoor, SiteRoom } from "./rooms.ts";
import { SelfCheckError } from "./self-check.ts";
import type { Settings } from "./settings.ts";
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
  /** Made at a call that finds the built-ins as they were: to make it runs some. */
  made?: Prepared | undefined;
  disabled?: Reason;
  last?: Outcome;
}

export interface Prepared {
  readonly rooms: SiteRoom;
  readonly door: AnyDoor;
}

const records = /* @__PURE__ */ new WeakMap<Site, SiteRecord>();
/* eslint-disable-next-line @typescript-eslint/unbound-method -- a module that is loaded late makes sites without calling what a program replaced */
const remember = WeakMap.prototype.set;
const { apply } = Reflect;

/** The site that opens the record's door. Pure: nothing happens before it is called. */
export function siteOf(record: SiteRecord): Site {
  const enter = (...inputs: unknown[]): Jump => {
    const jump = open(record, inputs);
    if (jump === undefined && record.made !== undefined && made.short !== record.made.door.short)
      made.short = shortOf(record.made.door, record.settings);
    return jump;
  };
  const late = (read: () => readonly unknown[], ...inputs: unknown[]): Jump => {
    // To put the inputs together takes an iterator.
    if (!areOwnBuiltInsIntact()) return decline(record, { refusal: patched() });
    const early = readEarly(record, read);
    return (
      early &&
      open(
        record,
        record.ir.element === undefined ? [...early, ...inputs] : [inputs[0], ...early, ...inputs.slice(1)],
      )
    );
  };
  const made = enter as Site;
  made.late = late;
  made.short = -1;
  apply(remember, records, [made, record]);
  return made;
}

function shortOf(door: AnyDoor, settings: Settings): number {
  return settings.onEvent === undefined ? door.short : -1;
}

/** The rooms and the door of a site. */
export function prepared(record: SiteRecord): Prepared {
  return (record.made ??= record.prepare(record));
}

function open(record: SiteRecord, inputs: readonly unknown[]): Jump {
  if (record.disabled !== undefined || environment.isDisabled()) return undefined;
  try {
    const door = record.made?.door ?? firstDoor(record);
    const entered = door.enter(inputs);
    if ("refusal" in entered) return decline(record, entered);
    // Kept without what holds the program's arrays.
    const { commit, ...outcome } = entered;
    record.last = outcome;
    const { name: loop, file, place } = record.ir;
    record.settings.onEvent?.({
      kind: "accelerated",
      loop,
      file,
      place,
      turns: outcome.turns,
      kernel: outcome.kernel,
    });
    commit?.();
    return outcome.values;
  } catch (error) {
    if (error instanceof RefusalSignal) return decline(record, { refusal: error.refusal });
    if (error instanceof LoopTypeError || error instanceof TooLargeError) throw error;
    if (environment.isDebugging()) throw error;
    record.disabled = internalError(error);
    if (error instanceof SelfCheckError)
      console.error(`cpmoptimize: ${error.message}; the loop runs as written.`);
    return decline(record, { refusal: record.disabled });
  }
}

/** @throws RefusalSignal while built-ins are replaced */
function firstDoor(record: SiteRecord): AnyDoor {
  if (!areOwnBuiltInsIntact() || !areOwnGettersIntact() || isOfAnotherRealm(record.ir))
    throw new RefusalSignal(patched());
  return prepared(record).door;
}

function decline(record: SiteRecord, outcome: Declined): undefined {
  record.last = outcome;
  const { refusal } = outcome;
  const { settings, made } = record;
  const { name: loop, file, place } = record.ir;
  const tell = made?.rooms.tell ?? tellNothing;
  settings.onEvent?.({ kind: "declined", loop, file, place, refusal: tell(refusal) });
  if (settings.strict && isFaultOfValues(refusal)) throw new LoopTypeError(loop, tell(refusal));
  return undefined;
}

/** What is left to say without the room for texts. */
function tellNothing({ code, where, what }: Reason): Refusal {
  return { code, where, what, why: `see docs/refusals/${code}.md`, remedy: "" };
}

function readEarly(record: SiteRecord, read: () => readonly unknown[]): readonly unknown[] | undefined {
  try {
    return read();
  } catch (error) {
    if (!(error instanceof ReferenceError)) throw error;
    return decline(record, { refusal: temporalDeadZone() });
  }
}

/** @throws TypeError */
export function recordOf(target: Site): SiteRecord {
  const record = records.get(target);
  if (record === undefined) throw new TypeError("not a site");
  return record;
}
