/**
 * What a marked `cpmoptimize` becomes in transformed code: `compiled(…)(options)(fn)`.
 *
 * The loops of the function have their sites already, in place, so that nothing is recompiled and the function itself
 * comes back. What is left to do is what the user said: options go to the sites, `strict` asks for their verdicts, and
 * `explain` gets its record. Where `"use no cpm"` holds for the function, it stands in the place of the sites.
 */
import { createDecorator, type Cpmoptimize } from "./decorate.ts";
import { type DecoratedLoop, nameOf, remember } from "./decorated.ts";
import { checkOptions } from "./options.ts";
import { judge } from "./judge.ts";
import { optedOut, USE_NOT } from "./opted-out.ts";
import { prose } from "./prose.ts";
import { configure } from "./site.ts";

/** `cpmoptimize` for functions whose loops are the given ones. */
export function compiled(...loops: readonly DecoratedLoop[] | [typeof USE_NOT]): Cpmoptimize {
  return createDecorator((fn, { settings }) => {
    const name = nameOf(fn);
    if (isOptedOut(loops))
      return remember(fn, { original: fn, name, unchanged: optedOut(), assumptions: [], loops: [] });
    for (const loop of loops) if (typeof loop === "function") configure(loop, settings, prose);
    judge({ name, loops, settings });
    return remember(fn, { original: fn, name, assumptions: [], loops });
  }, checkOptions);
}

function isOptedOut(loops: readonly DecoratedLoop[] | [typeof USE_NOT]): loops is [typeof USE_NOT] {
  return loops[0] === USE_NOT;
}
