/**
 * Forms of maxima, minima, and sums or products with constants, in any order: what is neither linear over (max, +) or (min, +), nor a clamp. They are
 * kept as they were read; parts that a turn shares are shared.
 */
import type { MinMaxMap } from "../../../algebra/tropical/min-max-plus.ts";
import type { Coefficient } from "../../coefficient.ts";
import type { Extremum, Forms } from "./forms.ts";
import type { Column } from "./linear-forms.ts";
import { unit } from "./linear-forms.ts";

export type MinMaxForm =
  | { readonly op: "column"; readonly column: Column }
  | { readonly op: "+"; readonly of: MinMaxForm; readonly by: Coefficient }
  | { readonly op: "*"; readonly of: MinMaxForm; readonly by: Coefficient }
  | { readonly op: Extremum; readonly of: MinMaxForm; readonly and: MinMaxForm };

export const minMaxForms = (product: "+" | "*"): Forms<MinMaxForm> => ({
  product,
  constant: (by) => ({ op: product, of: { op: "column", column: unit }, by }),
  column: (column) => ({ op: "column", column }),
  times(x, y) {
    const [form, by] = [plainConstant(y), plainConstant(x)].flatMap((constant, k) =>
      constant === undefined ? [] : [k === 0 ? x : y, constant],
    ) as [MinMaxForm?, Coefficient?];
    return form && by !== undefined ? { op: product, of: form, by } : undefined;
  },
  extremum: (op, of, and) => ({ op, of, and }),
});

function plainConstant(form: MinMaxForm): Coefficient | undefined {
  return (form.op === "+" || form.op === "*") && form.of.op === "column" && form.of.column === unit
    ? form.by
    : undefined;
}

/** The forms that a form is made of, itself last. */
export function partsOf(form: MinMaxForm, met = new Set<MinMaxForm>()): Set<MinMaxForm> {
  if (met.has(form)) return met;
  if (form.op !== "column") partsOf(form.of, met);
  if (form.op === "max" || form.op === "min") partsOf(form.and, met);
  return met.add(form);
}

/** The rows as one map of the columns. */
export function minMaxMap(
  rows: readonly MinMaxForm[],
  columns: readonly Column[],
  value: (coefficient: Coefficient) => bigint,
): MinMaxMap {
  const steps: MinMaxMap["steps"][number][] = [];
  const registerOf = new Map<MinMaxForm, number>();
  const of = (form: MinMaxForm): number => registerOf.get(form) as number;
  const parts = new Set(rows.flatMap((row) => [...partsOf(row)]));
  for (const form of parts) {
    if (form.op === "column") {
      registerOf.set(form, columns.indexOf(form.column));
      continue;
    }
    registerOf.set(form, columns.length + steps.length);
    steps.push(
      form.op === "+" || form.op === "*"
        ? { op: form.op, x: of(form.of), by: value(form.by) }
        : { op: form.op, x: of(form.of), y: of(form.and) },
    );
  }
  return { steps, outputs: rows.map(of) };
}

/** The greatest magnitudes of a sum of shifts, or product of factors, on the way from the unit, and from a column. */
export function greatestSteps(
  { steps, outputs }: MinMaxMap,
  unitColumn: number,
  one: bigint,
): [bigint, bigint] {
  const constants: (bigint | undefined)[] = [];
  const shifts: (bigint | undefined)[] = [];
  for (let column = 0; column <= unitColumn; column++) {
    constants.push(column === unitColumn ? one : undefined);
    shifts.push(column === unitColumn ? undefined : one);
  }
  for (const bounds of [constants, shifts]) {
    for (const step of steps) {
      const x = bounds[step.x];
      if (step.op === "*") bounds.push(x === undefined ? x : x * step.by);
      else if (step.op === "+") bounds.push(x === undefined ? x : x + (step.by < 0n ? -step.by : step.by));
      else bounds.push(larger(x, bounds[step.y]));
    }
  }
  const most = (bounds: readonly (bigint | undefined)[]): bigint =>
    outputs.map((register) => bounds[register]).reduce<bigint>((a, b) => larger(a, b) as bigint, 0n);
  return [most(constants), most(shifts)];
}

function larger(a: bigint | undefined, b: bigint | undefined): bigint | undefined {
  if (a === undefined || b === undefined) return a ?? b;
  return a >= b ? a : b;
}
