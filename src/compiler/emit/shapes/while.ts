/**
 * `while` and `do … while`: the door stands before the loop and its labels, in a block of their own.
 *
 *     { let $1 = $cpm1 && $cpm1(n, a); if ($1) { n = $1[0]; a = $1[1]; } while (n--) … }
 */
import { callDoor, writeBack } from "../door.ts";
import type { Shape } from "./shape.ts";
import { wrapInBlock } from "./shape.ts";

export const whileShape: Shape = {
  insert(site, edits, names) {
    const result = names.next("$");
    const jump = writeBack(site, result)
      .map((assignment) => ` ${assignment};`)
      .join("");
    const door = `${edits.uncounted}let ${result} = ${callDoor(site)};`;
    wrapInBlock(site, edits, `${door} ${edits.uncounted}if (${result}) {${jump} }`);
  },
};
