import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import type { CpmEvent } from "cpmoptimize/runtime";
import { defaultSettings } from "cpmoptimize/runtime";
import { parse, run } from "../../src/cpm-language/index.ts";

function values(source: string, plain = false): Record<string, bigint> {
  return Object.fromEntries(run(parse(source, "p.cpm"), { plain }));
}

function program(name: string): string {
  return readFileSync(new URL(`../../examples/cpm/${name}.cpm`, import.meta.url), "utf8");
}

test("straight lines", () => {
  const source = "x = 5\ny = x\ny += 2\ny -= x\nx -= 30\nx *= -4\nx += y\nx += -1";
  expect(values(source)).toEqual({ x: 101n, y: 2n });
  expect(values(source, true)).toEqual({ x: 101n, y: 2n });
});

test("a variable that a loop assigns first", () => {
  const source = "a = 1\nloop 100000\n  b = a\n  c = b\n  c += b\n  a += 3\nend\nd = c";
  expect(values(source)).toEqual({ a: 300001n, b: 299998n, c: 599996n, d: 599996n });
  expect(values(source, true)).toEqual(values(source));
});

test("loops run through their doors, and not when everything runs step by step", () => {
  const events: CpmEvent[] = [];
  const settings = { ...defaultSettings, onEvent: (event: CpmEvent) => events.push(event) };
  const parsed = parse("a = 0\nloop 123456\n  a += 2\nend", "p.cpm");
  expect(run(parsed, { plain: true, settings }).get("a")).toBe(246912n);
  expect(events).toEqual([]);
  expect(run(parsed, { settings }).get("a")).toBe(246912n);
  expect(events).toMatchObject([{ kind: "accelerated", file: "p.cpm", place: "2:1", turns: 123455n }]);
});

test("an integer beyond the engine's limit is an error before the loop runs", () => {
  expect(() => values("p = 1\nloop 1000000000000\n  p *= 3\nend")).toThrow(RangeError);
});

describe("the examples whose loops stand alone", () => {
  test.each<[name: string, expected: Record<string, bigint>]>([
    ["sum", { i: 10n ** 18n, sum: (10n ** 18n * (10n ** 18n + 1n)) / 2n }],
    ["power", { p: 3n ** 100000n }],
    [
      "squares",
      {
        i: 10n ** 12n,
        square: 10n ** 24n,
        sum: (10n ** 12n * (10n ** 12n + 1n) * (2n * 10n ** 12n + 1n)) / 6n,
      },
    ],
    [
      "geometric-sum",
      {
        term: 2n ** 10000n,
        sum: 2n ** 10000n - 1n,
        sign: 2n ** 10000n,
        alternating: (1n - 2n ** 10000n) / 3n,
      },
    ],
  ])("%s", (name, expected) => {
    expect(values(program(name))).toEqual(expected);
  });

  test("fibonacci", () => {
    const { a, b } = values(program("fibonacci")) as { a: bigint; b: bigint };
    expect(String(a).length).toBe(208988);
    expect(a * a + a * b - b * b).toBe(-1n);
  });

  test("every example says what it computes and parses", () => {
    const folder = new URL("../../examples/cpm/", import.meta.url);
    for (const file of readdirSync(folder)) {
      const source = readFileSync(new URL(file, folder), "utf8");
      expect(source.startsWith("# ")).toBe(true);
      expect(parse(source, file).loops.size).toBeGreaterThan(0);
    }
  });
});
