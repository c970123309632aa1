/**
 * Are the built-ins that this package itself is made of still those that it was loaded with?
 *
 * A program may replace any function of the language, at any time, and see who calls it. The loop as written does not call
 * `Array.prototype.map`; the door of the loop does. So while anything that the runtime calls is not as it was, no site looks at
 * its loop at all, and what the program has put in its place stays unasked.
 *
 * The comparisons are written out one by one: an engine reads them off its inline caches, some tens of nanoseconds for all of
 * them, where a table of names takes microseconds. A test reads the sources for what is missing here.
 */
import { areAbsentFieldsAbsent } from "./absent-fields.ts";
import { watchCollections, watchGetters, watchGlobals, watchInherited } from "./objects.ts";
import { watchIteration, watchObjects } from "./objects.ts";
import { watchArrays, watchNumbers, watchTexts } from "./values.ts";

/** How many enumerable properties every array inherits: an element among them would come in the way of one that is added. */
function inherited(): number {
  let count = 0;
  // eslint-disable-next-line @typescript-eslint/no-for-in-array -- to see the prototypes' properties
  for (const _ in []) count++;
  return count;
}

function watch(): () => boolean {
  const [arrays, numbers, collections] = [watchArrays(), watchNumbers(), watchCollections()];
  const [iteration, texts, objects, globals] = [
    watchIteration(),
    watchTexts(),
    watchObjects(),
    watchGlobals(),
  ];
  const before = inherited();
  return () => {
    try {
      return (
        globals() &&
        arrays() &&
        numbers() &&
        collections() &&
        iteration() &&
        texts() &&
        objects() &&
        areAbsentFieldsAbsent() &&
        inherited() === before
      );
    } catch {
      // A global is gone, or a getter in its place throws.
      return false;
    }
  };
}

export const areOwnBuiltInsIntact = /* @__PURE__ */ watch();

/** The same for what cannot be read off so quickly: asked when there are enough turns for a jump. */
export const areOwnGettersIntact = /* @__PURE__ */ watchGetters();

/** Has nothing come to what all objects inherit? Asked before a plan is looked for, and not for a call like the one before. */
export const areRecordsPlain = /* @__PURE__ */ watchInherited();
