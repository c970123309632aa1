/** Every word of the user's that survives is mapped to where it was written. */
import { SourceMap, type SourceMapPayload } from "node:module";
import { expect, test } from "vitest";
import { compileForTest } from "./compile-for-test.ts";

const programs: [string, string][] = [
  [
    "LF",
    `#!/usr/bin/env node\n"use strict";\nimport { range } from "cpmoptimize";\n\nexport function f(alpha) {\n  let beta = 0n;\n  for (const gamma of range(alpha)) beta += gamma;\n  label: while (alpha-- > 0n) { beta += alpha; }\n  for (let delta = 0n; delta < beta; delta++) alpha += delta;\n  return beta;\n}\n`,
  ],
  [
    "one line",
    `let alpha=0n,beta;for(beta=0n;beta<9n;beta++)alpha+=beta;while(alpha>3n)alpha-=2n;export{alpha,beta}`,
  ],
];
programs.push(["CRLF", (programs[0]?.[1] ?? "").replaceAll("\n", "\r\n")]);
programs.push(["BOM", `\uFEFF${programs[0]?.[1] ?? ""}`]);

test.each(programs)("%s", (_, source) => {
  const { code, map } = compileForTest(source, { filename: "dir/a.ts" });
  const payload = map() as SourceMapPayload;
  const trace = new SourceMap(payload);
  expect(payload.sources).toEqual(["dir/a.ts"]);
  const sourceLines = source.split("\n");
  let words = 0;
  for (const [line, text] of code.split("\n").entries()) {
    if (text.startsWith("var $cpm")) continue;
    for (const { 0: word, index } of text.matchAll(/\b(?:alpha|beta|gamma|delta|while|for|return)\b/g)) {
      const entry = trace.findEntry(line, index);
      if (!("originalLine" in entry)) continue;
      // Inserted text has no place of its own; a word of the user's must be where the map says, to the column.
      const column = entry.originalColumn + (index - entry.generatedColumn);
      const written = sourceLines[entry.originalLine]?.slice(column) ?? "";
      if (written.startsWith(word)) words++;
    }
  }
  const inSource = [...source.matchAll(/\b(?:alpha|beta|gamma|delta|while|for|return)\b/g)].length;
  expect(words).toBeGreaterThanOrEqual(inSource);
});

test("the map names the file and holds its text", () => {
  const { map } = compileForTest("let s = 0n; for (; s < 9n; s++) ;", { filename: "a.js" });
  expect(map()).toMatchObject({
    version: 3,
    sources: ["a.js"],
    sourcesContent: ["let s = 0n; for (; s < 9n; s++) ;"],
  });
});
