/** The reading of a trace: by the integers' domain alone, or by several side by side, for as much demand as they can. */
import type { Demand, DomainSettings, Reading } from "./domains/domain.ts";
import { readingOrElse } from "./domains/or-else.ts";
import type { LoopIR } from "./ir.ts";
import type { Reason } from "./refusal.ts";
import { RefusalSignal } from "./refusal.ts";
import { refuse } from "./refusals.ts";
import type { Rooms } from "./rooms.ts";
import type { Trace } from "./trace.ts";
import { leavesOf } from "./polynomial.ts";
import type { Term, Value } from "./value.ts";
import { isTerm, valueType } from "./value.ts";

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
  rooms: Rooms,
): Reading {
  requireStableTypes(trace);
  let reason: Reason | undefined;
  for (const demand of demands(ir)) {
    for (const read of ways(rooms, settings)) {
      try {
        return read(trace, demand, settings);
      } catch (error) {
        if (!(error instanceof RefusalSignal)) throw error;
        reason = error.refusal;
      }
    }
  }
  throw new RefusalSignal(reason as Reason);
}

type Read = (trace: Trace, demand: Demand, settings: DomainSettings) => Reading;

/** By the integers' domain alone, by several side by side, and by these where numbers that no condition depends on may round. */
function ways({ ordered, domains, sideBySide, rounds }: Rooms, { types }: DomainSettings): Read[] {
  const alone: Read = (trace, demand, settings) => ordered.read(trace, demand, settings);
  if (sideBySide === undefined) return [alone];
  const beside =
    (numbers: "exact" | "round"): Read =>
    (trace, demand, settings) =>
      sideBySide(trace, demand, settings, ordered, domains, numbers);
  if (rounds !== true || !types.includes("float")) return [alone, beside("exact")];
  const rounding = beside("round");
  const orRounding =
    (read: Read): Read =>
    (trace, demand, settings) =>
      readingOrElse(read(trace, demand, settings), () => rounding(trace, demand, settings));
  return [orRounding(alone), orRounding(beside("exact")), rounding];
}

/**
 * The trace holds for the turns after the first one only if its operands keep their types, whether or not anybody reads the
 * results: `c += 1; c = b` throws in the second turn if b is a BigInt, and calls `valueOf` in it if b is an object.
 */
function requireStableTypes({ graph, leaves, next }: Trace): void {
  const operands = new Set<Term>();
  const note = (value: Value): void => {
    if (!isTerm(value)) return;
    if (value.op === "variable" && leaves.get(value.name) === value) operands.add(value);
    if (value.polynomial) for (const leaf of leavesOf(value.polynomial)) note(graph.terms[leaf]);
  };
  for (const { args } of graph.terms) args.forEach(note);
  for (const { name, type } of operands) {
    const value = next.get(name);
    if (valueType(value) !== type) {
      refuse.variableType(
        name,
        type,
        `the turn makes it ${valueType(value)}, so that its type changes on the way`,
      );
    }
    note(value); // a Set iterates over what is added meanwhile
  }
}

function demands({ live, liveLast }: Pick<LoopIR, "live" | "liveLast">): Demand[] {
  return live.length === liveLast.length ? [live] : [live, liveLast];
}
