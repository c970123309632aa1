/**
 * CommonJS where Node has no hook for it (before 22.15): every file passes through `Module.prototype._compile`, and
 * files with TypeScript's endings get there by entries of `Module._extensions`, which have no types of their own.
 */
import { readFileSync } from "node:fs";
import Module from "node:module";
import { isOwnFile } from "./own-files.ts";
import type { Kit } from "./kit.ts";
import { prepare } from "./prepare.ts";

type Compile = (this: unknown, code: string, path: string, format?: unknown) => unknown;
type Extension = (module: { _compile: Compile }, path: string) => void;

interface Internals {
  readonly prototype: { _compile: Compile };
  readonly _extensions: Record<string, Extension | undefined>;
}

export function patchCommonJS(kit: Kit, ownCode: string): void {
  const { prototype, _extensions: extensions } = Module as unknown as Internals;
  const compileAsWritten = prototype._compile;
  prototype._compile = function (code, path, format) {
    if (!isOwnFile(path, ownCode, kit.settings)) return compileAsWritten.call(this, code, path, format);
    const kind = format === "module" || format === "module-typescript" ? "module" : "commonjs";
    const prepared = prepare(code, path, kind, kit);
    return compileAsWritten.call(this, prepared?.code ?? code, path, prepared?.isErased ? kind : format);
  };
  for (const extension of [".ts", ".cts", ".tsx", ".jsx"]) {
    extensions[extension] ??= (module, path) => {
      module._compile(readFileSync(path, "utf8"), path);
    };
  }
}
