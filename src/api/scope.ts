/**
 * What the free names of a function mean to the wrapper, which sees only source text.
 *
 *     in the user's scope object      that value, a constant
 *     range, xrange                   this package's, also under the names that bundlers give to imports:
 *         range$1, range2, _range     (called only)
 *         __vi_import_0__.range, import_cpmoptimize.range, (0, cpmoptimize_1.range)(n)
 *     __name                          esbuild's helper for names
 *     Math, Array, …                  the globals of the realm (realm-names.ts)
 *     anything else                   unknown: the function can not be moved
 *
 * What is taken for granted is told in `assumptions`. With live bindings (a scope function) nothing has to be known.
 */
import { range } from "../runtime/range/range.ts";
import type { Refusal } from "../trace/refusal.ts";
import { importedModule, isRangeName, renamedRange } from "../compiler/records/range-names.ts";
import type { FreeName } from "./free-names.ts";
import { isRealmName } from "./realm-names.ts";
import type { Bindings } from "./rebuild.ts";
import { refuse } from "./refusals.ts";

export interface ResolvedNames {
  readonly bindings: Bindings;
  readonly assumptions: readonly string[];
}

const instrumentation =
  /^(?:cov_\w+|__coverage__|__cov_\w+|_?\$?stryMutAct_\w+|stryCov_\w+|stryNS_\w+|_\$jscoverage|_\$jscmd)$/;
/** What transformed code calls its sites. */
const transformedSite = /^\$cpm\d+$/;
const module = Object.freeze({ range, xrange: range });

/** What esbuild's `keepNames` calls on every function: it gives it its written name. */
function keepName<T extends object>(target: T, value: string): T {
  return Object.defineProperty(target, "name", { value, configurable: true });
}

/** Resolves the free names, or says which ones can not be. */
export function resolveNames(
  free: readonly FreeName[],
  scope: Readonly<Record<string, unknown>>,
): ResolvedNames | Refusal {
  const bindings: Record<string, unknown> = Object.create(null) as Record<string, unknown>;
  const assumptions: string[] = [];
  const unknown: string[] = [];
  const assigned: string[] = [];
  const counters = free.map(({ name }) => name).filter((name) => instrumentation.test(name));
  if (counters.length > 0) return refuse.instrumented(counters);
  if (free.some(({ name }) => transformedSite.test(name))) return refuse.alreadyTransformed();
  for (const use of free) {
    const { name } = use;
    if (name !== "eval" && Object.hasOwn(scope, name)) {
      if (use.assigned) assigned.push(name);
      else bindings[name] = scope[name];
    } else if (use.assigned) {
      unknown.push(name);
    } else if (name === "__name" && use.onlyCalled) {
      bindings[name] = keepName;
    } else if (isRealmName(name)) {
      assumptions.push(`${name} is the global ${name}`);
    } else {
      const ours = packageValue(use);
      if (ours === undefined) unknown.push(name);
      else {
        bindings[name] = ours.value;
        assumptions.push(ours.assumption);
      }
    }
  }
  if (unknown.length > 0) return refuse.freeVariables(unknown);
  if (assigned.length > 0) return refuse.assignedConstant(assigned);
  return { bindings, assumptions };
}

/** Which callees of a function are this package's `range`, as far as its names are known. */
export function rangeCallees(
  scope: Readonly<Record<string, unknown>> | ((code: string) => unknown) | undefined,
): (callee: string) => boolean {
  if (typeof scope === "function") return () => false;
  return (callee) => {
    const [name = "", member] = callee.split(".");
    if (scope === undefined || !Object.hasOwn(scope, name)) return isRangeName(callee);
    return member === undefined && scope[name] === range;
  };
}

function packageValue({
  name,
  onlyCalled,
  members,
}: FreeName): { value: unknown; assumption: string } | undefined {
  const [, original] = renamedRange.exec(name) ?? [];
  if (original !== undefined && (onlyCalled || name === original)) {
    return {
      value: range,
      assumption: `${name} is cpmoptimize's ${original}`,
    };
  }
  const isModule = members?.every((member) => member === "range" || member === "xrange") === true;
  if (!isModule || !importedModule.test(name)) return undefined;
  const used = members.map((member) => `${name}.${member}`).join(", ");
  return { value: module, assumption: `${used} is cpmoptimize's` };
}
