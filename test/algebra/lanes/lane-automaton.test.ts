/** Bitwise turns without shifts, lane by lane, against plain iteration. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { laneAutomaton } from "../../../src/algebra/lanes/lane-automaton.ts";
import { bigintLanes, int32Lanes, type LaneWords } from "../../../src/algebra/lanes/lane-words.ts";

type Expression =
  | { kind: "variable"; index: number }
  | { kind: "constant"; value: bigint }
  | { kind: "not"; of: Expression }
  | { kind: "and" | "or" | "xor"; left: Expression; right: Expression };

const constant = fc.oneof(
  fc.constantFrom(0n, -1n, 1n, -2n, 2n ** 31n, -(2n ** 31n), 0x55555555n),
  fc.bigInt(-(2n ** 40n), 2n ** 40n),
  fc.bigInt(-(2n ** 200n), 2n ** 200n),
);

const expression = (variables: number) =>
  fc.letrec<{ any: Expression }>((tie) => ({
    any: fc.oneof(
      { depthSize: "small" },
      fc.record({ kind: fc.constant("variable" as const), index: fc.nat(variables - 1) }),
      fc.record({ kind: fc.constant("constant" as const), value: constant }),
      fc.record({ kind: fc.constant("not" as const), of: tie("any") }),
      fc.record({ kind: fc.constantFrom("and", "or", "xor"), left: tie("any"), right: tie("any") }),
    ) as fc.Arbitrary<Expression>,
  })).any;

function evaluate<T>(words: LaneWords<T>, word: (value: bigint) => T, e: Expression, state: readonly T[]): T {
  switch (e.kind) {
    case "variable":
      return state[e.index]!;
    case "constant":
      return word(e.value);
    case "not":
      return words.not(evaluate(words, word, e.of, state));
    default:
      return words[e.kind](evaluate(words, word, e.left, state), evaluate(words, word, e.right, state));
  }
}

const system = (most: number) =>
  fc.integer({ min: 1, max: most }).chain((d) =>
    fc.record({
      turn: fc.array(expression(d), { minLength: d, maxLength: d }),
      start: fc.array(constant, { minLength: d, maxLength: d }),
    }),
  );

const kinds = [
  ["int32", int32Lanes, (value: bigint) => Number(BigInt.asIntN(32, value))],
  ["bigint", bigintLanes, (value: bigint) => value],
] as const;

describe.each(kinds)("%s", (_, lanes, toWord) => {
  const words = lanes as LaneWords<unknown>;
  const word: (value: bigint) => unknown = toWord;
  const compiled = (turn: readonly Expression[]) => (state: readonly unknown[]) =>
    turn.map((e) => evaluate(words, word, e, state));
  const iterate = (turn: (s: readonly unknown[]) => unknown[], start: readonly unknown[], turns: number) => {
    let state = start;
    for (let i = 0; i < turns; i++) state = turn(state);
    return state;
  };

  test("is plain iteration for 0 to 600 turns", () => {
    fc.assert(
      fc.property(system(6), ({ turn, start }) => {
        const step = compiled(turn);
        let state: readonly unknown[] = start.map(word);
        const first = state;
        for (let n = 0; n <= 600; n++) {
          if (n < 40 || n % 37 === 0) expect(laneAutomaton(words, step, first, BigInt(n))).toEqual(state);
          state = step(state);
        }
      }),
      { numRuns: 60 },
    );
  });

  test("huge n: the period divides the least common multiple of all that are possible", () => {
    fc.assert(
      fc.property(system(3), fc.bigInt(0n, 10n ** 40n), ({ turn, start }, n) => {
        const step = compiled(turn);
        const first = start.map(word);
        const turns = n < 8n ? Number(n) : 8 + Number((n - 8n) % 840n); // lcm(1, …, 8)
        expect(laneAutomaton(words, step, first, n)).toEqual(iterate(step, first, turns));
      }),
      { numRuns: 150 },
    );
  });

  test("jumps compose", () => {
    const turns = fc.oneof(fc.bigInt(0n, 1000n), fc.bigInt(0n, 10n ** 30n));
    fc.assert(
      fc.property(system(8), turns, turns, ({ turn, start }, a, b) => {
        const step = compiled(turn);
        const jump = (state: readonly unknown[], n: bigint) => laneAutomaton(words, step, state, n)!;
        const first = start.map(word);
        expect(jump(jump(first, a), b)).toEqual(jump(first, a + b));
      }),
      { numRuns: 100 },
    );
  });

  test("eight variables count in every lane: as many turns as there can be, from different values", () => {
    let taken = 0;
    const count = (state: readonly unknown[]): unknown[] => {
      taken++;
      let carry = words.all;
      return state.map((bit) => {
        const sum = words.xor(bit, carry);
        carry = words.and(bit, carry);
        return sum;
      });
    };
    const start = Array.from({ length: 8 }, (_, k) => word(0x9e3779b97f4a7c15f39cc0605cedc834n >> BigInt(k)));
    for (const n of [255n, 256n, 257n, 511n, 10n ** 18n, 2n ** 100n + 77n]) {
      taken = 0;
      const reached = laneAutomaton(words, count, start, n);
      expect(taken).toBeLessThanOrEqual(512);
      expect(reached).toEqual(iterate(count, start, Number(n % 256n)));
    }
  });

  test("most loops are done in three turns", () => {
    let taken = 0;
    const turn = ([x, y]: readonly unknown[]): unknown[] => {
      taken++;
      return [words.and(x, word(-13n)), words.xor(words.or(y, x), word(6n))];
    };
    expect(laneAutomaton(words, turn, [word(77n), word(-5n)], 10n ** 18n)).toEqual(
      iterate(turn, [word(77n), word(-5n)], 1000),
    );
    taken = 0;
    laneAutomaton(words, turn, [word(77n), word(-5n)], 10n ** 18n);
    expect(taken).toBeLessThanOrEqual(4);
  });
});

test("more than eight variables", () => {
  expect(laneAutomaton(int32Lanes, (s) => s, new Array<number>(9).fill(0), 1n)).toBeUndefined();
  expect(laneAutomaton(int32Lanes, (s) => s, [], 10n ** 18n)).toEqual([]);
});
