/**
 * The language's own arithmetic: a turn over plain values.
 *
 * At the head of a loop `advance` may move the variables ahead; the rest of the loop then runs turn by turn.
 */
import type { BinaryOperator, InnerLoop, Intrinsic, Place, UnaryOperator } from "../trace/ir.ts";
import { applyBinary, applyIntrinsic, applyUnary } from "../trace/operators.ts";
import type { Arithmetic, Environment } from "../trace/turn.ts";
import type { Primitive } from "../trace/value.ts";

export type Advance = (loop: InnerLoop, env: Environment<Primitive>) => void;

export class NativeArithmetic implements Arithmetic<Primitive> {
  private readonly advance: Advance | undefined;

  constructor(advance?: Advance) {
    this.advance = advance;
  }

  literal(value: Primitive): Primitive {
    return value;
  }

  unary(op: UnaryOperator, _at: Place, x: Primitive): Primitive {
    return applyUnary(op, x);
  }

  binary(op: BinaryOperator, _at: Place, x: Primitive, y: Primitive): Primitive {
    return applyBinary(op, x, y);
  }

  step(op: "+" | "-", _at: Place, x: Primitive): Primitive {
    return applyBinary(op, x, 1n);
  }

  call(name: Intrinsic, _at: Place, args: readonly Primitive[]): Primitive {
    return applyIntrinsic(name, args);
  }

  truth(_at: Place, x: Primitive): boolean {
    return Boolean(x);
  }

  isNullish(_at: Place, x: Primitive): boolean {
    return x == null;
  }

  numeric(_at: Place, x: Primitive): Primitive {
    return x;
  }

  endsLoop(at: Place, question: () => Primitive): boolean {
    return this.truth(at, question());
  }

  atInnerHead(loop: InnerLoop, env: Environment<Primitive>, turn: number): boolean {
    if (turn === 0) this.advance?.(loop, env);
    return false;
  }
}
