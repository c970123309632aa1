/** What all adapters share: the pre-filter, the check of options, the summary of a build. */
import { afterEach, describe, expect, test, vi } from "vitest";
import { transform } from "../../src/compiler/index.ts";
import { BuildSummary } from "../../src/modules/build-summary.ts";
import { compileModule } from "../../src/modules/compile-module.ts";
import { checkModuleOptions } from "../../src/modules/module-options.ts";
import { mayHaveLoops } from "../../src/modules/pre-filter.ts";
import { QuietMoment } from "../../src/modules/quiet-moment.ts";

describe("the pre-filter", () => {
  test.each<[source: string, marked: boolean, all: boolean]>([
    ["export const x = 1; // cpmoptimize", false, false],
    ["for (;;) ;", false, true],
    ["do x++; while (x < 3)", false, true],
    ["range(3).forEach(f)", false, true],
    ["Array.from({ length: n }, f)", false, true],
    ["const forward = format", false, false],
    [`import { cpmoptimize } from "cpmoptimize"`, true, true],
    [`const c = require('cpmoptimize')`, true, true],
    [`import "cpmoptimize/runtime"`, false, false],
    [`function f() { "use cpm" }`, true, true],
    [`'use no cpm'`, true, true],
    [`"Use  CPM"`, true, true],
  ])("%s", (source, marked, all) => {
    expect(mayHaveLoops(source, "marked")).toBe(marked);
    expect(mayHaveLoops(source, "all")).toBe(all);
  });

  test("says yes wherever the compiler finds something", () => {
    for (const source of [
      `import * as c from 'cpmoptimize'; export const f = c.cpmoptimize()(() => 1);`,
      `function f(n) { 'use cpm'; while (n) n--; }`,
      `"use no cpm"`,
    ])
      expect(compileModule(source, { filename: "a.js" })?.code).not.toBe(source);
  });

  test("what the compiler has nothing to say of stays with the tool", () => {
    expect(compileModule("let s = 0; for (;;) s++;", { filename: "a.js" })).toBe(undefined);
    expect(compileModule(`import { range } from "cpmoptimize"; range(3);`, { filename: "a.js" })).toBe(
      undefined,
    );
    expect(compileModule("export const from = 1", { filename: "a.js", loops: "all" })).toBe(undefined);
    const noted = compileModule(`function f() { g(); "use cpm" }`, { filename: "a.js" });
    expect(noted?.report.notes).toHaveLength(1);
  });
});

describe("options", () => {
  const check = (options: unknown) => () => checkModuleOptions("cpmoptimize/tool", options, ["include"]);
  test("defaults", () => {
    const defaults = { loops: "marked", strict: false, sourcemap: true, summary: true, verbose: false };
    expect(check(undefined)()).toEqual(defaults);
    expect(check({ loops: undefined, include: 5 })()).toEqual(defaults);
    expect(check({ loops: "all", verbose: true })()).toEqual({ ...defaults, loops: "all", verbose: true });
  });
  test.each<[options: unknown, message: string]>([
    [
      { loop: "all" },
      "cpmoptimize/tool: unknown option loop; did you mean loops? The options are loops, strict,",
    ],
    [{ sourceMap: true }, "did you mean sourcemap?"],
    [{ verbsoe: true }, "did you mean verbose?"],
    [{ inlcude: [] }, "did you mean include?"],
    [{ minify: true }, "unknown option minify; the options are"],
    [{ loops: "some" }, `option loops is "some"; accepted: "marked", "all".`],
    [{ strict: 1 }, "option strict is 1; accepted: true, false."],
    [{ summary: [] }, "option summary is an array; accepted: true, false."],
    [
      [],
      "options must be an object with some of loops, strict, sourcemap, summary, verbose, include, not an array.",
    ],
    ["all", `not "all".`],
    [null, "not null."],
  ])("%j", (options, message) => {
    expect(check(options)).toThrow(TypeError);
    expect(check(options)).toThrow(message);
  });
});

