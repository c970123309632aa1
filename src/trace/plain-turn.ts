/**
 * One turn on present values, as the language runs it: plain primitives through the interpreter of turns.
 *
 * Nothing in the IR has an effect but on its own variables, so that a turn may be run ahead of the loop and thrown away. An
 * operand that is an object could run its own code, and is refused; what an operator throws, the loop as written has to.
 */
import type { BinaryOperator, InnerLoop, Intrinsic, LoopIR, Place, UnaryOperator } from "./ir.ts";
import { applyBinary, applyIntrinsic, applyUnary, isThrownByOperator } from "./operators.ts";
import { RefusalSignal } from "./refusal.ts";
import { refuse } from "./refusals.ts";
import type { Arithmetic, Environment } from "./turn.ts";
import { runTurn } from "./turn.ts";
import type { Primitive } from "./value.ts";
import { typeOf } from "./value.ts";

export class PlainArithmetic implements Arithmetic<Primitive> {
  literal(value: Primitive): Primitive {
    return value;
  }

  unary(op: UnaryOperator, at: Place, x: Primitive): Primitive {
    return applyUnary(op, primitive(at, x));
  }

  binary(op: BinaryOperator, at: Place, x: Primitive, y: Primitive): Primitive {
    return applyBinary(op, primitive(at, x), primitive(at, y));
  }

  step(op: "+" | "-", _at: Place, x: Primitive): Primitive {
    return applyBinary(op, x, typeof x === "bigint" ? 1n : 1);
  }

  numeric(at: Place, x: Primitive): Primitive {
    return typeof x === "bigint" ? x : this.unary("plus", at, x);
  }

  call(name: Intrinsic, at: Place, args: readonly Primitive[]): Primitive {
    return applyIntrinsic(
      name,
      args.map((arg) => primitive(at, arg)),
    );
  }

  truth(at: Place, x: Primitive): boolean {
    return Boolean(primitive(at, x));
  }

  isNullish(at: Place, x: Primitive): boolean {
    return primitive(at, x) == null;
  }

  index(at: Place, x: Primitive, count: number): number {
    return indexIn(at, x, count);
  }

  unknownLike(x: Primitive): Primitive {
    return x;
  }

  endsLoop(at: Place, question: () => Primitive): boolean {
    return this.truth(at, question());
  }

  atInnerHead(_loop: InnerLoop, _env: Environment<Primitive>, _turn: number): boolean {
    return false;
  }
}

/** The index as a number below `count`; a property name of any other form means something else. */
export function indexIn(at: Place, x: Primitive, count: number): number {
  const isWhole = typeof x === "bigint" || Number.isInteger(x);
  return isWhole && Number(x) >= 0 && Number(x) < count ? Number(x) : refuse.index(at, String(x), count);
}

/** Turns of inner loops that are run for one turn of the outer one. */
const INNER_TURN_CAP = 256;

class ShortTurn extends PlainArithmetic {
  private innerTurns = 0;

  override atInnerHead(): boolean {
    if (++this.innerTurns > INNER_TURN_CAP) refuse.innerLoop("");
    return false;
  }
}

/** The inputs after one turn that comes back to the loop's head; undefined when it does not, or is better run as written. */
export function plainTurn(ir: LoopIR, inputs: readonly unknown[]): readonly unknown[] | undefined {
  const env = new Map(ir.inputs.map((name, k) => [name, inputs[k] as Primitive]));
  try {
    if (runTurn(ir, env, new ShortTurn()).kind !== "next") return undefined;
  } catch (error) {
    if (error instanceof RefusalSignal || isThrownByOperator(error)) return undefined;
    throw error;
  }
  return ir.inputs.map((name) => env.get(name));
}

function primitive(at: Place, value: Primitive): Primitive {
  return typeOf(value) === "object" ? refuse.objectOperand(at, "an operand") : value;
}
