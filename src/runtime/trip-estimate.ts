/**
 * How many turns a loop seems to have, from its test and the step of one variable alone:
 *
 *     i < n; i++      while (n-- > 0)      for (let k = a; k >= b; k -= 2)      i <= n + 3n
 *
 * The distance is what the counter still has to go. It takes a few operations on the values of the inputs, and is only ever
 * used to let a loop run as written or to decide what a plan may cost; it is trusted for no result.
 */
import type { Expr, LoopIR, Stmt } from "../trace/ir.ts";

type Tuple = readonly [string, string, ...unknown[]];
type Whole = number | bigint;
type Read = (values: readonly unknown[]) => Whole | undefined;

interface Step {
  readonly counter: string;
  /** A constant, or the name of an invariant that is not 0. */
  readonly by: number | string;
}

const comparisons: ReadonlySet<string> = new Set(["<", "<=", ">", ">=", "!=", "!=="]);
const ends: Readonly<Record<string, number>> = { "post+": 1, "pre+": 1, "post-": -1, "pre-": -1 };

export class TripEstimate {
  private readonly from: number;
  private readonly to: Read;
  private readonly by: number;
  private readonly stepIndex: number;

  private constructor(from: number, to: Read, by: number, stepIndex: number) {
    this.from = from;
    this.to = to;
    this.by = by;
    this.stepIndex = stepIndex;
  }

  /** @returns undefined when the loop's text does not tell */
  static of(ir: LoopIR): TripEstimate | undefined {
    for (const [side, other] of comparisonsOf(ir)) {
      const step = stepOf(side, ir);
      const to = step && reader(other, ir);
      if (step === undefined || to === undefined) continue;
      const from = ir.inputs.indexOf(step.counter);
      const isConstant = typeof step.by === "number";
      const by = isConstant ? step.by : 1;
      return new TripEstimate(from, to, by, isConstant ? -1 : ir.inputs.indexOf(step.by));
    }
    return undefined;
  }

  /** What the counter still has to go, in the direction of its step; of the counter's type where the bound has it, too. */
  distance(values: readonly unknown[]): Whole | undefined {
    const from = values[this.from];
    const to = this.to(values);
    const step = this.step(values);
    // An object's `valueOf` is the program's to call.
    if (step === undefined || to === undefined || !isWhole(from)) return undefined;
    const isDown = step < 0;
    if (typeof from === "number" && typeof to === "number") return isDown ? from - to : to - from;
    if (typeof from === "bigint" && typeof to === "bigint") return isDown ? from - to : to - from;
    return isDown ? Number(from) - Number(to) : Number(to) - Number(from);
  }

  /** How many turns that seems to be. */
  turns(values: readonly unknown[]): number | undefined {
    const distance = this.distance(values);
    if (distance === undefined) return undefined;
    const turns = Number(distance) / Math.max(1, Math.abs(Number(this.step(values))));
    return Number.isNaN(turns) ? undefined : turns;
  }

  private step(values: readonly unknown[]): Whole | undefined {
    if (this.stepIndex < 0) return this.by;
    const step = values[this.stepIndex];
    return isWhole(step) ? step : undefined;
  }
}

function isWhole(value: unknown): value is Whole {
  return typeof value === "number" || typeof value === "bigint";
}

/** The sides of the comparisons that all have to hold for another turn, either way round; `while (n--)` compares with 0. */
function* comparisonsOf({ test }: LoopIR): Generator<readonly [Expr, Expr]> {
  const open: (Expr | undefined)[] = [test];
  for (const expr of open) {
    if (typeof expr === "string") yield [expr, 0];
    if (!isTuple(expr)) continue;
    const [op, , x, y, z] = expr as readonly [string, string, Expr, Expr, Expr];
    if (op === "&&") open.push(x, y);
    // The test of a range looks at the sign of its step; the distance does, too.
    else if (op === "?:") open.push(y, z);
    else if (op in ends) yield [expr, 0];
    else if (comparisons.has(op)) {
      yield [x, y];
      yield [y, x];
    }
  }
}

/** The variable that a side of the test is, with its step: taken in the test itself, or in the turn. */
function stepOf(side: Expr, ir: LoopIR): Step | undefined {
  if (typeof side === "string") {
    if (!ir.inputs.includes(side)) return undefined;
    const statements: Stmt[] = ir.update === undefined ? [...ir.body] : [ir.update, ...ir.body];
    for (const statement of statements) {
      if (isTuple(statement) && statement[0] === "seq") statements.push(...(statement[2] as Stmt[]));
      const step = takenBy(statement, ir);
      if (step?.counter === side) return step;
    }
    return undefined;
  }
  const step = isTuple(side) ? takenBy(side, ir) : undefined;
  return step && ir.inputs.includes(step.counter) ? step : undefined;
}

/** `i++`, `i -= 2`, `i = i + step` */
function takenBy(statement: Stmt, ir: LoopIR): Step | undefined {
  if (!isTuple(statement)) return undefined;
  const [op, , counter, value] = statement as readonly [string, string, string, Expr];
  if (op in ends) return { counter, by: ends[op] as number };
  if (op !== "set" || !isTuple(value)) return undefined;
  const [sum, , x, y] = value as readonly [string, string, Expr, Expr];
  if (sum === "+" && x === counter) return withStep(counter, y, 1, ir);
  if (sum === "+" && y === counter) return withStep(counter, x, 1, ir);
  return sum === "-" && x === counter ? withStep(counter, y, -1, ir) : undefined;
}

function withStep(counter: string, step: Expr, sign: 1 | -1, ir: LoopIR): Step | undefined {
  if (isWhole(step) && Number(step) !== 0) return { counter, by: sign * Number(step) };
  const isInvariant = typeof step === "string" && ir.inputs.includes(step) && !ir.writes.includes(step);
  return isInvariant && sign === 1 ? { counter, by: step } : undefined;
}

/** Reads a bound: sums, differences and multiples of literals and of inputs that the loop does not write. */
function reader(expr: Expr, ir: LoopIR): Read | undefined {
  if (isWhole(expr)) return () => expr;
  if (typeof expr === "string") {
    const index = ir.inputs.indexOf(expr);
    if (index < 0 || ir.writes.includes(expr)) return undefined;
    return (values) => {
      const value = values[index];
      return isWhole(value) ? value : undefined;
    };
  }
  if (!isTuple(expr)) return undefined;
  const [op, , left, right] = expr as readonly [string, string, Expr, Expr];
  const operate = operations[op];
  const [x, y] = operate ? [reader(left, ir), reader(right, ir)] : [];
  if (operate === undefined || x === undefined || y === undefined) return undefined;
  // A product of large BigInts would take longer than what it is to save.
  if (op === "*" && !isWhole(left) && !isWhole(right)) return undefined;
  return (values) => {
    const a = x(values);
    const b = y(values);
    if (a === undefined || b === undefined || typeof a !== typeof b) return undefined;
    return operate(a as number, b as number);
  };
}

/** On two numbers or two BigInts. */
const operations: Readonly<Record<string, (a: number, b: number) => number>> = {
  "+": (a, b) => a + b,
  "-": (a, b) => a - b,
  "*": (a, b) => a * b,
};

function isTuple(value: unknown): value is Tuple {
  return Array.isArray(value);
}
