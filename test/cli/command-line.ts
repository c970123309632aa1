/** Runs a command line in this process, on files of its own. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterAll, vi } from "vitest";
import { main } from "../../src/cli/cli.ts";

export interface Result {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

export async function cli(...args: string[]): Promise<Result> {
  const out: string[] = [];
  const err: string[] = [];
  const spies = [
    vi.spyOn(console, "log").mockImplementation((text: string) => void out.push(`${text}\n`)),
    vi.spyOn(console, "error").mockImplementation((text: string) => void err.push(`${text}\n`)),
    vi.spyOn(process.stdout, "write").mockImplementation((text) => out.push(String(text)) > 0),
  ];
  try {
    // eslint-disable-next-line no-control-regex -- colours
    const plain = (parts: string[]): string => parts.join("").replace(/\u001b\[\d+m/g, "");
    const code = await main(args);
    return { code, out: plain(out), err: plain(err) };
  } finally {
    for (const spy of spies) spy.mockRestore();
  }
}

/** A folder for one test file, gone when it is over, and a way to put files there. */
export function scratch(name: string): {
  readonly folder: string;
  readonly write: (name: string, text: string) => string;
} {
  const folder = mkdtempSync(join(tmpdir(), `cpmoptimize-${name}-`));
  afterAll(() => rmSync(folder, { recursive: true }));
  const write = (file: string, text: string): string => {
    const path = join(folder, file);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, text);
    return path;
  };
  return { folder, write };
}
