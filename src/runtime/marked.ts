/**
 * What a marked `cpmoptimize` without options becomes in transformed code: `marked(…)()(fn)`.
 *
 * The loops have their sites and these their settings, so that nothing is left but to remember the function for `explain`.
 */
import { createDecorator, type Cpmoptimize } from "./decorate.ts";
import { type DecoratedLoop, nameOf, remember } from "./decorated.ts";

/** `cpmoptimize` for functions whose loops are the given ones. */
export function marked(...loops: readonly DecoratedLoop[]): Cpmoptimize {
  return createDecorator(
    (fn) => remember(fn, { original: fn, name: nameOf(fn), assumptions: [], loops }),
    () => undefined,
  );
}
