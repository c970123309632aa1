/** The intrinsics that a loop's program calls. */
import type { Intrinsic, LoopIR } from "./ir.ts";

export function intrinsicsOf(ir: LoopIR): Intrinsic[] {
  const found = new Set<Intrinsic>();
  const visit = (node: unknown): void => {
    if (!Array.isArray(node)) return;
    if (node[0] === "call") found.add(node[2] as Intrinsic);
    node.forEach(visit);
  };
  visit([ir.test, ir.body, ir.update]);
  return [...found];
}
