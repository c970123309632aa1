/** What a site knows of its loop, for `explain`: apart from the site, so that a bundle that never asks does not carry it. */
import type { Group } from "../trace/domains/domain.ts";
import type { Place } from "../trace/ir.ts";
import type { Refusal } from "../trace/refusal.ts";
import { together } from "../trace/rooms.ts";
import { verdict, type Verdict } from "../trace/verdict.ts";
import type { PhaseReport } from "./outcome.ts";
import { tell } from "./prose.ts";
import type { Site } from "./site-record.ts";
import { prepared, recordOf } from "./site-record.ts";

export interface SiteReport {
  readonly name: string;
  readonly file: string;
  readonly place: Place;
  readonly status: "untried" | "accelerated" | "declined" | "refused" | "disabled";
  readonly refusals: readonly Refusal[];
  /** How many turns the last acceleration skipped. */
  readonly turns?: bigint;
  readonly kernel?: string;
  /** The phases of the last acceleration: how many turns each skipped, and the condition that ended its path. */
  readonly phases?: readonly PhaseReport[];
  /** How many phases there were; at most the first 1000 are listed. */
  readonly phaseCount?: number;
  /** Why the phases of the last acceleration stopped before the loop's last turn; absent when they did not. */
  readonly stopped?: Refusal;
  /** The state vector. */
  readonly state?: readonly string[];
  /** The transition matrix, when there is one group only. */
  readonly matrix?: readonly (readonly string[])[];
  /** Rows of the matrices of all groups. */
  readonly dimension?: number;
  readonly groups?: readonly Group[];
}

/** A verdict holds for ever. */
const verdicts = /* @__PURE__ */ new WeakMap<Site, Verdict>();

function verdictOf(target: Site, make: () => Verdict): Verdict {
  let known = verdicts.get(target);
  if (known === undefined) verdicts.set(target, (known = make()));
  return known;
}

/** The last call's trace, before the first call the verdict over unknown values. */
export function inspect(target: Site): SiteReport {
  const record = recordOf(target);
  const { ir, settings, disabled, last } = record;
  const { rooms, door } = prepared(record);
  const { name, file, place } = ir;
  const base = { name, file, place };
  const structure = door.lastReading ?? verdictOf(target, () => verdict(ir, settings, together([rooms])));
  const shape = {
    ...("accepted" in structure && structure.state ? { state: structure.state } : {}),
    ...(structure.groups && {
      groups: structure.groups,
      state: structure.groups.flatMap(({ basis }) => basis),
    }),
    ...(structure.groups?.length === 1 && structure.groups[0] && { matrix: structure.groups[0].matrix }),
    ...(structure.dimension !== undefined && { dimension: structure.dimension }),
    ...(structure.kernel !== undefined && { kernel: structure.kernel }),
  };
  if (disabled !== undefined) return { ...base, ...shape, status: "disabled", refusals: [tell(disabled)] };
  if (last === undefined) {
    const refusals = "accepted" in structure ? structure.refusals : [];
    return { ...base, ...shape, status: refusals.length > 0 ? "refused" : "untried", refusals };
  }
  const { stopped } = last;
  if ("refusal" in last) {
    return {
      ...base,
      ...shape,
      status: "declined",
      refusals: [tell(last.refusal), ...(stopped ? [tell(stopped)] : [])],
    };
  }
  const { turns, kernel, phases, phaseCount } = last;
  const jump = { turns, kernel, phases, phaseCount, ...(stopped && { stopped: tell(stopped) }) };
  return { ...base, ...shape, status: "accelerated", refusals: [], ...jump };
}
