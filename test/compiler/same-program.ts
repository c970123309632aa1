/** Asserts that a transformed program behaves as the original, whatever its doors do. */
import { expect } from "vitest";
import { compileForTest } from "./compile-for-test.ts";
import type { TestCompiled, TestOptions } from "./compile-for-test.ts";
import { execute, outcome } from "./execute.ts";
import { fakeRuntime } from "./fake-runtime.ts";

export interface Checked extends TestCompiled {
  /** How often honest doors opened over all runs. */
  readonly opened: number;
}

/** `source` exports `run`, whose results are compared. */
export function expectSameProgram(source: string, options: TestOptions = {}): Checked {
  const filename = options.filename ?? "program.ts";
  const transformed = compileForTest(source, { loops: "all", ...options, filename });
  // Of a variable that nothing reads, minifiers move the initialiser to where its names mean something else.
  const generated: string[] = transformed.code.match(/(?<![\w$])\$\d+(?!\w)/g) ?? [];
  const unread = generated.filter((name) => generated.indexOf(name) === generated.lastIndexOf(name));
  expect(unread, transformed.code).toEqual([]);
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
  return { ...transformed, opened: doors.reduce((sum, { counts }) => sum + counts.opened, 0) };
}
