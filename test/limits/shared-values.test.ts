/**
 * A value that is used twice, forty times over: `x = x + x` has 2^40 ways down to the first x. Whoever reads a turn goes
 * each way once, or would never come back.
 */
import { expect, test } from "vitest";
import { runTransformed } from "../original-suite/run-transformed.ts";

const numbers = [
  "t + t",
  "t - t",
  "t * t",
  "t | t",
  "t ^ t",
  "t & t",
  "t << t",
  "t % t",
  "t / t",
  "t > t ? t : t",
];
const calls = ["Math.imul(t, t)", "Math.max(t, t)", "Math.min(t, t)"];
const around = ["t", "t | 0", "t & 255", "t % 1009", "BigInt.asIntN(64, t)", "BigInt.asUintN(32, t * t)"];

test.each([...numbers, ...calls])("%s, again and again", (operation) => {
  const runs = around.map(
    (last, k) => `run${k}: function (n, x) {
      let s = x;
      try {
        for (let i = 0; i < n; i++) { let t = s; ${`t = ${operation}; `.repeat(40)} s = ${last}; }
      } catch (error) { return [s, error.message]; }
      return s;
    }`,
  );
  const { plain, fast } = runTransformed(`module.exports = { ${runs.join(",\n")} };`, {
    filename: "program.cjs",
  });
  for (const k of around.keys()) {
    for (const x of [0, 1, 3, 2 ** 32, 0n, 1n, -1n]) {
      const [expected, actual] = [plain, fast].map((run) => run[`run${k}`]?.(5, x));
      expect(actual, `${around[k]} of ${x}`).toEqual(expected);
    }
  }
});
test("what refuses looks at it once, too", () => {
  const { plain, fast, report } = runTransformed(
    `module.exports = { run: function (n, s) { for (let i = 0; i < n; i++) { let t = s; ${"t = t + t; ".repeat(40)} s = t + s * s; } return s; } };`,
    { filename: "program.cjs" },
  );
  expect(fast["run"]?.(8, 3n)).toEqual(plain["run"]?.(8, 3n));
  expect(JSON.stringify(report)).toContain("product-grows");
});
test("over the turns", () => {
  const { plain, fast } = runTransformed(
    `module.exports = { run: function (n, a, b) { for (let i = 0n; i < n; i++) [a, b] = [(a * a) | 0, (b * 3 + 0) & 255]; return [a, b]; } };`,
    { filename: "program.cjs" },
  );
  for (const a of [2 ** 32, 2 ** 16, 3])
    expect(fast["run"]?.(300n, a, 6)).toEqual(plain["run"]?.(300n, a, 6));
});
