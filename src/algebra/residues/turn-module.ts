/**
 * next = A·state for the sparse rows of A, in WebAssembly.
 *
 * The program is the rows, one behind the other, each as runs of coefficients of neighbouring columns: the number of runs and
 * a column, 32 bits each; then for each run the number of coefficients and the first column, and its coefficients. Columns are
 * offsets in bytes. A row of no runs copies its column.
 */
import { choose, get, i32, I32, i64, loop, set, type WasmFunction } from "./assembly.ts";
import { increase, type MachineSums } from "./machine-sums.ts";
import type { SparseRows } from "./sparse-characteristic.ts";

export function turn(create: (first: number) => MachineSums): WasmFunction {
  const [program, rows, state, next, runs] = [0, 1, 2, 3, 4];
  const use = create(5);
  const column = i32.add(get(state), i32.load(get(program), 4));
  return {
    name: "turn",
    parameters: [I32, I32, I32, I32],
    locals: [I32, ...use.locals],
    body: [
      use.begin,
      loop(
        i32.gt(get(rows), i32.const(0)),
        set(runs, i32.load(get(program))),
        choose(
          i32.eqz(get(runs)),
          [i64.store(get(next), i64.load(column)), increase(program, 8)],
          [
            increase(program, 8),
            use.clear,
            loop(
              i32.gt(get(runs), i32.const(0)),
              set(use.count, i32.load(get(program))),
              set(use.b, column),
              increase(program, 8),
              set(use.a, get(program)),
              set(program, i32.add(get(program), i32.shl(get(use.count), i32.const(3)))),
              use.accumulate(1),
              increase(runs, -1),
            ),
            use.finish,
            use.store(get(next), get(use.sum)),
          ],
        ),
        increase(next, 8),
        increase(rows, -1),
      ),
    ],
  };
}

/** The program of `turn`, for residues in limbs of 31 bits. */
export function turnProgram(rows: SparseRows<bigint>): Int32Array {
  const words: number[] = [];
  for (const row of rows) {
    const [entry] = row;
    if (row.length === 1 && entry![1] === 1n) {
      words.push(0, 8 * entry![0]);
      continue;
    }
    const sorted = [...row].sort(([a], [b]) => a - b);
    const starts = sorted.flatMap(([column], i) => (i > 0 && sorted[i - 1]![0] === column - 1 ? [] : [i]));
    words.push(Math.max(1, starts.length), 0);
    if (starts.length === 0) words.push(0, 0);
    starts.forEach((from, k) => {
      const run = sorted.slice(from, starts[k + 1]);
      words.push(run.length, 8 * run[0]![0]);
      for (const [, c] of run) words.push(Number(c & 0x7fff_ffffn), Number(c >> 31n));
    });
  }
  return Int32Array.from(words);
}
