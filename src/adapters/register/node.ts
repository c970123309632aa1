/**
 * `node --import cpmoptimize/register app.ts`: compiles loops of the program's files as they are loaded.
 *
 * Node 22.15 and later have hooks in the program's own thread, for ES modules and CommonJS alike. Earlier ones have them
 * in a thread of its own, for ES modules only; there CommonJS is caught where it is compiled.
 */
import * as nodeModule from "node:module";
import { patchCommonJS } from "./commonjs.ts";
import { kitFor, ownCodeOf } from "./kit.ts";
import { fileToLoad, isUnknownExtension, loadedByOurselves, loadedFrom, type LoadResult } from "./load.ts";

type NextLoad = (url: string, context: unknown) => LoadResult;
type RegisterHooks = (hooks: {
  readonly load: (url: string, context: unknown, nextLoad: NextLoad) => LoadResult;
}) => void;

const { registerHooks } = nodeModule as { registerHooks?: RegisterHooks };
const kit = kitFor(import.meta.url);
const ownCode = ownCodeOf(import.meta.url);

// Stacks are read through the maps, so that they show the text as it was written.
process.setSourceMapsEnabled(true);
if (registerHooks) {
  registerHooks({
    load: (url, context, nextLoad) => {
      const path = fileToLoad(url, ownCode, kit);
      if (path === undefined) return nextLoad(url, context);
      let result: LoadResult;
      try {
        result = nextLoad(url, context);
      } catch (error) {
        if (!isUnknownExtension(error)) throw error;
        return loadedByOurselves(path, kit, true);
      }
      return loadedFrom(result, path, kit);
    },
  });
} else {
  nodeModule.register("./hooks-thread.js", import.meta.url);
  patchCommonJS(kit, ownCode);
}
