/**
 * Clamp forms: one column, and what is done to it, shifts and bounds, in their order. Invariants have no values yet, so that
 * which bound wins is for the call to tell.
 */
import type { Coefficient } from "../../coefficient.ts";
import type { Forms } from "./forms.ts";
import type { Column } from "./linear-forms.ts";
import { unit } from "./linear-forms.ts";

interface ClampStep {
  readonly op: "+" | "max" | "min";
  readonly value: Coefficient;
}

export interface ClampForm {
  readonly source: Column;
  readonly steps: readonly ClampStep[];
}

export const clampForms: Forms<ClampForm> = {
  product: "+",
  constant: (value) => ({ source: unit, steps: [{ op: "+", value }] }),
  column: (source) => ({ source, steps: [] }),
  times: (x, y) => followedBy(x, "+", y),
  extremum: (kind, x, y) => followedBy(x, kind, y),
};

function followedBy(x: ClampForm, op: ClampStep["op"], y: ClampForm): ClampForm | undefined {
  const [form, value] = [plainConstant(y), plainConstant(x)].flatMap((constant, k) =>
    constant === undefined ? [] : [k === 0 ? x : y, constant],
  ) as [ClampForm?, Coefficient?];
  return form && value !== undefined
    ? { source: form.source, steps: [...form.steps, { op, value }] }
    : undefined;
}

function plainConstant({ source, steps }: ClampForm): Coefficient | undefined {
  return source === unit && steps.length === 1 ? steps[0]?.value : undefined;
}
