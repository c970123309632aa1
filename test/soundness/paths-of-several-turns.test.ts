/**
 * Paths of several turns end in the middle of a round: what the turns that are left read is not only what the last one reads.
 *
 * In each loop s is late by two turns, so that before the last turn nobody reads v any more, and before the one but last
 * somebody does.
 */
import { expect, test } from "vitest";
import { cpmoptimize } from "cpmoptimize";

type Loop = (n: number) => unknown;

const loops: Readonly<Record<string, Loop>> = {
  "a condition that comes back after three turns": (n) => {
    let [s, u, v] = [0n, 1n, 2n];
    for (let i = 0; i < n; i++) {
      s += u;
      u = v;
      if (i % 3 === 0) v += 2n;
      else v *= 2n;
    }
    return s;
  },
  "a choice of summands": (n) => {
    let [s, u, v] = [0n, 1n, 2n];
    for (let i = 0; i < n; i++) {
      s += u;
      u = v;
      v += i % 5 < 2 ? 2n : 5n;
    }
    return s;
  },
  "a state of its own": (n) => {
    let [s, u, v, state] = [0n, 1n, 2n, 0];
    let i = 0n;
    while (i < n) {
      s += u;
      u = v;
      if (state === 0) v += 2n;
      else v += 3n * i;
      state = (state + 1) % 4;
      i++;
    }
    return s;
  },
  "a flag, and a test behind the turn": (n) => {
    let [s, u, v, flag, i] = [0n, 1n, 2n, true, 0];
    do {
      s += u;
      u = v;
      if (flag) v += 2n;
      else v *= 2n;
      flag = !flag;
      i++;
    } while (i < n);
    return s;
  },
};

test.each(Object.entries(loops))("%s", (_, loop) => {
  let jumps = 0;
  const fast = cpmoptimize({
    itersLimit: 0,
    verbose: ({ kind }) => {
      if (kind === "accelerated") jumps++;
    },
  })(loop);
  for (let n = 0; n <= 70; n++) expect(fast(n), `n = ${n}`).toBe(loop(n));
  for (let n = 70; n >= 0; n--) expect(fast(n), `n = ${n}, again`).toBe(loop(n));
  expect(jumps).toBeGreaterThan(100);
});
