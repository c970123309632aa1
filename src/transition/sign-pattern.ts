/**
 * Signs that a linear functional of an orbit keeps for ever.
 *
 * If signs σ_i can be given to the entries such that σ_i · M[i][j] · σ_j >= 0 and σ_j · x_j >= 0, then by induction
 * σ_i · (M^k x)_i >= 0 for all k: nothing ever cancels. A functional whose weights have the signs s · σ_i then satisfies
 * s · w·M^k·x >= 0 for all k. Entries that are zero now and that no nonzero one reaches stay zero and need no sign; the
 * signs of the others follow along the dependencies from those that are not zero, so that there is at most one choice.
 *
 * Cost: linear in the number of entries of M.
 */
import type { Sign } from "../algebra/sign-intervals.ts";
import { signOf } from "../algebra/sign-intervals.ts";
import type { Entry, Transition } from "./transition.ts";

export class SignPattern {
  /** For each entry the entries that read it, with the sign of the coefficient. */
  private readonly readers: readonly (readonly (readonly [reader: number, sign: Sign])[])[];
  private readonly weight: readonly Entry<bigint>[];

  constructor({ rows }: Transition<bigint>, weight: readonly Entry<bigint>[]) {
    const readers: [number, Sign][][] = rows.map(() => []);
    rows.forEach((row, i) => {
      for (const [j, c] of row) readers[j]!.push([i, signOf(c)]);
    });
    this.readers = readers;
    this.weight = weight;
  }

  /** The s with s · w·M^k·state >= 0 for all k >= 0 (0 when it is zero for all k); undefined when the signs prove none. */
  signFrom(state: readonly bigint[]): Sign | undefined {
    const signs = state.map(signOf);
    const queue = signs.flatMap((sign, i) => (sign === 0 ? [] : [i]));
    for (const node of queue) {
      for (const [reader, sign] of this.readers[node]!) {
        const wanted = (sign * signs[node]!) as Sign;
        if (signs[reader] === 0) {
          signs[reader] = wanted;
          queue.push(reader); // the loop goes on over what is added meanwhile
        } else if (signs[reader] !== wanted) return undefined;
      }
    }
    let result: Sign = 0;
    for (const [column, factor] of this.weight) {
      const sign = (signOf(factor) * signs[column]!) as Sign;
      if (sign === 0) continue;
      if (result === -sign) return undefined;
      result = sign;
    }
    return result;
  }
}
