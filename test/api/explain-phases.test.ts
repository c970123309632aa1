/** What `explain` tells of a loop that was accelerated for a part of its turns: the phases, and why they did not go on. */
import { describe, expect, test } from "vitest";
import { cpmoptimize, explain, original } from "cpmoptimize";
import type { LoopExplanation } from "cpmoptimize";

/** Calls `fn` with the limit that counts turns, checks the result, and gives what is told of the first loop. */
function loopOf<A extends unknown[]>(
  fn: (...args: A) => unknown,
  ...args: A
): LoopExplanation & { text: string } {
  const fast = cpmoptimize({ itersLimit: 0 })(fn);
  expect(fast(...args)).toEqual(original(fast)(...args));
  const explanation = explain(fast);
  return { ...explanation.loops[0]!, text: String(explanation) };
}

const phasesOf = ({ phases }: LoopExplanation) => phases?.map(({ turns, endedBy }) => [turns, endedBy]);

describe("phases", () => {
  test("one phase is listed, too", () => {
    const loop = loopOf((n: bigint) => {
      let s = 0n;
      for (let i = 0n; i < n; i++) s += i;
      return s;
    }, 1000n);
    expect(phasesOf(loop)).toEqual([[999n, "i < n"]]);
    expect(loop.stopped).toBeUndefined();
    expect(loop.text).toContain("    phases:\n      999 turns, until i < n changes");
  });

  test("a last turn that nothing is left to move to is no reason to stop", () => {
    const loop = loopOf((n: bigint) => {
      let s = 0n;
      for (let i = 0n; i < n; i++) {
        if (i < 1000n) s += i;
        else s += 2n;
      }
      return s;
    }, 1001n);
    expect(phasesOf(loop)).toEqual([[1000n, "i < 1000n"]]);
    expect(loop).toMatchObject({ status: "accelerated", turns: 1000n });
    expect(loop.stopped).toBeUndefined();
  });

  test("a break is the loop's end", () => {
    const loop = loopOf((limit: bigint) => {
      let s = 0n;
      for (let i = 0n; ; i++) {
        if (s > limit) break;
        s += i;
      }
      return s;
    }, 10_000n);
    expect(phasesOf(loop)).toEqual([[142n, "s > limit"]]);
    expect(loop).toMatchObject({ status: "accelerated", refusals: [] });
    expect(loop.stopped).toBeUndefined();
  });
});

describe("why phases stop before the loop does", () => {
  test("an operator of a later path", () => {
    const loop = loopOf((n: bigint) => {
      let [s, x] = [0n, 1n];
      for (let i = 0n; i < n; i++) {
        if (i < 1000n) s += i;
        else s += x % 7919n;
        x += i;
      }
      return s;
    }, 1200n);
    expect(phasesOf(loop)).toEqual([[1000n, "i < 1000n"]]);
    expect(loop.stopped).toMatchObject({
      code: "operator",
      what: "x % 7919n",
      where: expect.stringMatching(/^\d+:\d+$/),
    });
    expect(loop.refusals).toEqual([]);
    expect(loop.text).toMatch(
      /after these 1000 turns it goes on as written:\n {4}\d+:\d+ x % 7919n \[operator\]\n {6}why: .+\n {6}remedy: .+/,
    );
  });

  test("a condition that cannot be decided", () => {
    const loop = loopOf((n: bigint) => {
      let [x, y, s] = [0n, 1n, 0n];
      for (let i = 0n; i < n; i++) {
        if (i >= 100n) {
          if (x * x > 10n ** 900n) break;
          s += i;
        }
        [x, y] = [y, 3n * y - 5n * x];
      }
      return [x, y, s];
    }, 1000n);
    expect(phasesOf(loop)).toEqual([[100n, "i >= 100n"]]);
    expect(loop.stopped).toMatchObject({
      code: "undecided-condition",
      remedy: expect.stringContaining("counter"),
    });
    expect(loop.text).toContain(loop.stopped!.what);
  });

  test("numbers that would round", () => {
    const loop = loopOf((n: number) => {
      let s = 0;
      for (let i = 0; i < n; i++) s += i * 1_000_000;
      return s;
    }, 200_000);
    expect(loop.turns).toBeGreaterThan(100_000n);
    expect(loop.stopped).toMatchObject({ code: "not-certified" });
  });

  test("an inner loop without closed form: its test, and how many turns were followed", () => {
    const loop = loopOf((n: bigint) => {
      let s = 0n;
      for (let i = 0n; i < n; i++) {
        if (i < 1000n) s += i;
        else {
          let root = 0n;
          while (root * root < i * i * i) root++;
          s += root;
        }
      }
      return s;
    }, 1003n);
    expect(loop.stopped).toMatchObject({
      code: "inner-loop",
      what: "inner loops of more than 512 turns",
      where: expect.stringMatching(/^\d+:\d+$/),
    });
  });

  test("a declined call says both: too few turns, and why there were no more", () => {
    const fast = cpmoptimize()((n: bigint) => {
      let [s, x] = [0n, 1n];
      for (let i = 0n; i < n; i++) {
        if (i < 4n) s += i;
        else s += x % 7919n;
        x += i;
      }
      return s;
    });
    fast(1200n);
    expect(explain(fast).loops[0]).toMatchObject({
      status: "declined",
      refusals: [{ code: "few-turns", what: "4 turns" }, { code: "operator" }],
    });
  });
});

describe("refusals say what was met", () => {
  const codeAndWhat = ({ refusals }: LoopExplanation) => refusals.map(({ code, what }) => [code, what]);

  test("the turn that leaves the loop", () => {
    const next = loopOf((n: bigint) => {
      for (let i = 0n; i < n; i++) for (let j = 0n; ; j++) if (j > 50n) return j;
      return n;
    }, 1000n);
    expect(codeAndWhat(next)).toEqual([["leaves-at-once", "the next turn leaves the loop"]]);
    const later = loopOf(() => {
      let s = 0n;
      for (let i = 0n; ; i++) {
        if (i % 97n === 60n) break;
        s += i;
      }
      return s;
    });
    expect(codeAndWhat(later)).toEqual([["leaves-at-once", "the loop is left 61 turns from here"]]);
  });

  test("the remainder that has not come back", () => {
    const loop = loopOf((n: bigint) => {
      let s = 0n;
      for (let i = 0n; i < n; i++) if (i % 997n === 0n || i % 7n === 3n) s += i;
      return s;
    }, 2000n);
    expect(loop.refusals).toMatchObject([{ code: "long-period" }]);
    expect(loop.refusals[0]?.what).toMatch(/^the remainder of i by 997, .* after 500 turns$/);
  });

  test("a value of another type in the first turn is one phase", () => {
    const loop = loopOf((n: bigint) => {
      let [s, last]: [bigint, bigint | null] = [0n, null];
      for (let i = 0n; i < n; i++) {
        if (last !== null) s += last;
        last = i;
      }
      return s;
    }, 2000n);
    expect(loop.status).toBe("accelerated");
    expect(loop.phases?.[0]).toMatchObject({ turns: 1n, endedBy: "the type of last" });
  });

  test("a remainder that is too fine", () => {
    const loop = loopOf((n: bigint) => {
      let digits = 0n;
      while (n > 0n) {
        n /= 10n;
        digits++;
      }
      return digits;
    }, 10n ** 400n);
    expect(codeAndWhat(loop)).toEqual([["fine-residue", expect.stringMatching(/ modulo 10000000$/)]]);
  });
});
