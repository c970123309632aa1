/**
 * The site of a loop that was traced when the program was built: `linear(ir, loop, kernels)`, and nothing of the trace in its
 * bundle.
 *
 * Once it is given other settings, by a mark (`site.ts`), it is traced like any other.
 */
import type { Kernel } from "../kernels/kernel.ts";
import type { LoopIR } from "../trace/ir.ts";
import type { LinearLoop } from "../trace/linear-loop.ts";
import type { Courses } from "../transition/growth.ts";
import { LinearDoor } from "./linear-door.ts";
import type { Settings } from "./settings.ts";
import { defaultSettings } from "./settings.ts";
import type { Prepared, Site } from "./site-record.ts";
import { siteOf } from "./site-record.ts";

/**
 * Makes the site of a loop. Pure: nothing happens before it is called.
 *
 * @param courses bounds for values that cancel, where some may
 */
export function linear(
  ir: LoopIR,
  loop: LinearLoop,
  kernels: readonly Kernel[],
  courses?: Courses,
  settings: Settings = defaultSettings,
): Site {
  const prepare = (): Prepared => ({
    rooms: {},
    tell: undefined,
    door: new LinearDoor(ir, loop, kernels, courses, settings.itersLimit),
  });
  return siteOf(ir, [], settings, prepare);
}
