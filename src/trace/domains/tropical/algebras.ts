/** The algebras that a tropical variable may live in, each with its forms, and its solver once a call gives the values. */
import type { Clamp, ClampMap } from "../../../algebra/tropical/clamps.ts";
import {
  applyClamps,
  atLeast,
  atMost,
  compose,
  identity,
  shifted,
} from "../../../algebra/tropical/clamps.ts";
import { power } from "../../../algebra/power.ts";
import type { Progress } from "../../../algebra/progress.ts";
import type { Semiring } from "../../../algebra/ring.ts";
import { applyOnce } from "../../../algebra/tropical/min-max-plus.ts";
import type { Extended } from "../../../algebra/tropical/semirings.ts";
import { maxPlus, maxTimes, minPlus, minTimes } from "../../../algebra/tropical/semirings.ts";
import { afterTurns } from "../../../kernels/tropical/orbit.ts";
import { prepare } from "../../../kernels/tropical/prepare.ts";
import type { Entry } from "../../../transition/transition.ts";
import type { Coefficient } from "../../coefficient.ts";
import { printCoefficient } from "../../coefficient.ts";
import type { ClampForm } from "./clamp-forms.ts";
import { clampForms } from "./clamp-forms.ts";
import type { Extremum, Forms } from "./forms.ts";
import type { Growth } from "./growth.ts";
import type { Column, LinearForm } from "./linear-forms.ts";
import { linearForms, unit } from "./linear-forms.ts";
import type { MinMaxForm } from "./min-max-forms.ts";
import { greatestSteps, minMaxForms, minMaxMap, partsOf } from "./min-max-forms.ts";
import { Search } from "./search.ts";

export interface Solver {
  readonly growth: Growth;
  /**
   * The entries `outputs` after `turns` turns; the state's last entry is the unit.
   *
   * @param allowed as the kernel's `top`; and how many turns may be walked
   * @returns undefined when that is too few
   */
  readonly run: (
    start: readonly Extended[],
    turns: bigint,
    outputs: readonly number[],
    allowed: { readonly top: bigint | undefined; readonly walk: number },
    progress?: Progress,
  ) => readonly Extended[] | undefined;
  /** Where turns are walked. */
  readonly search?: Search;
  /** One turn of the whole state. */
  readonly turn: (state: readonly Extended[]) => readonly Extended[];
}

export interface Algebra<F> {
  readonly name: string;
  readonly forms: Forms<F>;
  /** The value of the unit. */
  readonly one: bigint;
  /** The infinite values that computations in doubles treat as the algebra does. */
  readonly infinite: readonly number[];
  coefficients(row: F): readonly Coefficient[];
  /** Is a row made of the unit, among others? */
  readsUnit(row: F): boolean;
  /** The row by columns, where it can be told apart by them. */
  print?(row: F, columns: readonly Column[]): string[];
  /** @param columns what the rows are of, and then the unit */
  solver(rows: readonly F[], columns: readonly Column[], value: (coefficient: Coefficient) => bigint): Solver;
}

function linear(semiring: Semiring<Extended>, kind: Extremum, product: "+" | "*"): Algebra<LinearForm> {
  const zero = semiring.ZERO === 0n ? "0" : kind === "max" ? "-∞" : "∞";
  const one = semiring.ONE as bigint;
  return {
    name: semiring.name,
    forms: linearForms(kind, product),
    one,
    infinite: product === "*" ? [] : [semiring.ZERO as number],
    coefficients: (row) => [...row.values()].flat(),
    readsUnit: (row) => row.has(unit),
    print: (row, columns) =>
      columns.map((column) => {
        const coefficients = row.get(column)?.map(printCoefficient) ?? [zero];
        return coefficients.length === 1
          ? (coefficients[0] as string)
          : `${kind}(${coefficients.join(", ")})`;
      }),
    solver(rows, columns, value) {
      let [constants, step] = [0n, 0n];
      const entries = rows.map((row) =>
        [...row].map(([column, coefficients]): Entry<Extended> => {
          const entry = coefficients
            .map((c): Extended => value(c))
            .reduce((a, b) => semiring.add(a, b)) as bigint;
          if (column === unit) constants = larger(constants, entry);
          else step = larger(step, entry);
          return [columns.indexOf(column), entry];
        }),
      );
      const unitRow: Entry<Extended>[] = [[columns.length - 1, one]];
      const basis = columns.map(String);
      const transition = { basis, rows: [...entries, unitRow] };
      const kernel = prepare(semiring, transition);
      const turn: Solver["turn"] = (state) =>
        transition.rows.map((row) =>
          row.reduce(
            (sum: Extended, [column, entry]) =>
              semiring.add(sum, semiring.mul(entry, state[column] as Extended)),
            semiring.ZERO,
          ),
        );
      return {
        growth: { product, constants, step },
        turn,
        run: (start, turns, outputs, { top }, progress) => kernel.run(start, turns, outputs, top, progress),
      };
    },
  };
}

