import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { main } from "../../src/cli/cli.ts";

let out: string[];
let err: string[];

beforeEach(() => {
  out = [];
  err = [];
  vi.spyOn(console, "log").mockImplementation((text: string) => void out.push(text));
  vi.spyOn(console, "error").mockImplementation((text: string) => void err.push(text));
});
afterEach(() => {
  vi.restoreAllMocks();
});

function file(source: string): string {
  const path = join(mkdtempSync(join(tmpdir(), "cpm-")), "program.cpm");
  writeFileSync(path, source);
  return path;
}

const source = "b = 1\na = 0\nloop 90\n  t = a\n  a = b\n  b += t\nend\n";
const values = { b: "4660046610375530309", a: "2880067194370816120", t: "1779979416004714189" };

test("prints the variables in the order of their first assignment, the time apart", async () => {
  expect(await main(["cpm", file(source)])).toBe(0);
  // eslint-disable-next-line no-control-regex -- bold names, where the terminal has colours
  expect(out.map((line) => line.replace(/\u001b\[\d+m/g, ""))).toEqual(
    Object.entries(values).map(([name, value]) => `${name} = ${value}`),
  );
  expect(err.join()).toMatch(/^optimised +[\d.]+ m?s$/);
});

test.each([[[]], [["--plain"]]])("--json %j", async (flags) => {
  expect(await main(["cpm", file(source), "--json", ...flags])).toBe(0);
  expect(JSON.parse(out.join("\n"))).toMatchObject({ plain: flags.length > 0, variables: values });
});

test("a wrong program has its place in the message, and in JSON", async () => {
  const path = file("x = 1\nx *= y\n");
  expect(await main(["cpm", path, "--json"])).toBe(1);
  expect(err.join("\n")).toContain(`at ${path}:2:6`);
  expect(err.join("\n")).toContain("> 2 | x *= y");
  expect(JSON.parse(out.join("\n"))).toMatchObject({ error: { file: path, line: 2, column: 6 } });
});

test("a missing file, a result that cannot exist", async () => {
  expect(await main(["cpm", "no-such-file.cpm"])).toBe(1);
  expect(await main(["cpm", file("p = 1\nloop 1000000000000\n  p *= 3\nend")])).toBe(1);
  expect(err.at(-1)).toContain("p would grow to about");
});
