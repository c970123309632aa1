/** Bounds of terms hold for the values: their magnitudes, and their bits. */
import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { bitLength } from "../../src/algebra/bit-length.ts";
import { boundBits, boundTerms } from "../../src/trace/magnitude.ts";
import { TermGraph } from "../../src/trace/term-graph.ts";
import type { Primitive } from "../../src/trace/value.ts";
import { isTerm } from "../../src/trace/value.ts";
import { bigints, evaluated, numbers } from "./arbitrary-terms.ts";

describe("bounds hold", () => {
  test("of bits", () => {
    fc.assert(
      fc.property(
        bigints,
        fc.array(fc.bigInt(-(2n ** 70n), 2n ** 70n), { minLength: 3, maxLength: 3 }),
        (make, values) => {
          const found = evaluated(make, "bigint", values);
          if (found === undefined || !isTerm(found.term) || typeof found.value !== "bigint") return;
          const bits = (value: Primitive): number => (typeof value === "bigint" ? bitLength(value) : 0);
          const bound = boundBits(
            (id) => bits(found.leafOf(id)),
            (value) => bits(found.of(value)),
          );
          expect(bound(found.term)).toBeGreaterThanOrEqual(bitLength(found.value));
        },
      ),
      { numRuns: 4000, seed: 20261124 },
    );
  });

  test("of magnitudes", () => {
    fc.assert(
      fc.property(
        numbers,
        fc.array(fc.integer({ min: -1000, max: 1000 }), { minLength: 3, maxLength: 3 }),
        (make, values) => {
          const found = evaluated(make, "number", values);
          if (found === undefined || !isTerm(found.term) || !Number.isSafeInteger(found.value)) return;
          const bound = boundTerms(
            (id) => Math.abs(found.leafOf(id) as number),
            (value) => Number(found.of(value)),
          );
          expect(bound(found.term)).toBeGreaterThanOrEqual(Math.abs(found.value as number));
        },
      ),
      { numRuns: 4000, seed: 20261124 },
    );
  });

  test("a shift is as long as it says, and a width that is not known has no bound", () => {
    const graph = new TermGraph();
    const [x, k] = [graph.variable("x", "bigint"), graph.parameter("k", "number")];
    const bound = boundBits(
      () => 7,
      () => 3,
    );
    expect(bound(graph.binary("<<", "", x, 4000n))).toBe(4007);
    expect(bound(graph.call("BigInt.asUintN", "", [2 ** 40, x], "bigint"))).toBe(2 ** 40);
    expect(bound(graph.call("BigInt.asUintN", "", [k, x], "bigint")) <= 2 ** 60).toBe(false);
  });
});
