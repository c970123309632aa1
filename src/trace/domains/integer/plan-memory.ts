/**
 * What every call asks of an integer plan and what does not depend on the call: columns of a demand, the printed form of a
 * condition, how many number operations a turn has. Found once; demands are told apart by identity, since a site has two.
 */
import type { Predicate } from "../../path.ts";
import type { Demand, PathEnd } from "../domain.ts";
import type { IntegerPlan } from "./integer-plan.ts";
import { printPredicate } from "./integer-plan.ts";

/** A demanded variable that changes: its entry of the state is `scale` times its value. */
interface Output {
  readonly name: string;
  readonly column: number;
  readonly scale: bigint;
  readonly isBigint: boolean;
}

export class PlanMemory {
  private readonly plan: IntegerPlan;
  private readonly outputs = new WeakMap<Demand, readonly Output[]>();
  private readonly columns = new WeakMap<Demand, readonly number[]>();
  private readonly ends = new WeakMap<Predicate, PathEnd>();

  constructor(plan: IntegerPlan) {
    this.plan = plan;
  }

  /** What to read off the state for a demand. */
  outputsOf(demand: Demand): readonly Output[] {
    let outputs = this.outputs.get(demand);
    if (outputs === undefined) {
      const { kept, columnOf, closure, trace } = this.plan;
      outputs = demand.flatMap((name) => {
        if (kept.has(name)) return [];
        const column = columnOf(name) as number;
        const isBigint = trace.leaves.get(name)?.type === "bigint";
        return [{ name, column, scale: closure.scales[column] as bigint, isBigint }];
      });
      this.outputs.set(demand, outputs);
    }
    return outputs;
  }

  /** Where the demanded variables stand in the basis, but for those that keep their value. */
  columnsOf(demand: Demand): readonly number[] {
    let columns = this.columns.get(demand);
    if (columns === undefined) {
      columns = this.outputsOf(demand).map(({ column }) => column);
      this.columns.set(demand, columns);
    }
    return columns;
  }

  endOf(predicate: Predicate): PathEnd {
    let end = this.ends.get(predicate);
    if (end === undefined) {
      end = { condition: printPredicate(predicate), endsLoop: predicate.endsLoop };
      this.ends.set(predicate, end);
    }
    return end;
  }
}
