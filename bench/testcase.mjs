/**
 * One testcase of a case: the table's rows, as data.
 *
 * A row is `{ arg, seconds, rounds, match }`; `seconds` has null for what was left out, `match` says whether all values that
 * were computed are the same.
 */
import { forecast, measure } from "./measuring.mjs";

/** The columns, from left to right. @param fast plain and cpm, by name. */
function columnsOf({ byHand }, testcase, { plain, cpm, forced }) {
  return [
    ["plain", plain],
    ["cpm", cpm],
    ...(testcase.forced ? [["itersLimit 0", forced]] : []),
    ...Object.entries(byHand),
  ];
}

/** @param onRow called after each row. */
export function runTestcase(which, testcase, functions, effort, onRow) {
  const methods = columnsOf(which, testcase, functions);
  const forecasts = new Map(
    methods.map(([name]) => [name, name === "plain" ? forecast(1, 2) : forecast(0, testcase.fresh ? 0 : 2)]),
  );
  const toArgument = testcase.argument ?? which.argument;
  const rows = testcase.args.map((arg) => {
    const base = toArgument(arg);
    const unit = typeof base === "bigint" ? BigInt : Number;
    const argumentOf = (k) => (testcase.fresh ? base + unit(k) : base);
    const isAllowed = (name) =>
      (name !== "plain" || (testcase.mayLoop?.(arg) ?? true)) && forecasts.get(name).at(arg) <= effort.limit;
    const results = measure(methods, argumentOf, effort, isAllowed);
    for (const [name, { seconds }] of results) forecasts.get(name).add(arg, seconds);
    const row = { arg, ...columns(methods, results), match: allSame([...results.values()]) };
    onRow(row);
    return row;
  });
  return { name: testcase.name, unit: testcase.unit ?? "n", columns: methods.map(([name]) => name), rows };
}

function columns(methods, results) {
  const each = (property) =>
    Object.fromEntries(methods.map(([name]) => [name, results.get(name)?.[property] ?? null]));
  return { seconds: each("seconds"), rounds: each("rounds") };
}

const allSame = ([first, ...others]) => others.every(({ value }) => isSame(value, first.value));

function isSame(a, b) {
  if (Array.isArray(a))
    return Array.isArray(b) && a.length === b.length && a.every((x, i) => isSame(x, b[i]));
  return Object.is(a, b);
}
