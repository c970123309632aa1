/**
 * A lifted loop to a finished IR: the inputs in the order of the door, and what is live.
 *
 * Inputs that may not be initialised come first, because the door reads them under guard. One that certainly is not
 * makes the loop as written throw, which is a refusal.
 */
import type { LoopIR } from "../../trace/ir.ts";
import type { Refusal } from "../../trace/refusal.ts";
import type { Binding } from "../records/bindings.ts";
import type { LiftedLoop } from "../records/lifted-loop.ts";
import { makeRefusal } from "../records/refusals.ts";
import type { SourceText } from "../records/source-text.ts";
import { initialisation } from "./initialised.ts";
import { isLiveAfter, isObservable } from "./live-after.ts";
import type { KnownType } from "./known-types.ts";
import { knownTypes } from "./known-types.ts";
import { findLiveness } from "./liveness.ts";

export interface CompleteLoop {
  readonly ir: LoopIR;
  /** How many of the inputs may not be initialised yet. */
  readonly late: number;
  /** The inputs behind those that no variable holds. */
  readonly given: readonly string[];
  readonly types: ReadonlyMap<string, KnownType>;
}

export function completeIR(lifted: LiftedLoop, text: SourceText): CompleteLoop | readonly Refusal[] {
  const { candidate, refusals, inputs, writes: _, locals, body, given: givenInputs = [], ...parts } = lifted;
  const place = text.place(candidate.loop);
  const states = new Map(inputs.map((binding) => [binding, initialisation(binding, candidate)]));
  const [late, certain, never] = (["late", "certain", "never"] as const).map((state) =>
    inputs.filter((binding) => states.get(binding) === state),
  ) as [Binding[], Binding[], Binding[]];
  const dead = never.map((binding) => makeRefusal("temporal-dead-zone", place, binding.name));
  if (refusals.length + dead.length > 0) return [...refusals, ...dead];

  const ordered = [...late, ...certain];
  const written = ordered.filter((binding) => lifted.writes.includes(binding));
  const given = givenInputs.map(({ name }) => name);
  const carried = givenInputs.filter(({ isWritten }) => isWritten).map(({ name }) => name);
  const writes = [...carried, ...namesOf(written)];
  const result = candidate.loop.type === "CallbackLoop" && candidate.loop.driver === "reduce" ? carried : [];
  const after = new Set(result.concat(namesOf(written.filter((binding) => isLiveAfter(binding, candidate)))));
  const observable = new Set(namesOf(written.filter((binding) => isObservable(binding, candidate))));
  const { live, liveLast } = findLiveness({ ...parts, body, writes }, after, observable);
  const ir: LoopIR = {
    name: candidate.name,
    file: text.filename,
    place,
    inputs: [...namesOf(late), ...given, ...namesOf(certain)],
    writes,
    locals,
    ...parts,
    body,
    live,
    liveLast,
  };
  return { ir, late: late.length, given, types: knownTypes(ordered, candidate) };
}

function namesOf(bindings: readonly Binding[]): string[] {
  return bindings.map((binding) => binding.name);
}
