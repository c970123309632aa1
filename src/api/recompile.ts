/**
 * The wrapper, from a function to its optimised twin:
 *
 *     source ─read→ expression ─compile→ text with doors ─resolve names, tell the mode→ rebuild ─→ function
 *
 * Every step can say no. Then the function comes back as it is and `explain` tells the reason; under `strict` a reason
 * that leaves loops unoptimised is a RecompilationError. An error that is ours never breaks the program: it is one
 * of the reasons (and is thrown when CPM_DEBUG=1).
 */
import { compileFunction, type CompiledFunction } from "../compiler/index.ts";
import { parseFunction } from "../compiler/parse/parse.ts";
import { CompileError } from "../compiler/records/compile-error.ts";
import { everything } from "../runtime/all-rooms.ts";
import type { Target } from "../runtime/decorate.ts";
import {
  type AnyFunction,
  type Decorated,
  decorated,
  type DecoratedLoop,
  nameOf,
  remember,
} from "../runtime/decorated.ts";
import { environment } from "../runtime/environment.ts";
import { judge } from "../runtime/judge.ts";
import type { CheckedOptions } from "../runtime/options.ts";
import type { Site } from "../runtime/site-record.ts";
import { site } from "../runtime/site.ts";
import type { Refusal } from "../trace/refusal.ts";
import { isForeign } from "./foreign-realm.ts";
import { freeNames } from "./free-names.ts";
import { isLanguageIntact } from "./language.ts";
import { isStrictFunction } from "./mode.ts";
import {
  disguise,
  type Evaluate,
  evaluateInScope,
  EvaluationForbidden,
  rebuild,
  ScopeError,
} from "./rebuild.ts";
import { refuse } from "./refusals.ts";
import { rangeCallees, resolveNames } from "./scope.ts";
import { type FunctionSource, functionSource } from "./source.ts";
import { warnOfCaptured } from "./warn-once.ts";

/** What recompiling gave: a new function, or the reason for none; and whatever is known about the loops. */
interface Outcome {
  readonly copy?: AnyFunction;
  readonly unchanged?: Refusal;
  readonly assumptions: readonly string[];
  readonly loops: readonly DecoratedLoop[];
  readonly source?: string;
}

function stay(unchanged: Refusal, known: Partial<Outcome> = {}): Outcome {
  return { assumptions: [], loops: [], ...known, unchanged };
}

/** Reasons under which no loop is left behind, or for which the program is not to blame: `strict` does not throw for them. */
const harmless: ReadonlySet<string> = new Set([
  "disabled",
  "no-loops",
  "internal-error",
  "already-transformed",
  "opted-out",
  "patched-builtins",
]);

/** The optimised function, or the function itself. */
export function recompile(fn: AnyFunction, options: CheckedOptions, target: Target): AnyFunction {
  const known = decorated(fn);
  if (known !== undefined && known.unchanged === undefined && isOptimised(fn, known)) return fn;
  const name = nameOf(fn);
  const outcome = environment.isDisabled() ? stay(refuse.disabled()) : attempt(fn, options, target);
  const { copy, unchanged, assumptions, loops, source } = outcome;
  const blamed = unchanged !== undefined && harmless.has(unchanged.code) ? undefined : unchanged;
  if (blamed !== undefined || copy !== undefined || loops.length > 0) {
    judge({ name, loops, settings: options.settings, unchanged: blamed, source });
  }
  if (copy !== undefined) disguise(copy, fn);
  if (
    unchanged?.code === "free-variables" &&
    loops.some((loop) => typeof loop === "function") &&
    isTold(options)
  )
    warnOfCaptured(name, source ?? "", unchanged);
  return remember(copy ?? fn, { original: fn, name, ...(unchanged && { unchanged }), assumptions, loops });
}

/** Who listens to events has heard of it already. */
function isTold({ isSilent, settings }: CheckedOptions): boolean {
  return !isSilent && settings.onEvent === undefined;
}

/** A copy, or transformed code with its own sites; a function that was given back for its refusals is judged anew. */
function isOptimised(fn: AnyFunction, { original, loops }: Decorated): boolean {
  return original !== fn || loops.some((loop) => typeof loop === "function");
}

function attempt(fn: AnyFunction, options: CheckedOptions, target: Target): Outcome {
  try {
    if (!isLanguageIntact()) return stay(refuse.patchedBuiltins());
    if (isForeign(fn)) return stay(refuse.foreignRealm());
    const source = functionSource(fn);
    return "code" in source ? stay(source) : recompileSource(fn, source, options, target);
  } catch (error) {
    if (error instanceof EvaluationForbidden) return stay(refuse.evalForbidden(error.message));
    if (error instanceof CompileError) return stay(refuse.unreadableSource(error.message));
    if (environment.isDebugging() || error instanceof ScopeError) throw error;
    return stay(refuse.internalError(error));
  }
}

function recompileSource(
  fn: AnyFunction,
  source: FunctionSource,
  { settings, scope }: Pick<CheckedOptions, "settings" | "scope">,
  target: Target,
): Outcome {
  const { expression } = source;
  if (!/\b(?:for|while|do|forEach|reduce|from)\b/.test(expression)) return stay(refuse.noLoops());
  const evaluate = typeof scope === "function" ? evaluateInScope(scope) : undefined;
  const mode = isStrictFunction(fn, source, target) ?? (evaluate && isStrictThere(evaluate));
  // Where the mode can not be told, what only one of them can parse tells it after all.
  const strictMode = mode ?? parsesStrictly(expression);
  const compiled = compileFunction(expression, {
    name: nameOf(fn),
    strictMode,
    settings,
    isRange: rangeCallees(scope),
  });
  const sites = new Map(compiled.sites.map(({ name, ir }) => [name, site(ir, everything, settings)]));
  const known = { loops: inOrder(compiled, sites), source: expression };
  if (compiled.loops.length === 0) return stay(refuse.noLoops());
  const names =
    typeof scope === "function"
      ? { bindings: {}, assumptions: ["captured variables are those that the scope function sees"] }
      : resolveNames(freeNames(expression, strictMode), scope ?? {});
  if ("code" in names) return stay(names, known);
  if (mode === undefined && strictMode && compiled.modeSensitive)
    return stay(refuse.cannotTellStrictness(source.kind), known);
  if (sites.size === 0) return { ...known, assumptions: names.assumptions };
  const bindings = { ...names.bindings, ...Object.fromEntries(sites) };
  try {
    const copy = rebuild(source, compiled.code, bindings, strictMode, evaluate);
    return { ...known, copy, assumptions: names.assumptions };
  } catch (error) {
    if (error instanceof EvaluationForbidden) return stay(refuse.evalForbidden(error.message), known);
    throw error;
  }
}

function parsesStrictly(expression: string): boolean {
  try {
    parseFunction(expression, "", true);
    return true;
  } catch (error) {
    if (error instanceof CompileError) return false;
    throw error;
  }
}

/** The scope function stands where the decorated function was written, in code of the same mode. */
function isStrictThere(evaluate: Evaluate): boolean {
  return evaluate("(function () { return this === undefined; })")() === true;
}

/** The loops in the order of the source, each as its site where it has one. */
function inOrder(
  { loops, sites: compiled }: CompiledFunction,
  sites: ReadonlyMap<string, Site>,
): DecoratedLoop[] {
  const byPlace = new Map(compiled.map(({ name, ir }) => [ir.place, sites.get(name)]));
  return loops.map((loop) => byPlace.get(loop.place) ?? loop);
}
