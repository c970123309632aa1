/**
 * JavaScript's pure operators on primitive values, exactly as the language has them.
 *
 * Operands are primitives (never objects: a `valueOf` would run), so nothing here has an effect. An operator may throw
 * what the language throws: BigInt division by zero, mixed types, a negative BigInt exponent, a size beyond the engine.
 */
import type { BinaryOperator, Intrinsic, UnaryOperator } from "./ir.ts";
import type { Primitive } from "./value.ts";

export function applyUnary(op: UnaryOperator, x: Primitive): Primitive {
  switch (op) {
    case "neg":
      return -(x as number);
    case "plus":
      // eslint-disable-next-line @typescript-eslint/no-unnecessary-type-conversion -- on a BigInt it throws, and must
      return +(x as number);
    case "!":
      return !x;
    case "~":
      return ~(x as number);
    case "typeof":
      return typeof x;
    case "void":
      return undefined;
  }
}

export function applyBinary(op: BinaryOperator, left: Primitive, right: Primitive): Primitive {
  // The assertions only quieten the checker: every operator is defined on all primitives (or throws as it should).
  const x = left as number;
  const y = right as number;
  switch (op) {
    case "+":
      return x + y;
    case "-":
      return x - y;
    case "*":
      return x * y;
    case "/":
      return x / y;
    case "%":
      return x % y;
    case "**":
      return x ** y;
    case "&":
      return x & y;
    case "|":
      return x | y;
    case "^":
      return x ^ y;
    case "<<":
      return x << y;
    case ">>":
      return x >> y;
    case ">>>":
      return x >>> y;
    case "<":
      return x < y;
    case "<=":
      return x <= y;
    case ">":
      return x > y;
    case ">=":
      return x >= y;
    case "==":
      // eslint-disable-next-line eqeqeq -- the program's own operator
      return x == y;
    case "!=":
      // eslint-disable-next-line eqeqeq -- the program's own operator
      return x != y;
    case "===":
      return x === y;
    case "!==":
      return x !== y;
  }
}

/** The intrinsics as they were when this module loaded. */
export const intrinsics: Readonly<Record<Intrinsic, (...args: never[]) => Primitive>> = {
  "Math.imul": Math.imul,
  "Math.max": Math.max,
  "Math.min": Math.min,
  "Math.abs": Math.abs,
  "Math.floor": Math.floor,
  "Math.trunc": Math.trunc,
  "Math.sign": Math.sign,
  /* eslint-disable @typescript-eslint/unbound-method -- these do not use `this` */
  "BigInt.asIntN": BigInt.asIntN,
  "BigInt.asUintN": BigInt.asUintN,
  /* eslint-enable @typescript-eslint/unbound-method */
  BigInt,
  Number,

  "Number.isSafeInteger": Number.isSafeInteger,
};

export function applyIntrinsic(name: Intrinsic, args: readonly Primitive[]): Primitive {
  return intrinsics[name](...(args as never[]));
}

/** Is it an error that an operator or an intrinsic throws for some primitives (`BigInt("x")` a SyntaxError)? */
export function isThrownByOperator(error: unknown): error is Error {
  return error instanceof TypeError || error instanceof RangeError || error instanceof SyntaxError;
}
