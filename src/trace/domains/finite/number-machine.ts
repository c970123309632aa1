/**
 * A machine over numbers: doubles in registers, a loop over op codes.
 *
 * Every operation is JavaScript's own on the same doubles, so that what it computes is what the loop computes, rounding,
 * -0 and NaN included. Truth values are 0 and 1, which only choices and negations see. States are compared as `Object.is`
 * does.
 *
 * The remainder of positive whole numbers is taken through the quotient, which is several times as fast as the engine's
 * `%`: with q = ⌊fl(x / m)⌋ the quotient or one more (rounding is monotone), q·m ≤ x + m < 2^53, so that x - q·m is exact,
 * and one correction is enough.
 *
 * Cost: about 30 to 40 ns for a turn of three instructions.
 */
import { refuse } from "../../refusals.ts";
import type { Primitive } from "../../value.ts";
import type { Machine } from "./machine.ts";
import type { Instruction, Operation, Program } from "./program.ts";

const COPY = 0;
const ADD = 1;
const SUBTRACT = 2;
const MULTIPLY = 3;
const DIVIDE = 4;
const REMAINDER = 5;
const POWER = 6;
const AND = 7;
const OR = 8;
const XOR = 9;
const SHIFT_LEFT = 10;
const SHIFT_RIGHT = 11;
const SHIFT_RIGHT_UNSIGNED = 12;
const NEGATE = 13;
const NOT = 14;
const IS_FALSE = 15;
const LESS = 16;
const AT_MOST = 17;
const GREATER = 18;
const AT_LEAST = 19;
const EQUAL = 20;
const UNEQUAL = 21;
const SELECT = 22;
const IMUL = 23;
const MAXIMUM = 24;
const MINIMUM = 25;
const ABSOLUTE = 26;
const FLOOR = 27;
const TRUNCATE = 28;
const SIGN = 29;

const codes: Readonly<Partial<Record<Operation, number>>> = {
  copy: COPY,
  plus: COPY,
  Number: COPY,
  "+": ADD,
  "-": SUBTRACT,
  "*": MULTIPLY,
  "/": DIVIDE,
  "%": REMAINDER,
  "**": POWER,
  "&": AND,
  "|": OR,
  "^": XOR,
  "<<": SHIFT_LEFT,
  ">>": SHIFT_RIGHT,
  ">>>": SHIFT_RIGHT_UNSIGNED,
  neg: NEGATE,
  "~": NOT,
  "!": IS_FALSE,
  "<": LESS,
  "<=": AT_MOST,
  ">": GREATER,
  ">=": AT_LEAST,
  "==": EQUAL,
  "===": EQUAL,
  "!=": UNEQUAL,
  "!==": UNEQUAL,
  select: SELECT,
  "Math.imul": IMUL,
  "Math.max": MAXIMUM,
  "Math.min": MINIMUM,
  "Math.abs": ABSOLUTE,
  "Math.floor": FLOOR,
  "Math.trunc": TRUNCATE,
  "Math.sign": SIGN,
};

const arity: Readonly<Record<number, number>> = { [SELECT]: 3 };
const unary: ReadonlySet<number> = new Set([COPY, NEGATE, NOT, IS_FALSE, ABSOLUTE, FLOOR, TRUNCATE, SIGN]);

/** Op code, target, three operands. */
const STRIDE = 5;

/** A program's instructions as words. */
export type NumberCode = Int32Array;

/** @throws RefusalSignal when an operation has no code, or not with as many operands */
export function assemble({ instructions }: Program): NumberCode {
  return Int32Array.from(instructions.flatMap(wordsOf));
}

function wordsOf({ op, target, operands }: Instruction): number[] {
  const code = codes[op];
  const expected = code === undefined ? 0 : (arity[code] ?? (unary.has(code) ? 1 : 2));
  if (code === undefined || operands.length !== expected) return refuse.operator("", op, op);
  const [a = 0, b = 0, c = 0] = operands;
  return [code, target, a, b, c];
}

const LARGEST_DIVIDEND = 2 ** 52;
const LARGEST_DIVISOR = 2 ** 51;

export class NumberMachine implements Machine {
  private readonly code: NumberCode;
  private readonly registers: Float64Array;
  private readonly next: Int32Array;
  private readonly marked: Float64Array;

  /** @param given the values of constants and invariants */
  constructor({ registers, next }: Program, code: NumberCode, given: ReadonlyMap<number, number>) {
    this.code = code;
    this.registers = new Float64Array(registers);
    for (const [register, value] of given) this.registers[register] = value;
    this.next = Int32Array.from(next);
    this.marked = new Float64Array(next.length);
  }

