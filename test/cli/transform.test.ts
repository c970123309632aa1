import {
  chmodSync,
  cpSync,
  existsSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { SourceMap, type SourceMapPayload } from "node:module";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { cli, scratch } from "./command-line.ts";

const { folder, write } = scratch("transform");

const read = (...names: string[]): string => readFileSync(join(folder, ...names), "utf8");
const sum = "let s = 0n;\n  for (let i = 0n; i < n; i++) s += i;\n  return s;\n";

const base = join(folder, "base");
write("base/sum.ts", `export function sum(n: bigint): bigint {\n  ${sum}}\n`);
write("base/bin/tool.mjs", `#!/usr/bin/env node\nfunction sum(n) {\n  ${sum}}\nconsole.log(sum(3n));\n`);
chmodSync(join(base, "bin/tool.mjs"), 0o755);
write("base/plain.js", "export const x = 1;");
write("base/types.d.ts", "export type X = 1;\n");
write("base/data.json", "{}\n");
write("base/node_modules/other/index.js", sum);

const filesIn = (name: string): string[] =>
  readdirSync(join(folder, name), { recursive: true, encoding: "utf8" })
    .filter((each) => statSync(join(folder, name, each)).isFile())
    .map((each) => each.replaceAll("\\", "/"))
    .sort();

describe("transform --out-dir", () => {
  it("writes every source file, with maps and modes", async () => {
    const { code, out, err } = await cli("transform", base, "--out-dir", join(folder, "out"));
    expect({ code, out }).toEqual({ code: 0, out: "" });
    expect(err).toBe(`${join(folder, "out")}: 4 files written, 2 of 2 loops compiled\n`);
    expect(filesIn("out")).toEqual([
      "bin/tool.mjs",
      "bin/tool.mjs.map",
      "plain.js",
      "sum.ts",
      "sum.ts.map",
      "types.d.ts",
    ]);
    expect(read("out/sum.ts")).toMatch(
      /cpmoptimize\/runtime[^]*: bigint[^]*# sourceMappingURL=sum\.ts\.map\n$/,
    );
    expect(read("out/plain.js")).toBe("export const x = 1;");
    expect(statSync(join(folder, "out/bin/tool.mjs")).mode & 0o777).toBe(0o755);
    expect(read("out/bin/tool.mjs")).toMatch(/^#!\/usr\/bin\/env node\n/);
  });

  it("makes maps that lead back", () => {
    const map = JSON.parse(read("out/bin/tool.mjs.map")) as SourceMapPayload;
    expect(map.sources).toEqual(["../../base/bin/tool.mjs"]);
    const lines = read("out/bin/tool.mjs").split("\n");
    const line = lines.findIndex((each) => each.includes("s += i;"));
    const place = new SourceMap(map).findEntry(line, lines[line]!.indexOf("s += i;"));
    // Both from 0.
    expect(place).toMatchObject({ originalLine: 3, originalColumn: 31 });
  });

  it("overwrites nothing unless it is told to", async () => {
    writeFileSync(join(folder, "out/sum.ts"), "mine");
    const refused = await cli("transform", base, "--out-dir", join(folder, "out"));
    expect(refused.code).toBe(1);
    expect(refused.err).toContain(`${join(folder, "out/sum.ts")} exists already; --force overwrites it`);
    expect(read("out/sum.ts")).toBe("mine");
    const forced = await cli("transform", base, "--out-dir", join(folder, "out"), "--force");
    expect(forced.code).toBe(0);
    expect(read("out/sum.ts")).toContain("cpmoptimize/runtime");
  });

  it("does not take its own results for sources", async () => {
    const inside = join(base, "made");
    await cli("transform", base, "--out-dir", inside);
    const { code } = await cli("transform", base, "--out-dir", inside, "--force");
    expect(code).toBe(0);
    expect(existsSync(join(inside, "made"))).toBe(false);
    rmSync(inside, { recursive: true });
  });

  it("compiles a folder in place when it is told to, and once only", async () => {
    const place = join(folder, "place");
    cpSync(base, place, { recursive: true });
    const refused = await cli("transform", place, "--out-dir", place);
    expect(refused.code).toBe(1);
    expect(refused.err).toContain(`${join(place, "sum.ts")} exists already; --force overwrites it`);
    expect(read("place/sum.ts")).toBe(read("base/sum.ts"));
    const forced = await cli("transform", place, "--out-dir", `${place}/`, "--force");
    expect(forced.code).toBe(0);
    expect(forced.err).toMatch(/: 4 files written, 2 of 2 loops compiled\n$/);
    const once = read("place/sum.ts");
    expect(once).toContain("cpmoptimize/runtime");
    const map = JSON.parse(read("place/sum.ts.map")) as SourceMapPayload;
    expect(map.sources).toEqual(["sum.ts"]);
    expect(map.sourcesContent).toEqual([read("base/sum.ts")]);
    expect((await cli("transform", place, "--out-dir", place, "--force")).code).toBe(0);
    expect(read("place/sum.ts")).toBe(once);
    expect(JSON.parse(read("place/sum.ts.map"))).toEqual(map);
  });

  it("writes the others where a file does not parse, is missing, or would be another one", async () => {
    const broken = write("broken.js", "for (;;) {\n  return +;\n}\n");
    const twin = write("twin/sum.ts", "export {};\n");
    const missing = join(folder, "none.js");
    const args = [broken, missing, base, twin, "--out-dir", join(folder, "some"), "--no-sourcemap"];
    const { code, err } = await cli("transform", ...args);
    expect(code).toBe(1);
    expect(err).toContain(`${broken}:2:11`);
    expect(err).toContain(`cannot read ${missing}: there is no such file`);
    expect(err).toContain(`${twin} and ${join(base, "sum.ts")} would both be ${join(folder, "some/sum.ts")}`);
    expect(err).toMatch(/some: 4 files written, 2 of 2 loops compiled; 3 not, for errors\n$/);
    expect(filesIn("some")).toEqual(["bin/tool.mjs", "plain.js", "sum.ts", "types.d.ts"]);
    expect(read("some/sum.ts")).not.toContain("sourceMappingURL");
  });

  it("prints JSON", async () => {
    const { out } = await cli("transform", base, "--out-dir", join(folder, "json"), "--json");
    const { files, problems } = JSON.parse(out) as {
      files: { out: string; loops: unknown[] }[];
      problems: unknown[];
    };
    expect(problems).toEqual([]);
    expect(files.map((each) => [each.out.slice(folder.length), each.loops.length])).toEqual([
      ["/json/bin/tool.mjs", 1],
      ["/json/plain.js", 0],
      ["/json/sum.ts", 1],
      ["/json/types.d.ts", 0],
    ]);
  });
});

describe("transform -o", () => {
  it("overwrites neither the file nor the map unless it is told to, and writes both or none", async () => {
    const out = join(folder, "one.ts");
    writeFileSync(`${out}.map`, "mine");
    const { code, err } = await cli("transform", join(base, "sum.ts"), "-o", out);
    expect({ code, err }).toEqual({
      code: 1,
      err: `error: ${out}.map exists already; --force overwrites it\n`,
    });
    expect(existsSync(out)).toBe(false);
    expect((await cli("transform", join(base, "sum.ts"), "-o", out, "--force")).code).toBe(0);
    expect(read("one.ts.map")).toContain('"mappings"');
  });

  it.each([
    [["a.js", "b.js"], "several files need --out-dir"],
    [["a.js", "-o", "b.js", "--out-dir", "c"], "--out and --out-dir exclude each other"],
  ] as const)("%s: can not be followed", async (args, message) => {
    const { code, err } = await cli("transform", ...args);
    expect({ code, first: err.split("\n")[0] }).toEqual({ code: 2, first: `cpmoptimize: ${message}` });
  });
});
