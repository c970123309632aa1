/**
 * The hooks with a real runtime: `node run.mjs [22 | 24 | 26 | bun | deno]`, this Node without a word. Needs the build.
 *
 * The sample and some small programs run in a folder of their own, with the package in its node_modules, with and
 * without the hooks. A loop of 10^15 turns that ends has been compiled.
 */
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { transformSync } from "esbuild";
import { engine } from "../../engines/install.mjs";
import { programs } from "./programs.mjs";

const name = process.argv[2] ?? process.versions.node.split(".")[0];
const program = process.argv[2] === undefined ? process.execPath : engine(name);
const runtime = name === "bun" || name === "deno" ? name : "node";
const preload = {
  node: ["--import", "cpmoptimize/register"],
  bun: ["--preload", "cpmoptimize/register"],
  deno: ["run", "--allow-all", "--preload=npm:cpmoptimize/register"],
}[runtime];
const plainly = { node: [], bun: [], deno: ["run", "--allow-all"] }[runtime];

const root = fileURLToPath(new URL("../../..", import.meta.url));
const folder = realpathSync(mkdtempSync(join(tmpdir(), "cpmoptimize-register-")));
mkdirSync(join(folder, "node_modules"));
symlinkSync(root, join(folder, "node_modules/cpmoptimize"), "junction");
cpSync(join(root, "test/adapters/sample"), join(folder, "sample"), { recursive: true });
cpSync(join(root, "examples/hooks"), join(folder, "example"), { recursive: true });
const sources = programs(transformSync);
for (const [path, text] of Object.entries(sources)) {
  mkdirSync(dirname(join(folder, path)), { recursive: true });
  writeFileSync(join(folder, path), text);
}

function run(flags, file, variables = {}) {
  const { PATH, HOME } = process.env;
  const { status, stdout, stderr } = spawnSync(program, [...flags, file], {
    cwd: folder,
    encoding: "utf8",
    env: { PATH, HOME, NO_COLOR: "1", ...variables },
    timeout: 60_000,
  });
  return { status, out: stdout.trim(), err: stderr };
}

const hooked = (file, variables) => run(preload, file, variables);
function output(flags, file, variables) {
  const { status, out, err } = run(flags, file, variables);
  assert.equal(status, 0, `${file} ended with ${status}:\n${out}\n${err}`);
  return out;
}

let passed = 0;
function check(what, body) {
  try {
    body();
  } catch (error) {
    console.error(`failed on ${name}: ${what}`);
    throw error;
  }
  passed++;
}

/** Columns are exact where maps are read; Bun reads none. */
const places = ({ throwing, onOneLine }) =>
  runtime === "bun" ? [throwing, onOneLine.replace(/:\d+$/, "")] : [throwing, onOneLine];
const typesAlone = runtime !== "node" || ["24", "26"].includes(name);