const clamps: Algebra<ClampForm> = {
  name: "clamps",
  forms: clampForms,
  one: 0n,
  infinite: [-Infinity, Infinity],
  coefficients: ({ steps }) => steps.map(({ value }) => value),
  readsUnit: ({ source }) => source === unit,
  print: ({ source, steps }, columns) =>
    columns.map((column) => {
      if (column !== source) return "";
      const apply = (text: string, { op, value }: ClampForm["steps"][number]): string => {
        const constant = printCoefficient(value);
        if (op !== "+") return `${op}(${text}, ${constant})`;
        return constant.startsWith("-") ? `${text} - ${constant.slice(1)}` : `${text} + ${constant}`;
      };
      return steps.reduce(apply, "·");
    }),
  solver(rows, columns, value) {
    let [constants, step] = [0n, 0n];
    const entries = rows.map(({ source, steps }): ClampMap[number] => {
      const clamp = steps.reduce((inner: Clamp, { op, value: coefficient }): Clamp => {
        const by = value(coefficient);
        return op === "+" ? shifted(inner, by) : op === "max" ? atLeast(inner, by) : atMost(inner, by);
      }, identity);
      for (const end of [clamp.low, clamp.high])
        if (typeof end === "bigint") constants = larger(constants, end);
      if (source === unit) constants = larger(constants, clamp.shift);
      else step = larger(step, clamp.shift);
      return [columns.indexOf(source), clamp];
    });
    const last = columns.length - 1;
    const one = columns.map((_, k): ClampMap[number] => [k, identity]);
    const map: ClampMap = [...entries, [last, identity]];
    const monoid = { ONE: one, mul: compose };
    return {
      growth: { product: "+", constants, step },
      turn: (state) => applyClamps(map, state),
      run(start, turns, outputs) {
        const after = applyClamps(power<ClampMap>(monoid, map, turns), start);
        return outputs.map((output) => after[output] as Extended);
      },
    };
  },
};

const minMax = (product: "+" | "*", one: bigint): Algebra<MinMaxForm> => ({
  name: `(min, max, ${product === "+" ? "+" : "×"})`,
  forms: minMaxForms(product),
  one,
  infinite: product === "+" ? [-Infinity, Infinity] : [],
  coefficients: (row) => [...partsOf(row)].flatMap((part) => ("by" in part ? [part.by] : [])),
  readsUnit: (row) => [...partsOf(row)].some((part) => part.op === "column" && part.column === unit),
  solver(rows, columns, value) {
    const last = columns.length - 1;
    const { steps, outputs } = minMaxMap(rows, columns, value);
    const map = { steps, outputs: [...outputs, last] };
    const [constants, step] = greatestSteps(map, last, one);
    return {
      growth: { product, constants, step },
      turn: (state) => applyOnce(map, state),
      search: new Search(steps.length, columns.length),
      run(start, turns, wanted, { walk }, progress) {
        const after = afterTurns(map, start, turns, walk, progress);
        return after && wanted.map((output) => after[output] as Extended);
      },
    };
  },
});

function larger(a: bigint, value: bigint): bigint {
  const magnitude = value < 0n ? -value : value;
  return magnitude > a ? magnitude : a;
}

/** In the order in which they are tried. */
export const algebras: readonly (Algebra<LinearForm> | Algebra<ClampForm> | Algebra<MinMaxForm>)[] = [
  linear(maxPlus, "max", "+"),
  linear(minPlus, "min", "+"),
  clamps,
  linear(maxTimes, "max", "*"),
  linear(minTimes, "min", "*"),
  minMax("+", 0n),
  minMax("*", 1n),
];
