/** The first domain that can read a trace, for as much demand as it can. */
import type { Demand, DomainSettings, Reading } from "./domains/domain.ts";
import { domains } from "./domains/registry.ts";
import type { LoopIR } from "./ir.ts";
import type { Refusal } from "./refusal.ts";
import { RefusalSignal } from "./refusal.ts";
import type { Trace } from "./trace.ts";

/**
 * First everything that is live when any number of turns is left, which allows a jump to any turn; failing that only what
 * is live before the last turn.
 *
 * @throws RefusalSignal the first domain's reason for the smaller demand
 */
export function readTrace(
  trace: Trace,
  ir: Pick<LoopIR, "live" | "liveLast">,
  settings: DomainSettings,
): Reading {
  let reason: Refusal | undefined;
  for (const demand of demands(ir)) {
    for (const domain of domains) {
      try {
        return domain.read(trace, demand, settings);
      } catch (error) {
        if (!(error instanceof RefusalSignal)) throw error;
        reason = error.refusal;
      }
    }
  }
  throw new RefusalSignal(reason as Refusal);
}

function demands({ live, liveLast }: Pick<LoopIR, "live" | "liveLast">): Demand[] {
  return live.length === liveLast.length ? [live] : [live, liveLast];
}
