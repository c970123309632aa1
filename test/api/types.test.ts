/** Types survive decoration: checked by TypeScript itself, once for each kind of decorators. */
import { fileURLToPath } from "node:url";
import ts from "typescript";
import { expect, it } from "vitest";

const shared = `
import { cpmoptimize, original, range, type CpmEvent, type Options, type Range } from "../../src/index.ts";
type Same<A, B> = (<T>() => T extends A ? 1 : 2) extends <T>() => T extends B ? 1 : 2 ? true : false;
const same = <A, B>(_: Same<A, B>): void => {};

function generic<T extends bigint | number>(n: T, pick: (x: T) => T): T { return pick(n); }
same<typeof wrapped, typeof generic>(true);
const wrapped = cpmoptimize()(generic);
const short = cpmoptimize(generic);
same<typeof short, typeof generic>(true);

function over(n: bigint): bigint;
function over(n: number): number;
function over(n: bigint | number): bigint | number { return n; }
const overloaded = cpmoptimize({ strict: true })(over);
const a: bigint = overloaded(1n);
const b: number = overloaded(1);

function withThis(this: { k: bigint }, n: bigint): bigint { return this.k * n; }
const kept = cpmoptimize()(withThis);
// @ts-expect-error -- the type of this is kept
kept(3n);
kept.call({ k: 2n }, 3n);
same<typeof kept, typeof original extends (fn: infer _) => unknown ? typeof withThis : never>(true);
const back: typeof withThis = original(kept);

const tagged = Object.assign((n: bigint) => n, { tag: "t" });
const tag: string = cpmoptimize()(tagged).tag;

const big: Range<bigint> = range(3n);
const num: Range<number> = range(0, 3);
const length: bigint = big.length;
// @ts-expect-error -- mixed types
range(0n, 3);
// @ts-expect-error -- unknown option
cpmoptimize({ strct: true });
// @ts-expect-error -- not a function
cpmoptimize()(3);
const options: Options = {
  itersLimit: 5n, types: ["bigint"], scope: { MOD: 7n }, optMinRows: false,
  verbose: (event: CpmEvent) => { if (event.kind === "accelerated") { const t: bigint = event.turns; void t; } },
};
cpmoptimize({ scope: function () { return eval(arguments[0]) } });
void [a, b, back, tag, num, length, options];
`;
const decorated = `
class A {
  @cpmoptimize() m(n: bigint): bigint { return n; }
  @cpmoptimize bare(n: bigint): bigint { return n; }
  @cpmoptimize({ strict: true }) static s<T>(x: T): T { return x; }
  @cpmoptimize() get g(): number { return 1; }
  @cpmoptimize() async later(n: number): Promise<number> { return n; }
}
const m: (n: bigint) => bigint = new A().m;
const g: number = new A().g;
void [m, g, A.s("x")];
`;

function errors(source: string, options: ts.CompilerOptions): string[] {
  const name = fileURLToPath(new URL("virtual.ts", import.meta.url));
  const compilerOptions: ts.CompilerOptions = {
    target: ts.ScriptTarget.ES2022,
    lib: ["lib.es2023.d.ts", "lib.esnext.decorators.d.ts", "lib.decorators.legacy.d.ts"],
    module: ts.ModuleKind.NodeNext,
    moduleResolution: ts.ModuleResolutionKind.NodeNext,
    allowImportingTsExtensions: true,
    strict: true,
    noEmit: true,
    skipLibCheck: true,
    types: ["node"],
    ...options,
  };
  const host = ts.createCompilerHost(compilerOptions);
  const { getSourceFile, fileExists } = host;
  host.getSourceFile = (file, ...rest) =>
    file === name ? ts.createSourceFile(file, source, ts.ScriptTarget.ES2022) : getSourceFile(file, ...rest);
  host.fileExists = (file) => file === name || fileExists(file);
  const program = ts.createProgram([name], compilerOptions, host);
  return ts.getPreEmitDiagnostics(program, program.getSourceFile(name)).map(({ messageText, start = 0 }) => {
    const line = source.slice(0, start).split("\n").length;
    return `${source.split("\n")[line - 1]}: ${ts.flattenDiagnosticMessageText(messageText, "\n")}`;
  });
}

it("standard decorators", { timeout: 60_000 }, () => {
  expect(errors(shared + decorated, {})).toEqual([]);
});

it("legacy decorators", { timeout: 60_000 }, () => {
  expect(errors(shared + decorated, { experimentalDecorators: true })).toEqual([]);
});
