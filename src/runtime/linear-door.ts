/**
 * The door of a loop that was traced when the program was built (`trace/linear-loop.ts`): what is left for a call is to look
 * at the types, to divide for the number of turns, to bound the sizes, and to run a kernel.
 *
 * With k turns the loop is moved k - 1, so that its last turn runs as written. Whatever is not as the record wants it is
 * declined, and the loop runs as written.
 */
import type { Kernel } from "../kernels/kernel.ts";
import { MemoryError } from "../kernels/memory.ts";
import { Parts } from "../kernels/parts.ts";
import { integerThreshold } from "../trace/domains/integer/lasting.ts";
import type { LoopIR } from "../trace/ir.ts";
import type { LinearLoop } from "../trace/linear-loop.ts";
import type { Reason } from "../trace/refusal.ts";
import { apply } from "../transition/apply.ts";
import type { Courses } from "../transition/growth.ts";
import { lowerBits, upperBounds } from "../transition/growth.ts";
import type { Transition } from "../transition/transition.ts";
import { areOwnBuiltInsIntact, areOwnGettersIntact } from "./built-ins/own-built-ins.ts";
import { endless, fewTurns, limitPassed, mayNotFit, notCertified, notLinear, patched } from "./decline.ts";
import { engineLimit } from "./engine-limit.ts";
import { environment } from "./environment.ts";
import { isDestructuringIntact } from "./intact.ts";
import type { Declined, Outcome } from "./outcome.ts";
import type { AnyDoor } from "./rooms.ts";
import type { Settings } from "./settings.ts";
import { SelfCheckError } from "./self-check.ts";
import { TooLargeError } from "./too-large-error.ts";

/** Predicted nanoseconds of going through. */
const DOOR_NS = 1500;

/** No plan pays for fewer turns: of these a BigInt takes tens of nanoseconds. */
const FEWEST = 8n;

/** So many plain turns take centuries; beyond, the predictions overflow a double. */
const NEVER_ENDING = 1n << 64n;

/** What most calls of short loops come to. */
const tooFewTurns: Declined = { refusal: fewTurns(undefined) };

const replaced: Declined = { refusal: patched() };

/** So many turns are looked at in a self-check. */
const CHECKED = 3n;

export class LinearDoor implements AnyDoor {
  readonly lastReading = undefined;
  readonly traces = 0;
  private readonly isAutomatic: boolean;
  private readonly counterType: "bigint" | "number";
  private readonly ir: LoopIR;
  private readonly loop: LinearLoop;
  private readonly transition: Transition<bigint>;
  private readonly kernels: readonly Kernel[];
  private readonly courses: Courses | undefined;
  private parts: Parts;
  private readonly upperBits: ReturnType<typeof upperBounds>;
  /** The columns of what is live before the last turn, and for each write its place among these, or none. */
  private readonly outputs: readonly number[];
  private readonly writes: readonly { readonly input: number; readonly column: number | undefined }[];
  /** So many turns are known not to pay. */
  private few = FEWEST;
  private fewest = Number(FEWEST);
  private start: readonly bigint[] = [];
  /** From this start: the fewest turns that have paid, and the most that fit within the engine's limit. */
  private paying: { readonly turns: bigint; readonly gain: number } | undefined;
  private fitting = 0n;

  constructor(
    ir: LoopIR,
    loop: LinearLoop,
    kernels: readonly Kernel[],
    courses: Courses | undefined,
    limit: Settings["itersLimit"],
  ) {
    this.courses = courses;
    this.isAutomatic = limit === "auto";
    if (limit !== "auto") this.few = limit > 2n ? limit : 2n;
    this.fewest = Number(this.few);
    this.counterType = loop.sizes.some(([input]) => input === loop.counter) ? "bigint" : "number";
    this.ir = ir;
    this.loop = loop;
    this.transition = { basis: loop.state.map(String), rows: loop.rows };
    this.kernels = kernels;
    this.parts = new Parts(this.transition, kernels);
    this.upperBits = upperBounds(this.transition, courses);
    const columnOf = (name: string): number => this.transition.basis.indexOf(`${ir.inputs.indexOf(name)}`);
    this.outputs = ir.liveLast.map(columnOf);
    this.writes = ir.writes.map((name) => ({
      input: ir.inputs.indexOf(name),
      column: ir.liveLast.includes(name) ? columnOf(name) : undefined,
    }));
  }

  /** Over numbers, a distance from the bound that is known to be too short. */
  get short(): number {
    const { step } = this.loop;
    return this.isAutomatic ? Number(this.few * (step < 0n ? -step : step)) : -1;
  }

  forget(): void {
    this.parts = new Parts(this.transition, this.kernels);
    this.start = [];
    this.paying = undefined;
    this.fitting = 0n;
  }