describe("the summary", () => {
  const report = (source: string, filename: string) => transform(source, { filename, loops: "all" }).report;
  const good = "export function sum(n) { let s = 0n; for (let i = 0n; i < n; i++) s += i; return s }";
  const bad = "export function f(n) {\n  for (let i = 0; i < n; i++) g(i);\n}";
  const twice = "export function f(n, x) { for (let i = 0; i < n; i++) { g(i); x = [] } }";

  test("counts the loops, and says of each that stays as written where, why and what would help", () => {
    const summary = new BuildSummary();
    expect(summary.print()).toBe("");
    summary.add("/b", report(bad, "src/b.js"));
    summary.add("/a", report(good, "src/a.js"));
    expect(summary.print()).toMatchInlineSnapshot(`
      "cpmoptimize: 2 loops: 1 accelerated, 1 not
        src/b.js:2:3 f: g(i) [unknown-call]
          why:    a call can do anything in every turn; only functions of the language that do arithmetic are known
          remedy: compute the result before the loop, or write the function's arithmetic in its place"
    `);
    expect(summary.print({ verbose: true })).toContain("\n  src/a.js:1:38 sum: accelerated, ");
  });

  test("gives every reason", () => {
    const summary = new BuildSummary();
    summary.add("/c", report(twice, "c.js"));
    expect(summary.print()).toMatchInlineSnapshot(`
      "cpmoptimize: 1 loop: 0 accelerated, 1 not
        c.js:1:27 f
          1:57 g(i) [unknown-call]
            why:    a call can do anything in every turn; only functions of the language that do arithmetic are known
            remedy: compute the result before the loop, or write the function's arithmetic in its place
          1:67 [] [array-literal]
            why:    an array made in every turn is not a value that algebra can carry
            remedy: use one variable for each element"
    `);
  });

  test("names what is left to the run time", () => {
    const summary = new BuildSummary();
    const source = `import { cpmoptimize } from "cpmoptimize"; export const g = cpmoptimize()(f); function f() {}`;
    summary.add("/d", transform(source, { filename: "d.js" }).report);
    expect(summary.print()).toContain(
      "cpmoptimize: 0 loops: 0 accelerated, 0 not\n  d.js:1:61 cpmoptimize: left to the run time\n    why:    ",
    );
  });

  test("a file that is compiled again replaces what it said", () => {
    const summary = new BuildSummary();
    summary.add("/a", report(bad, "a.js"));
    expect(summary.printChanged({})).toContain("1 loop: 0 accelerated, 1 not");
    expect(summary.printChanged({})).toBe("");
    summary.add("/a", report(good, "a.js"));
    expect(summary.printChanged({})).toBe("cpmoptimize: 1 loop: 1 accelerated, 0 not");
    summary.add("/a", undefined);
    expect(summary.print()).toBe("");
  });

  test("to a server it says what is new: the counts, and each loop that stays as written once", () => {
    const summary = new BuildSummary();
    expect(summary.printNew({})).toBe("");
    summary.add("/a", report(bad, "a.js"));
    expect(summary.printNew({})).toBe(summary.print());
    expect(summary.printNew({})).toBe("");
    summary.add("/a", report(`// moved\n${bad}`, "a.js"));
    summary.add("/b", report(bad, "b.js"));
    const text = summary.printNew({});
    expect(text).toContain("cpmoptimize: 2 loops: 0 accelerated, 2 not\n  b.js:2:3 f: g(i) [unknown-call]\n");
    expect(text).not.toContain("a.js");
    summary.add("/b", report(good, "b.js"));
    expect(summary.printNew({})).toBe("cpmoptimize: 2 loops: 1 accelerated, 1 not");
  });
});

describe("a quiet moment", () => {
  afterEach(() => void vi.useRealTimers());

  test("comes once, when nothing more has come", () => {
    vi.useFakeTimers();
    let times = 0;
    const quiet = new QuietMoment(() => times++, 100);
    quiet.wait();
    vi.advanceTimersByTime(99);
    quiet.wait();
    vi.advanceTimersByTime(99);
    expect(times).toBe(0);
    vi.advanceTimersByTime(1);
    expect(times).toBe(1);
    quiet.wait();
    quiet.cancel();
    vi.advanceTimersByTime(1000);
    expect(times).toBe(1);
  });

  test("keeps no process running", () => {
    const timers = vi.spyOn(globalThis, "setTimeout");
    const quiet = new QuietMoment(() => undefined);
    quiet.wait();
    const { value: timer } = timers.mock.results[0] as { value: NodeJS.Timeout };
    expect(timer.hasRef()).toBe(false);
    quiet.cancel();
  });
});
