/** Asserts that a transformed program behaves as the original, whatever its doors do. */
import { expect } from "vitest";
import type { FileOptions, Transformed } from "../../src/compiler/transform-file.ts";
import { transformFile } from "../../src/compiler/transform-file.ts";
import { execute, outcome } from "./execute.ts";
import { fakeRuntime } from "./fake-runtime.ts";

export interface Checked extends Transformed {
  /** How often honest doors opened over all runs. */
  readonly opened: number;
}

/** `source` exports `run`, whose results are compared. */
export function expectSameProgram(source: string, options: Partial<FileOptions> = {}): Checked {
  const filename = options.filename ?? "program.ts";
  const transformed = transformFile(source, { loops: "all", ...options, filename }, () => ({
    accepted: true,
    refusals: [],
  }));
  const results = (code: string, runtime: Record<string, unknown>): unknown =>
    outcome(() => (execute(code, filename, runtime)["run"] as () => unknown)());
  const expected = results(source, {});
  const doors = [
    fakeRuntime("silent"),
    fakeRuntime("honest"),
    fakeRuntime("honest", (last) => last >> 1),
    fakeRuntime("honest", (last) => Math.min(1, last)),
  ];
  for (const door of doors) {
    expect(results(transformed.code, door.module), transformed.code).toStrictEqual(expected);
  }
  return {
    code: transformed.code,
    map: transformed.map,
    report: transformed.report,
    opened: doors.reduce((sum, { counts }) => sum + counts.opened, 0),
  };
}
