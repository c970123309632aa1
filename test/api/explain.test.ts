import { describe, expect, it } from "vitest";
import { cpmoptimize, explain, range } from "../../src/index.ts";

function fib(n: bigint): bigint {
  let a = 0n;
  let b = 1n;
  for (let i = 0n; i < n; i++) [a, b] = [b, a + b];
  return a;
}

/** The line of its loop in the text that the engine has of it; some write it anew when they load it. */
const line =
  1 +
  String(fib)
    .split("\n")
    .findIndex((each) => each.includes("for ("));

describe("explain", () => {
  it("knows the transition before the first call", () => {
    const { function: name, file, assumptions, loops } = explain(cpmoptimize()(fib));
    expect({ name, file, assumptions }).toEqual({ name: "fib", file: "", assumptions: [] });
    expect(loops).toHaveLength(1);
    expect(loops[0]).toMatchObject({
      name: "fib",
      status: "untried",
      state: ["a", "b"],
      matrix: [
        ["0", "1"],
        ["1", "1"],
      ],
      dimension: 2,
      refusals: [],
    });
    expect(loops[0]?.place).toMatch(new RegExp(`^${line}:\\d+$`));
  });

  it("tells the last call's decision", () => {
    const fast = cpmoptimize()(fib);
    fast(1000n);
    expect(explain(fast).loops[0]).toMatchObject({ status: "accelerated", turns: 999n });
    fast(1n);
    expect(explain(fast).loops[0]).toMatchObject({ status: "declined", refusals: [{ code: "few-turns" }] });
  });

  it("lists every loop in the order of the source, refused ones with reasons", () => {
    const fast = cpmoptimize()((n: bigint, f: () => void) => {
      let s = 0n;
      for (let i = 0n; i < n; i++) f();
      for (let i = 0n; i < n; i++) s += i;
      for (const i of range(n)) s = s * s + i;
      return s;
    });
    const { loops, assumptions } = explain(fast);
    expect(loops.map(({ status }) => status)).toEqual(["refused", "untried", "refused"]);
    expect(loops[0]?.refusals).toMatchObject([{ code: "unknown-call" }]);
    expect(loops[2]?.refusals).toMatchObject([{ code: "product-grows" }]);
    expect(assumptions).toEqual([expect.stringMatching(/range is cpmoptimize's( range)?$/)]);
  });

  it("prints aligned columns", () => {
    const fast = cpmoptimize()(fib);
    fast(1000n);
    const [head, loop, ...matrix] = String(explain(fast)).split("\n");
    expect(head).toBe("fib");
    expect(loop).toMatch(
      new RegExp(`^  loop ${line}:\\d+: accelerated, 999 turns skipped, kernel .+, dimension 2$`),
    );
    expect(matrix).toEqual([
      "        a  b",
      "    a | 0  1 |",
      "    b | 1  1 |",
      "    phases:",
      "      999 turns, until i < n changes",
    ]);
  });

  it("prints what was taken for granted", () => {
    const fast = cpmoptimize()((n: number) => {
      let m = 0;
      for (let i = 0; i < n; i++) m = Math.max(m + 1, i);
      return m;
    });
    const { assumptions } = explain(fast);
    expect(assumptions).toEqual(["Math is the global Math"]);
    expect(String(explain(fast)).split("\n").at(-1)).toBe("  assumes Math is the global Math");
  });

  it("says in words of what type a value is", () => {
    const fast = cpmoptimize()((n: number, s: never) => {
      for (let i = 0; i < n; i++) s = (s + 1) as never;
      return s;
    });
    const words: [unknown, string][] = [
      [1n, "s is a BigInt"],
      ["1", "s is a string"],
      [{}, "s is an object"],
    ];
    for (const [s, text] of words) {
      try {
        fast(1000, s as never);
      } catch {
        // 1n + 1
      }
      expect(String(explain(fast))).toContain(text);
    }
  });

  it("is plain data besides its printed form", () => {
    const data = explain(cpmoptimize()(fib));
    expect(Object.keys(data)).toEqual(["function", "file", "assumptions", "loops"]);
    expect(structuredClone({ ...data })).toEqual({ ...data });
  });
});
