/** A bug of ours, planted into the compiler, must not break a program. */
import { afterEach, expect, it, vi } from "vitest";
import { cpmoptimize, explain } from "../../src/index.ts";

vi.mock("../../src/compiler/index.ts", async (importOriginal) => ({
  ...(await importOriginal<object>()),
  compileFunction: () => {
    throw new TypeError("planted");
  },
}));

afterEach(() => vi.unstubAllEnvs());

const slow = (n: bigint): bigint => {
  let s = 0n;
  for (let i = 0n; i < n; i++) s += i;
  return s;
};

it("leaves the function as it is, strict or not, and tells the reason", () => {
  for (const strict of [false, true]) {
    const same = cpmoptimize({ strict })(slow);
    expect(same).toBe(slow);
    expect(same(10n)).toBe(45n);
    expect(explain(same).unchanged).toMatchObject({ code: "internal-error", what: "TypeError: planted" });
  }
});

it("is thrown when CPM_DEBUG=1", () => {
  vi.stubEnv("CPM_DEBUG", "1");
  expect(() => cpmoptimize()(slow)).toThrow("planted");
});
