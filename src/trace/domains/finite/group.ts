/**
 * A group of variables that make one finite state: its program, how many states it has at a call, and what was learnt from
 * looking for its cycle.
 *
 * How many turns are looked at is decided by counts, never by a clock. With S states the cycle is found within 4·S turns;
 * that is certain, so it is worth at most half of what the plain turns cost. The orbit of a map that looks like a random one
 * runs into its cycle after about √(πS/2) turns (Flajolet & Odlyzko 1989), and more than 3·√S once in a hundred times; but a
 * permutation's cycles are as long as S. So 12·√S turns, or a cheap probe of some thousands, are tried once, when they are a
 * small part of the plain loop; what has failed is remembered, whatever the start.
 */
import type { Cycle } from "../../../algebra/find-cycle.ts";
import { findCycle } from "../../../algebra/find-cycle.ts";
import { share, type Progress } from "../../../algebra/progress.ts";
import type { Evaluation } from "../../evaluate-terms.ts";
import type { Ranges } from "../../ranges.ts";
import { refuse } from "../../refusals.ts";
import type { Trace } from "../../trace.ts";
import type { Primitive, Term } from "../../value.ts";
import { isTerm, valueType } from "../../value.ts";
import { BigintMachine } from "./bigint-machine.ts";
import type { Machine } from "./machine.ts";
import type { NumberCode } from "./number-machine.ts";
import { assemble, NumberMachine } from "./number-machine.ts";
import type { Program } from "./program.ts";
import { compileTurn } from "./program.ts";

/** What a turn and an instruction cost, by measurement. */
const TURN_NS = 12;
const NUMBER_NS = 7;
const REMAINDER_NS = 12;
const BIGINT_NS = 70;

/** Turns per state, and per root of their number, within which a cycle is found for certain and likely. */
const CERTAIN = 4;
const LIKELY = 12;

/** A cheap probe; and so few turns that looking at them is no decision. */
const PROBE = 4096;
const FEW = 1024;

/** The part of the plain loop's cost that may be spent in vain, and where success is certain. */
const SHARE_IN_VAIN = 0.02;
const SHARE = 0.5;

/** These make integers of integers (or NaN); of a fraction the others may make many states. */
const integral: ReadonlySet<string> = new Set([
  ...["+", "-", "*", "%", "&", "|", "^", "~", "<<", ">>", ">>>", "neg", "copy", "plus", "select", "!"],
  ...["<", "<=", ">", ">=", "==", "===", "!=", "!=="],
  ...["Math.imul", "Math.max", "Math.min", "Math.abs", "Math.floor", "Math.trunc", "Math.sign"],
  ...["BigInt.asIntN", "BigInt.asUintN", "**", "/"],
]);
const integralOverBigintsOnly: ReadonlySet<string> = new Set(["**", "/"]);

/** A cycle that was found: from which start, and the state in which the orbit was left. */
interface Found extends Cycle {
  readonly start: readonly Primitive[];
  readonly given: readonly Primitive[];
  readonly state: readonly Primitive[];
}

export class StateGroup {
  readonly names: readonly string[];
  private readonly program: Program;
  private readonly code: NumberCode | undefined;
  private readonly isIntegral: boolean;
  private found: Found | undefined;
  /** The most turns that were looked at in vain. */
  private failed = 0;

  /** @throws RefusalSignal when the turn cannot be run by a machine */
  constructor(trace: Trace, names: readonly string[]) {
    this.names = names;
    this.program = compileTurn(trace, names);
    const isBigint = (trace.leaves.get(names[0] as string) as Term).type === "bigint";
    if (!isBigint) {
      for (const value of this.program.given.values())
        if (valueType(value) !== "number") refuse.operator(isTerm(value) ? value.at : "", value, "");
      this.code = assemble(this.program);
    }
    this.isIntegral = this.program.instructions.every(
      ({ op }) => integral.has(op) && (isBigint || !integralOverBigintsOnly.has(op)),
    );
  }

  get turnCost(): number {
    const { instructions } = this.program;
    if (this.code === undefined) return TURN_NS + BIGINT_NS * instructions.length;
    return instructions.reduce((sum, { op }) => sum + (op === "%" ? REMAINDER_NS : NUMBER_NS), TURN_NS);
  }

  begin(leafValue: (name: string) => unknown, evaluation: Evaluation, ranges: Ranges): GroupRun {
    const start = this.names.map((name) => leafValue(name) as Primitive);
    const given = [...this.program.given.values()].map((value) => evaluation.of(value));
    return new GroupRun(this, start, given, this.countStates(start, given, ranges));
  }

  /** How many states there are, the start aside; certainly no more only where integers are made of integers. */
  private countStates(
    start: readonly Primitive[],
    given: readonly Primitive[],
    ranges: Ranges,
  ): { readonly states: number; readonly isCertain: boolean } {
    let states = 1;
    for (const name of this.names) {
      const { low, high } = ranges.after(name);
      // -0 and NaN are states, too.
      states *= Number(high) - Number(low) + 3;
    }
    const isCertain = this.isIntegral && [...start, ...given].every(isWhole);
    return { states: Number.isNaN(states) ? Infinity : states, isCertain };
  }

