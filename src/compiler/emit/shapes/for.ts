/**
 * `for`: the door stands at the end of the initialiser, inside the header's own scope.
 *
 *     for (let i = 0n, $1 = $cpm1 && $cpm1(i, n), $2 = $1 && (i = $1[0], 0); (i < n) || $2; i++) …
 *     { let $1; for (i = 0n, ($1 = $cpm1 && $cpm1(i, n)) && (i = $1[0], 0); i < n; i++) … }
 *
 * A `let` of the header must not be hoisted out of it, so a declaration gets two more declarators. The second one is
 * always falsy, and is asked for only when the loop is over: a minifier may remove a variable that nothing reads, and a
 * widely used one then moves its initialiser in front of the loop, to other variables of the same names.
 */
import type { Site } from "../../records/lifted-loop.ts";
import type { SourceText } from "../../records/source-text.ts";
import type { estree } from "../../records/syntax.ts";
import { callDoor, writeBack } from "../door.ts";
import type { Shape } from "./shape.ts";
import { wrapInBlock } from "./shape.ts";

export const forShape: Shape = {
  insert(site, edits, names, text) {
    const { init, test } = site.candidate.loop as estree.ForStatement;
    const result = names.next("$");
    const jump = `(${[...writeBack(site, result), "0"].join(", ")})`;
    if (init?.type === "VariableDeclaration") {
      const done = names.next("$");
      const declarators = [`${result} = ${callDoor(site)}`, `${done} = ${result} && ${jump}`];
      edits.after(init.end, declarators.map((declarator) => `, ${edits.uncounted}${declarator}`).join(""));
      // Where branches are counted, there must be no other one around the test's, and nothing is minified.
      if (edits.uncounted !== "") return;
      if (test) {
        // What is joined to the test's own `&&` would become one branch with it.
        edits.before(test.start, test.type === "LogicalExpression" ? "!!(" : "(");
        edits.after(test.end, `) || ${done}`);
      } else edits.after(endOfInitialiser(site, text) + 1, ` !${done}`);
    } else {
      wrapInBlock(site, edits, `let ${result};`);
      const separator = init ? ", " : "";
      const door = `${edits.uncounted}(${result} = ${callDoor(site)}) && ${jump}`;
      edits.after(endOfInitialiser(site, text), separator + door);
    }
  },
};

/** The first semicolon of the header: behind closing parentheses and comments of the initialiser. */
function endOfInitialiser({ candidate }: Site, text: SourceText): number {
  const loop = candidate.loop as estree.ForStatement;
  const from = loop.init ? loop.init.end : loop.start;
  return text.findOutsideComments(";", text.at(from)) - text.shift;
}
