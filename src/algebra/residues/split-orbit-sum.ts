/**
 * Σ_k r_k · (A^k start)[output] in doubles (`split.ts`), for the sparse rows of A; rows that only copy an entry cost a copy.
 * Residues may be canonical or balanced on the way in, and are canonical on the way out.
 */
import type { Arithmetic } from "./arithmetic.ts";
import type { SparseRows } from "./sparse-characteristic.ts";
import { balanced, joined, splitVector, type Split } from "./split.ts";

export function splitOrbitSum(
  of: Split,
  rows: SparseRows<number>,
): ReturnType<Arithmetic<number>["orbitSum"]> {
  const isCopy = (i: number): boolean => rows[i]!.length === 1 && rows[i]![0]![1] === 1;
  const summed = rows.flatMap((row, i) => (isCopy(i) ? [] : [{ i, row }]));
  const targets = Int32Array.from(summed, ({ i }) => i);
  const ends = new Int32Array(summed.length);
  summed.forEach(({ row }, i) => (ends[i] = row.length + (i === 0 ? 0 : ends[i - 1]!)));
  const columns = Int32Array.from(summed.flatMap(({ row }) => row.map(([column]) => column)));
  const coefficients = summed.flatMap(({ row }) => row.map(([, c]) => balanced(c, of)));
  const { data, stride } = splitVector(coefficients, of);
  const runs = copyRuns(rows, isCopy);
  const { terms } = of;
  let state = new Float64Array(rows.length);
  let next = new Float64Array(rows.length);

  const turn = (): void => {
    for (let k = 0; k < runs.length; k += 3) {
      const to = runs[k]!;
      const from = runs[k + 1]!;
      for (let i = 0; i < runs[k + 2]!; i++) next[to + i] = state[from + i]!;
    }
    let at = 0;
    for (let i = 0; i < targets.length; i++) {
      const end = ends[i]!;
      let l = 0;
      let h = 0;
      while (at < end) {
        const stop = Math.min(end, at + terms);
        for (; at < stop; at++) {
          const value = state[columns[at]!]!;
          l += data[at]! * value;
          h += data[stride + at]! * value;
        }
        if (at < end) {
          l = balanced(l, of);
          h = balanced(h, of);
        }
      }
      next[targets[i]!] = joined(h, l, of);
    }
    const before = state;
    state = next;
    next = before;
  };

  return (start, r, outputs) => {
    for (let i = 0; i < state.length; i++) state[i] = balanced(start[i]!, of);
    const l = outputs.map(() => 0);
    const h = outputs.map(() => 0);
    for (let k = 0; k < r.length; k++) {
      if (k > 0) turn();
      const factor = balanced(r[k]!, of);
      const upper = Math.round(factor / of.radix);
      const lower = factor - upper * of.radix;
      for (let i = 0; i < outputs.length; i++) {
        const value = state[outputs[i]!]!;
        l[i]! += lower * value;
        h[i]! += upper * value;
      }
      if (k % terms !== terms - 1) continue;
      for (let i = 0; i < outputs.length; i++) {
        l[i] = balanced(l[i]!, of);
        h[i] = balanced(h[i]!, of);
      }
    }
    return outputs.map((_, i) => {
      const value = joined(h[i]!, l[i]!, of);
      return value < 0 ? value + of.modulus : value;
    });
  };
}

/** Entries that copy neighbours of one another, as a shift register does: [to, from, length] for each run. */
function copyRuns(rows: SparseRows<number>, isCopy: (i: number) => boolean): Int32Array {
  const runs: number[] = [];
  rows.forEach((row, i) => {
    if (!isCopy(i)) return;
    const from = row[0]![0];
    const [to, source, length] = runs.slice(-3) as [number, number, number];
    if (runs.length > 0 && to + length === i && source + length === from) runs[runs.length - 1] = length + 1;
    else runs.push(i, from, 1);
  });
  return Int32Array.from(runs);
}
