/** Nests that nobody could wait for: every loop of them has to be moved ahead as a whole. */
import { readFileSync } from "node:fs";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import type { Settings } from "cpmoptimize/runtime";
import { defaultSettings } from "cpmoptimize/runtime";
import { parse, run } from "../../src/cpm-language/index.ts";

/** A loop that is not moved ahead throws (with CPM_DEBUG, a listener's error is not survived): nobody could wait for it. */
const settings: Settings = {
  ...defaultSettings,
  onEvent(event) {
    if (event.kind === "declined" && event.refusal.code !== "few-turns") {
      throw new Error(`${event.loop} at ${event.place}: ${event.refusal.what}: ${event.refusal.why}`);
    }
  },
};

beforeEach(() => {
  vi.stubEnv("CPM_DEBUG", "1");
});
afterEach(() => {
  vi.unstubAllEnvs();
});

const values = (source: string) => Object.fromEntries(run(parse(source, "p.cpm"), { settings }));
const example = (name: string) =>
  readFileSync(new URL(`../../examples/cpm/${name}.cpm`, import.meta.url), "utf8");

test("three loops of 10^9 turns inside one another", () => {
  expect(values(example("triple-nest"))).toEqual({
    a: 10n ** 27n,
    b: 500000000000000000000000000500000000000000000000000000n,
  });
});

test("a table of 10^6 rows and columns", () => {
  expect(values(example("table"))).toEqual({ cell: 10n ** 12n, sum: (10n ** 12n * (10n ** 12n - 1n)) / 2n });
});

test("a loop inside that starts afresh each time, and two loops in sequence", () => {
  const source = `
    total = 0
    rows = 0
    loop 100000000000000000000
      column = 0
      loop 10000000000
        column += 1
        total += column
      end
      loop 3000000
        total -= 2
      end
      rows += 1
    end`;
  const rows = 10n ** 20n;
  const column = 10n ** 10n;
  expect(values(source)).toEqual({
    total: rows * ((column * (column + 1n)) / 2n - 6000000n),
    rows,
    column,
  });
});

test("40 loops of one turn inside one another, and one of 1000 turns inside", () => {
  const depth = 40;
  const source = `p = 1\n${"loop 1\n".repeat(depth)}loop 1000\np *= 2\nend\n${"end\n".repeat(depth)}`;
  expect(values(source)).toEqual({ p: 2n ** 1000n });
});
