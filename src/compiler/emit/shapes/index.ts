/** The registry of loop shapes. */
import type { LoopCandidate } from "../../records/loop-candidate.ts";
import { callbackShape } from "./callback.ts";
import { forOfShape } from "./for-of.ts";
import { forShape } from "./for.ts";
import type { Shape } from "./shape.ts";
import { whileShape } from "./while.ts";

export const shapes: Readonly<Partial<Record<LoopCandidate["loop"]["type"], Shape>>> = {
  ForStatement: forShape,
  WhileStatement: whileShape,
  DoWhileStatement: whileShape,
  ForOfStatement: forOfShape,
  CallbackLoop: callbackShape,
};
