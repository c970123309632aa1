/** For how many turns conditions last, and the exact states behind the answers, against the orbit itself. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Relation } from "../../src/algebra/relations.ts";
import { ExactStates } from "../../src/trace/domains/integer/exact-states.ts";
import { Instance } from "../../src/trace/domains/integer/instance.ts";
import {
  courseFrom,
  integerThreshold,
  lasting,
  makeFunctional,
} from "../../src/trace/domains/integer/lasting.ts";
import { OrbitFunctional } from "../../src/trace/domains/integer/orbit-functional.ts";
import { orbit } from "../../src/transition/apply.ts";
import type { Entry } from "../../src/transition/transition.ts";
import { transitions, triangular } from "../transition/arbitrary-transition.ts";

/** As the language compares. */
const compare: Readonly<Record<Relation, (q: bigint, bound: number | bigint) => boolean>> = {
  "<": (q, bound) => q < bound,
  "<=": (q, bound) => q <= bound,
  ">": (q, bound) => q > bound,
  ">=": (q, bound) => q >= bound,
  "==": (q, bound) => q == bound,
  "!=": (q, bound) => q != bound,
};
const relations = fc.constantFrom(...(Object.keys(compare) as Relation[]));
const bounds = fc.oneof(
  fc.bigInt(-40n, 40n),
  fc.integer({ min: -40, max: 40 }),
  fc.integer({ min: -80, max: 80 }).map((twice) => twice / 2),
  fc.constantFrom<number | bigint>(
    0,
    -0,
    0.5,
    -0.5,
    NaN,
    Infinity,
    -Infinity,
    1e300,
    -1e300,
    2 ** 53,
    10n ** 40n,
  ),
);

test("an integer compares with the threshold as with the bound", () => {
  fc.assert(
    fc.property(relations, bounds, fc.bigInt(-50n, 50n), (relation, bound, q) => {
      const threshold = integerThreshold(relation, bound);
      const found = typeof threshold === "string" ? threshold === "always" : compare[relation](q, threshold);
      expect(found).toBe(compare[relation](q, bound));
    }),
    { numRuns: 2000 },
  );
});

describe("the first turn at whose start a condition is otherwise", () => {
  const TURNS = 60;
  const questions = fc.oneof(triangular([0n, 1n, 1n]), transitions(4)).chain(({ transition, start }) =>
    fc.record({
      transition: fc.constant(transition),
      start: fc.constant(start),
      weights: fc.tuple(...start.map(() => fc.bigInt(-3n, 3n))),
      factor: fc.constantFrom(1n, 1n, 2n, 6n),
      relation: relations,
      bound: bounds,
      holds: fc.boolean(),
    }),
  );

  test("by polynomial courses, and by taking the turns", () => {
    let polynomial = 0;
    fc.assert(
      fc.property(questions, ({ transition, start, weights, factor, relation, bound, holds }) => {
        const weight = weights.flatMap((w, k): Entry<bigint>[] => (w === 0n ? [] : [[k, w * factor]]));
        const values = orbit(transition, start, TURNS - 1).map((state) =>
          state.reduce((sum, value, k) => sum + weights[k]! * value, 0n),
        );
        const at = values.findIndex((q) => compare[relation](q, bound) !== holds);
        const first = at < 0 ? undefined : BigInt(at);
        const taken = new OrbitFunctional(transition, { weight, factor });
        expect(taken.changeWithin(BigInt(TURNS), start, relation, bound, holds)).toBe(first);
        const functional = makeFunctional(transition, { weight, factor });
        if (functional === undefined) return;
        polynomial++;
        const found = lasting(courseFrom(functional, start), relation, bound, holds);
        if (first !== undefined || found === undefined || found < TURNS) expect(found).toBe(first);
      }),
      { numRuns: 500 },
    );
    expect(polynomial).toBeGreaterThan(100);
  });
});

test("exact states are those of the orbit, whatever has been asked before", () => {
  const asks = fc.array(fc.tuple(fc.boolean(), fc.integer({ min: 0, max: 3 }), fc.nat(15)), { maxLength: 8 });
  fc.assert(
    fc.property(
      transitions(4),
      asks,
      fc.integer({ min: 4, max: 30 }),
      ({ transition, start }, list, base) => {
        const states = orbit(transition, start, base + 4);
        const exact = new ExactStates(new Instance(transition, [], []), start);
        for (const [isEntries, beyond, mask] of list) {
          const turns = base + beyond;
          const columns = start.map((_, k) => k).filter((k) => (mask >> k) & 1);
          const right = columns.map((column) => states[turns]![column]!);
          if (isEntries) expect(exact.entries(BigInt(turns), columns)).toEqual(right);
          else {
            const { state, kernels } = exact.after(BigInt(turns), columns);
            expect(columns.map((column) => state[column])).toEqual(right);
            const names = kernels.split(" + ");
            expect(new Set(names).size).toBe(names.length);
          }
        }
      },
    ),
    { numRuns: 300 },
  );
});
