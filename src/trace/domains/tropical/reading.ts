/** The systems of a path, and what a call makes of them. */
import type { Extended } from "../../../algebra/tropical/semirings.ts";
import type { Evaluation } from "../../evaluate-terms.ts";
import { atomsOf, instantiate } from "../../coefficient.ts";
import { printValue } from "../../print-term.ts";
import { Ranges } from "../../ranges.ts";
import { refuse } from "../../refusals.ts";
import type { Trace } from "../../trace.ts";
import type { Term } from "../../value.ts";
import type { Call, Group, Reading, Run } from "../domain.ts";
import type { Algebra, Solver } from "./algebras.ts";
import type { System } from "./form-reader.ts";
import type { Column } from "./linear-forms.ts";
import { unit } from "./linear-forms.ts";
import type { Begun } from "./run.ts";
import { TropicalRun } from "./run.ts";

const kernel = "tropical";

/** A system of variables that depend on one another. */
export class Part {
  readonly names: readonly string[];
  readonly group: Group;
  readonly columns: readonly Column[];
  private readonly algebra: Algebra<unknown>;
  private readonly system: System<unknown>;
  private instance: { readonly atoms: readonly bigint[]; readonly solver: Solver } | undefined;

  constructor(algebra: Algebra<unknown>, system: System<unknown>, names: readonly string[]) {
    this.algebra = algebra;
    this.system = system;
    this.names = names;
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
  }

  begin({ leafValue, evaluation }: Call): Begun {
    const { algebra, system, names } = this;
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

  private startOf({ name, type }: Term, value: unknown): Extended {
    if (type === "bigint") return value as bigint;
    if (Number.isSafeInteger(value) && !Object.is(value, -0)) return BigInt(value as number);
    const isInfinite = this.algebra.infinite.includes(value as number) && !this.system.needsFinite;
    return isInfinite ? (value as number) : refuse.notInteger(name);
  }

  private solverFor(evaluation: Evaluation): Solver {
    const { algebra, system } = this;
    const rows = [...system.rows.values()];
    const terms = [...new Set(rows.flatMap((row) => algebra.coefficients(row).flatMap(atomsOf)))];
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

export class TropicalReading implements Reading {
  readonly groups: readonly Group[];
  readonly dimension: number;
  readonly kernel: string = kernel;
  private readonly trace: Trace;
  private readonly parts: readonly Part[];

  constructor(trace: Trace, parts: readonly Part[]) {
    this.trace = trace;
    this.parts = parts;
    this.groups = parts.map(({ group }) => group);
    this.dimension = this.groups.reduce((sum, { basis }) => sum + basis.length, 0);
  }

  covers(variable: string): boolean {
    return this.parts.some(({ names }) => names.includes(variable));
  }

  begin(call: Call): Run {
    const { trace } = this;
    const ranges = call.beside?.ranges ?? new Ranges(trace, call.evaluation, trace.next.keys());
    const parts = this.parts.map((part) => part.begin(call));
    return new TropicalRun(trace, parts, ranges, call.evaluation);
  }
}
