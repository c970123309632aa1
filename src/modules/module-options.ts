/**
 * What a tool that compiles the files of a program may be told, and the check that stands in front of it: an unknown
 * name or a malformed value is a TypeError that names the option, what was met, and what is accepted.
 */
import { unknownOption } from "../runtime/nearest.ts";
import { written } from "../runtime/written.ts";

/** The options that all adapters share. */
export interface ModuleOptions {
  /**
   * `"marked"` (default): the loops of functions given to `cpmoptimize` and of what says `"use cpm"`; `"all"`: every
   * loop, but for what says `"use no cpm"`.
   */
  readonly loops?: "marked" | "all" | undefined;
  /** A loop that is opted in and cannot be optimised is an error. Default false. */
  readonly strict?: boolean | undefined;
  /** Make source maps. Default true. */
  readonly sourcemap?: boolean | undefined;
  /** Tell, when the program is compiled, how many loops there are, and which are not accelerated and why. Default true. */
  readonly summary?: boolean | undefined;
  /** List the accelerated loops in the summary, too. Default false. */
  readonly verbose?: boolean | undefined;
}

export interface CheckedModuleOptions {
  readonly loops: "marked" | "all";
  readonly strict: boolean;
  readonly sourcemap: boolean;
  readonly summary: boolean;
  readonly verbose: boolean;
}

const shared = ["loops", "strict", "sourcemap", "summary", "verbose"] as const;

/**
 * @param tool how messages call the one who was given the options: `cpmoptimize/vite`
 * @param own names of further options, which the tool checks itself
 * @throws TypeError
 */
export function checkModuleOptions(
  tool: string,
  options: unknown,
  own: readonly string[] = [],
): CheckedModuleOptions {
  const names = [...shared, ...own];
  const given = checkNames(tool, options, names);
  const flag = (name: string, absent: boolean): boolean => {
    const value = given[name];
    if (value === undefined) return absent;
    if (typeof value !== "boolean") throw wrongOption(tool, name, value, "true, false");
    return value;
  };
  const { loops = "marked" } = given;
  if (loops !== "marked" && loops !== "all") throw wrongOption(tool, "loops", loops, '"marked", "all"');
  return {
    loops,
    strict: flag("strict", false),
    sourcemap: flag("sourcemap", true),
    summary: flag("summary", true),
    verbose: flag("verbose", false),
  };
}

/** The options as a record of which all names are known. @throws TypeError */
export function checkNames(
  tool: string,
  options: unknown,
  names: readonly string[],
): Readonly<Record<string, unknown>> {
  if (options === undefined) return {};
  if (typeof options !== "object" || options === null || Array.isArray(options)) {
    const met = Array.isArray(options) ? "an array" : written(options);
    throw new TypeError(`${tool}: options must be an object with some of ${names.join(", ")}, not ${met}.`);
  }
  for (const name of Object.keys(options)) {
    if (!names.includes(name)) throw unknownOption(tool, name, names);
  }
  return options as Readonly<Record<string, unknown>>;
}

export function wrongOption(tool: string, name: string, value: unknown, accepted: string): TypeError {
  const met = Array.isArray(value) ? "an array" : written(value);
  return new TypeError(`${tool}: option ${name} is ${met}; accepted: ${accepted}.`);
}
