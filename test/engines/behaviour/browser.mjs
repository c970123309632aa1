/**
 * Chromium: each file of tests is a page of its own. What tests take from their host comes from `browser-host/`: files are
 * read from this server, another realm is a frame.
 */
import { readdirSync, readFileSync, statSync } from "node:fs";
import { createServer } from "node:http";
import { extname, join } from "node:path";
import { clearTimeout, setTimeout } from "node:timers";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import { seconds } from "./process.mjs";

const hostFolder = fileURLToPath(new URL("browser-host/", import.meta.url));
/** What a page has no counterpart of. */
const missing = {
  "node:module": "reads source maps with a class of Node's",
  "node:worker_threads": "starts threads of Node's",
};

/** TypeScript for a page: the modules of Node that it would use, if it could, are empty. */
async function typescript(root) {
  const { outputFiles } = await build({
    absWorkingDir: root,
    stdin: { contents: 'export { default } from "typescript";', resolveDir: root },
    bundle: true,
    write: false,
    minify: true,
    format: "esm",
    platform: "browser",
    logLevel: "error",
    plugins: [
      {
        name: "no modules of Node",
        setup(builder) {
          const filter = /^(node:)?(fs|os|path|crypto|inspector|perf_hooks|url|util|module)$/;
          builder.onResolve({ filter }, ({ path }) => ({ path, namespace: "none" }));
          builder.onLoad({ filter: /.*/, namespace: "none" }, () => ({ contents: "module.exports = {};" }));
        },
      },
    ],
  });
  return outputFiles[0].text;
}

const env = JSON.stringify({ CPM_FUZZ_RUNS: "100", COMPILER_RUNS: "50" });

const imports = JSON.stringify({
  imports: {
    typescript: "/typescript.mjs",
    "node:fs": "/host/fs.mjs",
    "node:url": "/host/url.mjs",
    "node:vm": "/host/vm.mjs",
  },
});

function page(bundled, file) {
  const { module } = bundled.modules.get(file);
  return `<!doctype html><script>globalThis.process = { env: ${env}, emitWarning: (text) => console.warn(text), cpuUsage: () => ({ user: Infinity, system: 0 }) };</script>
<script type="importmap">${imports}</script>
<script type="module">
  const { run } = await import("/bundle/${bundled.runtime}");
  await report(JSON.stringify(await run(${JSON.stringify(file)}, () => import("/bundle/${module}"))));
</script>`;
}

function answer(url, root, folder, bundled, ts) {
  const { pathname, searchParams } = new URL(url, "http://localhost");
  const [, kind, rest] = /^\/([a-z.]+)\/?(.*)$/.exec(pathname) ?? [];
  if (kind === "page") return page(bundled, searchParams.get("file"));
  if (kind === "typescript.mjs") return ts;
  if (kind === "bundle") return readFileSync(join(folder, rest));
  if (kind === "host") return readFileSync(join(hostFolder, rest));
  const path = searchParams.get("path") ?? "";
  // Nothing but the project, though only this machine's browser asks.
  if (kind !== "files" || !path.startsWith(`${root}/`) || path.includes(".."))
    throw new Error("no such page");
  return statSync(path).isDirectory() ? JSON.stringify(readdirSync(path)) : readFileSync(path);
}

function serve(root, folder, bundled, ts) {
  const server = createServer((request, response) => {
    // Isolated, as SharedArrayBuffer demands.
    response.setHeader("Cross-Origin-Opener-Policy", "same-origin");
    response.setHeader("Cross-Origin-Embedder-Policy", "require-corp");
    const isScript = extname(new URL(request.url, "http://localhost").pathname) === ".mjs";
    response.setHeader("Content-Type", isScript ? "text/javascript" : "text/html; charset=utf-8");
    try {
      response.end(answer(request.url, root, folder, bundled, ts));
    } catch (error) {
      response.writeHead(404).end(String(error));
    }
  });
  return new Promise((resolve) => server.listen(0, "127.0.0.1", () => resolve(server)));
}

function failed(message) {
  return { passed: 0, failed: [{ name: "the whole file", message }], skipped: [] };
}

async function runPage(browser, url) {
  const page = await browser.newPage();
  try {
    return await new Promise((resolve) => {
      const timer = setTimeout(
        () => resolve(failed(`no outcomes in ${seconds.file} s`)),
        seconds.file * 1000,
      );
      const end = (outcomes) => {
        clearTimeout(timer);
        resolve(outcomes);
      };
      page.on("crash", () => end(failed("the page crashed")));
      page.on("pageerror", (error) => end(failed(`outside of all tests: ${error}`)));
      page
        .exposeFunction("report", (text) => end(JSON.parse(text)))
        .then(() => page.goto(url))
        .catch((error) => end(failed(String(error))));
    });
  } finally {
    await page.close().catch(() => undefined);
  }
}

export async function browserEngine(executablePath, root, folder, bundled) {
  const server = await serve(root, folder, bundled, await typescript(root));
  const { chromium } = await import("playwright-core");
  const browser = await chromium.launch({ executablePath, args: ["--no-sandbox"] });
  async function run(file) {
    const { needs } = bundled.modules.get(file);
    const lacking = needs.find((each) => each in missing);
    if (lacking)
      return { passed: 0, failed: [], skipped: [{ name: "the whole file", why: missing[lacking] }] };
    return runPage(browser, `http://127.0.0.1:${server.address().port}/page?file=${file}`);
  }
  return {
    version: browser.version(),
    run,
    async close() {
      await browser.close();
      server.close();
    },
  };
}
