/** The programs that `run.mjs` runs, by the names of their files. */

const sum = (typed) => {
  const [type, result] = typed ? [": bigint", ": bigint"] : ["", ""];
  return `function sum(n${type})${result} {
  let s = 0n;
  for (let i = 0n; i < n; i++) s += i;
  return s;
}
`;
};
/** The dependency makes Deno look into node_modules. */
const packageOf = (type) => JSON.stringify({ type, dependencies: { cpmoptimize: "*", installed: "*" } });
const turns = "10n ** 15n";
const esm = (typed) => `export ${sum(typed)}`;
const cjs = (typed) => `${sum(typed)}module.exports = { sum };\n`;

export const programs = (transformSync) => {
  const original = `interface Step { readonly by: bigint }

export function fails(step: Step): never { let s = 0n; for (let i = 0n; i < 1000n; i++) s += i; throw new RangeError(String(s + step.by)); }

fails({ by: 1n });
`;
  const made = transformSync(original, { loader: "ts", sourcemap: "external", sourcefile: "original.ts" });
  return {
    "package.json": packageOf("module"),
    "esm/package.json": packageOf("module"),
    "esm/sum.js": esm(false),
    "esm/sum.mts": esm(true),
    "esm/main.js": `import { sum } from "./sum.js";\nconsole.log(sum(${turns}));\n`,
    "esm/main.ts": `import { sum } from "./sum.mts";\nimport type { Nothing } from "./nothing.ts";\nconst n: bigint = ${turns};\nconsole.log(sum(n) as bigint | Nothing);\n`,
    "esm/nothing.ts": "export interface Nothing {}\n",
    "esm/throws.ts": `interface Wide {
  readonly n: bigint;
}
function fails({ n }: Wide): bigint {
  let s = 0n;
  for (let i = 0n; i < n; i++) { s += i; if (s > 1000n) throw new RangeError("too much"); }
  return s;
}
fails({ n: 100n });
`,
    "esm/more.ts": `enum Two { two = 2 }
namespace Numbers { export const three: number = 3; }
class Box { constructor(readonly four: number) {} }
console.log(Two.two, Numbers.three, new Box(4).four);
`,
    "esm/broken.js": "export const a = 1;\nfor (let i = 0n; i < ; i++) a += i;\n",
    "esm/imports-commonjs.mts": `import { sum } from "../commonjs/sum.cts";\nimport also from "../commonjs/sum.js";\nconsole.log(sum(${turns}), also.sum(${turns}));\n`,
    "esm/worker.mjs": `import { Worker } from "node:worker_threads";
new Worker(new URL("./main.js", import.meta.url));
`,
    "commonjs/package.json": packageOf("commonjs"),
    "commonjs/sum.js": cjs(false),
    "commonjs/sum.cts": cjs(true),
    "commonjs/main.js": `const { sum } = require("./sum.js");\nconsole.log(sum(${turns}));\n`,
    "commonjs/main.cts": `const { sum } = require("./sum.cts") as { sum(n: bigint): bigint };\nconst n: bigint = ${turns};\nconsole.log(sum(n));\n`,
    "commonjs/requires-module.cjs": `const { sum } = require("../esm/sum.js");\nconsole.log(sum(${turns}));\n`,
    "commonjs/throws.cts": `type Count = bigint;
function fails(n: Count): Count {
  let s: Count = 0n;
  for (let i: Count = 0n; i < n; i++) { s += i; if (s > 1000n) throw new RangeError("too much"); }
  return s;
}
module.exports = fails(100n);
`,
    "commonjs/throws.js": `

function fails(n) {
  let s = 0n;
  for (let i = 0n; i < n; i++) { s += i; if (s > 1000n) throw new RangeError("too much"); }
  return s;
}
module.exports = fails(100n);
`,
    "commonjs/function.js": "module.exports = function twice(x) { return 2 * x; };\n",
    "commonjs/first.js": 'exports.a = 1;\nexports.b = require("./second.js").c;\n',
    "commonjs/second.js":
      'const first = require("./first.js");\nexports.c = first.a + 10;\nexports.late = () => first.b;\n',
    "commonjs/shapes.js": `const twice = require("./function.js");
const path = require("node:path");
const { a, b } = require("./first.js");
exports.four = twice(2);
console.log(twice(4), a, b, require("./second.js").late(), path.basename(__filename), path.basename(__dirname));
console.log(require.main === module, this === exports, typeof module.paths, require("./data.json").five);
`,
    "commonjs/data.json": '{ "five": 5 }',
    "commonjs/import.mjs": `import twice from "./function.js";
import * as first from "./first.js";
import shapes, { four } from "./shapes.js";
import { createRequire } from "node:module";
const require = createRequire(import.meta.url);
console.log(twice(3), first.b, shapes.four, four, require("./function.js") === twice);
`,
    "typeless/package.json": packageOf(undefined),
    "typeless/main.ts": `import { sum } from "./sum.ts";\nconst n: bigint = ${turns};\nconsole.log(sum(n));\n`,
    "typeless/sum.ts": esm(true),
    "typeless/script.js": `${sum(false)}console.log(sum(${turns}));\n`,
    "made/package.json": packageOf("module"),
    "made/made.js": `${made.code}//# sourceMappingURL=made.js.map\n`,
    "made/made.js.map": made.map,
    "jsx/package.json": packageOf("module"),
    "jsx/main.tsx": `/** @jsxRuntime automatic @jsxImportSource made-up */
${sum(true)}
const element: unknown = <b>{String(sum(${turns}))}</b>;
console.log(JSON.stringify(element));
`,
    "node_modules/made-up/package.json":
      '{ "name": "made-up", "version": "1.0.0", "type": "module", "exports": { "./jsx-runtime": "./jsx.js", "./jsx-dev-runtime": "./jsx.js" } }',
    "node_modules/made-up/jsx.js":
      "export const jsx = (type, props) => [type, props];\nexport const jsxDEV = jsx;\n",
    "node_modules/installed/package.json":
      '{ "name": "installed", "version": "1.0.0", "type": "module", "exports": "./main.js" }',
    "node_modules/installed/main.js": esm(false),
    "uses-installed.mjs":
      'import { sum } from "installed";\nconsole.log(String(sum).includes("$cpm1") ? "compiled" : "as written");\n',
  };
};
