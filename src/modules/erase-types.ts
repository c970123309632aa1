/**
 * TypeScript and JSX to JavaScript, for runtimes that do not erase types themselves, and for what they leave: decorators,
 * enums, namespaces, parameter properties, JSX.
 *
 * By esbuild, whose maps are exact to the token. Of the erasers of the registry, on Node 20:
 *
 *     | | first file | 40 kB | installs | decorators | enum, parameter property |
 *     | esbuild 0.28 | 85 ms, mostly its process | 7.4 ms | 11 MB, a dependency anyway | lowered | compiled |
 *     | sucrase 3.35 | 72 ms | 17 ms | 2 MB | left, so no engine parses them | compiled |
 *     | ts-blank-space 0.9 | 1070 ms | 53 ms | TypeScript, 24 MB | left | refused |
 *     | amaro 0.1 | 200 ms | 65 ms | 3.5 MB; later versions need Node 22 | left | refused |
 *
 * Imports stay unless they say `type`, as with the runtimes' own erasers (`verbatimModuleSyntax`). Decorators are the
 * standard's.
 */
import type { Loader, TransformOptions } from "esbuild";

/** What is used of esbuild: loading it takes 30 ms, so whoever may do without loads it late. */
export interface Eraser {
  transformSync(source: string, options: TransformOptions): { readonly code: string; readonly map: string };
}

export interface Erased {
  readonly code: string;
  /** Back to the text that was given; absent where nothing was moved. */
  readonly map?: string;
}

/** @throws what esbuild throws for a text that it cannot parse */
export function eraseTypes(eraser: Eraser, source: string, filename: string): Erased {
  const { code, map } = eraser.transformSync(source, {
    loader: loaderOf(filename),
    sourcefile: filename,
    sourcemap: "external",
    sourcesContent: false,
    target: "es2022",
    supported: { "import-attributes": true, "top-level-await": true },
    jsx: "automatic",
    keepNames: false,
    logLevel: "silent",
    tsconfigRaw: { compilerOptions: { verbatimModuleSyntax: true } },
  });
  return { code, map };
}

/** How esbuild calls the language of a file. */
export function loaderOf(filename: string): Loader {
  if (/tsx$/i.test(filename)) return "tsx";
  if (/jsx$/i.test(filename)) return "jsx";
  return isTypeScript(filename) ? "ts" : "js";
}

export function isTypeScript(filename: string): boolean {
  return /\.[cm]?tsx?$/i.test(filename);
}

const notErasable =
  /(?:^|[{;}),]|\bexport|\bdefault)[ \t]*@[\w$(]|\b(?:const[ \t]+)?enum\s+[\w$]+\s*\{|\b(?:namespace|module)\s+[\w$.]+\s*\{|[(,]\s*(?:public|private|protected|readonly|override)\s+[\w$]|\bimport\s+[\w$]+\s*=|\bexport\s*=|\baccessor\s/m;

/**
 * May the file need more than types erased? A runtime that erases types itself does so without moving anything, and
 * refuses the rest; esbuild does both. Never wrongly "no", but for odd comments; a wrong "yes" costs milliseconds.
 */
export function needsMoreThanErasure(source: string, filename: string): boolean {
  return /\.[jt]sx$/i.test(filename) || (isTypeScript(filename) && notErasable.test(source));
}
