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
      return x == y;
    case "!=":
      return x != y;
    case "===":
      return x === y;
    case "!==":
      return x !== y;
  }
}

const { imul, max, min, abs, floor, trunc, sign } = Math;
const { asIntN, asUintN } = BigInt;

/** The intrinsics as they were when this module loaded. */
const intrinsics: Readonly<Record<Intrinsic, (...args: never[]) => Primitive>> = {
  "Math.imul": imul,
  "Math.max": max,
  "Math.min": min,
  "Math.abs": abs,
  "Math.floor": floor,
  "Math.trunc": trunc,
  "Math.sign": sign,
  "BigInt.asIntN": asIntN,
  "BigInt.asUintN": asUintN,
  BigInt,
  Number,
};

export function applyIntrinsic(name: Intrinsic, args: readonly Primitive[]): Primitive {
  return intrinsics[name](...(args as never[]));
}

/** Is the global function of that name still the one that was there when this module loaded? */
export function isIntact(name: Intrinsic): boolean {
  switch (name) {
    case "BigInt":
      return globalThis.BigInt === intrinsics.BigInt;
    case "Number":
      return globalThis.Number === intrinsics.Number;
    default: {
      const [holder, method] = name.split(".") as ["Math" | "BigInt", string];
      return (globalThis[holder] as unknown as Record<string, unknown>)[method] === intrinsics[name];
    }
  }
}
