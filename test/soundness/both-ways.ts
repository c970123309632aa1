/** Runs a function's text as written, wrapped and transformed, on fresh arguments, and compares what each call shows. */
import { cpmoptimize } from "cpmoptimize";
import { expect } from "vitest";
import { runTransformed } from "../original-suite/run-transformed.ts";
import { written } from "../differential/outcome.ts";

type Callee = (...args: unknown[]) => unknown;

/** What was accelerated in each way. */
export interface Jumps {
  readonly wrapped: number;
  readonly transformed: number;
}

async function shown(fn: Callee, makeArguments: () => readonly unknown[]): Promise<string> {
  const args = makeArguments();
  let result: string;
  try {
    result = `returns ${written(await fn(...args))}`;
  } catch (error) {
    result = `throws ${written(error)}`;
  }
  const cells = args.map((each) =>
    typeof each === "object" && each !== null ? written(Object.values(each)) : "",
  );
  return `${result} ${cells.join(" ")}`;
}

/**
 * @param text a function without free names; its code is sloppy
 * @param calls the arguments of each call, made anew for each way
 */
export async function sameBothWays(
  text: string,
  calls: readonly (() => readonly unknown[])[],
): Promise<Jumps> {
  const make = new Function(`return (${text});`) as () => Callee;
  let jumps = 0;
  const wrapped = cpmoptimize({
    itersLimit: 0,
    verbose: ({ kind }) => {
      if (kind === "accelerated") jumps++;
    },
  })(make());
  const { fast, accelerations } = runTransformed(`module.exports = { run: ${text} };`, {
    filename: "program.cjs",
  });
  const plain = make();
  for (const [k, call] of calls.entries()) {
    const expected = await shown(plain, call);
    expect(await shown(wrapped, call), `wrapped, call ${k}`).toBe(expected);
    expect(await shown(fast["run"]!, call), `transformed, call ${k}`).toBe(expected);
  }
  return { wrapped: jumps, transformed: accelerations() };
}

export function expectAccelerated({ wrapped, transformed }: Jumps): void {
  expect(wrapped, "wrapped").toBeGreaterThan(0);
  expect(transformed, "transformed").toBeGreaterThan(0);
}

export function expectPlain(jumps: Jumps): void {
  expect(jumps).toEqual({ wrapped: 0, transformed: 0 });
}
