/** Every kernel finds its way with as much memory as it says, and what would need more is not begun. */
import { execFile } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import { afterAll, describe, expect, test } from "vitest";
import { isWithinMemory } from "../../src/kernels/memory.ts";
import { cases } from "./memory-cases.ts";

const folder = mkdtempSync(join(tmpdir(), "cpm-memory-"));
const outfile = join(folder, "process.mjs");
await build({
  entryPoints: [fileURLToPath(new URL("memory-process.ts", import.meta.url))],
  bundle: true,
  format: "esm",
  platform: "node",
  outfile,
  logLevel: "error",
});
afterAll(() => {
  rmSync(folder, { recursive: true });
});

/** What a process takes before it does anything. */
const PROCESS_MB = 12;

function runWithin(name: string, megabytes: number): Promise<string> {
  const flags = [`--max-old-space-size=${megabytes}`, "--max-semi-space-size=1"];
  return new Promise((resolve) => {
    execFile(process.execPath, [...flags, outfile, name], (error, stdout) => {
      resolve(error === null ? stdout : "out of memory");
    });
  });
}

describe.each(Object.entries(cases))("%s", (name, [fits, beyond]) => {
  test("as much as predicted is enough", async () => {
    const { peak } = fits();
    expect(isWithinMemory(peak)).toBe(true);
    expect(peak.bytes).toBeGreaterThan(2 ** 18);
    expect(await runWithin(name, Math.ceil(peak.bytes / 2 ** 20) + PROCESS_MB)).toBe("done");
  });

  test("what would not fit is known before", () => {
    expect(isWithinMemory(beyond().peak)).toBe(false);
  });
});
