/**
 * Runs a program: straight-line statements as they stand, every loop first through its door.
 *
 * The whole program is one turn of a loop without a test, run by the interpreter that runs turns. Each loop has a site: where
 * the door opens, the variables are moved ahead and the interpreter runs what is left of the loop, the last turn, whose
 * inner loops have sites of their own. Step by step there are no sites.
 */
import { everything } from "../runtime/all-rooms.ts";
import type { Settings } from "../runtime/settings.ts";
import { defaultSettings } from "../runtime/settings.ts";
import { site } from "../runtime/site.ts";
import type { Environment } from "../trace/turn.ts";
import { runBody } from "../trace/turn.ts";
import type { Primitive } from "../trace/value.ts";
import type { Advance } from "./native-arithmetic.ts";
import { NativeArithmetic } from "./native-arithmetic.ts";
import type { Program } from "./program.ts";

interface RunOptions {
  /** Every loop turn by turn. */
  readonly plain?: boolean;
  readonly settings?: Settings;
}

/**
 * The variables' values at the end, in the order of their first assignment.
 *
 * @throws RangeError where an integer outgrows the engine, in front of the loop where that can be known there
 */
export function run(program: Program, options: RunOptions = {}): ReadonlyMap<string, bigint> {
  const { plain = false, settings = defaultSettings } = options;
  const { statements, names } = program;
  const env: Environment<Primitive> = new Map();
  const arithmetic = new NativeArithmetic(plain ? undefined : doors(program, settings));
  runBody({ locals: [], body: statements }, env, arithmetic);
  return new Map(names.map((name) => [name, env.get(name) as bigint]));
}

function doors({ loops }: Program, settings: Settings): Advance {
  const sites = new Map(
    [...loops].map(([loop, ir]) => [loop, { ir, enter: site(ir, everything, settings) }]),
  );
  return (loop, env) => {
    const known = sites.get(loop);
    if (known === undefined) return;
    const { inputs, writes } = known.ir;
    // A variable without a value is assigned before it is read, so that any integer does.
    const jump = known.enter(...inputs.map((name) => env.get(name) ?? 0n));
    jump?.forEach((value, k) => env.set(writes[k]!, value as bigint));
  };
}
