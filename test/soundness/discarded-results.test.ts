/**
 * A result that nobody reads: the operation may throw all the same, in the first turn or in a later one, and then the
 * loop ends there. Every operator and intrinsic, on every pair of operands, carried or not.
 */
import { expect, test } from "vitest";
import { runTransformed } from "../original-suite/run-transformed.ts";

type Callee = (...args: readonly unknown[]) => unknown;

const operations = [
  ..."+ - * / % ** & | ^ << >> >>> < <= == ===".split(" ").map((op) => `X ${op} Y`),
  ..."+ - ~ ! typeof void".split(" ").map((op) => `${op} X`),
  "BigInt(X)",
  "Number(X)",
  "Number.isSafeInteger(X)",
  "BigInt.asIntN(8, X)",
  "BigInt.asUintN(8, X)",
  "BigInt.asIntN(X, Y)",
  "BigInt.asUintN(X, Y)",
  ..."imul max min".split(" ").map((name) => `Math.${name}(X, Y)`),
  ..."abs floor trunc sign".split(" ").map((name) => `Math.${name}(X)`),
  "Math.max(X)",
  "BigInt.asIntN(8)",
];
const alwaysThrow: ReadonlySet<string> = new Set(["BigInt.asIntN(8)"]);
const operands = ["i", "n + s", "k", "3", "-1n"];
const calls: readonly (readonly unknown[])[] = [
  [30, 2],
  [30, 2n],
  [30n, 2],
  [30n, 2n],
  [30, -1],
  [30n, -1n],
  [30.5, 0.5],
  [30, "2"],
];

function outcome(callee: Callee, args: readonly unknown[]): unknown {
  try {
    return callee(...args);
  } catch (error) {
    return String(error);
  }
}

test.each(operations)("%s", (operation) => {
  const texts = operands.flatMap((x) =>
    (operation.includes("Y") ? operands : [""]).map((y) =>
      operation.replace("X", `(${x})`).replace("Y", `(${y})`),
    ),
  );
  const runs = texts.map(
    (text, k) => `run${k}: function (n, k) { let s = k, i = n;
      try { for (i = n; i > 0; i--) { s++; (${text}); } } catch (error) { return [i, s, error.message]; }
      return [i, s]; }`,
  );
  const { plain, fast, accelerations } = runTransformed(`module.exports = { ${runs.join(",\n")} };`, {
    filename: "program.cjs",
  });
  for (const [k, text] of texts.entries()) {
    for (const args of calls) {
      const [expected, actual] = [plain, fast].map((run) => outcome(run[`run${k}`] as Callee, args));
      expect(actual, `${text} of ${args.map(String).join(", ")}`).toEqual(expected);
    }
  }
  if (!alwaysThrow.has(operation)) expect(accelerations()).toBeGreaterThan(0);
});
