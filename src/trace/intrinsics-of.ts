/** The intrinsics that a loop's program calls, in loops inside it, too. */
import type { Intrinsic, LoopIR } from "./ir.ts";

export function intrinsicsOf(ir: LoopIR): Intrinsic[] {
  const found = new Set<Intrinsic>();
  const visit = (node: unknown): void => {
    if (typeof node !== "object" || node === null) return;
    if (!Array.isArray(node)) return Object.values(node).forEach(visit);
    if (node[0] === "str") return;
    if (node[0] === "call") found.add(node[2] as Intrinsic);
    node.forEach(visit);
  };
  visit([ir.test, ir.body, ir.update]);
  return [...found];
}
