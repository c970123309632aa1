/**
 * Which rooms of the runtime could ever be of use to a loop: from the operators and the shapes of its text, whatever its
 * values are. A room too many costs bytes, a room too few costs the acceleration, so that every doubt is a room.
 */
import { isTuple } from "../../trace/assignments.ts";
import { hasExponentialConditions } from "../../trace/exponential-conditions.ts";
import type { InnerLoop, LoopIR } from "../../trace/ir.ts";
import { mayHaveGrowingProducts } from "../../trace/products-that-grow.ts";
import { strategies } from "../../trace/strategy.ts";

/** The rooms, in the order in which domains are asked. */
const order = [
  "arrays",
  "ranges",
  "thresholds",
  "nests",
  "residues",
  "modularProducts",
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
const wrapping = ["BigInt.asIntN", "BigInt.asUintN", "Math.imul"] as const;

/** Sums, products, copies, questions and jumps: of these alone the integers' domain makes whatever any domain makes. */
const plain: ReadonlySet<string> = new Set(
  (
    "+ - * neg plus set swap seq post+ post- pre+ pre- < <= > >= == != === !== ! && || ?? ?: typeof void undefined " +
    "if loop break continue leave call BigInt Number element length"
  ).split(" "),
);

/** @param mayRound may the option `types` contain "float"? */
export function neededRooms(ir: LoopIR, mayRound: boolean): RoomName[] {
  const found = featuresOf(ir);
  const has = (...features: readonly string[]): boolean => features.some((feature) => found.has(feature));
  const isJoined = has("store")
    ? has("if", "?:")
    : strategies(ir).some(({ choices }) => choices === "joined");
  // What a store makes of its value are operators, too.
  const isBitwise = has(...bitwise, "store");
  const isModular = isBitwise || has("%", ...wrapping, "odd constant") || isJoined;
  const isUnusual = [...found].some((feature) => !plain.has(feature));
  const isProduct = has("/", "Math.trunc", "Math.floor") || mayHaveGrowingProducts(ir);
  const isOfRanges = ir.element !== undefined || (ir.intact ?? []).some((builtin) => /range/i.test(builtin));
  const needed: Readonly<Record<RoomName, boolean>> = {
    arrays: ir.arrays !== undefined,
    ranges: isOfRanges,
    thresholds: hasExponentialConditions(ir),
    nests: has("loop"),
    residues: isModular,
    modularProducts: isModular && isProduct,
    tropical: isJoined,
    lanes: isBitwise || has(...wrapping),
    gf2: isBitwise,
    products: isProduct,
    multiplicative: isProduct,
    finite: isUnusual || isJoined,
    floats: mayRound,
  };
  return order.filter((room) => needed[room]);
}

/** Operators, calls by their names, and constants that may be no safe integers. */
function featuresOf(ir: LoopIR): ReadonlySet<string> {
  const features = new Set<string>();
  const visit = (node: unknown): void => {
    if (isOddConstant(node)) features.add("odd constant");
    if (!Array.isArray(node)) return;
    const [op, , left, right] = node as readonly unknown[];
    if (op === "str") return;
    if (isTuple(node)) features.add(op === "**" && typeof right === "bigint" ? "*" : (op as string));
    if (isTuple(node) && op === "call") features.add(left as string);
    if (op === "loop") return visitLoop(left as InnerLoop);
    node.forEach(visit);
  };
  const visitLoop = ({ test, body, update }: InnerLoop): void => [test, ...body, update].forEach(visit);
  visitLoop(ir);
  return features;
}

/** -0, a fraction, or what the trace may compute to be one: operators on literals, and on what is true or false. */
function isOddConstant(node: unknown): boolean {
  if (typeof node === "number") return !Number.isSafeInteger(node) || Object.is(node, -0);
  if (!Array.isArray(node) || !isTuple(node) || !arithmetic.has(node[0] as string)) return false;
  const operands: readonly unknown[] = node.slice(2);
  if (node[0] === "neg" && operands[0] !== 0 && isNumber(operands[0])) return false;
  return operands.every(isFolded) || operands.some(isTruth);
}

const arithmetic: ReadonlySet<string> = new Set(["+", "-", "*", "neg", "plus"]);

function isFolded(node: unknown): boolean {
  if (!Array.isArray(node)) return typeof node !== "string";
  return (isTuple(node) ? node.slice(node[0] === "call" ? 3 : 2) : node).every(isFolded);
}

function isTruth(node: unknown): boolean {
  if (typeof node === "boolean" || node === null) return true;
  return Array.isArray(node) && /^(?:[<>]=?|[!=]==?|!|&&|\|\||\?\?)$/.test(String(node[0]));
}

function isNumber(value: unknown): boolean {
  return typeof value === "number" || typeof value === "bigint";
}
