/**
 * What a marked `cpmoptimize` becomes in transformed code: `compiled(…)(options)(fn)`.
 *
 * The loops of the function have their sites already, in place, so that nothing is recompiled and the function itself
 * comes back. What is left to do is what the user said: options go to the sites, `strict` asks for their verdicts, and
 * `explain` gets its record.
 */
import { createDecorator, type Cpmoptimize } from "./decorate.ts";
import { type DecoratedLoop, nameOf, remember } from "./decorated.ts";
import { judge } from "./judge.ts";
import { prose } from "./prose.ts";
import { configure } from "./site.ts";

/** `cpmoptimize` for functions whose loops are the given ones. */
export function compiled(...loops: readonly DecoratedLoop[]): Cpmoptimize {
  return createDecorator((fn, { settings }) => {
    for (const loop of loops) if (typeof loop === "function") configure(loop, settings, prose);
    const name = nameOf(fn);
    judge({ name, loops, settings });
    return remember(fn, { original: fn, name, assumptions: [], loops });
  });
}
