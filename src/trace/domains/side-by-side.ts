/**
 * Runs side by side, each of which computes its share of what is demanded: together they certify what all certify, cost what
 * all cost, and one proof that a value cannot be built is enough.
 */
import { share, type Progress } from "../../algebra/progress.ts";
import type { Primitive } from "../value.ts";
import type { Costs, Demand, Run } from "./domain.ts";

export function certifiedByAll(runs: readonly Run[], turns: bigint): bigint {
  return runs.reduce((certified, run) => run.certify(certified), turns);
}

export function firstExcess(runs: readonly Run[], turns: bigint, limit: number): ReturnType<Run["exceeds"]> {
  for (const run of runs) {
    const proof = run.exceeds(turns, limit);
    if (proof) return proof;
  }
  return undefined;
}

/** @param shares one for each run */
export function costsOfAll(runs: readonly Run[], shares: readonly Demand[], turns: bigint): Costs {
  let [jump, growth] = [0, 0];
  runs.forEach((run, k) => {
    const costs = run.costs(turns, shares[k] as Demand);
    jump += costs.jump;
    growth += costs.growth;
  });
  return { jump, growth };
}

/** @param shares one for each run */
export function afterAll(
  runs: readonly Run[],
  shares: readonly Demand[],
  turns: bigint,
  progress?: Progress,
): ReturnType<Run["after"]> {
  const only = onlyShare(shares);
  if (only >= 0) return (runs[only] as Run).after(turns, shares[only] as Demand, progress);
  const whole = progress ? costsOfAll(runs, shares, turns).jump : 0;
  let before = 0;
  const values = new Map<string, Primitive>();
  const kernels = new Set<string>();
  for (let k = 0; k < runs.length; k++) {
    const own = shares[k] as Demand;
    if (own.length === 0) continue;
    const run = runs[k] as Run;
    const to = progress ? before + run.costs(turns, own).jump / whole : 0;
    const after = run.after(turns, own, share(progress, before, to));
    before = to;
    if (after === undefined) return undefined;
    for (const [name, value] of after.values) values.set(name, value);
    if (after.kernels !== "") kernels.add(after.kernels);
  }
  return { values, kernels: [...kernels].join(" + ") };
}

/** The place of the only share that is not empty; -1 when there are none or several. */
function onlyShare(shares: readonly Demand[]): number {
  let only = -1;
  for (let k = 0; k < shares.length; k++) {
    if ((shares[k] as Demand).length === 0) continue;
    if (only >= 0) return -1;
    only = k;
  }
  return only;
}
