/**
 * `for…of`: the door stands around the iterable, and may answer with the tail of it.
 *
 *     { let $1, $2; for (const i of ($2 = range(n), $1 = $cpm1 && $cpm1($2, a)) ? (a = $1[1], $1[0]) : $2) … }
 */
import type { estree } from "../../records/syntax.ts";
import { callDoor, writeBack } from "../door.ts";
import type { Shape } from "./shape.ts";
import { wrapInBlock } from "./shape.ts";

export const forOfShape: Shape = {
  insert(site, edits, names) {
    const { right } = site.candidate.loop as estree.ForOfStatement;
    const result = names.next("$");
    const iterable = names.next("$");
    const jump = [...writeBack(site, result, 1), `${result}[0]`].join(", ");
    const [open, close] = right.type === "SequenceExpression" ? ["(", ")"] : ["", ""];
    wrapInBlock(site, edits, `let ${result}, ${iterable};`);
    edits.before(right.start, `(${iterable} = ${open}`);
    edits.after(right.end, `${close}, ${result} = ${callDoor(site, [iterable])}) ? (${jump}) : ${iterable}`);
  },
};
