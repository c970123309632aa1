/** The door for a loop, by what it iterates and what it holds: each kind that is not a counted loop has a room of its own. */
import { Door } from "./door.ts";
import type { AnyDoor, MakeDoor } from "./rooms.ts";

export const makeDoor: MakeDoor = (ir, settings, rooms) => {
  if (ir.arrays !== undefined) return rooms.arrays?.(ir, settings, rooms) ?? closed("arrays");
  if (ir.element !== undefined) return rooms.ranges?.door(ir, settings, rooms) ?? closed("ranges");
  return new Door(ir, settings, rooms);
};

/** The compiler says which rooms a loop needs; whoever writes a site by hand may forget one. */
function closed(room: string): AnyDoor {
  return {
    lastReading: undefined,
    short: -1,
    traces: 0,
    enter: () => {
      throw new TypeError(`the site of this loop needs the room "${room}"`);
    },
    forget: () => undefined,
  };
}
