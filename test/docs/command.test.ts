/** The sessions in docs/CLI.md are what the command prints. `UPDATE_DOCS=1` writes them anew. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { cli } from "../cli/command-line.ts";

const page = new URL("../../docs/CLI.md", import.meta.url);
const text = readFileSync(page, "utf8");
const folder = mkdtempSync(join(tmpdir(), "cpmoptimize-docs-"));
afterAll(() => rmSync(folder, { recursive: true }));

/** The words of a command line with quotes. */
const words = (line: string): string[] => [...line.matchAll(/'([^']*)'|(\S+)/g)].map(([, a, b]) => a ?? b!);

const sessions = [...text.matchAll(/```console\n\$ cpmoptimize (.*)\n([^]*?)```/g)];

test.each(sessions.map(([whole, line, printed]) => [line!, printed!, whole]))(
  "%s",
  async (line, printed, whole) => {
    const out = join(folder, "out");
    const got = await cli(...words(line).map((word) => (word === "OUT" ? out : word)));
    const shown = (got.out + got.err).replaceAll(out, "OUT").replace(/[\d.]+ m?s$/gm, "TIME");
    if (process.env["UPDATE_DOCS"] === "1") {
      writeFileSync(
        page,
        readFileSync(page, "utf8").replace(
          whole,
          whole.replace(printed, () => shown),
        ),
      );
      return;
    }
    expect(got.code).toBe(0);
    expect(printed).toBe(shown);
  },
);

test("there are some", () => expect(sessions.length).toBeGreaterThan(2));
