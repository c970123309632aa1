/**
 * A machine over BigInts, of which a turn allocates anyway: every operation is the language's own (`operators.ts`).
 *
 * Numbers are constants and invariants only: the widths of `BigInt.asUintN`, the sides of comparisons.
 *
 * Cost: about 60 ns an instruction.
 */
import { applyBinary, applyIntrinsic, applyUnary } from "../../operators.ts";
import type { BinaryOperator, Intrinsic, UnaryOperator } from "../../ir.ts";
import type { Primitive } from "../../value.ts";
import type { Machine } from "./machine.ts";
import type { Instruction, Program } from "./program.ts";

const unary: ReadonlySet<string> = new Set(["neg", "~", "!"]);

export class BigintMachine implements Machine {
  private readonly program: Program;
  private readonly registers: Primitive[];
  private marked: readonly Primitive[] = [];

  /** @param given the values of constants and invariants */
  constructor(program: Program, given: ReadonlyMap<number, Primitive>) {
    this.program = program;
    this.registers = new Array<Primitive>(program.registers).fill(0n);
    for (const [register, value] of given) this.registers[register] = value;
  }

  get state(): readonly Primitive[] {
    return this.registers.slice(0, this.program.next.length);
  }

  load(state: readonly Primitive[]): void {
    state.forEach((value, k) => (this.registers[k] = value));
  }

  mark(): void {
    this.marked = this.state;
  }

  advance(turns: number): void {
    for (let turn = 0; turn < turns; turn++) this.turn();
  }

  returnsWithin(limit: number): number | undefined {
    for (let turn = 1; turn <= limit; turn++) {
      this.turn();
      if (this.isMarked()) return turn;
    }
    return undefined;
  }

  private turn(): void {
    const { instructions, next } = this.program;
    const { registers } = this;
    for (const instruction of instructions) registers[instruction.target] = this.compute(instruction);
    for (let k = 0; k < next.length; k++) registers[k] = registers[next[k] as number];
  }

  private compute({ op, operands }: Instruction): Primitive {
    const { registers } = this;
    const x = registers[operands[0] as number];
    if (op === "copy") return x;
    if (op === "select") return registers[operands[x ? 1 : 2] as number];
    if (unary.has(op)) return applyUnary(op as UnaryOperator, x);
    if (op.length > 3)
      return applyIntrinsic(
        op as Intrinsic,
        operands.map((operand) => registers[operand]),
      );
    return applyBinary(op as BinaryOperator, x, registers[operands[1] as number]);
  }

  private isMarked(): boolean {
    for (let k = 0; k < this.marked.length; k++) if (this.registers[k] !== this.marked[k]) return false;
    return true;
  }
}
