/**
 * The behavioural tests: what has to hold in every engine. The tests of tools (bundlers, the command, the documents) are
 * Node's; what they do elsewhere has stages of its own.
 */
import { readdirSync } from "node:fs";
import { join } from "node:path";

const folders = [
  "algebra",
  "api",
  "compiler",
  "cpm-language",
  "differential",
  "domains",
  "examples",
  "kernels",
  "laws",
  "literature",
  "original-suite",
  "runtime",
  "soundness",
  "trace",
  "transition",
];

/** Files for no engine but the one that Vitest runs in. */
const skipped = {
  "test/api/internal-error.test.ts": "replaces a module of the library, which a bundle cannot",
  "test/runtime/self-check.test.ts": "replaces a module of the library, which a bundle cannot",
  "test/api/environment.test.ts": "starts Node itself",
  "test/cpm-language/command.test.ts": "the command is a program for Node",
  "test/compiler/compiled-before.test.ts": "runs Babel and esbuild, no loop",
  "test/api/types.test.ts": "runs the type checker, no loop",
};

/** A part of every folder, for a quick look. */
const short = [
  "test/api/looks-like-the-original.test.ts",
  "test/compiler/compile-function.test.ts",
  "test/domains/residues.test.ts",
  "test/domains/typed-arrays.test.ts",
  "test/soundness/numbers.test.ts",
];

export function testFiles(root, words, isShort) {
  const all = folders.flatMap((folder) =>
    readdirSync(join(root, "test", folder), { recursive: true })
      .map((name) => `test/${folder}/${name.replaceAll("\\", "/")}`)
      .filter((name) => name.endsWith(".test.ts"))
      .sort(),
  );
  const chosen = all.filter(
    (name) =>
      (!isShort || short.includes(name)) && (words.length === 0 || words.some((word) => name.includes(word))),
  );
  return {
    files: chosen.filter((name) => !(name in skipped)),
    skipped: chosen.filter((name) => name in skipped).map((name) => ({ name, why: skipped[name] })),
  };
}
