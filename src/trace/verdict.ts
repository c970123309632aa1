/**
 * What can be said of a loop before any call: the trace over unknown values.
 *
 * Types are inferred from the text, and where the text leaves them open BigInt and number are tried in turn. A question
 * whose answer only a call can know is answered both ways, one path after the other. The loop is accepted when some path
 * that repeats can be read by some domain; otherwise the refusals of all paths are collected.
 */
import type { DomainSettings, Group, Reading } from "./domains/domain.ts";
import { guesses, leavingIndices } from "./guess-arrays.ts";
import { inferTypes } from "./infer-types.ts";
import type { InnerLoop, LoopIR } from "./ir.ts";
import { expandRangeLoop } from "./range-loop.ts";
import { tellTraced } from "./prose.ts";
import type { Reason, Refusal } from "./refusal.ts";
import { RefusalSignal } from "./refusal.ts";
import { readTrace } from "./read-trace.ts";
import type { Rooms } from "./rooms.ts";
import type { Trace } from "./trace.ts";
import type { Oracle } from "./recorder.ts";
import type { Strategy } from "./strategy.ts";
import { strategies } from "./strategy.ts";
import { trace } from "./trace.ts";
import type { TermGraph } from "./term-graph.ts";
import type { Environment } from "./turn.ts";
import type { Value, ValueType } from "./value.ts";
import { valueType } from "./value.ts";
import { assignedNames } from "./assigned-names.ts";
import { Work } from "./work.ts";

export interface Verdict {
  readonly accepted: boolean;
  /** Empty when accepted. */
  readonly refusals: readonly Refusal[];
  /** The rest describes the first path that was accepted. */
  readonly state?: readonly string[] | undefined;
  readonly matrix?: readonly (readonly string[])[] | undefined;
  readonly dimension?: number | undefined;
  readonly kernel?: string | undefined;
  readonly groups?: readonly Group[] | undefined;
}

/** Paths that are looked at; a loop with more unanswered questions is judged by these. */
const PATH_CAP = 32;

/** The same, where arrays are taken to be of another kind. */
const FURTHER_PATH_CAP = 8;

export function verdict(loop: LoopIR, settings: DomainSettings, rooms: Rooms): Verdict {
  if (loop.arrays === undefined) return judge(loop, settings, rooms, new Map());
  const refusals = distinct(leavingIndices(loop));
  if (refusals.length > 0) return { accepted: false, refusals: refusals.map(tellTraced) };
  // The first guess is the one that is reported.
  let judged: Verdict | undefined;
  for (const { ir, types } of guesses(loop, settings.types)) {
    const guess = judge(ir, settings, rooms, types, judged === undefined ? PATH_CAP : FURTHER_PATH_CAP);
    if (guess.accepted) return guess;
    judged ??= guess;
  }
  return judged as Verdict;
}

function judge(
  loop: LoopIR,
  settings: DomainSettings,
  rooms: Rooms,
  known: ReadonlyMap<string, ValueType>,
  pathCap = PATH_CAP,
): Verdict {
  const ir = expandRangeLoop(loop);
  const work = new Work();
  // The refusals of the last strategy, which is for every loop, are reported.
  let refusals: Reason[] = [];
  for (const strategy of strategies(ir)) {
    refusals = [];
    for (const open of openTypes(settings)) {
      for (const path of paths(ir, strategy, inferTypes(ir, open, known), pathCap, work)) {
        refusals.push(...path.refusals);
        if (path.trace?.way !== "next" || path.refusals.length > 0) continue;
        const reading = attempt(refusals, () => readTrace(path.trace as Trace, ir, settings, rooms));
        if (reading) return accept(reading);
        collectOneByOne(path.trace, ir, settings, rooms, refusals);
      }
    }
  }
  if (refusals.length === 0) {
    refusals.push({ code: "leaves-at-once", where: ir.place, what: "the loop", details: [] });
  }
  return { accepted: false, refusals: distinct(refusals).map(tellTraced) };
}

function openTypes({ types }: DomainSettings): ValueType[] {
  return [...new Set(types.map((type): ValueType => (type === "bigint" ? "bigint" : "number")))];
}

/** What it says of the path is found out when somebody asks. */
function accept(reading: Reading): Verdict {
  return {
    accepted: true,
    refusals: [],
    get groups() {
      return reading.groups;
    },
    get state() {
      return reading.groups.flatMap((group) => group.basis);
    },
    get matrix() {
      const [group, ...others] = reading.groups;
      return others.length === 0 ? group?.matrix : undefined;
    },
    get dimension() {
      return reading.dimension;
    },
    get kernel() {
      return reading.kernel;
    },
  };
}

interface Path {
  readonly trace?: Trace;
  readonly refusals: readonly Reason[];
}

/** Depth-first enumeration: each path is the answers to the questions that it met, true first. */
function* paths(
  ir: LoopIR,
  strategy: Strategy,
  typeOf: (input: string) => ValueType,
  pathCap: number,
  work: Work,
): Generator<Path> {
  let answers: boolean[] = [];
  for (let count = 0; count < pathCap; count++) {
    let asked = 0;
    const refusals: Reason[] = [];
    const decide = (): boolean => {
      const answer = answers[asked] ?? true;
      answers[asked++] = answer;
      return answer;
    };
    const refused = (refusal: Reason): void => {
      refusals.push(refusal);
    };
    const makeOracle = (graph: TermGraph): Oracle => {
      asked = 0;
      return { decide, refused, forward: (loop, env, turn) => turn > 0 && forget(graph, loop, env) };
    };
    const traced = attempt(refusals, () => trace({ ir, typeOf, makeOracle, strategy, turnCap: 1, work }));
    yield { ...(traced && { trace: traced }), refusals };
    answers = answers.slice(0, asked);
    while (answers.at(-1) === false) answers.pop();
    if (answers.length === 0) return;
    answers[answers.length - 1] = false;
  }
}

/** An inner loop's turn has been looked at; what many of them leave is unknown. */
function forget(graph: TermGraph, loop: InnerLoop, env: Environment<Value>): true {
  for (const name of assignedNames(loop)) {
    env.set(name, graph.parameter(`?${name} ${graph.terms.length}`, valueType(env.get(name))));
  }
  return true;
}

/** After one refusal of the whole: what each demanded variable alone would be refused for. */
function collectOneByOne(
  path: Trace,
  ir: LoopIR,
  settings: DomainSettings,
  rooms: Rooms,
  refusals: Reason[],
): void {
  for (const name of ir.live) {
    if (path.graph.work.isRead) return;
    attempt(refusals, () => readTrace(path, { ...ir, live: [name], liveLast: [name] }, settings, rooms));
  }
}

function attempt<T>(refusals: Reason[], run: () => T): T | undefined {
  try {
    return run();
  } catch (error) {
    if (!(error instanceof RefusalSignal)) throw error;
    refusals.push(error.refusal);
    return undefined;
  }
}

function distinct(refusals: readonly Reason[]): Reason[] {
  return [
    ...new Map(
      refusals.map((refusal) => [`${refusal.code} ${refusal.where} ${refusal.what}`, refusal]),
    ).values(),
  ];
}
