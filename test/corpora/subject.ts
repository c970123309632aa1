/** A loop of the corpus as it is written, and as the package runs it with every loop that can be moved ahead moved. */
import type { CpmEvent, Settings, Site } from "cpmoptimize/runtime";
import * as runtime from "cpmoptimize/runtime";
import { defaultSettings, site } from "cpmoptimize/runtime";
import { neededRooms } from "../../src/compiler/emit/needed-rooms.ts";
import { compileFunction } from "cpmoptimize/compiler";
import type { CorpusLoop, State } from "./corpus-loop.ts";
import { assignmentOf, guardOf, writeLoop } from "./corpus-loop.ts";

export interface Subject {
  readonly holds: (state: State) => boolean;
  readonly step: (state: State) => State;
  readonly compiled: Compiled;
  /** The same with one more variable, which counts the turns. */
  readonly counting: Compiled;
}

interface Compiled {
  /** Codes of the reasons for which the loop was left alone when it was compiled. */
  readonly refusals: readonly string[];
  /** @throws NotMoved unless `finish` is set, when the door stays shut: the loop itself is not worth waiting for. */
  run(state: State, finish?: boolean): Run;
}

interface Run {
  readonly state: State;
  readonly skipped: bigint;
  /** Why the door stayed shut. */
  readonly declined: string | undefined;
}

export class NotMoved extends Error {
  readonly code: string;

  constructor(code: string) {
    super(code);
    this.code = code;
  }
}

export function makeSubject(loop: CorpusLoop, tell: (event: CpmEvent) => void): Subject {
  const names = loop.vars.join(", ");
  return {
    holds: evaluate(`([${names}]) => ${guardOf(loop)}`) as Subject["holds"],
    step: evaluate(`([${names}]) => { ${assignmentOf(loop)}; return [${names}]; }`) as Subject["step"],
    compiled: compile(writeLoop(loop), tell),
    counting: compile(writeLoop(loop, "turns"), tell),
  };
}

/** What transformed code gives a site; the refusals say more with their texts. */
function roomsFor(ir: Parameters<typeof site>[0]): runtime.SiteRoom[] {
  return [runtime.prose, ...neededRooms(ir, false).map((name) => runtime[name])];
}

function compile(source: string, tell: (event: CpmEvent) => void): Compiled {
  const { code, sites, loops } = compileFunction(source, { strictMode: true, filename: "loop.js" });
  let finishes = false;
  let skipped = 0n;
  let declined: string | undefined;
  const onEvent = (event: CpmEvent): void => {
    if (event.kind === "accelerated") skipped += event.turns;
    if (event.kind === "declined") declined = event.refusal.code;
    tell(event);
  };
  const settings: Settings = { ...defaultSettings, itersLimit: 0n, onEvent };
  const watched = sites.map(({ ir }): Site => {
    const inner = site(ir, roomsFor(ir), settings);
    const watch = (jump: ReturnType<Site>): ReturnType<Site> => {
      if (jump === undefined && !finishes) throw new NotMoved(declined ?? "no reason");
      return jump;
    };
    return Object.assign((...inputs: unknown[]) => watch(inner(...inputs)), {
      late: (read: () => readonly unknown[], ...inputs: unknown[]) => watch(inner.late(read, ...inputs)),
      short: -1,
    });
  });
  const refusals = loops.flatMap((report) => report.refusals.map((refusal) => refusal.code));
  const make = evaluate(`(${sites.map(({ name }) => name).join(", ")}) => (${code})`) as (
    ...sites: Site[]
  ) => (...state: State) => State;
  const fast = make(...watched);
  return {
    refusals,
    run(state, finish = false) {
      finishes = finish;
      skipped = 0n;
      declined = undefined;
      if (sites.length === 0 && !finish) throw new NotMoved(refusals[0] ?? "no reason");
      return { state: fast(...state), skipped, declined };
    },
  };
}

function evaluate(expression: string): unknown {
  return (new Function(`"use strict"; return (${expression});`) as () => unknown)();
}
