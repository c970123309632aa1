/** `cpmoptimize`: the decorator, the range that loops can be fast-forwarded over, and the explanations. */
export { cpmoptimize } from "./api/cpmoptimize.ts";
export { original } from "./runtime/original.ts";
export { explain } from "./runtime/explain.ts";
export { LoopTypeError } from "./runtime/loop-type-error.ts";
export { Range, range, range as xrange } from "./runtime/range/range.ts";
export { RecompilationError } from "./runtime/recompilation-error.ts";
export type { Cpmoptimize, Decorator, MethodContext } from "./runtime/decorate.ts";
export type { Explanation, LoopExplanation } from "./runtime/explanation.ts";
export type { Domain, Options, Scope } from "./runtime/options.ts";
export type { RangeJson } from "./runtime/range/range.ts";
export type { CpmEvent } from "./runtime/settings.ts";
export type { Place } from "./trace/ir.ts";
export type { Refusal } from "./trace/refusal.ts";
