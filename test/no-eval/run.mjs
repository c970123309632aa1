/**
 * No code from strings: Node with its flag, and a browser under `Content-Security-Policy: script-src 'self'`, which
 * forbids WebAssembly as well. `node run.mjs node`, `node run.mjs browser`; needs the build.
 *
 * The same program transformed, which has to do everything, and with the wrapper, which has to do nothing and say why.
 */
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import { Buffer } from "node:buffer";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import { transform } from "../../dist/compiler/index.js";
import { chromium } from "../engines/chromium.mjs";

const SKIPPED = 77;
const root = fileURLToPath(new URL("../..", import.meta.url));
const here = (name) => fileURLToPath(new URL(name, import.meta.url));

/** The program as one script that hands its results to `report`. */
async function script(isTransformed, turns, report) {
  const { outputFiles } = await build({
    stdin: {
      contents: `import { results } from "./program.ts";
        const text = JSON.stringify(results(${turns}n), (_, value) => typeof value === "bigint" ? value + "n" : value);
        ${report}`,
      resolveDir: here("."),
    },
    bundle: true,
    write: false,
    format: "esm",
    target: "es2022",
    // The built package, not the sources that tsconfig.json names.
    tsconfigRaw: {},
    plugins: [
      {
        name: "package",
        setup(builder) {
          builder.onResolve({ filter: /^cpmoptimize/ }, ({ path }) => ({
            path: join(root, "dist", path.slice("cpmoptimize".length), "index.js"),
          }));
          if (!isTransformed) return;
          builder.onLoad({ filter: /[\\/]test[\\/].*\.ts$/ }, ({ path }) => ({
            contents: transform(readFileSync(path, "utf8"), { filename: path }).code,
            loader: "ts",
          }));
        },
      },
    ],
  });
  return outputFiles[0].text;
}

/** So many turns only where loops are jumped over; the wrapper runs them all. */
const turns = { transformed: 10n ** 300n, wrapper: 1000n };

function checkTransformed(got, expected) {
  assert.equal(got.canEvaluate, false);
  assert.deepEqual(got.values, expected.values);
  assert.deepEqual(got.statuses, expected.statuses);
  assert.equal(got.statuses.generator, "accelerated");
}

function checkWrapper(got, expected) {
  assert.equal(got.canEvaluate, false);
  assert.deepEqual(got.values, expected.values);
  assert.equal(got.statuses.fib, "as written: eval-forbidden");
}

function inNode(folder, name, flags) {
  const { status, stdout, stderr } = spawnSync(process.execPath, [...flags, join(folder, `${name}.mjs`)], {
    encoding: "utf8",
    timeout: 60_000,
  });
  assert.equal(status, 0, stderr);
  return JSON.parse(stdout);
}

const folder = mkdtempSync(join(tmpdir(), "cpmoptimize-no-eval-"));
try {
  const expected = {};
  for (const name of ["transformed", "wrapper"]) {
    writeFileSync(
      join(folder, `${name}.mjs`),
      await script(name === "transformed", turns[name], "console.log(text)"),
    );
    expected[name] = inNode(folder, name, []);
  }
  // Otherwise nothing would be tested: here there is WebAssembly, and it is used.
  assert.deepEqual([expected.transformed.attempts, expected.transformed.made], [3, 3]);

  if (process.argv[2] !== "browser") {
    const flag = "--disallow-code-generation-from-strings";
    checkTransformed(inNode(folder, "transformed", [flag]), expected.transformed);
    checkWrapper(inNode(folder, "wrapper", [flag]), expected.wrapper);
    console.log(`transformed code and the wrapper behave under ${flag}`);
  } else {
    const got = await inBrowser();
    checkTransformed(got.transformed, expected.transformed);
    // Asked for, refused, and done in JavaScript.
    assert.deepEqual([got.transformed.attempts, got.transformed.made], [3, 0]);
    checkWrapper(got.wrapper, expected.wrapper);
    console.log("transformed code and the wrapper behave in Chromium under script-src 'self'");
  }
} finally {
  rmSync(folder, { recursive: true, force: true });
}

/** A page of each script, under the policy; they post their results. */
async function inBrowser() {
  const executablePath = chromium();
  if (executablePath === undefined) {
    console.log(
      "no browser: neither CHROMIUM_PATH nor `chromium` on the PATH, so this stage does not apply here.",
    );
    rmSync(folder, { recursive: true, force: true });
    process.exit(SKIPPED);
  }
  const pages = {};
  for (const name of ["transformed", "wrapper"]) {
    const report = `await fetch("/${name}", { method: "POST", body: text });`;
    pages[name] = await script(name === "transformed", turns[name], report);
  }
  const results = {};
  const server = createServer((request, response) => {
    const [, name, kind] = /^\/(\w+)(\.js)?$/.exec(request.url) ?? [];
    response.setHeader("Content-Security-Policy", "script-src 'self'");
    if (!(name in pages)) return response.writeHead(404).end();
    if (request.method === "POST") {
      const parts = [];
      request.on("data", (part) => parts.push(part));
      request.on("end", () => {
        results[name] = JSON.parse(Buffer.concat(parts).toString());
        response.end();
      });
    } else if (kind) response.setHeader("Content-Type", "text/javascript").end(pages[name]);
    else
      response
        .setHeader("Content-Type", "text/html")
        .end(`<script type="module" src="/${name}.js"></script>`);
    return undefined;
  });
  await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { chromium: browserType } = await import("playwright-core");
  const browser = await browserType.launch({ executablePath, args: ["--no-sandbox"] });
  try {
    for (const name of Object.keys(pages)) {
      const page = await browser.newPage();
      const errors = [];
      page.on("pageerror", (error) => errors.push(error));
      const posted = page.waitForResponse((response) => response.request().method() === "POST");
      await page.goto(`http://127.0.0.1:${server.address().port}/${name}`);
      await posted.catch((error) => {
        throw errors[0] ?? error;
      });
      assert.deepEqual(errors, []);
    }
  } finally {
    await browser.close();
    server.close();
  }
  return results;
}
