/** Random programs of few turns: step by step, and with every loop moved ahead wherever its door opens. */
import fc from "fast-check";
import { expect, test } from "vitest";
import type { CpmEvent } from "cpmoptimize/runtime";
import { defaultSettings } from "cpmoptimize/runtime";
import { parse, run } from "../../src/cpm-language/index.ts";

const names = ["a", "b", "c", "d"];
const name = fc.constantFrom(...names);
const constant = fc.integer({ min: -5, max: 5 }).map(String);
const operand = fc.oneof(name, constant);
const assignment = fc.oneof(
  fc.tuple(name, fc.constantFrom("=", "+=", "-="), operand).map((words) => words.join(" ")),
  fc.tuple(name, constant).map(([target, factor]) => `${target} *= ${factor}`),
);

function statements(depth: number): fc.Arbitrary<string[]> {
  const simple = assignment.map((line) => [line]);
  const statement =
    depth === 0
      ? simple
      : fc.oneof(
          { weight: 3, arbitrary: simple },
          {
            weight: 2,
            arbitrary: fc
              .tuple(fc.integer({ min: 0, max: 7 }), statements(depth - 1))
              .map(([count, body]) => [`loop ${count}`, ...body, "end"]),
          },
        );
  return fc.array(statement, { minLength: 1, maxLength: 5 }).map((lines) => lines.flat());
}

const programs = fc
  .tuple(fc.array(constant, { minLength: 4, maxLength: 4 }), statements(3))
  .map(([starts, body]) => {
    const assigned = names.map((variable, k) => `${variable} = ${starts[k]!}`);
    return [...assigned, ...body].join("\n");
  });

test("the optimised program ends in the same values", () => {
  let accelerated = 0;
  const onEvent = ({ kind }: CpmEvent): void => {
    if (kind === "accelerated") accelerated++;
  };
  const settings = { ...defaultSettings, itersLimit: 0n, onEvent };
  fc.assert(
    fc.property(programs, (source) => {
      const parsed = parse(source, "random.cpm");
      expect([...run(parsed, { settings })]).toEqual([...run(parsed, { plain: true })]);
    }),
    { numRuns: 300 },
  );
  expect(accelerated).toBeGreaterThan(200);
});
