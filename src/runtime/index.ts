/**
 * `cpmoptimize/runtime`: what transformed code imports. No parser, no eval, no dependencies, no effect on import.
 *
 * All that the package exports, but for `cpmoptimize` itself.
 */
export { site } from "./site.ts";
export { linear } from "./linear.ts";
export { binomialBasis } from "../kernels/binomial-basis/binomial-basis.ts";
export { dividedDifferences } from "../kernels/divided-differences/divided-differences.ts";
export { fiduccia } from "../kernels/fiduccia/fiduccia.ts";
export { lowOrder } from "../kernels/fiduccia/low-order.ts";
export { courses } from "../transition/growth.ts";
export { geometric } from "../kernels/geometric/geometric.ts";
export { matrixPower } from "../kernels/matrix-power/matrix-power.ts";
export type { Jump, Site } from "./site-record.ts";
export { inspect } from "./inspect.ts";
export type { SiteReport } from "./inspect.ts";
export { arrays, everything, ranges } from "./all-rooms.ts";
export {
  finite,
  floats,
  gf2,
  lanes,
  modularProducts,
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
export { marked } from "./marked.ts";
export { explain } from "./explain.ts";
export { defaultSettings } from "./settings.ts";
export type { CpmEvent, Settings } from "./settings.ts";
export { LoopTypeError } from "./loop-type-error.ts";
export { original } from "./original.ts";
export { Range, range, range as xrange } from "./range/range.ts";
export { RecompilationError } from "./recompilation-error.ts";
export type { Cpmoptimize, Decorator, MethodContext } from "./decorate.ts";
export type { Explanation, LoopExplanation } from "./explanation.ts";
export type { Domain, Options, Scope } from "./options.ts";
export type { RangeJson } from "./range/range.ts";
export type { Place } from "../trace/ir.ts";
export type { Refusal } from "../trace/refusal.ts";
