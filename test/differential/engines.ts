/**
 * The ways in which a program can run: as written, through the wrapper, and through the transform.
 *
 * A program is text: what stands before a function, the function, and calls. Each way turns it into a function; the calls
 * are made one after the other, so that what a site remembers from one call is there in the next.
 */
import { Script } from "node:vm";
import { cpmoptimize, range } from "cpmoptimize";
import { transform } from "cpmoptimize/compiler";
import * as runtime from "cpmoptimize/runtime";
import type { LoopOptions } from "./grammar/programs.ts";
import { makeObjects, written } from "./outcome.ts";

export interface Source {
  readonly before: string;
  readonly fn: string;
  readonly options: LoopOptions;
}

export type Callee = (...args: unknown[]) => unknown;
export type Note = (event: runtime.CpmEvent) => void;

function evaluate(body: string, names: Readonly<Record<string, unknown>>): unknown {
  return (new Function(...Object.keys(names), body) as Callee)(...Object.values(names));
}

/** As written, with `$fuel` called at the start of every turn. */
export function plain({ before, fn }: Pick<Source, "before" | "fn">, fuel: Callee): Callee {
  return evaluate(`${before}\nreturn (${fn});`, { range, $fuel: fuel }) as Callee;
}

export function wrapped({ before, fn, options }: Source, note: Note): Callee {
  const given = { ...options, verbose: note };
  const text =
    before === ""
      ? `return $cpm($options)(${fn});`
      : `${before}\nreturn $cpm({ ...$options, scope: function () { return eval(arguments[0]); } })(${fn});`;
  return evaluate(text, { range, $cpm: cpmoptimize, $options: given }) as Callee;
}

type Rooms = readonly runtime.SiteRoom[] | undefined;

/** @param rooms what a site gets of the rooms that the compiler lists for it */
export function transformed(
  { before, fn, options }: Source,
  note: Note,
  rooms: (listed: Rooms) => Rooms = (listed) => listed,
): Callee {
  const { itersLimit, optMinRows, optClearStack } = options;
  const settings = { ...runtime.defaultSettings, optMinRows, optClearStack };
  const source = `const { range } = require("cpmoptimize");\n${before}\nmodule.exports = ${fn};\n`;
  const { code } = transform(source, { filename: "program.cjs", loops: "all", settings });
  const all: runtime.Settings = {
    ...settings,
    itersLimit: itersLimit === "auto" ? itersLimit : BigInt(itersLimit),
    onEvent: note,
  };
  const site = (...[ir, listed]: Parameters<typeof runtime.site>) => runtime.site(ir, rooms(listed), all);
  const sites = {
    ...runtime,
    site,
    linear: (...[ir, loop, kernels, courses]: Parameters<typeof runtime.linear>) =>
      rooms([]) === undefined || rooms([])?.length === 0
        ? runtime.linear(ir, loop, kernels, courses, all)
        : site(ir, []),
  };
  const module = { exports: {} };
  evaluate(code, { module, require: (name: string) => (name === "cpmoptimize" ? { range } : sites) });
  return module.exports as Callee;
}

const callAll = new Script("$differential()");

/**
 * What each call shows. It ends early when `milliseconds` are over: the last outcome then says so. The clock is the wall's;
 * where other processes had most of the time, the calls are made again, with twice as much of it.
 */
export function outcomes(
  make: () => Callee,
  calls: readonly (readonly string[])[],
  milliseconds: number,
  wall = milliseconds,
): string[] {
  const shown: string[] = [];
  const begin = process.cpuUsage();
  const realm = globalThis as { $differential?: () => void };
  realm.$differential = () => {
    const callee = make();
    for (const texts of calls) shown.push(outcomeOf(callee, texts));
  };
  try {
    callAll.runInThisContext({ timeout: wall });
  } catch (error) {
    const { code } = error as { code?: string };
    const { user, system } = process.cpuUsage(begin);
    if (code === "ERR_SCRIPT_EXECUTION_TIMEOUT" && (user + system) / 1000 < milliseconds / 2)
      return outcomes(make, calls, milliseconds, 2 * wall);
    shown.push(
      code === "ERR_SCRIPT_EXECUTION_TIMEOUT" ? "does not end" : `cannot be made: ${written(error)}`,
    );
  } finally {
    delete realm.$differential;
  }
  return shown;
}

/** Thrown by the fuel: the call is not compared. */
export class OutOfFuel {}

function outcomeOf(callee: Callee, texts: readonly string[]): string {
  const objects = makeObjects();
  const args = evaluate(`return [${texts.join(", ")}];`, { obj: objects.make }) as unknown[];
  let result: string;
  try {
    result = `returns ${written(callee(...args))}`;
  } catch (error) {
    if (error instanceof OutOfFuel) throw error;
    result = `throws ${written(error)}`;
  }
  return objects.log.length === 0 ? result : `${result} after valueOf of ${objects.log.join()}`;
}
