/**
 * Rooms: what a site has besides the integers' domain, so that a bundle carries what its loops can use and nothing else.
 *
 * A room adds domains, or a way to do something that the trace or the integers' domain cannot do by themselves. Nothing
 * depends on a room for its soundness: without it something is refused, and the loop runs as written.
 */
import type { readApart } from "./domains/apart.ts";
import type { Domain } from "./domains/domain.ts";
import type { MakeForward } from "./domains/integer/forward.ts";
import { integer } from "./domains/integer/integer.ts";

export interface Rooms {
  /** The domain whose values have an order: it reads the conditions of a path, too. */
  readonly ordered: Domain;
  /** The others: a variable goes to the first that can read it. */
  readonly domains: readonly Domain[];
  /** Reads a trace by several domains. */
  readonly sideBySide?: typeof readApart;
  /** Are there domains that round? */
  readonly rounds?: true;
  /** Moves inner loops ahead. */
  readonly forward?: MakeForward;
}

export type Room = Partial<Rooms>;

/**
 * Without spreading, which would run an array iterator that the program may have replaced.
 *
 * @param rooms in the order in which their domains are asked
 */
export function together<R extends Room>(rooms: readonly R[]): Rooms & Omit<R, keyof Rooms> {
  let all = known.get(rooms);
  if (all === undefined) {
    const merged = rooms.reduce((some, room) => Object.assign(some, room), { ordered: integer });
    all = Object.assign(merged, { domains: rooms.flatMap((room) => room.domains ?? []) });
    known.set(rooms, all);
  }
  return all as Rooms & R;
}

/** Sites that are handed one list share what is made of it. */
const known = /* @__PURE__ */ new WeakMap<readonly Room[], Rooms>();
