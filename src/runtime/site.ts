/** The site of a loop of which nothing is known before a call: its door traces the loop. */
import type { LoopIR } from "../trace/ir.ts";
import { together } from "../trace/rooms.ts";
import { makeDoor } from "./make-door.ts";
import type { SiteRoom } from "./rooms.ts";
import type { Settings } from "./settings.ts";
import { defaultSettings } from "./settings.ts";
import type { Prepared, Site, SiteRecord } from "./site-record.ts";
import { recordOf, siteOf } from "./site-record.ts";

/**
 * Makes the site of a loop. Pure: nothing happens before it is called.
 *
 * @param listed what the loop can use beyond the integers' domain, as the compiler lists it
 */
export function site(
  ir: LoopIR,
  listed: readonly SiteRoom[] = [],
  settings: Settings = defaultSettings,
): Site {
  return siteOf(ir, listed, settings, traced);
}

function traced({ ir, listed, settings }: SiteRecord): Prepared {
  const rooms = together(listed);
  return { rooms, door: makeDoor(ir, settings, rooms), tell: rooms.tell };
}

/** Gives a site other settings, and more rooms; what it has learnt is forgotten. */
export function configure(target: Site, settings: Settings, more: SiteRoom = {}): void {
  target.short = -1;
  const record = recordOf(target);
  record.settings = settings;
  record.listed = [...record.listed, more];
  record.prepare = traced;
  record.made = undefined;
}
