/**
 * The door of a loop with typed arrays: their elements go in as variables, and come back when all is known.
 *
 * At each call the arrays are looked at (`typed-arrays.ts`). For every combination of kinds and lengths that a loop meets, it
 * is another loop over plain variables (`expand-arrays.ts`), with a door and plans of its own. Elements that are written by
 * two names would be two variables: arrays that overlap are declined.
 *
 * Nothing is written before the outcome is complete; `commit` writes all of it or, where its call is one too many for the
 * stack, nothing.
 */
import type { ArrayUse, ExpandedLoop } from "../trace/expand-arrays.ts";
import { arrayUses, elementType, expandArrays } from "../trace/expand-arrays.ts";
import type { LoopIR } from "../trace/ir.ts";
import type { Reading } from "../trace/domains/domain.ts";
import type { Reason } from "../trace/refusal.ts";
import { areOwnGettersIntact } from "./built-ins/own-built-ins.ts";
import { declines } from "./decline.ts";
import { makeIntactCheck } from "./intact.ts";
import { makeDoor } from "./make-door.ts";
import type { Outcome } from "./outcome.ts";
import type { AnyDoor, SiteRooms } from "./rooms.ts";
import type { Settings } from "./settings.ts";
import { Shortcut } from "./shortcut.ts";
import type { View } from "./typed-arrays.ts";
import { hasOwnLength, overlap, viewOf } from "./typed-arrays.ts";

/** The longest array all of whose elements become variables. */
const LONGEST = 32;

/** Combinations of kinds and lengths that a site keeps. */
const DOOR_CAP = 8;

const tooFewTurns: Outcome = { refusal: declines.fewTurns(undefined) };

interface Known {
  readonly expanded: ExpandedLoop;
  readonly door: AnyDoor;
}

export class ArrayDoor implements AnyDoor {
  private readonly ir: LoopIR;
  private readonly settings: Settings;
  private readonly rooms: SiteRooms;
  private readonly uses: ReadonlyMap<string, ArrayUse>;
  /** Where the arrays and the other inputs stand among what the door receives. */
  private readonly arrayPlaces: readonly (readonly [string, number])[];
  private readonly otherPlaces: readonly number[];
  private readonly doors = new Map<string, Known>();
  private readonly shortcut: Shortcut;
  private readonly isIntact: () => boolean;
  private last: AnyDoor | undefined;
  private forgottenTraces = 0;

  constructor(ir: LoopIR, settings: Settings, rooms: SiteRooms) {
    this.ir = ir;
    this.settings = settings;
    this.rooms = rooms;
    this.uses = arrayUses(ir);
    this.isIntact = makeIntactCheck(ir, rooms.ranges?.intact);
    const names = [...(ir.element === undefined ? [] : [""]), ...ir.inputs];
    this.shortcut = new Shortcut({ ...ir, inputs: names }, settings.itersLimit === "auto");
    this.arrayPlaces = names.flatMap((name, k) => (this.uses.has(name) ? [[name, k] as const] : []));
    this.otherPlaces = names.flatMap((name, k) => (this.uses.has(name) ? [] : [k]));
  }

  get lastReading(): Reading | undefined {
    return this.last?.lastReading;
  }

  get short(): number {
    return this.shortcut.short;
  }

  get traces(): number {
    let sum = this.forgottenTraces;
    for (const { door } of this.doors.values()) sum += door.traces;
    return sum;
  }

  forget(): void {
    this.forgottenTraces = this.traces;
    this.doors.clear();
    this.last = undefined;
  }

  /** @throws RefusalSignal, TooLargeError */
  enter(inputs: readonly unknown[]): Outcome {
    // Looking at the arrays takes longer than some loops.
    if (this.shortcut.isShort(inputs)) return tooFewTurns;
    if (!this.isIntact() || !areOwnGettersIntact()) return { refusal: declines.patched() };
    const views = this.look(inputs);
    if (!(views instanceof Map)) return { refusal: views };
    const { door, expanded } = this.doorFor(views);
    this.last = door;
    const values: unknown[] = [];
    for (const place of this.otherPlaces) values.push(inputs[place]);
    for (const { array, index } of expanded.slots) values.push((views.get(array) as View).array[index]);
    const outcome = door.enter(values);
    if ("refusal" in outcome) return outcome;
    const stored = expanded.slots.filter(({ isStored }) => isStored);
    const rest = outcome.values.length - stored.length;
    const found = outcome.values.slice(rest);
    if (!stored.every(({ array }, k) => typeof found[k] === elementType((views.get(array) as View).kind)))
      throw new TypeError("an element has a value that its array cannot hold");
    const arrays = stored.map(({ array }) => (views.get(array) as View).array);
    // Between the first store and the last one nothing is called: a call may be one too many for the stack.
    const commit = (): void => {
      for (let k = 0; k < arrays.length; k++) {
        (arrays[k] as View["array"])[(stored[k] as (typeof stored)[number]).index] = found[k] as
          number | bigint;
      }
    };
    return { ...outcome, values: outcome.values.slice(0, rest), commit };
  }

  /** The arrays, or why one of them is left to the loop as written. */
  private look(inputs: readonly unknown[]): Map<string, View> | Reason {
    const views = new Map<string, View>();
    for (const [name, place] of this.arrayPlaces) {
      const view = viewOf(inputs[place]);
      if (view === "none") return declines.notTyped(name);
      if (view === "kind") return declines.arrayKind(name);
      if (typeof view === "string") return declines.arrayMemory(name);
      const { mentioned, hasOtherIndices, asksLength } = this.uses.get(name) as ArrayUse;
      if (hasOtherIndices && view.length > LONGEST) return declines.longArray(name, view.length, LONGEST);
      for (const index of mentioned)
        if (index >= view.length) return declines.noElement(name, index, view.length);
      if (asksLength && !hasOwnLength(view)) return declines.patched();
      for (const [other, known] of views) if (overlap(known, view)) return declines.overlap(other, name);
      views.set(name, view);
    }
    return views;
  }

  private doorFor(views: ReadonlyMap<string, View>): Known {
    let key = "";
    for (const [name, { kind, length }] of views)
      key += this.needsLength(name) ? `${kind}:${length} ` : `${kind} `;
    const known = this.doors.get(key);
    if (known !== undefined) return known;
    const oldest = this.doors.keys().next().value;
    if (this.doors.size === DOOR_CAP && oldest !== undefined) {
      this.forgottenTraces += this.doors.get(oldest)?.door.traces ?? 0;
      this.doors.delete(oldest);
    }
    const expanded = expandArrays(this.ir, this.uses, views);
    const made = { expanded, door: makeDoor(expanded.ir, this.settings, this.rooms) };
    this.doors.set(key, made);
    return made;
  }

  private needsLength(name: string): boolean {
    const { hasOtherIndices, asksLength } = this.uses.get(name) as ArrayUse;
    return hasOtherIndices || asksLength;
  }
}
