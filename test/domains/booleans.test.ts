/** Booleans are control: followed turn by turn until they come back, so that any number of turns is a few. */
import { describe, expect, test } from "vitest";
import { cpmoptimize, explain } from "cpmoptimize";

const N = 10n ** 18n;

describe("10^18 turns", () => {
  test("a flag that is flipped", () => {
    const f = cpmoptimize()((n: bigint) => {
      let [up, s] = [true, 0n];
      for (let i = 0n; i < n; i++) {
        s += up ? i : -i;
        up = !up;
      }
      return [up, s];
    });
    expect(f(N)).toEqual([true, -N / 2n]);
    expect(f(N + 1n)).toEqual([false, N / 2n]);
  });

  test("&& and || and ! in a cycle of four", () => {
    const f = cpmoptimize()((n: bigint, a: boolean, b: boolean) => {
      let count = 0n;
      for (let i = 0n; i < n; i++) {
        if (a && !b) count += 2n;
        if (!(a || b)) count += 5n;
        [a, b] = [!b, a];
      }
      return [a, b, count];
    });
    expect(f(N, true, false)).toEqual([true, false, (N / 4n) * 7n]);
    expect(f(N + 1n, false, false)).toEqual([true, false, (N / 4n) * 7n + 5n]);
    expect(explain(f).loops[0]?.status).toBe("accelerated");
  });

  test("comparisons of booleans: a register with feedback by !==", () => {
    const f = cpmoptimize()((n: bigint, a: boolean, b: boolean, c: boolean) => {
      let ones = 0n;
      for (let i = 0n; i < n; i++) {
        [a, b, c] = [b, c, a !== b];
        if (a) ones++;
      }
      return [a, b, c, ones];
    });
    // x³ + x + 1 is primitive: the period is 7, with four ones in it.
    const [periods, rest] = [N / 7n, N % 7n];
    let state = [true, false, false] as [boolean, boolean, boolean];
    let ones = periods * 4n;
    for (let k = 0n; k < rest; k++) {
      state = [state[1], state[2], state[0] !== state[1]];
      if (state[0]) ones++;
    }
    expect(f(N, true, false, false)).toEqual([...state, ones]);
  });
});
