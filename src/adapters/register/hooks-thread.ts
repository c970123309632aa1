/** The hook for Node before 22.15, in the thread that Node runs such hooks in. */
import { kitFor, ownCodeOf } from "./kit.ts";
import { fileToLoad, isUnknownExtension, loadedByOurselves, loadedFrom, type LoadResult } from "./load.ts";

const kit = kitFor(import.meta.url);
const ownCode = ownCodeOf(import.meta.url);

export async function load(
  url: string,
  context: unknown,
  nextLoad: (url: string, context: unknown) => Promise<LoadResult>,
): Promise<LoadResult> {
  const path = fileToLoad(url, ownCode, kit);
  if (path === undefined) return nextLoad(url, context);
  let result: LoadResult;
  try {
    result = await nextLoad(url, context);
  } catch (error) {
    if (!isUnknownExtension(error)) throw error;
    return loadedByOurselves(path, kit, false);
  }
  return loadedFrom(result, path, kit);
}
