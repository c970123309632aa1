/** Clamps do what their steps do, one after the other, and compose. */
import fc from "fast-check";
import { expect, test } from "vitest";
import type { Clamp, ClampMap } from "../../../src/algebra/tropical/clamps.ts";
import {
  applyClamps,
  atLeast,
  atMost,
  clamped,
  compose,
  identity,
  shifted,
} from "../../../src/algebra/tropical/clamps.ts";
import { greatest, least } from "../../../src/algebra/tropical/semirings.ts";
import type { Extended } from "../../../src/algebra/tropical/semirings.ts";

const small = fc.bigInt(-20n, 20n);
const extended: fc.Arbitrary<Extended> = fc.oneof(small, fc.constantFrom(-Infinity, Infinity));
const step = fc.tuple(fc.constantFrom("shift", "max", "min"), small);
const steps = fc.array(step, { maxLength: 6 });

function made(list: readonly (readonly [string, bigint])[]): Clamp {
  return list.reduce(
    (clamp, [op, by]) => (op === "shift" ? shifted : op === "max" ? atLeast : atMost)(clamp, by),
    identity,
  );
}

function followed(list: readonly (readonly [string, bigint])[], x: Extended): Extended {
  return list.reduce((value: Extended, [op, by]) => {
    if (op === "shift") return typeof value === "bigint" ? value + by : value;
    return op === "max" ? greatest(value, by) : least(value, by);
  }, x);
}

test("a clamp is its steps in their order, whichever bound is the greater", () => {
  fc.assert(
    fc.property(steps, extended, (list, x) => {
      expect(clamped(made(list), x)).toBe(followed(list, x));
    }),
  );
});

test("composition is one after the other", () => {
  const map = fc.array(fc.tuple(fc.nat(2), steps.map(made)), { minLength: 3, maxLength: 3 });
  const state = fc.array(extended, { minLength: 3, maxLength: 3 });
  fc.assert(
    fc.property(map, map, state, (after: ClampMap, before: ClampMap, x) => {
      expect(applyClamps(compose(after, before), x)).toEqual(applyClamps(after, applyClamps(before, x)));
    }),
  );
});
