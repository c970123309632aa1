/** The site of a loop of which nothing is known before a call: its door traces the loop. */
import type { LoopIR } from "../trace/ir.ts";
import { together } from "../trace/rooms.ts";
import { makeDoor } from "./make-door.ts";
import type { SiteRoom } from "./rooms.ts";
import type { Settings } from "./settings.ts";
import { defaultSettings } from "./settings.ts";
import type { Site } from "./site-record.ts";
import { recordOf, siteOf } from "./site-record.ts";

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
  return siteOf({ ir, settings, rooms: own, door: makeDoor(ir, settings, own) });
}

/** Gives a site other settings, and more rooms; what it has learnt is forgotten. */
export function configure(target: Site, settings: Settings, more: SiteRoom = {}): void {
  target.short = -1;
  const record = recordOf(target);
  const rooms = together([record.rooms, more]);
  record.settings = settings;
  record.rooms = rooms;
  record.door = makeDoor(record.ir, settings, rooms);
}
