/**
 * The tropical domain: variables whose next value is a maximum or a minimum of others.
 *
 *     (max, +), (min, +)    best = max(best, cur), cur = max(0, cur + k), and affine functions of counters beside them
 *     clamps                x = min(max(x + c, low), high), y the same of x
 *     (max, ×), (min, ×)    x = max(2x, 3y) for numbers that are not negative, and factors that are not
 *     (min, max, +)         x = min(max(y + 2, z), x + 5), any maxima of minima with shifts
 *     (min, max, ×)         x = min(max(2y, z), 1000), the same with factors, where the values come back
 *
 * A turn is linear over the semiring, or composed of clamps, and many turns are a power; maxima of minima have none, but
 * their orbit repeats itself, every entry moved by what it gains in a period (`kernels/tropical/orbit.ts`). Sums of two
 * variables are none of these and are refused.
 */
import { RefusalSignal } from "../../refusal.ts";
import { Ranges } from "../../ranges.ts";
import type { Trace } from "../../trace.ts";
import { closureOf } from "../dependencies.ts";
import type { Domain, DomainSettings } from "../domain.ts";
import { PartsReading } from "../parts.ts";
import type { Algebra } from "./algebras.ts";
import { algebras } from "./algebras.ts";
import { readSystem } from "./form-reader.ts";
import { TropicalPart } from "./reading.ts";
import { kernel, TropicalRun } from "./run.ts";

interface Assigned {
  readonly algebra: Algebra<unknown>;
  readonly names: string[];
  readonly closure: Set<string>;
}

export const tropical: Domain = {
  name: "tropical",
  boundsGrowth: true,

  read(trace, demand, settings) {
    const assigned: Assigned[] = [];
    for (const name of demand) {
      const algebra = algebraOf(trace, name, settings);
      const closure = closureOf([name], trace);
      const group = assigned.find(
        (other) => other.algebra === algebra && [...closure].some((part) => other.closure.has(part)),
      );
      if (group === undefined) {
        assigned.push({ algebra, names: [name], closure });
        continue;
      }
      group.names.push(name);
      for (const part of closure) group.closure.add(part);
    }
    const parts = assigned.map(
      ({ algebra, names }) =>
        new TropicalPart(algebra, readSystem(trace, names, algebra.forms, settings), names),
    );
    return new PartsReading(kernel, parts, (begun, { evaluation, beside }) => {
      const ranges = beside?.ranges ?? new Ranges(trace, evaluation, trace.next.keys());
      return new TropicalRun(trace, begun, ranges, evaluation);
    });
  },
};

/** @throws RefusalSignal the first algebra's reason, when none can read the variable */
function algebraOf(trace: Trace, name: string, settings: DomainSettings): Algebra<unknown> {
  let reason: unknown;
  for (const algebra of algebras as readonly Algebra<unknown>[]) {
    try {
      readSystem(trace, [name], algebra.forms, settings);
      return algebra;
    } catch (error) {
      if (!(error instanceof RefusalSignal)) throw error;
      reason ??= error;
    }
  }
  throw reason;
}
