/** Runs a function as written and accelerated on the same arguments, and compares everything: results, exceptions, effects. */
import { expect } from "vitest";
import type { Options } from "cpmoptimize";
import { explain } from "cpmoptimize";
import type { Loose, Watched } from "../original-suite/harness.ts";
import { combinations, expectSame, outcome, show, watch } from "../original-suite/harness.ts";

/** What an observed call left behind; arguments that log do so here. */
export type Log = unknown[];

export interface Compared {
  /** How many loops were accelerated, over all calls and configurations. */
  readonly accelerated: number;
  /** Why loops were not. */
  readonly declines: readonly string[];
}

interface Configuration {
  readonly label: string;
  readonly watched: Watched;
}

/** A function stays decorated from one comparison to the next, so that its plans meet many values. */
const decoratedBefore = new WeakMap<Loose, readonly Configuration[]>();

function configurations(plain: Loose, options: Options): readonly Configuration[] {
  const known = decoratedBefore.get(plain);
  if (known !== undefined) return known;
  const made = combinations.flatMap((combination) =>
    ([0, "auto"] as const).map((itersLimit) => {
      const watched = watch(plain, { ...combination, itersLimit, ...options });
      expect(explain(watched.fast).unchanged, "the function was recompiled").toBeUndefined();
      return { label: show({ ...combination, itersLimit }), watched };
    }),
  );
  decoratedBefore.set(plain, made);
  return made;
}

/**
 * @param makeArguments fresh arguments for each call; what they log must be the same too
 */
export function compare(
  typed: (...args: never[]) => unknown,
  makeArguments: (log: Log) => readonly unknown[] = () => [],
  options: Options = {},
): Compared {
  const plain = typed as Loose;
  let accelerated = 0;
  const declines: string[] = [];
  const expectedLog: Log = [];
  const expected = outcome(() => plain(...makeArguments(expectedLog)));
  for (const { label, watched } of configurations(plain, options)) {
    watched.clear();
    for (const round of ["first", "second"]) {
      const log: Log = [];
      const actual = outcome(() => watched.fast(...makeArguments(log)));
      const where = `${label}, ${round}, ${show(makeArguments([]))}`;
      expectSame(actual, expected, where);
      expectSame({ value: log }, { value: expectedLog }, `effects, ${where}`);
    }
    accelerated += watched.accelerations().length;
    declines.push(...watched.declines());
  }
  return { accelerated, declines };
}
