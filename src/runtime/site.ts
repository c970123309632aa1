/**
 * A site: the place in front of a loop where it may be moved forward, and what is remembered there.
 *
 * Calling it opens its door (`door.ts`) on the present values. It answers with the values of the loop's writes just before
 * the last turn, or with undefined, and then nothing has happened. Whatever goes wrong inside, the program goes on: an
 * error that is ours disables the site (and is thrown when CPM_DEBUG=1).
 */
import type { LoopIR, Place } from "../trace/ir.ts";
import type { Refusal } from "../trace/refusal.ts";
import { RefusalSignal } from "../trace/refusal.ts";
import type { Group } from "../trace/domains/domain.ts";
import { verdict } from "../trace/verdict.ts";
import { ArrayDoor } from "./array-door.ts";
import { declines, isFaultOfValues } from "./decline.ts";
import type { Declined, Outcome, PhaseReport } from "./door.ts";
import { Door } from "./door.ts";
import { environment } from "./environment.ts";
import { LoopTypeError } from "./loop-type-error.ts";
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

export interface SiteReport {
  readonly name: string;
  readonly file: string;
  readonly place: Place;
  readonly status: "untried" | "accelerated" | "declined" | "refused" | "disabled";
  readonly refusals: readonly Refusal[];
  /** How many turns the last acceleration skipped. */
  readonly turns?: bigint;
  readonly kernel?: string;
  /** The phases of the last acceleration: how many turns each skipped, and the condition that ended its path. */
  readonly phases?: readonly PhaseReport[];
  /** How many phases there were; at most the first 1000 are listed. */
  readonly phaseCount?: number;
  /** Why the phases of the last acceleration stopped before the loop's last turn; absent when they did not. */
  readonly stopped?: Refusal;
  /** The state vector. */
  readonly state?: readonly string[];
  /** The transition matrix, when there is one group only. */
  readonly matrix?: readonly (readonly string[])[];
  /** Rows of the matrices of all groups. */
  readonly dimension?: number;
  readonly groups?: readonly Group[];
}

interface SiteRecord {
  readonly ir: LoopIR;
  settings: Settings;
  door: Door | ArrayDoor;
  disabled?: Refusal;
  last?: Outcome;
}

const records = new WeakMap<Site, SiteRecord>();

/** Makes the site of a loop. Pure: nothing happens before it is called. */
export function site(ir: LoopIR, settings: Settings = defaultSettings): Site {
  const record: SiteRecord = { ir, settings, door: makeDoor(ir, settings) };
  const enter = (...inputs: unknown[]): Jump => {
    const jump = open(record, inputs);
    if (jump === undefined && made.short !== record.door.short) made.short = shortOf(record);
    return jump;
  };
  const late = (read: () => readonly unknown[], ...inputs: unknown[]): Jump => {
    const early = readEarly(record, read);
    return (
      early &&
      open(
        record,
        ir.element === undefined ? [...early, ...inputs] : [inputs[0], ...early, ...inputs.slice(1)],
      )
    );
  };
  const made: Site = Object.assign(enter, { late, short: -1 });
  records.set(made, record);
  return made;
}

function shortOf({ settings, door }: SiteRecord): number {
  return settings.onEvent === undefined ? door.short : -1;
}

/** Gives a site other settings; what it has learnt is forgotten. */
export function configure(target: Site, settings: Settings): void {
  target.short = -1;
  const record = recordOf(target);
  record.settings = settings;
  record.door = makeDoor(record.ir, settings);
}

function makeDoor(ir: LoopIR, settings: Settings): Door | ArrayDoor {
  return ir.arrays === undefined ? new Door(ir, settings) : new ArrayDoor(ir, settings);
}

function open(record: SiteRecord, inputs: readonly unknown[]): Jump {
  if (record.disabled !== undefined || environment.isDisabled()) return undefined;
  try {
    const entered = record.door.enter(inputs);
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
    record.disabled = declines.internal(error);
    if (error instanceof SelfCheckError)
      console.error(`cpmoptimize: ${error.message}; the loop runs as written.`);
    return decline(record, { refusal: record.disabled });
  }
}

function decline(record: SiteRecord, outcome: Declined): undefined {
  record.last = outcome;
  const { refusal } = outcome;
  const { settings } = record;
  const { name: loop, file, place } = record.ir;
  settings.onEvent?.({ kind: "declined", loop, file, place, refusal });
  if (settings.strict && isFaultOfValues(refusal)) throw new LoopTypeError(loop, refusal);
  return undefined;
}

function readEarly(record: SiteRecord, read: () => readonly unknown[]): readonly unknown[] | undefined {
  try {
    return read();
  } catch (error) {
    if (!(error instanceof ReferenceError)) throw error;
    return decline(record, { refusal: declines.temporalDeadZone() });
  }
}

function recordOf(target: Site): SiteRecord {
  const record = records.get(target);
  if (record === undefined) throw new TypeError("not a site");
  return record;
}

/** What a site knows of its loop: the last call's trace, before the first call the verdict over unknown values. */
export function inspect(target: Site): SiteReport {
  const { ir, settings, door, disabled, last } = recordOf(target);
  const { name, file, place } = ir;
  const base = { name, file, place };
  const structure = door.lastReading ?? verdict(ir, settings);
  const shape = {
    ...("accepted" in structure && structure.state ? { state: structure.state } : {}),
    ...(structure.groups && {
      groups: structure.groups,
      state: structure.groups.flatMap(({ basis }) => basis),
    }),
    ...(structure.groups?.length === 1 && structure.groups[0] && { matrix: structure.groups[0].matrix }),
    ...(structure.dimension !== undefined && { dimension: structure.dimension }),
    ...(structure.kernel !== undefined && { kernel: structure.kernel }),
  };
  if (disabled !== undefined) return { ...base, ...shape, status: "disabled", refusals: [disabled] };
  if (last === undefined) {
    const refusals = "accepted" in structure ? structure.refusals : [];
    return { ...base, ...shape, status: refusals.length > 0 ? "refused" : "untried", refusals };
  }
  const { stopped } = last;
  if ("refusal" in last) {
    return { ...base, ...shape, status: "declined", refusals: [last.refusal, ...(stopped ? [stopped] : [])] };
  }
  const { turns, kernel, phases, phaseCount } = last;
  const jump = { turns, kernel, phases, phaseCount, ...(stopped && { stopped }) };
  return { ...base, ...shape, status: "accelerated", refusals: [], ...jump };
}
