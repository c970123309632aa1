/**
 * The names under which a function's own source calls this package's `range`, when nothing but that source is known:
 *
 *     range, xrange, and as bundlers rename them: range$1, range2, _range
 *     __vi_import_0__.range, import_cpmoptimize.range, cpmoptimize_1.range
 */

/** Matches `range`, `xrange` and their new names; the first group is the original one. */
export const renamedRange = /^_*(x?range)(?:\$?\d+|_\d+|\$)?$/;

/** Matches what this package is called where it is imported as a whole. */
export const importedModule =
  /^(?:__vi_import_\d+__|__vite_ssr_import_\d+__|_*(?:import_)?cpmoptimize(?:_*\d+|__WEBPACK_IMPORTED_MODULE_\d+__)?)$/;

/** `callee`: a name, or `object.member`. */
export function isRangeName(callee: string): boolean {
  const [object = "", member] = callee.split(".");
  if (member === undefined) return renamedRange.test(object);
  return (member === "range" || member === "xrange") && importedModule.test(object);
}
