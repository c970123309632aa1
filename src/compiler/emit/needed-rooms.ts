/**
 * Which rooms of the runtime could ever be of use to a loop: from the operators and the shapes of its text, whatever its
 * values are. A room too many costs bytes, a room too few costs the acceleration, so that every doubt is a room.
 *
 * Where all operators are sums, differences and products by invariants, the integers' domain reads whatever any domain reads.
 */
import { hasExponentialConditions } from "../../trace/exponential-conditions.ts";
import type { InnerLoop, LoopIR } from "../../trace/ir.ts";
import { strategies } from "../../trace/strategy.ts";

/** The rooms, in the order in which domains are asked. */
const order = [
  "arrays",
  "ranges",
  "thresholds",
  "nests",
  "residues",
  "tropical",
  "lanes",
  "gf2",
  "products",
  "multiplicative",
  "finite",
  "floats",
] as const;

export type RoomName = (typeof order)[number];

const bitwise = ["&", "|", "^", "~", "<<", ">>", ">>>"] as const;
const modular = ["%", ...bitwise, "call", "/", "fraction"] as const;

/** @param mayRound may the option `types` contain "float"? */
export function neededRooms(ir: LoopIR, mayRound: boolean): RoomName[] {
  const found = featuresOf(ir);
  const has = (...features: readonly string[]): boolean => features.some((feature) => found.has(feature));
  const isJoined = has("store")
    ? has("if", "?:")
    : strategies(ir).some(({ choices }) => choices === "joined");
  // What a store makes of its value are operators, too.
  const isModular = has(...modular, "store") || isJoined;
  const isBitwise = has(...bitwise, "call", "store") || isJoined;
  const isProduct = has("product", "**", "/", "Math.trunc", "Math.floor");
  const isOfRanges = ir.element !== undefined || (ir.intact ?? []).some((builtin) => /range/i.test(builtin));
  const needed: Readonly<Record<RoomName, boolean>> = {
    arrays: ir.arrays !== undefined,
    ranges: isOfRanges,
    thresholds: hasExponentialConditions(ir),
    nests: has("loop"),
    residues: isModular,
    tropical: isJoined,
    lanes: isBitwise,
    gf2: isBitwise || has("%"),
    products: isProduct,
    multiplicative: isProduct,
    finite: isModular,
    floats: mayRound,
  };
  return order.filter((room) => needed[room]);
}

/** Operators, calls by their names, products of what the loop changes, and literals that are no safe integers. */
function featuresOf(ir: LoopIR): ReadonlySet<string> {
  const features = new Set<string>();
  const changing = new Set([...ir.writes, ...localsOf(ir)]);
  const mentionsChange = (node: unknown): boolean =>
    typeof node === "string"
      ? changing.has(node)
      : Array.isArray(node) &&
        node[0] !== "str" &&
        (node[0] === "element" || node.slice(2).some(mentionsChange));
  const visit = (node: unknown): void => {
    if (typeof node === "number" && (!Number.isSafeInteger(node) || Object.is(node, -0)))
      features.add("fraction");
    if (!Array.isArray(node)) return;
    const [op, , left, right] = node as readonly unknown[];
    if (op === "str") return;
    if (typeof op === "string") features.add(op);
    if (op === "call") features.add(left as string);
    if (op === "loop") return visitLoop(left as InnerLoop);
    if (op === "*" && mentionsChange(left) && mentionsChange(right)) features.add("product");
    node.forEach(visit);
  };
  const visitLoop = ({ test, body, update }: InnerLoop): void => [test, ...body, update].forEach(visit);
  visitLoop(ir);
  return features;
}

function localsOf(ir: LoopIR): string[] {
  const locals: string[] = [...ir.locals, ...(ir.element === undefined ? [] : [ir.element])];
  const visit = (node: unknown): void => {
    if (typeof node !== "object" || node === null) return;
    if (!Array.isArray(node)) {
      locals.push(...(node as InnerLoop).locals);
      return Object.values(node).forEach(visit);
    }
    if (node[0] !== "str") node.forEach(visit);
  };
  ir.body.forEach(visit);
  return locals;
}
