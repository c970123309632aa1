/**
 * Runtimes for testing the compiler alone.
 *
 * `silent`: no door ever opens, so the program must behave as if untouched. `honest`: a door runs the IR turn by turn on
 * the real values, and answers with the state some turns on, in which every variable that the IR calls dead is spoilt.
 * A program that still computes the same has its IR, its liveness and its doors right.
 */
import type { LoopIR } from "../../src/trace/ir.ts";
import { expandRangeLoop } from "../../src/trace/range-loop.ts";
import { applyBinary, applyIntrinsic, applyUnary } from "../../src/trace/operators.ts";
import type { Arithmetic } from "../../src/trace/turn.ts";
import { runTurn } from "../../src/trace/turn.ts";
import type { Primitive } from "../../src/trace/value.ts";
import { Range, range } from "../../src/runtime/range/range.ts";

type Values = readonly unknown[];
type Enter = (...inputs: unknown[]) => Values | undefined;

export interface FakeRuntime {
  readonly module: Record<string, unknown>;
  /** How often doors were asked, and how often they opened. */
  readonly counts: { asked: number; opened: number };
  readonly sites: LoopIR[];
}

const plain: Arithmetic<unknown> & { numeric(at: string, x: unknown): unknown } = {
  literal: (value) => value,
  unary: (op, _, x) => applyUnary(op, x as Primitive),
  binary: (op, _, x, y) => applyBinary(op, x as Primitive, y as Primitive),
  numeric: (_, x) => (typeof x === "bigint" ? x : Number(x)),
  step: (op, _, x) =>
    typeof x === "bigint" ? (op === "+" ? x + 1n : x - 1n) : op === "+" ? Number(x) + 1 : Number(x) - 1,
  call: (name, _, args) => applyIntrinsic(name, args as Primitive[]),
  truth: (_, x) => Boolean(x),
  endsLoop: (_, question) => Boolean(question()),
  isNullish: (_, x) => x === undefined || x === null,
  index: (_, x) => Number(x),
  unknownLike: (x) => x,
  atInnerHead: (_, __, turn) => {
    if (turn > 10_000) throw new TooManyTurns();
    return false;
  },
};

class TooManyTurns extends Error {}

function isPrimitive(value: unknown): boolean {
  return (
    (typeof value !== "object" || value === null) && typeof value !== "function" && typeof value !== "symbol"
  );
}

/** The states before each turn, the last one included; undefined when the loop does not end by itself soon. */
function statesOf(ir: LoopIR, inputs: Values): ReadonlyMap<string, unknown>[] | undefined {
  const env = new Map<string, unknown>(ir.inputs.map((name, i) => [name, inputs[i]]));
  const states: ReadonlyMap<string, unknown>[] = [];
  for (let turn = 0; turn < 300; turn++) {
    states.push(new Map(env));
    const entering: LoopIR = { ...ir, body: [["set", ir.place, " ran", true], ...ir.body] };
    env.delete(" ran");
    try {
      const way = runTurn(entering, env, plain);
      if (way.kind === "exit" && !env.has(" ran")) states.pop();
      if (way.kind === "exit" || way.kind === "leave") return states;
    } catch (error) {
      if (error instanceof TooManyTurns) return undefined;
      // The turn that throws is the last one.
      return states;
    }
  }
  return undefined;
}

function spoil(value: unknown): unknown {
  if (typeof value === "bigint") return value + 987_654_321n;
  if (typeof value === "number") return value + 424_242;
  return value;
}

/** `choose` picks how many of the turns to skip, from what could be skipped. */
export function fakeRuntime(
  kind: "silent" | "honest",
  choose: (last: number) => number = (last) => last,
): FakeRuntime {
  const counts = { asked: 0, opened: 0 };
  const sites: LoopIR[] = [];

  const open = (ir: LoopIR, inputs: Values): Values | undefined => {
    if (kind === "silent") return undefined;
    const expanded = expandRangeLoop(ir);
    const [given] = inputs;
    const iterable = ir.keys && Array.isArray(given) ? range(0, given.length) : given;
    let values = inputs;
    if (ir.element !== undefined) {
      if (!(iterable instanceof Range)) return undefined;
      const { start, stop, step } = iterable as unknown as { start: unknown; stop: unknown; step: unknown };
      values = [start, stop, step, ...inputs.slice(1)];
    }
    // Functions are inputs only where nothing computes with them: `range` itself.
    if (!values.every((value) => isPrimitive(value) || typeof value === "function")) return undefined;
    const states = statesOf(expanded, values);
    if (!states || states.length < 2) return undefined;
    const last = states.length - 1;
    const turns = choose(last);
    const state = states[turns];
    if (!state) return undefined;
    counts.opened++;
    const live = new Set(turns === last ? expanded.liveLast : expanded.live);
    const written = expanded.writes.map((name) =>
      live.has(name) ? state.get(name) : spoil(state.get(name)),
    );
    if (ir.element === undefined) return written;
    const { stop, step } = iterable as unknown as { stop: bigint; step: bigint };
    return [range(written[0] as bigint, stop, step), ...written.slice(1)];
  };

  const site = (ir: LoopIR): Enter => {
    sites.push(ir);
    const enter: Enter = (...inputs) => {
      counts.asked++;
      return open(ir, inputs);
    };
    const late = (read: () => Values, ...inputs: unknown[]): Values | undefined => {
      counts.asked++;
      let early: Values;
      try {
        early = read();
      } catch {
        return undefined;
      }
      return open(
        ir,
        ir.element === undefined ? [...early, ...inputs] : [inputs[0], ...early, ...inputs.slice(1)],
      );
    };
    return Object.assign(enter, { late });
  };
  return { module: { site, linear: site, compiled: () => decorate, marked: () => decorate }, counts, sites };
}

/** A `cpmoptimize` that changes nothing. */
export function decorate(first?: unknown, second?: unknown): unknown {
  if (typeof first === "function") return first;
  void second;
  return (fn: unknown) => fn;
}
