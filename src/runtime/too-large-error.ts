/**
 * A result that cannot exist: it is proved that the loop as written would build a BigInt beyond the engine's limit, so the
 * RangeError that it would end in after hours or years comes at once.
 */
import type { Refusal } from "../trace/refusal.ts";

export class TooLargeError extends RangeError {
  override readonly name = "RangeError";
  readonly refusal: Refusal;

  constructor(loop: string, variable: string, bits: number, limit: number) {
    const size = `${bits.toPrecision(3)} bits`;
    super(
      `${loop}: ${variable} would grow to about ${size}, and a BigInt of this engine has at most ${limit}. ` +
        "Nothing has been changed. Take fewer turns, or work modulo a number.",
    );
    this.refusal = {
      code: "too-large",
      where: "",
      what: variable,
      why: `it would grow to about ${size}`,
      remedy: "take fewer turns",
    };
  }
}
