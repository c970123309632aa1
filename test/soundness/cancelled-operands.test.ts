/**
 * What cancels in exact arithmetic need not cancel in doubles: x - x is NaN for an infinite x, (x + k) - k is rounded for a
 * fraction k, 0·x is NaN where x has no bound. The operands have to be whole, also those that are in no coefficient.
 */
import { expect, test } from "vitest";
import { cpmoptimize } from "../../src/index.ts";

const halves = 2 ** 52 + 1;
const starts = [0, 1, 0.1, -Infinity, NaN, halves];
const constants = [0, 0.1, 0.5, Infinity];

function isSame(x: unknown, y: unknown): boolean {
  return Array.isArray(x) ? x.every((part, k) => Object.is(part, (y as unknown[])[k])) : Object.is(x, y);
}

const results: Record<string, string> = { both: "[a, b]", b: "b" };

/** By what is returned: a variable that nobody asks for is in no state. */
test.each(
  Object.keys(results).flatMap((result) =>
    [
      "a = Math.max(a - a, a * 0 + 0)",
      "b = Math.max(b, a - a); a = a + 1",
      "b = Math.max(b, (a + k) - a - k); a = a + 1",
      "b = Math.max(b, a + k - k + 3); a = Math.max(a, b)",
      "b = Math.min(Math.max(b + 1, a - a), 5); a = Math.max(a, 3)",
      "b = b > a + k - k ? b : a; a = a + 1",
      "b = b + (a + k) - a - k; a = a + 1",
      "b = b + (a - a); a = a * 0.5",
      "b = b + a * 0; a = a * 0.5",
      "b = b + (a * 0) * k; a = a + 1",
      "b = (b * 5 + (a + k) - a - k) >>> 0; a = a + 1",
      "b = (b * 5 + ((a + 3) - a) * 1e6) >>> 0; a = a * 0.5",
      "b = (b * j + ((a + 3) - a) * 1e6) >>> 0; a = a * 0.5; j++",
      "b = (b * b * (1 + a - a)) >>> 0; a = a * 0.5",
      "for (let h = 0; h < 9; h++) b = b + h + (a + k) - a - k; a = a + 1",
      "for (let h = 0; h < j; h++) b = b + h + (a + k) - a - k; a = a + 1; j++",
      "if (j + (a + k) - a - k < 5) b = b + 1; a = a + 1; j++",
      "if (j + a - a < 5) b = b + 1; a = a * 0.5; j++",
      "if (j + a * 0 * k < 5) b = b + 1; a = a + 1; j++",
      "c = c * c * BigInt(1 + a - a); a = a * 0.5",
      "c = c * BigInt(j) * BigInt(1 + a - a); a = a * 0.5; j++",
      "c = c * BigInt(j) * BigInt((a + k) - a); a = a + 1; j++",
    ].map((body) => [body, result] as const),
  ),
)("%s, for %s", (body, result) => {
  const shown = body.startsWith("c") ? `[${results[result]}, c].flat()` : results[result];
  const source = `let j = 1, c = 1n; for (let i = 0n; i < n; i++) { ${body}; } return ${shown};`;
  const plain = new Function("n", "a", "b", "k", source) as (...args: unknown[]) => unknown;
  const outcome = (fn: typeof plain, args: readonly unknown[]): unknown => {
    try {
      return fn(...args);
    } catch (error) {
      return String(error);
    }
  };
  for (const k of constants) {
    const fast = cpmoptimize({ itersLimit: 0 })(plain);
    for (const a of starts) {
      for (const b of [0, -Infinity]) {
        const args = [20n, a, b, k];
        const [expected, actual] = [outcome(plain, args), outcome(fast, args)];
        expect(isSame(expected, actual), `${args.join()}: ${String(expected)}, not ${String(actual)}`).toBe(
          true,
        );
      }
    }
  }
});

test("whole operands that cancel are no reason to decline", () => {
  const kernels: string[] = [];
  const fast = cpmoptimize({
    itersLimit: 0,
    verbose: (event) => kernels.push(event.kind === "accelerated" ? event.kernel : event.kind),
  })((n: bigint, a: number, b: number, k: number) => {
    for (let i = 0n; i < n; i++) {
      b = b + (a + k) - a - k + 1;
      a = a + 1;
    }
    return b;
  });
  expect(fast(1_000_000_000n, 5, 7, 3)).toBe(1_000_000_007);
  expect(kernels.at(-1)).not.toBe("declined");
});
