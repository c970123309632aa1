/** Runs a command line in this process. */
import { vi } from "vitest";
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
