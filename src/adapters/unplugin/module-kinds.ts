/**
 * What a bundler takes a file for. webpack and Rspack have assets (`new URL("./a.js", import.meta.url)`, imported as
 * text), whose text is data; with esbuild they run files without import and export in sloppy mode, but for what
 * `"type": "module"` makes strict. To the other bundlers every file is a module.
 */

/** `"module"`: strict whatever it says; `"any"`: the text decides; `"asset"`: no program. */
type Kind = "module" | "any" | "asset";

interface Context {
  readonly framework?: string;
  readonly loaderContext?: { readonly _module?: { readonly type?: unknown } };
}

export function kindOf(context: object | null | undefined): Kind {
  const { framework, loaderContext } = (context ?? {}) as Context;
  if (framework === "esbuild") return "any";
  if (framework !== "webpack" && framework !== "rspack") return "module";
  const type = loaderContext?._module?.type;
  if (type === "javascript/esm") return "module";
  return typeof type === "string" && type.startsWith("asset") ? "asset" : "any";
}
