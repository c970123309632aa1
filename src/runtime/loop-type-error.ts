/** What a strict site throws when the values or the iterable of a call do not allow acceleration. */
import type { Refusal } from "../trace/refusal.ts";

export class LoopTypeError extends TypeError {
  override readonly name = "LoopTypeError";
  readonly refusal: Refusal;

  constructor(loop: string, refusal: Refusal) {
    super(`${loop}: ${refusal.what}: ${refusal.why}. Remedy: ${refusal.remedy}. (${refusal.code})`);
    this.refusal = refusal;
  }
}
