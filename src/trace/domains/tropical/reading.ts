/** A system of variables that depend on one another, and what a call makes of it. */
import { invariantOperands } from "../require-integer.ts";
import type { Extended } from "../../../algebra/tropical/semirings.ts";
import type { Evaluation } from "../../evaluate-terms.ts";
import { atomsOf, instantiate } from "../../coefficient.ts";
import { printValue } from "../../print-term.ts";
import { refuse } from "../../refusals.ts";
import type { Term } from "../../value.ts";
import type { Call, Group } from "../domain.ts";
import type { Part } from "../parts.ts";
import type { Algebra, Solver } from "./algebras.ts";
import type { System } from "./form-reader.ts";
import type { Column } from "./linear-forms.ts";
import { unit } from "./linear-forms.ts";
import type { Begun } from "./run.ts";

export class TropicalPart implements Part<Begun> {
  readonly demanded: readonly string[];
  readonly group: Group;
  readonly dimension: number;
  private readonly columns: readonly Column[];
  private readonly algebra: Algebra<unknown>;
  private readonly system: System<unknown>;
  private instance: { readonly atoms: readonly bigint[]; readonly solver: Solver } | undefined;

  constructor(algebra: Algebra<unknown>, system: System<unknown>, names: readonly string[]) {
    this.algebra = algebra;
    this.system = system;
    this.demanded = names;
    this.columns = [...system.rows.keys(), unit];
    const readsUnit = [...system.rows.values()].some((row) => algebra.readsUnit(row));
    const used = this.columns.filter((column) => column !== unit || readsUnit);
    const basis = used.map(
      (column) => `${column === unit ? algebra.one : printValue(column)} in ${algebra.name}`,
    );
    const matrix = used.flatMap((column) => {
      const row = column === unit ? algebra.forms.constant(algebra.one) : system.rows.get(column);
      return algebra.print ? [algebra.print(row, used)] : [];
    });
    this.group = { basis, matrix };
    this.dimension = basis.length;
  }

  begin({ leafValue, evaluation }: Call): Begun {
    const { algebra, system, demanded: names } = this;
    const solver = this.solverFor(evaluation);
    const start = [...system.rows.keys()].map((column): Extended => {
      const counter = system.counters.get(column);
      const value = counter ? evaluation.polynomial(counter) : this.startOf(column, leafValue(column.name));
      if (algebra.forms.product === "*" && value < 0n) refuse.operator(column.at, column, "*");
      return value;
    });
    const columnOf = new Map([...system.rows.keys()].map(({ name }, k) => [name, k]));
    columnOf.delete("");
    const { exact } = system;
    return { names, solver, start: [...start, algebra.one], columnOf, exact, rows: this.columns.length };
  }

  private startOf(column: Term, value: unknown): Extended {
    const { name, type } = column;
    if (type === "bigint") return value as bigint;
    if (Number.isSafeInteger(value) && !Object.is(value, -0)) return BigInt(value as number);
    const isInfinite = this.algebra.infinite.includes(value as number) && !this.system.finite.has(column);
    return isInfinite ? (value as number) : refuse.notInteger(name);
  }

  private solverFor(evaluation: Evaluation): Solver {
    const { algebra, system } = this;
    const rows = [...system.rows.values()];
    const coefficients = rows.flatMap((row) => algebra.coefficients(row).flatMap(atomsOf));
    const terms = [...new Set([...coefficients, ...invariantOperands(system.exact)])];
    const atoms = terms.map((term) => evaluation.integer(term));
    if (this.instance?.atoms.every((atom, k) => atom === atoms[k]) !== true) {
      const valueOf = new Map(terms.map((term, k) => [term, atoms[k] as bigint]));
      const solver = algebra.solver(rows, this.columns, (coefficient) => {
        const value = instantiate(coefficient, (term) => valueOf.get(term) as bigint);
        if (algebra.forms.product === "*" && value < 0n) refuse.operator("", value, "*");
        return value;
      });
      this.instance = { atoms, solver };
    }
    return this.instance.solver;
  }
}
