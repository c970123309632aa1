/**
 * A tree that was parsed from an edited text, told as one of the original text.
 *
 * A node of the user's is one that the original tree has too: of the same kind, and after moving, at the same place (and
 * not put around that one). It gets that place, so that source maps, messages and coverage counters of whatever comes next are exact. Every other node
 * has no place at all, which is how Babel knows generated code: source maps do not mention it, and Istanbul does not count
 * it. Only statements that were put around one of the user's stand in its place, where a tool may ask for the place of a
 * branch or of a function's body.
 */
import type { BabelAst, BabelNode, Location } from "./babel.ts";
import { nodesOf } from "./babel.ts";
import type { OriginalPlaces } from "./original-places.ts";

interface Span {
  readonly start: number;
  readonly end: number;
}

export interface Movement {
  readonly places: OriginalPlaces;
  readonly original: BabelAst;
  readonly visitorKeys: Readonly<Record<string, readonly string[]>>;
  readonly startLine: number;
}

export function moveTree(tree: BabelAst, { places, original, visitorKeys, startLine }: Movement): void {
  const originals = new Set([...nodesOf(original, visitorKeys)].map((node) => nameOf(node.type, node)));
  const spanOf = ({ start, end }: BabelNode): Span | undefined => {
    if (typeof start !== "number" || typeof end !== "number") return undefined;
    return { start: places.offset(start, "start"), end: places.offset(end, "end") };
  };
  const placeOf = (node: BabelNode): Span | undefined => {
    const span = spanOf(node);
    if (span && !isAround(node, places) && originals.has(nameOf(node.type, span))) return span;
    const inner = innermost(node);
    return inner && spanOf(inner);
  };
  // The two halves of `{ x }` share one location.
  const moved = new Map<Location, Location>();
  const put = (node: BabelNode, span: Span | undefined): void => {
    if (!span) {
      delete node.start;
      delete node.end;
      delete node.loc;
      delete node.range;
      return;
    }
    const { loc } = node;
    Object.assign(node, span);
    if (node.range) node.range = [span.start, span.end];
    if (!loc) return;
    const at = (position: Location["start"], index: number): Location["start"] => {
      const { line, column } = places.position(index);
      return { ...position, line: line + startLine - 1, column, ...("index" in position && { index }) };
    };
    const place = moved.get(loc) ?? { ...loc, start: at(loc.start, span.start), end: at(loc.end, span.end) };
    moved.set(loc, place);
    node.loc = place;
  };

  const nodes = [...nodesOf(tree, visitorKeys)];
  // Comments hang on two nodes, and are among the tokens.
  const words = new Set([...(tree.comments ?? []), ...(tree.tokens ?? [])]);
  for (const node of nodes) {
    for (const list of [node.leadingComments, node.innerComments, node.trailingComments])
      for (const comment of list ?? []) words.add(comment);
    const { extra } = node;
    if (typeof extra?.["parenStart"] === "number")
      extra["parenStart"] = places.offset(extra["parenStart"], "start");
  }
  // First all places, since some are those of other nodes.
  const spans = nodes.map(placeOf);
  for (const [k, node] of nodes.entries()) put(node, spans[k]);
  for (const word of words) {
    const { start } = word;
    put(word, typeof start === "number" && places.isInserted(start) ? undefined : spanOf(word));
  }
  if (tree.tokens) tree.tokens = tree.tokens.filter(({ start }) => typeof start === "number");
}

/** Do both ends belong to what was put there? Then it stands around something of the user's, if it has any of it. */
function isAround({ start, end }: BabelNode, places: OriginalPlaces): boolean {
  return (
    typeof start === "number" && typeof end === "number" && places.isAdded(start) && places.isAdded(end - 1)
  );
}

const nameOf = (type: string, { start, end }: { start?: unknown; end?: unknown }): string =>
  `${type} ${String(start)} ${String(end)}`;

/** What an inserted block or `return` was put around: its last statement, its argument. */
function innermost(node: BabelNode): BabelNode | undefined {
  const { type, argument, body } = node as BabelNode & {
    readonly argument?: BabelNode;
    readonly body?: readonly BabelNode[];
  };
  if (type === "ReturnStatement") return argument && (innermost(argument) ?? argument);
  if (type !== "BlockStatement") return undefined;
  const last = body?.at(-1);
  return last && (innermost(last) ?? last);
}