  get state(): readonly number[] {
    return [...this.registers.subarray(0, this.next.length)];
  }

  load(state: readonly Primitive[]): void {
    this.registers.set(state as readonly number[]);
  }

  mark(): void {
    this.marked.set(this.registers.subarray(0, this.next.length));
  }

  advance(turns: number): void {
    this.run(turns, false);
  }

  returnsWithin(limit: number): number | undefined {
    const turns = this.run(limit, true);
    return turns < 0 ? undefined : turns;
  }

  /** @returns the number of turns after which the state is the marked one, where that is asked; else -1 */
  private run(limit: number, isAsked: boolean): number {
    const { code, next, marked } = this;
    const r = this.registers;
    const size = next.length;
    const end = code.length;
    // The code is well formed: every index is within its array.
    const at = (index: number): number => code[index] as number;
    for (let turn = 1; turn <= limit; turn++) {
      for (let pc = 0; pc < end; pc += STRIDE) {
        const target = at(pc + 1);
        const x = r[at(pc + 2)] as number;
        const y = r[at(pc + 3)] as number;
        switch (at(pc)) {
          case COPY:
            r[target] = x;
            break;
          case ADD:
            r[target] = x + y;
            break;
          case SUBTRACT:
            r[target] = x - y;
            break;
          case MULTIPLY:
            r[target] = x * y;
            break;
          case DIVIDE:
            r[target] = x / y;
            break;
          case REMAINDER:
            r[target] = remainder(x, y);
            break;
          case POWER:
            r[target] = x ** y;
            break;
          case AND:
            r[target] = x & y;
            break;
          case OR:
            r[target] = x | y;
            break;
          case XOR:
            r[target] = x ^ y;
            break;
          case SHIFT_LEFT:
            r[target] = x << y;
            break;
          case SHIFT_RIGHT:
            r[target] = x >> y;
            break;
          case SHIFT_RIGHT_UNSIGNED:
            r[target] = x >>> y;
            break;
          case NEGATE:
            r[target] = -x;
            break;
          case NOT:
            r[target] = ~x;
            break;
          case IS_FALSE:
            r[target] = isTrue(x) ? 0 : 1;
            break;
          case LESS:
            r[target] = x < y ? 1 : 0;
            break;
          case AT_MOST:
            r[target] = x <= y ? 1 : 0;
            break;
          case GREATER:
            r[target] = x > y ? 1 : 0;
            break;
          case AT_LEAST:
            r[target] = x >= y ? 1 : 0;
            break;
          case EQUAL:
            r[target] = x === y ? 1 : 0;
            break;
          case UNEQUAL:
            r[target] = x !== y ? 1 : 0;
            break;
          case SELECT:
            r[target] = isTrue(x) ? y : (r[at(pc + 4)] as number);
            break;
          case IMUL:
            r[target] = Math.imul(x, y);
            break;
          case MAXIMUM:
            r[target] = Math.max(x, y);
            break;
          case MINIMUM:
            r[target] = Math.min(x, y);
            break;
          case ABSOLUTE:
            r[target] = Math.abs(x);
            break;
          case FLOOR:
            r[target] = Math.floor(x);
            break;
          case TRUNCATE:
            r[target] = Math.trunc(x);
            break;
          case SIGN:
            r[target] = Math.sign(x);
            break;
          default:
            throw new Error("an unknown op code");
        }
      }
      for (let k = 0; k < size; k++) r[k] = r[next[k] as number] as number;
      if (isAsked && r[0] === marked[0] && this.isMarked()) return turn;
      // NaN, which is not equal to itself
      if (isAsked && r[0] !== r[0] && this.isMarked()) return turn;
    }
    return -1;
  }

  private isMarked(): boolean {
    for (let k = 0; k < this.marked.length; k++)
      if (!Object.is(this.registers[k], this.marked[k])) return false;
    return true;
  }
}

function isTrue(x: number): boolean {
  return x !== 0 && !Number.isNaN(x);
}

function remainder(x: number, m: number): number {
  if (!(x > 0 && x <= LARGEST_DIVIDEND && m >= 1 && m <= LARGEST_DIVISOR)) return x % m;
  if (Math.floor(x) !== x || Math.floor(m) !== m) return x % m;
  const rest = x - Math.floor(x / m) * m;
  return rest < 0 ? rest + m : rest;
}
