/** One domain at one call: what it says of the first turns of a loop, beside these turns as the interpreter runs them. */
import { expect } from "vitest";
import { bitLength } from "../../src/algebra/bit-length.ts";
import { Plan } from "../../src/runtime/plans/plan.ts";
import type { Settings } from "../../src/runtime/settings.ts";
import { defaultSettings } from "../../src/runtime/settings.ts";
import type { Domain, DomainSettings, Reading, Run } from "../../src/trace/domains/domain.ts";
import { Evaluation } from "../../src/trace/evaluate-terms.ts";
import type { LoopIR } from "../../src/trace/ir.ts";
import { plainTurn } from "../../src/trace/plain-turn.ts";
import { RefusalSignal } from "../../src/trace/refusal.ts";
import { strategies } from "../../src/trace/strategy.ts";
import type { Trace } from "../../src/trace/trace.ts";
import { trace } from "../../src/trace/trace.ts";
import type { Primitive, ValueType } from "../../src/trace/value.ts";
import { typeOf } from "../../src/trace/value.ts";
import { compileForTest } from "../compiler/compile-for-test.ts";

export interface DomainCase {
  /** A function of one loop; `n` is its bound, and so large that the path lasts for all turns that are looked at. */
  readonly source: string;
  /** Those that the domain reads. */
  readonly names: readonly string[];
  /** The inputs of the loop by name, for calls one after the other: the same reading serves all of them. */
  readonly calls: readonly Readonly<Record<string, unknown>>[];
  readonly settings?: Partial<Settings>;
  readonly turns?: number;
}

/** One call: the run, and the inputs before each of the first turns of the trace. */
export interface DomainCall {
  readonly run: Run;
  readonly states: readonly ReadonlyMap<string, Primitive>[];
  readonly trace: Trace;
  readonly reading: Reading;
}

function irOf(source: string): LoopIR {
  const { irs, report } = compileForTest(source);
  if (irs[0] === undefined) throw new Error(report.print());
  return irs[0];
}

/** @throws RefusalSignal the domain's for the last strategy, where it reads the turn by none */
export function callsOf(domain: Domain, of: DomainCase): DomainCall[] {
  const ir = irOf(of.source);
  const settings = { ...defaultSettings, ...of.settings };
  const plans: Plan[] = [];
  return of.calls.map((call) => {
    const given = ir.inputs.map((name) => {
      if (!(name in call)) throw new Error(`${name} is not given`);
      return call[name];
    });
    const leafValue = (name: string): unknown => given[ir.inputs.indexOf(name)];
    const evaluationOf = ({ trace }: Plan): Evaluation => new Evaluation(trace.graph, leafValue);
    let plan = plans.find((known) => known.hasTypes(given) && known.isOnPath(evaluationOf(known)));
    if (plan === undefined) plans.push((plan = planFor(domain, of, ir, settings, leafValue)));
    const run = plan.reading.begin({ leafValue, evaluation: evaluationOf(plan) });
    const { trace, reading } = plan;
    return { run, trace, reading, states: statesFrom(ir, given, trace.turns, of.turns ?? 24) };
  });
}

function planFor(
  domain: Domain,
  { names }: DomainCase,
  ir: LoopIR,
  settings: DomainSettings,
  leafValue: (name: string) => unknown,
): Plan {
  let reason: unknown;
  const typeOfInput = (name: string): ValueType => typeOf(leafValue(name));
  for (const strategy of strategies(ir)) {
    try {
      const traced = trace({
        ir,
        strategy,
        turnCap: 64,
        typeOf: typeOfInput,
        makeOracle: (graph) => {
          const evaluation = new Evaluation(graph, leafValue);
          return {
            decide: (question) => Boolean(evaluation.of(question)),
            presentValue: (term) => evaluation.of(term),
          };
        },
      });
      const reading = domain.read(traced, names, settings);
      return new Plan(ir.inputs, ir.inputs.map(typeOfInput), strategy, traced, reading);
    } catch (error) {
      if (!(error instanceof RefusalSignal)) throw error;
      reason = error;
    }
  }
  throw reason;
}

function statesFrom(
  ir: LoopIR,
  given: readonly unknown[],
  step: number,
  turns: number,
): DomainCall["states"] {
  const states: ReadonlyMap<string, Primitive>[] = [];
  let now: readonly unknown[] | undefined = given;
  for (let k = 0; k <= turns * step; k++) {
    if (now === undefined) throw new Error(`the path ends after ${k} turns`);
    const values = now as readonly Primitive[];
    if (k % step === 0) states.push(new Map(ir.inputs.map((name, place) => [name, values[place]])));
    now = plainTurn(ir, now);
  }
  return states;
}

/** The values after every number of turns, for every demand; and the bounds, which are no less than what they bound. */
export function expectFollowed(domain: Domain, of: DomainCase): void {
  const [first, ...others] = of.names as [string, ...string[]];
  const demands = [of.names, ...others.map((name) => [first, name]), ...of.names.map((name) => [name])];
  for (const [place, { run, states }] of callsOf(domain, of).entries()) {
    const longest = new Map<string, number>(of.names.map((name) => [name, 0]));
    for (const [turns, state] of states.entries()) {
      const what = `${of.source}, call ${place}, after ${turns} turns`;
      const [count, most] = [BigInt(turns), () => Math.max(...longest.values())];
      expect(run.certify(count), what).toBe(count);
      for (const demand of demands) {
        const values = run.after(count, demand)?.values;
        for (const name of demand) {
          const [found, expected] = [values?.get(name), state.get(name)];
          expect(Object.is(found, expected), `${what}: ${name} is ${found}, not ${expected}`).toBe(true);
        }
      }
      for (const [name, before] of longest) {
        const value = state.get(name);
        if (typeof value === "bigint") {
          longest.set(name, Math.max(before, bitLength(value)));
          expect(run.bits(name, count, Infinity), what).toBeGreaterThanOrEqual(longest.get(name)!);
        } else if (Number.isFinite(value)) {
          longest.set(name, Math.max(before, Math.abs(value as number)));
          expect(run.magnitude(name, count), what).toBeGreaterThanOrEqual(longest.get(name)!);
        }
      }
      if (of.names.some((name) => typeof state.get(name) !== "bigint")) continue;
      expect(run.fits(count, most() - 1), what).toBe(false);
      expect(
        run.fits(count, Math.max(...of.names.map((name) => run.bits(name, count, Infinity)))),
        what,
      ).toBe(true);
    }
  }
}
