import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { cli } from "./command-line.ts";

const folder = mkdtempSync(join(tmpdir(), "cpmoptimize-cli-"));
afterAll(() => rmSync(folder, { recursive: true }));

function file(name: string, text: string): string {
  const path = join(folder, name);
  writeFileSync(path, text);
  return path;
}

const fib = file(
  "fib.ts",
  `import { cpmoptimize, range } from "cpmoptimize";
import { triangle } from "./triangle.ts";

interface Step { readonly by: bigint }
export const fib = cpmoptimize()(function fib(n: bigint): bigint {
  let a = 0n, b = 1n;
  for (let i = 0n; i < n; i++) [a, b] = [b, a + b];
  return a;
});
function hidden(n: number): number {
  let s = 0;
  for (const i of range(n)) s += i;
  return s;
}
function grows(n: bigint): bigint {
  let s = 2n;
  for (let i = 0n; i < n; i++) s = s * s + i;
  return s;
}
function boom(step: Step): never {
  throw new RangeError(\`no \${step.by}\`);
}
export { triangle };
`,
);
file(
  "triangle.ts",
  "export function triangle(n: bigint): bigint { let s = 0n; for (let i = 0n; i < n; i++) s += i; return s; }\n",
);
const broken = file("broken.ts", "export function f(n) {\n  return n +;\n}\n");

