/** What a strict site throws for, asked of the site itself: no loop runs, so that none can run for ever. */
import { compileFunction } from "cpmoptimize/compiler";
import type { Settings } from "cpmoptimize/runtime";
import { LoopTypeError, defaultSettings, everything, site } from "cpmoptimize/runtime";
import { expect, test } from "vitest";

function siteOf(source: string, given: Partial<Settings>) {
  const ir = compileFunction(source, { strictMode: true }).sites[0]!.ir;
  return { ir, enter: site(ir, everything, { ...defaultSettings, itersLimit: 0n, ...given }) };
}

const rotation =
  "function f(n, a, b) { for (let i = 0n; i < n; i++) [a, b] = [3n * a - 5n * b, 5n * a + 3n * b]; return [a, b] }";

test("a BigInt of which nobody knows whether it fits is an error under strict, and a decline without", () => {
  for (const strict of [true, false]) {
    const codes: string[] = [];
    const { ir, enter } = siteOf(rotation, {
      strict,
      onEvent: (event) => codes.push(event.kind === "declined" ? event.refusal.code : event.kind),
    });
    const call = (n: bigint): unknown => {
      const values: Record<string, unknown> = { i: 0n, n, a: 1n, b: 1n };
      return enter(...ir.inputs.map((name) => values[name.trim()]));
    };
    expect(call(100n), "a harmless neighbour").toBeDefined();
    if (strict) expect(() => call(10n ** 15n)).toThrow(LoopTypeError);
    else expect(call(10n ** 15n)).toBeUndefined();
    expect(codes).toEqual(["accelerated", "may-not-fit"]);
  }
});
