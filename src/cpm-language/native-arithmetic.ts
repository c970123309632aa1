/**
 * The language's own arithmetic: a turn over plain values.
 *
 * At the head of a loop `advance` may move the variables ahead; the rest of the loop then runs turn by turn.
 */
import type { InnerLoop } from "../trace/ir.ts";
import { PlainArithmetic } from "../trace/plain-turn.ts";
import type { Environment } from "../trace/turn.ts";
import type { Primitive } from "../trace/value.ts";

export type Advance = (loop: InnerLoop, env: Environment<Primitive>) => void;

export class NativeArithmetic extends PlainArithmetic {
  private readonly advance: Advance | undefined;

  constructor(advance?: Advance) {
    super();
    this.advance = advance;
  }

  override atInnerHead(loop: InnerLoop, env: Environment<Primitive>, turn: number): boolean {
    if (turn === 0) this.advance?.(loop, env);
    return false;
  }
}