try {
  check("the sample, types only", () => {
    const expected = JSON.parse(
      typesAlone
        ? output(plainly, "sample/plain.ts")
        : output(preload, "sample/plain.ts", { CPM_DISABLE: "1" }),
    );
    for (const loops of ["marked", "all"]) {
      const got = JSON.parse(output(preload, "sample/plain.ts", { CPM_LOOPS: loops }));
      assert.deepEqual(got.values, expected.values);
      assert.deepEqual(places(got.places), places(expected.places));
      const { generator, fib, refused } = got.statuses;
      assert.deepEqual(
        { generator, fib, refused },
        { generator: "accelerated", fib: "accelerated", refused: "refused" },
      );
    }
    // Not only the same as each other: the places are those of the text.
    if (runtime !== "bun") assert.match(expected.places.throwing, /program\.ts:65:26$/);
  });

  check("the sample with decorators", () => {
    const expected = JSON.parse(
      runtime === "node"
        ? output(preload, "sample/main.ts", { CPM_DISABLE: "1" })
        : output(plainly, "sample/main.ts"),
    );
    const got = JSON.parse(output(preload, "sample/main.ts"));
    assert.deepEqual(got.values, expected.values);
    assert.deepEqual(places(got.places), places(expected.places));
    assert.deepEqual([got.statuses.triangle, got.statuses.staticSquares], ["accelerated", "accelerated"]);
  });

  for (const file of [
    "esm/main.js",
    "esm/main.ts",
    "commonjs/main.js",
    "commonjs/main.cts",
    "typeless/main.ts",
    "typeless/script.js",
  ]) {
    check(`every loop of ${file} and of what it loads`, () => {
      assert.equal(output(preload, file, { CPM_LOOPS: "all" }), "499999999999999500000000000000n");
    });
  }

  check("modules of one kind in those of the other", () => {
    const sum = "499999999999999500000000000000n";
    const variables = { CPM_LOOPS: "all" };
    assert.equal(output(preload, "esm/imports-commonjs.mts", variables), `${sum} ${sum}`);
    assert.equal(output(preload, "commonjs/requires-module.cjs", variables), sum);
  });

  check("the example", () => {
    assert.match(
      output(preload, "example/app.ts"),
      /^the 10\^18th number .* is 230595701146650602n\n.* has 208988 digits$/,
    );
  });

  check("CommonJS is what it was: cycles, functions as exports, require.main, named imports", () => {
    assert.equal(output(preload, "commonjs/shapes.js"), output(plainly, "commonjs/shapes.js"));
    assert.equal(output(preload, "commonjs/import.mjs"), output(plainly, "commonjs/import.mjs"));
  });

  check("a file made from another one is traced to it", () => {
    const { err } = hooked("made/made.js", { CPM_LOOPS: "all" });
    assert.match(err, runtime === "bun" ? /made\.js:/ : /[\\/]made[\\/]original\.ts:3:\d+/);
  });

  check("an error that nobody catches shows its place", () => {
    // Bun reads no maps, and Deno none of CommonJS: columns behind a loop's head are not exact.
    for (const file of ["esm/throws.ts", "commonjs/throws.js", "commonjs/throws.cts"]) {
      if (runtime === "bun" && file.endsWith(".cts")) continue;
      const { status, err } = hooked(file, { CPM_LOOPS: "all" });
      assert.equal(status, 1);
      const before = sources[file].slice(0, sources[file].indexOf("new RangeError")).split("\n");
      const readsMap = runtime === "node" || (runtime === "deno" && file.startsWith("esm/"));
      const place = `${before.length}:${readsMap ? before.at(-1).length + 1 : ""}`;
      assert.match(err, new RegExp(`throws\\.\\w+:${place}`));
    }
  });

  check("enums, namespaces, parameter properties", () => {
    assert.equal(output(preload, "esm/more.ts"), "2 3 4");
  });

  check("JSX", () => {
    assert.equal(
      output(preload, "jsx/main.tsx", { CPM_LOOPS: "all" }),
      '["b",{"children":"499999999999999500000000000000"}]',
    );
  });

  check("installed packages are left alone unless they are asked for", () => {
    const status = (packages) =>
      output(preload, "uses-installed.mjs", { CPM_LOOPS: "all", CPM_NODE_MODULES: packages });
    assert.equal(status(""), "as written");
    assert.equal(status("other"), "as written");
    assert.equal(status("other, installed"), "compiled");
    assert.equal(status("*"), "compiled");
  });

  check("what is no program is told by the runtime, with a place", () => {
    const { status, err } = hooked("esm/broken.js", { CPM_LOOPS: "all" });
    assert.equal(status, 1);
    assert.match(err, /broken\.js:2/);
    assert.match(err, /SyntaxError|error: (?:Expected|Unexpected)/);
  });

  check("a variable with an unknown value is an error", () => {
    const { status, err } = hooked("esm/main.js", { CPM_LOOPS: "most" });
    assert.notEqual(status, 0);
    assert.match(err, /CPM_LOOPS is "most"; accepted: marked, all/);
  });

  if (runtime === "node") {
    check("without code generation from strings", () => {
      const flags = ["--disallow-code-generation-from-strings", ...preload];
      assert.equal(output(flags, "esm/main.ts", { CPM_LOOPS: "all" }), "499999999999999500000000000000n");
      const { values } = JSON.parse(output(preload, "sample/plain.ts"));
      assert.deepEqual(JSON.parse(output(flags, "sample/plain.ts")).values, values);
    });

    check("in workers", () => {
      assert.equal(
        output(preload, "esm/worker.mjs", { CPM_LOOPS: "all" }),
        "499999999999999500000000000000n",
      );
    });
  }

  if (runtime === "deno") {
    check("without the permission to run processes", () => {
      const flags = ["run", "--allow-read", "--allow-env", "--preload=npm:cpmoptimize/register"];
      const { values, places } = JSON.parse(output(preload, "sample/main.ts"));
      const got = JSON.parse(output(flags, "sample/main.ts"));
      assert.deepEqual({ values: got.values, places: got.places }, { values, places });
    });
  }

  console.log(`${passed} checks of the hooks passed on ${runtime === "node" ? `Node ${name}` : name}`);
} finally {
  rmSync(folder, { recursive: true, force: true });
}
