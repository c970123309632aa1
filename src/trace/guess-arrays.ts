/**
 * What the arrays of a loop may be before any call: of the kind that the text shows, or of each kind whose algebra is another,
 * and as long as its indices ask for.
 *
 * An index that only ever goes on by steps, such as the loop's counter, leaves every array: that is told from the text. In a
 * call the trace finds out by itself.
 */
import type { ArrayShape } from "./expand-arrays.ts";
import { arrayUses, elementType, expandArrays } from "./expand-arrays.ts";
import type { ArrayInput, ElementKind, Expr, LoopIR } from "./ir.ts";
import type { Reason } from "./refusal.ts";
import { indexReason } from "./refusals.ts";
import { isStepping, steppingNames } from "./stepping-names.ts";
import type { ValueType } from "./value.ts";

/** The length that is taken for an array of which only computed indices are known. */
const SHORT = 4;

export interface Guess {
  /** The loop without arrays. */
  readonly ir: LoopIR;
  readonly types: ReadonlyMap<string, ValueType>;
}

export function guesses(ir: LoopIR, types: readonly string[]): Guess[] {
  const uses = arrayUses(ir);
  const open: readonly ElementKind[] = types.some((type) => type !== "bigint")
    ? ["Uint32Array", "Float64Array", ...(types.includes("bigint") ? (["BigUint64Array"] as const) : [])]
    : ["BigUint64Array"];
  const shapeOf = ({ name, kind, length }: ArrayInput, other: ElementKind): ArrayShape => {
    const mentioned = Math.max(-1, ...(uses.get(name)?.mentioned ?? [])) + 1;
    return { kind: kind ?? other, length: Math.max(mentioned, Math.min(length ?? SHORT, SHORT)) };
  };
  const arrays = ir.arrays ?? [];
  const kinds = arrays.every(({ kind }) => kind !== undefined) ? open.slice(0, 1) : open;
  return kinds.map((kind) => {
    const shapes = new Map(arrays.map((array) => [array.name, shapeOf(array, kind)]));
    const { ir: expanded, slots } = expandArrays(ir, uses, shapes);
    return {
      ir: expanded,
      types: new Map(
        slots.map(({ name, array }) => [name, elementType((shapes.get(array) as ArrayShape).kind)]),
      ),
    };
  });
}

/** Indices that leave the arrays. */
export function leavingIndices(ir: LoopIR): Reason[] {
  const stepping = steppingNames(ir);
  const refusals: Reason[] = [];
  const visit = (node: unknown): void => {
    if (typeof node !== "object" || node === null) return;
    if (!Array.isArray(node)) return Object.values(node).forEach(visit);
    const [op, at, name, index] = node as [unknown, string, string, Expr];
    if (op === "str") return;
    if ((op === "element" || op === "store") && isStepping(index, stepping)) {
      refusals.push(indexReason(at, `an index of ${name} that grows or falls from turn to turn`));
    }
    node.forEach(visit);
  };
  visit([ir.test, ir.body, ir.update]);
  return refusals;
}