  /** @throws TooLargeError */
  enter(given: readonly unknown[]): Outcome {
    const { loop } = this;
    const counter = given[loop.counter];
    const bound = typeof loop.bound === "object" ? given[loop.bound[0]] : loop.bound;
    if (this.isShort(counter, bound)) return tooFewTurns;
    if (!areOwnBuiltInsIntact()) return replaced;
    const whole = typeof counter === this.counterType ? wholeOf(counter) : undefined;
    const other = this.otherThanWanted(given);
    if (whole === undefined || !isNumeric(bound) || other >= 0)
      return { refusal: this.notLinear(given, whole === undefined ? loop.counter : other) };
    const lasts = this.turnsFrom(whole, bound);
    if (lasts === undefined) return { refusal: endless() };
    if (lasts <= this.few) return tooFewTurns;
    if (!areOwnGettersIntact()) return replaced;
    if (this.ir.destructures === true && !isDestructuringIntact()) return replaced;
    const turns = lasts - 1n;
    // A number that only counts is exact all the way if it is so at both ends.
    if (typeof counter === "number" && !Number.isSafeInteger(Number(whole + turns * loop.step)))
      return { refusal: notCertified() };
    this.setStart(given);
    // More turns from the same start gain more, and fewer are no larger.
    const { paying } = this;
    const saved = paying !== undefined && turns >= paying.turns ? paying.gain : this.gain(turns);
    if (this.isAutomatic && saved <= DOOR_NS) {
      this.few = lasts + (lasts >> 3n);
      this.fewest = Number(this.few);
      return { refusal: fewTurns(lasts) };
    }
    if (paying === undefined || turns < paying.turns) this.paying = { turns, gain: saved };
    try {
      if (turns > this.fitting) {
        if (!this.fits(turns)) return { refusal: mayNotFit() };
        this.fitting = turns;
      }
      return this.move(given, turns, saved);
    } catch (error) {
      if (!(error instanceof RangeError) || error instanceof TooLargeError) throw error;
      if (!(error instanceof MemoryError)) this.forget();
      return { refusal: limitPassed(error) };
    }
  }

  /** The shortest way to "no": without anything that a program may have replaced. */
  private isShort(counter: unknown, bound: unknown): boolean {
    const isUp = this.loop.step > 0n;
    if (typeof counter === "bigint" && typeof bound === "bigint")
      return (isUp ? bound - counter : counter - bound) < this.few;
    if (typeof counter === "number" && typeof bound === "number")
      return (isUp ? bound - counter : counter - bound) < this.fewest;
    return false;
  }

  /** The turns until the test is false; undefined: for ever. */
  private turnsFrom(counter: bigint, bound: bigint | number): bigint | undefined {
    const { relation, step } = this.loop;
    const threshold = integerThreshold(relation, bound);
    if (threshold === "never") return 0n;
    if (threshold === "always") return undefined;
    const [distance, pace] = step > 0n ? [threshold - counter, step] : [counter - threshold, -step];
    const ahead = relation.length > 1 ? distance + 1n : distance;
    return ahead <= 0n ? 0n : (ahead + pace - 1n) / pace;
  }

  /** The place of an input, besides counter and bound, that is no BigInt; -1: there is none. */
  private otherThanWanted(given: readonly unknown[]): number {
    const { counter, bound } = this.loop;
    const boundAt = typeof bound === "object" ? bound[0] : counter;
    for (let input = 0; input < given.length; input++)
      if (typeof given[input] !== "bigint" && input !== counter && input !== boundAt) return input;
    return -1;
  }

  private notLinear(given: readonly unknown[], input: number): Reason {
    const { bound, counter } = this.loop;
    const place = input >= 0 ? input : typeof bound === "object" ? bound[0] : counter;
    return notLinear(this.ir.inputs[place] as string, given[place]);
  }

  /** The same start stays the same array, by which kernels tell it. */
  private setStart(given: readonly unknown[]): void {
    const start = this.loop.state.map((factors) =>
      factors.reduce((product, input) => product * BigInt(given[input] as bigint | number), 1n),
    );
    if (start.every((value, k) => value === this.start[k])) return;
    this.start = start;
    this.paying = undefined;
    this.fitting = 0n;
  }

  /** Predicted nanoseconds of plain turns, less those of the kernels. */
  private gain(turns: bigint): number {
    if (turns > NEVER_ENDING) return Infinity;
    const { growth, jump } = this.parts.costs(this.start, turns, this.outputs);
    return this.loop.turn * Number(turns) + growth - jump;
  }

  /** @throws TooLargeError at once, where a BigInt is proved to pass the engine's limit */
  private fits(turns: bigint): boolean {
    const { sizes, degree, slack } = this.loop;
    const { safe, most: limit } = engineLimit();
    const bits = this.upperBits(this.start, turns, safe / 16);
    const most = sizes.reduce((longest, [, column]) => Math.max(longest, bits[column] as number), 0);
    if (degree * most + slack <= safe) return true;
    for (const [input, column] of sizes) {
      const least = lowerBits(this.transition, this.start, turns, column, this.courses);
      if (least !== undefined && least > limit)
        throw new TooLargeError(this.ir.name, this.ir.inputs[input] as string, least, limit);
    }
    return false;
  }

  private move(given: readonly unknown[], turns: bigint, saved: number): Outcome {
    const after = this.parts.run(this.start, turns, this.outputs);
    if (environment.isChecking()) this.check(turns);
    const values = this.writes.map(({ input, column }) => {
      if (column === undefined) return given[input];
      const value = after.state[column] as bigint;
      return typeof given[input] === "number" ? Number(value) : value;
    });
    const { kernels: kernel } = after;
    const phase = { turns, kernel, endedBy: this.loop.condition };
    return { values, saved, turns, kernel, phases: [phase], phaseCount: 1 };
  }

  /** With `CPM_CHECK=1`: the kernels' states after a few turns are those of the map, turn by turn. */
  private check(turns: bigint): void {
    let state: readonly bigint[] = this.start;
    for (let k = 1n; k <= CHECKED && k <= turns; k++) {
      state = apply(this.transition, state);
      const after = this.parts.run(this.start, k, this.outputs).state;
      for (const column of this.outputs)
        if (after[column] !== state[column])
          throw new SelfCheckError(`self-check of ${this.ir.name}: another state after ${k} turns`);
    }
  }
}

function isNumeric(value: unknown): value is bigint | number {
  return typeof value === "bigint" || typeof value === "number";
}

/** A BigInt, or a safe integer other than -0. */
function wholeOf(value: unknown): bigint | undefined {
  if (typeof value === "bigint") return value;
  return Number.isSafeInteger(value) && !Object.is(value, -0) ? BigInt(value as number) : undefined;
}
