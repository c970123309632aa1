/** What the parser hands on: the tree, the text, and in which mode the text runs. */
import type { SourceText } from "./source-text.ts";
import type { estree } from "./syntax.ts";

export interface ParsedProgram {
  readonly text: SourceText;
  readonly program: estree.Program;
  /** ES module (static import and export) rather than a script or CommonJS module. */
  readonly isModule: boolean;
  /** Strict without a directive of its own: modules, and function sources that come from strict code. */
  readonly isStrict: boolean;
}
