import { mkdirSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { cli, scratch } from "./command-line.ts";

const { folder, write } = scratch("check");

const sum = "let s = 0n; for (let i = 0n; i < n; i++) s += i; return s;";
const grows = "let s = 2n; for (let i = 0n; i < n; i++) s = s * s + i; return s;";
const base = join(folder, "base");
write("base/sum.ts", `export function sum(n: bigint): bigint { ${sum} }\n`);
write("base/in/deep.mjs", `export function grows(n) { ${grows} }\n`);
write("base/in/out.js", `export function out(n) { "use no cpm"; ${grows} }\n`);
write(
  "base/view.tsx",
  `export const View = (n: bigint) => { ${sum.replace("return s;", "return <p>{s}</p>;")} };\n`,
);
write("base/empty.js", "export const x = 1;\n");
write("base/sum.d.ts", "export declare function sum(n: bigint): bigint;\n");
write("base/data.json", "{}\n");
write("base/node_modules/other/index.js", `export function f(n) { ${sum} }\n`);
write("base/.hidden/index.js", `export function f(n) { ${sum} }\n`);
symlinkSync(base, join(base, "in/loop"), "junction");

interface Json {
  counts: Record<string, number>;
  problems: { file: string; message: string }[];
  loops: { name: string; file: string; place: string; status: string; optedIn: boolean }[];
}

async function json(...args: string[]): Promise<Json & { code: number }> {
  const { code, out } = await cli("check", "--json", ...args);
  return { code, ...(JSON.parse(out) as Json) };
}

describe("check", () => {
  it("lists every loop of a folder, how or why not, what reasons mean, and the counts", async () => {
    const { code, out, err } = await cli("check", base);
    expect({ code, err }).toEqual({ code: 0, err: "" });
    expect(out).toMatch(/base\/in\/deep\.mjs:1:\d+ +│ grows +│ +│ can not +│ product-grows:/);
    expect(out).toMatch(/base\/sum\.ts:1:\d+ +│ sum +│ +│ can be +│ binomial-basis,/);
    expect(out).toMatch(/\nproduct-grows \(1\)\n {2}why: {4}\S.*\n {2}remedy: \S/);
    expect(out).toMatch(/\n5 files, 3 loops: 2 can be optimised, 1 not\n$/);
  });

  it("knows JavaScript and TypeScript, and leaves out packages, hidden folders, declarations, links, opted out functions", async () => {
    const { code, counts, problems, loops } = await json(base);
    expect({ code, problems }).toEqual({ code: 0, problems: [] });
    expect(counts).toEqual({
      files: 5,
      loops: 3,
      accelerable: 2,
      refused: 1,
      optedIn: 0,
      optedInRefused: 0,
    });
    expect(loops.map(({ file, name, status }) => [file.slice(base.length + 1), name, status])).toEqual([
      ["in/deep.mjs", "grows", "refused"],
      ["sum.ts", "sum", "accelerable"],
      ["view.tsx", "View", "accelerable"],
    ]);
  });

  it("fails for a loop that is opted in and refused", async () => {
    const path = write(
      "asked.js",
      `export function f(n) { "use cpm"; ${grows} }\nfunction g(n) { ${grows} }\n`,
    );
    const { code, loops, counts } = await json(path);
    expect(code).toBe(1);
    expect(loops.map(({ name, optedIn }) => [name, optedIn])).toEqual([
      ["f", true],
      ["g", false],
    ]);
    expect(counts).toMatchObject({ optedIn: 1, optedInRefused: 1 });
    expect((await cli("check", path)).out).toMatch(/; 1 opted in, 1 of them in vain\n$/);
    expect((await json(path, "--loops", "marked")).loops.map(({ name }) => name)).toEqual(["f"]);
  });

  it("fails for any refused loop when it is strict", async () => {
    expect((await json(base, "--strict")).code).toBe(1);
    expect((await json(join(base, "sum.ts"), "--strict")).code).toBe(0);
  });

  it("goes on after what can not be read or parsed", async () => {
    const broken = write("broken.ts", "for (;;) {\n  return +;\n}\n");
    const missing = join(folder, "none.ts");
    const { code, problems, loops } = await json(broken, missing, base);
    expect(code).toBe(1);
    expect(problems.map(({ file }) => file).sort()).toEqual([broken, missing].sort());
    expect(problems.map(({ message }) => message).join("\n")).toMatch(/there is no such file/);
    expect(loops).toHaveLength(3);
    const { err, out } = await cli("check", broken, missing, base);
    expect(err).toContain(`${broken}:2:11`);
    expect(err).toContain(`cannot read ${missing}: there is no such file`);
    expect(out).toMatch(/; 2 files with errors\n$/);
  });

  it("has nothing to say about nothing", async () => {
    mkdirSync(join(folder, "nothing"));
    expect(await cli("check", join(folder, "nothing"))).toEqual({
      code: 0,
      out: "0 files, 0 loops: 0 can be optimised, 0 not\n",
      err: "",
    });
  });
});
