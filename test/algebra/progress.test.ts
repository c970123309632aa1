/** The parts of a computation's progress are put together without going back. */
import { expect, test } from "vitest";
import { doneAfter, share } from "../../src/algebra/progress.ts";

test("a share goes from its beginning to its end", () => {
  const told: number[] = [];
  const part = share((done) => told.push(done), 0.25, 0.75)!;
  for (const done of [0, 0.5, 1]) part(done);
  expect(told).toEqual([0.25, 0.5, 0.75]);
  expect(share(undefined, 0, 1)).toBeUndefined();
});

test("the levels of a chain grow, and the last is all of it", () => {
  const levels = Array.from({ length: 9 }, (_, level) => doneAfter(level, 8));
  for (const [level, done] of levels.entries()) {
    expect(done).toBeGreaterThan(level === 0 ? 0 : 2 * levels[level - 1]!);
  }
  expect(levels[8]).toBe(1);
});