describe("run", () => {
  it("prints a long value by its digits, and the time", async () => {
    const { code, out, err } = await cli("run", fib, "--call", "fib(10n ** 5n)");
    expect({ code, err }).toEqual({ code: 0, err: "" });
    expect(out).toMatch(
      /^fib\(10n \*\* 5n\) = 20,899 digits: 25974069347221724166…49895374653428746875\noptimised {2}[\d.]+ m?s\n$/,
    );
  });

  it("compiles every loop of the file and of the files that it imports, and sees top-level names", async () => {
    const { out } = await cli("run", fib, "--call", "[triangle(10n ** 30n), hidden(10000000)]");
    expect(out).toContain(`[ ${(10n ** 30n * (10n ** 30n - 1n)) / 2n}n, 49999995000000 ]`);
  });

  it("runs the plain program beside it", async () => {
    const { code, out } = await cli("run", fib, "--call", "fib(50_000n)", "--plain");
    expect(code).toBe(0);
    expect(out).toMatch(/\nplain {6}[\d.]+ m?s, [\d.]+ times (?:longer|shorter), same value\n$/);
  });

  it("gives the plain program up", async () => {
    const { code, out } = await cli(
      "run",
      fib,
      "--call",
      "triangle(10n ** 30n)",
      "--plain",
      "--give-up",
      "0.3",
    );
    expect(code).toBe(0);
    expect(out).toMatch(/\nplain {6}gave up after 300 ms\n$/);
  });

  it("prints JSON", async () => {
    const { out } = await cli("run", fib, "--json", "--plain", "--call", "fib(100n)");
    expect(JSON.parse(out)).toEqual({
      call: "fib(100n)",
      type: "bigint",
      value: "354224848179261915075",
      digits: 21,
      milliseconds: expect.any(Number) as number,
      plain: { milliseconds: expect.any(Number) as number, agrees: true },
    });
  });

  it("runs JavaScript of both kinds of module, and awaits", async () => {
    const loop = "let s = 0n; for (let i = 0n; i < n; i++) s += i; return s;";
    const cjs = file(
      "c.cjs",
      `const { range } = require("cpmoptimize");\nasync function f(n) { ${loop} }\nexports.f = f;\nexports.r = range;\n`,
    );
    const js = file("d.js", `function f(n) { ${loop} }\n`);
    const mjs = file("e.mjs", `export default function f(n) { ${loop} }\n`);
    for (const path of [cjs, js, mjs]) {
      const { code, out } = await cli("run", path, "--call", "f(10n ** 20n)");
      expect({ code, value: out.split("\n")[0] }, path).toEqual({
        code: 0,
        value: `f(10n ** 20n) = ${(10n ** 20n * (10n ** 20n - 1n)) / 2n}`,
      });
    }
  });

  it("places what the call throws", async () => {
    const { code, out, err } = await cli("run", fib, "--call", "boom({ by: 3n })");
    expect({ code, out }).toEqual({ code: 1, out: "" });
    expect(err).toContain(`error: RangeError: no 3\n  at ${fib}:21:9\n`);
    expect(err).toMatch(/> 21 \| {3}throw new RangeError.*\n {5}\| {9}\^/);
    const inCall = await cli("run", fib, "--call", "missing(3n)");
    expect(inCall.code).toBe(1);
    expect(inCall.err).toContain(
      "error: ReferenceError: missing is not defined\n  at --call:1:1\n> 1 | missing(3n)\n",
    );
    const json = await cli("run", fib, "--json", "--call", "boom({ by: 3n })");
    expect(JSON.parse(json.out)).toMatchObject({ error: { file: fib, line: 21, column: 9 } });
  });

  it("a result that can not exist is said at once", async () => {
    const { code, err } = await cli("run", fib, "--call", "fib(10n ** 18n)");
    expect(code).toBe(1);
    expect(err).toMatch(/error: RangeError: .*fib/);
  });

  it.each([
    ["fib(5n", /--call does not parse: .*\n {2}at --call:1:7\n> 1 \| fib\(5n\n/],
    ["fib(5n) +* 3", /--call does not parse: unexpected token\n {2}at --call:1:10\n/],
    ["1n); fib(3n", /--call must be one expression/],
    ["", /--call does not parse/],
  ])("a call that is no expression: %s", async (call, message) => {
    const { code, err } = await cli("run", fib, "--call", call);
    expect(code).toBe(1);
    expect(err).toMatch(message);
  });

  it("a program that ends by itself", async () => {
    const path = file("exit.ts", "process.exit(3);\n");
    expect(await cli("run", path, "--call", "1")).toEqual({
      code: 1,
      out: "",
      err: "error: the program ended before 1 had a value (exit code 3)\n",
    });
  });

  it("a missing import", async () => {
    const path = file("lost.ts", 'import { x } from "./nowhere.ts";\nexport const y = x;\n');
    const { code, err } = await cli("run", path, "--call", "y");
    expect(code).toBe(1);
    expect(err).toMatch(/error: Could not resolve ".\/nowhere.ts"\n {2}at .*lost.ts:1:19\n> 1 \| import/);
  });
});

describe("explain", () => {
  it("tells every loop's transition or reasons", async () => {
    const { code, out } = await cli("explain", fib);
    expect(code).toBe(0);
    expect(out).toContain(`fib ${fib}:7:3: can be optimised, dimension 2, kernel `);
    expect(out).toContain("        a  b\n    a | 0  1 |\n    b | 1  1 |\n");
    expect(out).toMatch(
      /grows .*:17:3: stays as written\n {2}.*\[[a-z-]+\]\n[^]*> 17 \|[^]*why: {4}\S[^]*remedy: \S/,
    );
    expect(out).toMatch(/\n3 loops, 2 can be optimised\n$/);
  });

  it("prints JSON", async () => {
    const { out } = await cli("explain", fib, "--json");
    const { loops } = JSON.parse(out) as { loops: { name: string; status: string }[] };
    expect(loops.map(({ name, status }) => [name, status])).toEqual([
      ["fib", "accelerable"],
      ["hidden", "accelerable"],
      ["grows", "refused"],
    ]);
  });
});

describe("transform", () => {
  it("prints the compiled text", async () => {
    const { code, out } = await cli("transform", fib);
    expect(code).toBe(0);
    expect(out).toContain('from "cpmoptimize/runtime"');
    expect(out).toContain("interface Step");
  });

  it("writes it with its map", async () => {
    const to = join(folder, "out.ts");
    const { code, out, err } = await cli("transform", fib, "-o", to);
    expect({ code, out }).toEqual({ code: 0, out: "" });
    expect(err).toBe(`${to}: 2 of 3 loops compiled\n`);
    expect(readFileSync(to, "utf8")).toMatch(/\n\/\/# sourceMappingURL=out.ts.map\n$/);
    const map = JSON.parse(readFileSync(`${to}.map`, "utf8")) as { sources: string[]; version: number };
    expect(map).toMatchObject({ version: 3, file: "out.ts", sources: ["fib.ts"] });
  });

  it("compiles marked functions only when told", async () => {
    const { out } = await cli("transform", fib, "--loops", "marked", "--json");
    const { report } = JSON.parse(out) as { report: { loops: { name: string }[] } };
    expect(report.loops.map(({ name }) => name)).toEqual(["fib"]);
  });

  it("says when it can not write", async () => {
    const { code, err } = await cli("transform", fib, "-o", join(folder, "no", "out.ts"));
    expect(code).toBe(1);
    expect(err).toMatch(/^error: cannot write /);
    expect(existsSync(join(folder, "no"))).toBe(false);
  });
});

describe("every command", () => {
  const commands = [["run", "--call", "f(1)"], ["explain"], ["transform"]];
  const misspelt = [
    [["chek"], "unknown command chek; did you mean check?"],
    [["--jsn"], "unknown option --jsn"],
    [["check", "--jsn"], "unknown option --jsn; did you mean --json?"],
    [["transform", "x.js", "--outdir", "y"], "unknown option --outdir; did you mean --out-dir?"],
    [["transform", "x.js", "--zzz"], "unknown option --zzz"],
  ] as const;

  it.each(misspelt)("a misspelt word, %s", async (args, message) => {
    const { code, err } = await cli(...args);
    expect({ code, first: err.split("\n")[0] }).toEqual({ code: 2, first: `cpmoptimize: ${message}` });
  });

  it.each(commands)(
    "%s: a missing file, a directory, a file that does not parse",
    async (command, ...rest) => {
      expect(await cli(command, join(folder, "none.ts"), ...rest)).toMatchObject({
        code: 1,
        out: "",
        err: `error: cannot read ${join(folder, "none.ts")}: there is no such file\n`,
      });
      expect(await cli(command, folder, ...rest)).toMatchObject({
        code: 1,
        err: expect.stringContaining("it is a directory") as string,
      });
      const { code, err } = await cli(command, broken, ...rest);
      expect(code).toBe(1);
      expect(err).toContain(`${broken}:2:13`);
      expect(err).toMatch(/> 2 \| {3}return n \+;\n/);
    },
  );

  it.each([
    [],
    ["frobnicate"],
    ["run", fib],
    ["run"],
    ["run", fib, "--cal", "1"],
    ["run", fib, "--call"],
    ["explain", fib, "more"],
    ["transform", fib, "--loops", "some"],
    ["run", fib, "--call", "1", "--give-up", "soon"],
    ["--json"],
  ])("exit code 2 for a command line that can not be followed: %s", async (...args) => {
    const { code, out, err } = await cli(...args);
    expect({ code, out }).toEqual({ code: 2, out: "" });
    expect(err).toMatch(/^cpmoptimize: .+\nSee cpmoptimize .*--help\n$/);
  });

  it.each([
    ["--help"],
    ["-h"],
    ["run", "--help"],
    ["explain", "-h"],
    ["transform", "--help"],
    ["check", "--help"],
  ])("help: %s %s", async (...args) => {
    const { code, out, err } = await cli(...args);
    expect({ code, err }).toEqual({ code: 0, err: "" });
    expect(out).toMatch(/USAGE/);
  });

  it("version", async () => {
    expect((await cli("--version")).out).toMatch(/^\d+\.\d+\.\d+\n$/);
  });
});
