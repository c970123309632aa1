/**
 * `cpmoptimize/runtime`: what transformed code imports. No parser, no eval, no dependencies, no effect on import.
 */
export { site } from "./site.ts";
export type { Jump, Site } from "./site.ts";
export { inspect } from "./inspect.ts";
export type { SiteReport } from "./inspect.ts";
export { arrays, everything, ranges } from "./all-rooms.ts";
export {
  finite,
  floats,
  gf2,
  lanes,
  multiplicative,
  nests,
  products,
  residues,
  thresholds,
  tropical,
} from "../trace/domains/registry.ts";
export { prose } from "./prose.ts";
export type { SiteRoom } from "./rooms.ts";
export { compiled } from "./compiled.ts";
export { defaultSettings } from "./settings.ts";
export type { CpmEvent, Settings } from "./settings.ts";
export { LoopTypeError } from "./loop-type-error.ts";
export { Range, range, range as xrange } from "./range/range.ts";
