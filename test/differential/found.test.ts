/**
 * Every program that the differential property, or the hunt around it, has once caught: it stays right.
 *
 * A file of `found/` holds one program and says what was wrong with it.
 */
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { compare } from "./compare.ts";
import { all } from "./found/all.ts";

const debug = process.env["CPM_DEBUG"];
beforeAll(() => void (process.env["CPM_DEBUG"] = "1"));
afterAll(() => {
  if (debug === undefined) delete process.env["CPM_DEBUG"];
  else process.env["CPM_DEBUG"] = debug;
});

describe.each(all)("$about", ({ programs }) => {
  test.each(programs)("$fn", ({ before = "", fn, calls }) => {
    for (const optMinRows of [true, false]) {
      for (const optClearStack of [true, false]) {
        const options = { itersLimit: 0, optMinRows, optClearStack };
        const { difference, calls: compared } = compare({ before, fn, fuelled: fn, calls, options });
        expect(difference).toBeUndefined();
        expect(compared).toBe(calls.length);
      }
    }
  });
});
