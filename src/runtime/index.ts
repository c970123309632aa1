/**
 * `cpmoptimize/runtime`: what transformed code imports. No parser, no eval, no dependencies, no effect on import.
 */
export { site, inspect } from "./site.ts";
export type { Jump, Site, SiteReport } from "./site.ts";
export { compiled } from "./compiled.ts";
export { defaultSettings } from "./settings.ts";
export type { CpmEvent, Settings } from "./settings.ts";
export { LoopTypeError } from "./loop-type-error.ts";
export { Range, range, range as xrange } from "./range/range.ts";
