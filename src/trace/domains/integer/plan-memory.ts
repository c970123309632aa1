/**
 * What every call asks of an integer plan and what does not depend on the call: columns of a demand, the printed form of a
 * condition, how many number operations a turn has. Found once; demands are told apart by identity, since a site has two.
 */
import type { Predicate } from "../../path.ts";
import type { Demand } from "../domain.ts";
import type { IntegerPlan } from "./integer-plan.ts";
import { printPredicate } from "./integer-plan.ts";

export class PlanMemory {
  /** The operations over numbers in one turn. */
  readonly numberOperations: number;
  private readonly plan: IntegerPlan;
  private readonly columns = new WeakMap<Demand, readonly number[]>();
  private readonly printed = new WeakMap<Predicate, string>();

  constructor(plan: IntegerPlan) {
    this.plan = plan;
    this.numberOperations = plan.numberTerms.filter(({ op }) => op !== "variable").length;
  }

  /** Where the demanded variables stand in the basis, but for those that keep their value. */
  columnsOf(demand: Demand): readonly number[] {
    let columns = this.columns.get(demand);
    if (columns === undefined) {
      const { kept, columnOf } = this.plan;
      columns = demand.flatMap((name) => (kept.has(name) ? [] : (columnOf(name) as number)));
      this.columns.set(demand, columns);
    }
    return columns;
  }

  print(predicate: Predicate): string {
    let printed = this.printed.get(predicate);
    if (printed === undefined) {
      printed = printPredicate(predicate);
      this.printed.set(predicate, printed);
    }
    return printed;
  }
}
