/**
 * `for…of`: the door stands around the iterable, and may answer with the tail of it.
 *
 *     { let $1, $2; for (const i of ($2 = range(n), $1 = $cpm1 && $cpm1($2, a)) ? (a = $1[1], $1[0]) : $2) … }
 *
 * Of a loop over `Array(n).keys()`, around the array: the tail is what an object in its place answers as its keys.
 */
import type { estree } from "../../records/syntax.ts";
import { callDoor, writeBack } from "../door.ts";
import type { Site } from "../../records/lifted-loop.ts";
import type { Edits, Shape } from "./shape.ts";
import { wrapInBlock } from "./shape.ts";

export const forOfShape: Shape = {
  insert(site, edits, names) {
    const { loop, keys } = site.candidate;
    const right = keys?.array ?? (loop as estree.ForOfStatement).right;
    const result = names.next("$");
    const iterable = names.next("$");
    wrapInBlock(site, edits, `let ${result}, ${iterable};`);
    insertAround(right, site, edits, { result, iterable, isKeys: keys !== undefined });
  },
};

/** The door around an iterable, or around the array of whose keys it consists. */
export function insertAround(
  node: estree.Node,
  site: Site,
  edits: Edits,
  { result, iterable, isKeys, given = [] }: DoorNames,
): void {
  const tail = isKeys ? `{ keys: () => ${result}[0] }` : `${result}[0]`;
  const jump = [...writeBack(site, result, 1), tail].join(", ");
  const [open, close] = node.type === "SequenceExpression" ? ["(", ")"] : ["", ""];
  const [before, after] =
    isKeys || given.length > 0 || site.candidate.loop.type === "CallbackLoop" ? ["(", ")"] : ["", ""];
  edits.before(node.start, `${before}(${iterable} = ${open}`);
  const { uncounted } = edits;
  const door = uncounted + callDoor(site, [iterable, ...given]);
  const choice = `? (${uncounted}${jump}) : ${uncounted}${iterable}`;
  edits.after(node.end, `${close}, ${result} = ${door}) ${choice}${after}`);
}

interface DoorNames {
  readonly result: string;
  readonly iterable: string;
  readonly isKeys: boolean;
  /** What the door gets for the inputs that no variable holds. */
  readonly given?: readonly string[];
}
