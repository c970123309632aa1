/**
 * What a user may ask for, and the check that stands in front of it.
 *
 * Options come from people and from JavaScript, so everything is checked before anything is used: an unknown name and a
 * malformed value get a TypeError that names the option, what was met and the accepted values. Each option is read
 * once; what an option object's own getter throws is the caller's.
 */
import { unknownOption } from "./nearest.ts";
import { printEvent } from "./print-event.ts";
import { written } from "./written.ts";
import type { CpmEvent, Settings } from "./settings.ts";
import { defaultSettings } from "./settings.ts";

/** Which values loops are optimised over. */
export type Domain = "bigint" | "integer" | "float";

/**
 * Where a decorated function's captured variables come from, since its source text cannot say: constant values by name,
 * or, for live bindings, `function () { return eval(arguments[0]) }` written next to the function.
 */
export type Scope = Readonly<Record<string, unknown>> | ((code: string) => unknown);

/** The options of `cpmoptimize`. */
export interface Options {
  /**
   * Throw instead of running a loop as written: `RecompilationError` at decoration for a loop that can never be
   * optimised, `LoopTypeError` at a call whose values or iterable do not allow it. Default false.
   */
  readonly strict?: boolean | undefined;
  /**
   * The original loop runs when the trip count is at most `max(itersLimit, 2)`; above it the loop is always optimised if
   * it can be. Default `"auto"`: a cost model decides.
   */
  readonly itersLimit?: "auto" | number | bigint | undefined;
  /**
   * Over which values loops are optimised: `"bigint"`, `"integer"` (numbers that are whole and exact); default both.
   * `"float"` adds numbers of any kind, with results that are those of the loop up to rounding (docs/floats.md).
   */
  readonly types?: readonly Domain[] | undefined;
  /** Keep rows only for what is needed; `false` is for demonstration. Default true. */
  readonly optMinRows?: boolean | undefined;
  /** Clear intermediate results; `false` is for demonstration. Default true. */
  readonly optClearStack?: boolean | undefined;
  /**
   * `true` prints each decision, a function receives it as an event. Default false: only that a function stays as it is
   * for the variables that it captures is told, once; `"silent"` does not tell that either.
   */
  readonly verbose?: boolean | "silent" | ((event: CpmEvent) => void) | undefined;
  /**
   * Called between the steps of a jump that is predicted to take 50 ms or more, with the fraction of it that is done: from
   * 0 to 1, never less than before. What it throws cancels the jump and comes out of the loop, whose variables are as they
   * were in front of it. It must not change them itself.
   */
  readonly onProgress?: ((fraction: number) => void) | undefined;
  /** Captured variables of the function: constant values, or `function () { return eval(arguments[0]) }`. */
  readonly scope?: Scope | undefined;
}

/** Options after the check: the settings of the loops, and where captured variables come from. */
export interface CheckedOptions {
  readonly settings: Settings;
  readonly scope?: Scope;
  readonly isSilent: boolean;
}

const names = [
  "strict",
  "itersLimit",
  "types",
  "optMinRows",
  "optClearStack",
  "verbose",
  "onProgress",
  "scope",
] as const;
const domains: readonly unknown[] = ["bigint", "integer", "float"];

function wrong(option: string, value: unknown, accepted: string): TypeError {
  return new TypeError(`cpmoptimize: option ${option} is ${written(value)}; accepted: ${accepted}.`);
}

/** @throws TypeError when a name is unknown or a value is malformed. */
export function checkOptions(options: unknown): CheckedOptions {
  if (options === undefined) return { settings: defaultSettings, isSilent: false };
  if (typeof options !== "object" || options === null || Array.isArray(options)) {
    const met = Array.isArray(options) ? "an array" : written(options);
    throw new TypeError(
      `cpmoptimize: options must be an object with some of ${names.join(", ")}, not ${met}.`,
    );
  }
  for (const key of Reflect.ownKeys(options)) {
    if (!(names as readonly unknown[]).includes(key)) throw unknownOption("cpmoptimize", String(key), names);
  }
  const given = options as { readonly [name in (typeof names)[number]]?: unknown };
  const { verbose } = given;
  const onEvent = checkVerbose(verbose);
  const onProgress = checkProgress(given.onProgress);
  const scope = checkScope(given.scope);
  return {
    settings: {
      strict: checkBoolean("strict", given.strict, defaultSettings.strict),
      itersLimit: checkLimit(given.itersLimit),
      types: checkTypes(given.types),
      optMinRows: checkBoolean("optMinRows", given.optMinRows, defaultSettings.optMinRows),
      optClearStack: checkBoolean("optClearStack", given.optClearStack, defaultSettings.optClearStack),
      onEvent,
      onProgress,
    },
    ...(scope !== undefined && { scope }),
    isSilent: verbose === "silent",
  };
}

function checkBoolean(option: string, value: unknown, absent: boolean): boolean {
  if (value === undefined) return absent;
  if (typeof value !== "boolean") throw wrong(option, value, "true, false");
  return value;
}

function checkLimit(value: unknown): "auto" | bigint {
  if (value === undefined || value === "auto") return "auto";
  if (typeof value === "bigint" && value >= 0n) return value;
  if (typeof value === "number" && Number.isInteger(value) && value >= 0) return BigInt(value);
  throw wrong("itersLimit", value, '"auto", or a whole number or bigint from 0');
}

function checkTypes(value: unknown): readonly Domain[] {
  if (value === undefined) return defaultSettings.types;
  const accepted = 'an array of "bigint", "integer", "float"';
  if (!Array.isArray(value)) throw wrong("types", value, accepted);
  const given: unknown[] = Array.from(value as unknown[]);
  for (const each of given) {
    if (!domains.includes(each)) throw wrong("types", each, accepted);
  }
  // A loop over floating point has a counter, too.
  return (given.includes("float") ? [...new Set([...given, "integer"])] : given) as Domain[];
}

function checkVerbose(value: unknown): ((event: CpmEvent) => void) | undefined {
  if (value === undefined || value === false || value === "silent") return undefined;
  if (value === true) return printEvent;
  if (typeof value === "function") return value as (event: CpmEvent) => void;
  throw wrong("verbose", value, 'true, false, "silent", or a function that receives each event');
}

function checkProgress(value: unknown): ((fraction: number) => void) | undefined {
  if (value === undefined) return undefined;
  if (typeof value === "function") return value as (fraction: number) => void;
  throw wrong("onProgress", value, "a function that receives the fraction that is done");
}

function checkScope(value: unknown): Scope | undefined {
  if (value === undefined) return undefined;
  if ((typeof value === "object" && value !== null && !Array.isArray(value)) || typeof value === "function") {
    return value as Scope;
  }
  const met = Array.isArray(value) ? "an array" : written(value);
  throw new TypeError(
    `cpmoptimize: option scope is ${met}; accepted: an object of constant values such as { MOD }, or ` +
      "function () { return eval(arguments[0]) } for live bindings.",
  );
}
