/** Engines that are programs: each file of tests is run by a process of its own, so that a crash is one file's. */
import { spawn } from "node:child_process";
import { join } from "node:path";
import { clearTimeout, setTimeout } from "node:timers";
import { fileURLToPath } from "node:url";

const MARK = "\n@outcomes ";
const main = fileURLToPath(new URL("main.mjs", import.meta.url));

const flags = {
  bun: ["run"],
  deno: ["run", "--allow-all", "--no-lock", "--node-modules-dir=manual"],
};

/** Fewer random programs than Vitest tries, unless it is said how many. */
const env = { CPM_FUZZ_RUNS: "100", COMPILER_RUNS: "50", ...process.env };

export const seconds = { file: 1200 };

function finished(program, args, options) {
  return new Promise((resolve) => {
    const child = spawn(program, args, { ...options, stdio: ["ignore", "pipe", "pipe"] });
    const out = [];
    const err = [];
    child.stdout.on("data", (part) => out.push(part));
    child.stderr.on("data", (part) => err.push(part));
    const timer = setTimeout(() => child.kill("SIGKILL"), seconds.file * 1000);
    const end = (how) => {
      clearTimeout(timer);
      resolve({ how, out: out.join(""), err: err.join("") });
    };
    child.on("error", (error) => end(String(error)));
    child.on("close", (status, signal) => end(signal ?? `exit code ${status}`));
  });
}

/** @returns The version of the program, and a function that runs one file of tests. */
export async function processEngine(name, program, root, folder, bundled) {
  const { out } = await finished(program, ["--version"], {});
  const version = (/\d+\.\d+[\d.]*/.exec(out) ?? ["?"])[0];
  async function run(file) {
    const modules = [bundled.runtime, bundled.modules.get(file).module].map((each) => join(folder, each));
    // Warnings about captured variables have tests of their own.
    const args = [...(flags[name] ?? ["--disable-warning=CPM_CAPTURED_VARIABLES"]), main, ...modules, file];
    const { how, out, err } = await finished(program, args, { cwd: root, env });
    const at = out.lastIndexOf(MARK);
    if (at >= 0) return JSON.parse(out.slice(at + MARK.length).split("\n", 1)[0]);
    const message = `the engine ended without outcomes: ${how}\n${err.slice(-2000)}`;
    return { passed: 0, failed: [{ name: "the whole file", message }], skipped: [] };
  }
  return { version, run, close: async () => undefined };
}
