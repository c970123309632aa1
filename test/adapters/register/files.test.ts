import { describe, expect, it } from "vitest";
import { isOwnFile, pathOf } from "../../../src/adapters/register/own-files.ts";
import { settingsFrom } from "../../../src/adapters/register/settings.ts";

describe("the files that hooks look at", () => {
  const own = (path: string, packages = ""): boolean =>
    isOwnFile(path, "/lib/cpmoptimize/dist/", settingsFrom({ CPM_NODE_MODULES: packages }));

  it.each([
    "/app/a.js",
    "/app/a.mts",
    "/app/a.tsx",
    "C:\\app\\a.cjs",
    "/npm/app/a.js",
    "/app/node_modules.js",
  ])("%s", (path) => expect(own(path)).toBe(true));

  it.each([
    "/app/a.json",
    "/app/a.wasm",
    "/app/node_modules/p/a.js",
    "C:\\app\\node_modules\\p\\a.js",
    "/home/u/.cache/deno/npm/registry.npmjs.org/p/1.0.0/a.js",
    "/lib/cpmoptimize/dist/index.js",
  ])("not %s", (path) => expect(own(path)).toBe(false));

  it("are those of packages that are asked for, the innermost deciding", () => {
    expect(own("/app/node_modules/p/a.js", "q, p")).toBe(true);
    expect(own("/app/node_modules/@s/p/a.js", "@s/p")).toBe(true);
    expect(own("C:\\app\\node_modules\\@s\\p\\a.js", "@s/p")).toBe(true);
    expect(own("/app/node_modules/p/node_modules/q/a.js", "p")).toBe(false);
    expect(own("/app/node_modules/p/node_modules/q/a.js", "*")).toBe(true);
    expect(own("/lib/cpmoptimize/dist/index.js", "*")).toBe(false);
  });

  it("have addresses of files", () => {
    expect(pathOf("file:///a%20b.js")).toBe("/a b.js");
    expect(pathOf("node:fs")).toBeUndefined();
    expect(pathOf("https://a/b.js")).toBeUndefined();
    expect(pathOf("file://host/%2F")).toBeUndefined();
  });
});

describe("the environment", () => {
  it("is read", () => {
    expect(settingsFrom({})).toEqual({ loops: "marked", packages: [], disabled: false });
    expect(settingsFrom({ CPM_LOOPS: "all", CPM_NODE_MODULES: " a,,@b/c ", CPM_DISABLE: "1" })).toEqual({
      loops: "all",
      packages: ["a", "@b/c"],
      disabled: true,
    });
  });

  it("is checked", () => {
    expect(() => settingsFrom({ CPM_LOOPS: "every" })).toThrow(
      'cpmoptimize/register: the variable CPM_LOOPS is "every"; accepted: marked, all.',
    );
  });
});
