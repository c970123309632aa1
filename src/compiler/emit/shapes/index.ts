/** The registry of loop shapes. */
import type { LoopNode } from "../../records/syntax.ts";
import { forOfShape } from "./for-of.ts";
import { forShape } from "./for.ts";
import type { Shape } from "./shape.ts";
import { whileShape } from "./while.ts";

export const shapes: Readonly<Partial<Record<LoopNode["type"], Shape>>> = {
  ForStatement: forShape,
  WhileStatement: whileShape,
  DoWhileStatement: whileShape,
  ForOfStatement: forOfShape,
};
