/** The edits of a file, applied to its text one after the other, give the compiled text. */
import { expect, test } from "vitest";
import { transform } from "../../src/compiler/index.ts";
import { programs } from "../adapters/babel/programs.ts";

test.each(programs)("$name", ({ source, filename }) => {
  for (const loops of ["marked", "all"] as const) {
    for (const coverage of [false, true]) {
      const { code, edits } = transform(source, { filename, loops, coverage });
      let [done, end] = ["", 0];
      for (const edit of edits) {
        expect(edit.start).toBeGreaterThanOrEqual(end);
        done += source.slice(end, edit.start) + edit.text;
        end = edit.end;
      }
      expect(done + source.slice(end)).toBe(code);
    }
  }
});
