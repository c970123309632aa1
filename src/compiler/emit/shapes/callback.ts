/**
 * Calls that are loops: the door stands around what is visited, and the call goes on with the tail of it.
 *
 *     let $1, $2; (($2 = range(n), $1 = $cpm1 && $cpm1($2, s)) ? (s = $1[1], $1[0]) : $2).forEach((x) => …)
 *     let $1, $2; return [...(($2 = range(n), $1 = $cpm1 && $cpm1($2, 0n)) ? ($1[0]) : $2)].reduce((acc, x) => …, $1 ? $1[1] : 0n)
 *     let $1, $2, $3; Array.from({ length: ($2 = n, $1 = $cpm1 && $cpm1(0, $2, s)) ? (s = $1[1], $2 - $1[0]) : $2 },
 *         ($3 = (_, i) => …, $1) ? ($4, $5) => $3($4, $5 + $1[0]) : $3);
 *
 * The variables are declared in front of the statement around the call; an arrow function that is an expression becomes a
 * block that returns it.
 */
import type { CallbackLoop } from "../../records/callback-loop.ts";
import type { Site } from "../../records/lifted-loop.ts";
import type { SourceText } from "../../records/source-text.ts";
import type { SyntaxNode, estree } from "../../records/syntax.ts";
import { callDoor, writeBack } from "../door.ts";
import type { GeneratedNames } from "../names.ts";
import { insertAround } from "./for-of.ts";
import type { Edits, Shape } from "./shape.ts";

export const callbackShape: Shape = {
  insert(site, edits, names, text) {
    const loop = site.candidate.loop as CallbackLoop;
    const result = names.next("$");
    const iterable = names.next("$");
    const variables = [result, iterable];
    if (loop.driver === "from") insertFrom(loop, site, edits, names, variables);
    else {
      const { initial, over } = loop;
      const given = initial ? [text.text.slice(text.at(initial.start), text.at(initial.end))] : [];
      insertAround(over.node, site, edits, { result, iterable, isKeys: over.kind === "keys", given });
      const { uncounted } = edits;
      if (initial) edits.before(initial.start, `${result} ? ${uncounted}${result}[1] : ${uncounted}`);
    }
    declare(variables, loop, edits, text);
  },
};

function insertFrom(
  { over, body }: CallbackLoop,
  site: Site,
  edits: Edits,
  names: GeneratedNames,
  variables: string[],
): void {
  const [result, length] = variables as [string, string];
  const callback = names.next("$");
  const [value, index] = [names.next("$"), names.next("$")];
  variables.push(callback);
  const { node } = over;
  const [open, close] = node.type === "SequenceExpression" ? ["(", ")"] : ["", ""];
  const jump = [...writeBack(site, result), `${length} - ${result}[0]`].join(", ");
  edits.before(node.start, `(${length} = ${open}`);
  const { uncounted } = edits;
  const door = uncounted + callDoor(site, ["0", length]);
  edits.after(node.end, `${close}, ${result} = ${door}) ? (${uncounted}${jump}) : ${uncounted}${length}`);
  edits.before(body.start, `(${callback} = `);
  edits.after(
    body.end,
    `, ${result}) ? ${uncounted}(${value}, ${index}) => ${callback}(${value}, ${index} + ${result}[0]) : ${uncounted}${callback}`,
  );
}

function declare(variables: readonly string[], { home }: CallbackLoop, edits: Edits, text: SourceText): void {
  const declaration = `let ${variables.join(", ")};`;
  if (home?.type !== "ArrowFunctionExpression") {
    if (home) edits.before(home.start, `${declaration} `);
    return;
  }
  const arrow = text.findOutsideComments("=", text.at(endOfHead(home))) + 2 - text.shift;
  if (edits.isNew(home)) {
    edits.after(arrow, ` { ${declaration}`);
    edits.before(arrow, " return (");
    edits.after(home.end, "); }");
  } else edits.after(arrow, ` ${declaration}`);
}

/** The last offset before `=>` that types and default values can reach. */
function endOfHead(arrow: estree.ArrowFunctionExpression): number {
  const { returnType, typeParameters } = arrow as { returnType?: SyntaxNode; typeParameters?: SyntaxNode };
  const parts: (SyntaxNode | undefined)[] = [...arrow.params, returnType, typeParameters];
  return Math.max(arrow.start, ...parts.map((part) => part?.end ?? arrow.start));
}