  /**
   * How many turns may be looked at for the cycle; 0 where that is not worth it.
   *
   * @param plain nanoseconds that the plain turns cost
   */
  cap({ states, isCertain }: GroupRun["size"], plain: number): number {
    const affordable = plain / this.turnCost;
    const certain = isCertain ? CERTAIN * states : Infinity;
    if (certain > this.failed && certain <= SHARE * affordable) return certain;
    const attempts = [LIKELY * Math.sqrt(states), PROBE].map(Math.ceil);
    return attempts.find((turns) => turns > this.failed && turns <= SHARE_IN_VAIN * affordable) ?? 0;
  }

  /** The cycle that was found from the same start, if the last one was. */
  known(start: readonly Primitive[], given: readonly Primitive[]): Found | undefined {
    const { found } = this;
    return found && isSame(found.start, start) && isSame(found.given, given) ? found : undefined;
  }

  /** @throws RefusalSignal when no cycle is found within `cap` turns */
  after(
    turns: bigint,
    start: readonly Primitive[],
    given: readonly Primitive[],
    cap: number,
    progress?: Progress,
  ): readonly Primitive[] {
    const machine = this.machine(given);
    machine.load(start);
    const known = this.known(start, given);
    if (turns <= BigInt(known ? known.position : FEW)) {
      machine.advance(Number(turns));
      return machine.state;
    }
    const cycle =
      known ??
      this.search(machine, start, given, turns < cap ? Number(turns) : cap, share(progress, 0, 1 / 2));
    if (cycle === undefined) {
      if (turns <= cap) return machine.state;
      this.failed = Math.max(this.failed, cap);
      return refuse.noCycle(this.names, cap);
    }
    machine.load(cycle.state);
    const left = Number((turns - BigInt(cycle.position)) % BigInt(cycle.length));
    advance(machine, left, share(progress, known ? 0 : 1 / 2, 1));
    return machine.state;
  }

  private search(
    machine: Machine,
    start: readonly Primitive[],
    given: readonly Primitive[],
    cap: number,
    progress?: Progress,
  ): Found | undefined {
    if (cap === 0) return undefined;
    const cycle = findCycle(machine, cap, progress);
    if (cycle) this.found = { ...cycle, start, given, state: machine.state };
    return cycle && this.found;
  }

  private machine(given: readonly Primitive[]): Machine {
    const registers = [...this.program.given.keys()].map((register, k) => [register, given[k]] as const);
    return this.code === undefined
      ? new BigintMachine(this.program, new Map(registers))
      : new NumberMachine(this.program, this.code, new Map(registers as (readonly [number, number])[]));
  }
}

/** A group at a call. */
export class GroupRun {
  readonly size: { readonly states: number; readonly isCertain: boolean };
  private readonly group: StateGroup;
  private readonly start: readonly Primitive[];
  private readonly given: readonly Primitive[];

  constructor(
    group: StateGroup,
    start: readonly Primitive[],
    given: readonly Primitive[],
    size: GroupRun["size"],
  ) {
    this.group = group;
    this.start = start;
    this.given = given;
    this.size = size;
  }

  get names(): readonly string[] {
    return this.group.names;
  }

  /** Predicted nanoseconds of the jump, Infinity where the cycle should not be looked for. */
  cost(turns: bigint, plain: number): number {
    const known = this.group.known(this.start, this.given);
    if (known !== undefined) {
      const { position, length } = known;
      const ahead =
        turns <= BigInt(position) ? Number(turns) : Number((turns - BigInt(position)) % BigInt(length));
      return ahead * this.group.turnCost;
    }
    const cap = this.group.cap(this.size, plain);
    return cap === 0 ? Infinity : Math.min(cap, Number(turns)) * this.group.turnCost;
  }

  /** The names' values, in their order. */
  after(turns: bigint, plain: number, progress?: Progress): readonly Primitive[] {
    return this.group.after(turns, this.start, this.given, this.group.cap(this.size, plain), progress);
  }
}

/** So many turns at once, between which progress is told. */
const TURNS_AT_ONCE = 2 ** 20;

function advance(machine: Machine, turns: number, progress?: Progress): void {
  for (let gone = 0; gone < turns; gone += TURNS_AT_ONCE) {
    progress?.(gone / turns);
    machine.advance(Math.min(turns - gone, TURNS_AT_ONCE));
  }
}

function isSame(x: readonly Primitive[], y: readonly Primitive[]): boolean {
  return x.length === y.length && x.every((value, k) => Object.is(value, y[k]));
}

function isWhole(value: Primitive): boolean {
  return typeof value === "bigint" || Number.isSafeInteger(value);
}
