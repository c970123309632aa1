/**
 * What `optMinRows` and `optClearStack` are for: Fibonacci numbers with one of them (-m, -c) or both (-mc) switched off.
 *
 * The library's kernels look at what the wanted entries depend on and at the characteristic polynomial, so rows too many cost
 * them next to nothing. The original raised the matrix to a power; so here the matrix of each setting, as `explain` shows it, is
 * given to the kernel that does the same, the fallback of the registry. A row that holds a copy of a long number doubles what
 * is multiplied.
 */
import { cpmoptimize, explain } from "cpmoptimize";
import { fib } from "./cases/fib.mjs";
import { fromSource } from "./from-source.mjs";
import { linear, powersOf } from "./scales.mjs";
import { testcaseTable } from "./table.mjs";
import { runTestcase } from "./testcase.mjs";

const { matrixPower } = await fromSource(
  `export { matrixPower } from "./src/kernels/matrix-power/matrix-power.ts";`,
);

const settings = {
  "cpm -mc": { optMinRows: false, optClearStack: false },
  "cpm -c": { optClearStack: false },
  "cpm -m": { optMinRows: false },
  "cpm, matrices": {},
};

/** n turns of the matrix that the library makes with these options. */
function byMatrix(options) {
  const fn = cpmoptimize({ ...options, itersLimit: 0 })(fib.plain);
  fn(1000n);
  const { basis, matrix } = explain(fn).loops[0].groups.at(-1);
  const rows = matrix.map((row) => row.flatMap((c, column) => (c === "0" ? [] : [[column, BigInt(c)]])));
  const solver = matrixPower.prepare({ basis, rows });
  const start = basis.map((name) => (name === "1" || name === "b" ? 1n : 0n));
  const outputs = [basis.indexOf("a")];
  return (turns) => solver.run({ start, turns, outputs })[0];
}

export function runOptions(effort, isQuick, say) {
  const byHand = Object.fromEntries(
    Object.entries(settings).map(([name, options]) => [name, byMatrix(options)]),
  );
  const args = isQuick ? linear(300000, 2) : [0, ...powersOf(4, 1, 6), ...linear(300000, 15).slice(1)];
  const testcase = { name: "options off", args, mayLoop: () => false };
  const functions = { plain: fib.plain, cpm: cpmoptimize()(fib.plain) };
  const result = runTestcase({ ...fib, byHand }, testcase, functions, effort, () => undefined);
  const columns = [...Object.keys(settings), "cpm"];
  const table = { ...result, columns };
  say(`Options switched off: the matrix of fib, raised to a power\n${testcaseTable(table)}\n`);
  return table;
}
