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
  const offsets = [0];
  for (const row of rows) offsets.push(offsets.at(-1)! + row.length);
  const columns = Int32Array.from(rows.flatMap((row) => row.map(([column]) => column)));
  const { data, stride } = splitVector(
    rows.flatMap((row) => row.map(([, c]) => balanced(c, of))),
    of,
  );
  const starts = Int32Array.from(offsets);
  const { terms } = of;
  let state = new Float64Array(rows.length);
  let next = new Float64Array(rows.length);

  const turn = (): void => {
    for (let i = 0; i < next.length; i++) {
      let at = starts[i]!;
      const end = starts[i + 1]!;
      if (end - at === 1 && data[2 * stride + at] === 1) {
        next[i] = state[columns[at]!]!;
        continue;
      }
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
      next[i] = joined(h, l, of);
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
