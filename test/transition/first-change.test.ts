/** When a linear functional of an orbit passes a threshold, against the orbit itself. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { signSatisfies } from "../../src/algebra/first-flip.ts";
import type { Relation } from "../../src/algebra/relations.ts";
import { cheapest, solvers } from "../../src/kernels/choose.ts";
import { kernels } from "../../src/kernels/registry.ts";
import { apply } from "../../src/transition/apply.ts";
import { signOf } from "../../src/algebra/sign-intervals.ts";
import { reachable, restrict } from "../../src/transition/blocks.ts";
import {
  enclose,
  EnclosedOrbit,
  enclosedSign,
  encloseWeight,
} from "../../src/transition/growth/enclosures.ts";
import { firstChange, type ExactOrbit, type FirstChange } from "../../src/transition/first-change.ts";
import { Strides } from "../../src/transition/strides.ts";
import type { Entry, Transition } from "../../src/transition/transition.ts";
import { transitionFrom, transitions, triangular, type Case } from "./arbitrary-transition.ts";

const relations: readonly Relation[] = ["<", "<=", ">", ">=", "==", "!="];

interface Asked {
  readonly transition: Transition<bigint>;
  readonly start: readonly bigint[];
  readonly weights: readonly bigint[];
  readonly relation: Relation;
  readonly threshold: bigint;
}

/** Factors of a functional, each of which changes its sign at one turn: k - at, or 2^k - 2^at. */
interface Factor {
  readonly at: bigint;
  readonly isPower: boolean;
}

/**
 * The product of the factors as the first entry of a chain q_i' = λ_i · q_i + q_(i+1), λ being the eigenvalues in the order
 * given.
 */
function productOf(factors: readonly Factor[], isDescending: boolean): Pick<Asked, "transition" | "start"> {
  // The exponents of 2 that products of the powers make, each as often as there are powers of k beside it.
  const powers = factors.filter(({ isPower }) => isPower).length;
  const linear = factors.length - powers;
  const eigenvalues = Array.from({ length: powers + 1 }, (_, e) =>
    Array.from({ length: linear + 1 }, () => 2n ** BigInt(e)),
  ).flat();
  if (isDescending) eigenvalues.reverse();
  let values = eigenvalues.map((_, k) =>
    factors.reduce(
      (all, { at, isPower }) => all * (isPower ? 2n ** BigInt(k) - 2n ** at : BigInt(k) - at),
      1n,
    ),
  );
  const start = eigenvalues.map((root) => {
    const first = values[0]!;
    values = values.slice(1).map((value, k) => value - root * values[k]!);
    return first;
  });
  const rows = eigenvalues.map((root, i) =>
    eigenvalues.map((_, j) => (j === i ? root : j === i + 1 ? 1n : 0n)),
  );
  return { transition: transitionFrom(rows), start };
}

/** The first turn at which the relation of the product and 0 is false: signs change at the factors' turns only. */
function firstFalse(factors: readonly Factor[], relation: Relation): bigint | undefined {
  const places = [0n, ...factors.flatMap(({ at }) => [at, at + 1n])].sort((a, b) => Number(a - b));
  return places.find((k) => {
    const sign = factors.reduce((all, { at }) => all * signOf(k - at), 1);
    return !signSatisfies(signOf(BigInt(sign)), relation);
  });
}

interface Answer {
  readonly change: FirstChange;
  readonly value: (turns: bigint) => bigint;
  readonly evaluations: number;
}

/** @param dear what an exact evaluation is predicted to cost beside what it does */
function ask(
  { transition: whole, start: state, weights, relation, threshold }: Asked,
  dear: (turns: bigint, outputs: readonly number[]) => number = () => 0,
): Answer {
  const columnsOf = (k: number): number[] => (weights[k] === 0n ? [] : [k]);
  const needed = reachable(
    whole,
    weights.flatMap((_, k) => columnsOf(k)),
  );
  const transition = restrict(whole, needed);
  const start = needed.map((k) => state[k]!);
  const candidates = solvers(transition, kernels);
  const weight = needed.flatMap((k, i): Entry<bigint>[] => (weights[k] === 0n ? [] : [[i, weights[k]!]]));
  let evaluations = 0;
  const at = (turns: bigint, outputs: readonly number[]): bigint[] => {
    const question = { start, turns, outputs };
    return cheapest(candidates, question).solver.run(question);
  };
  const exact: ExactOrbit = {
    cost: (turns, outputs) => dear(turns, outputs) + cheapest(candidates, { start, turns, outputs }).cost,
    at: (turns, outputs) => {
      evaluations++;
      return at(turns, outputs);
    },
  };
  const change = firstChange(new Strides(transition, weight), start, relation, threshold, exact);
  const columns = weight.map(([column]) => column);
  const value = (turns: bigint): bigint =>
    at(turns, columns).reduce((sum, entry, i) => sum + weight[i]![1] * entry, 0n);
  return { change, value, evaluations };
}

function firstOf(asked: Asked): bigint | undefined | "undecided" {
  const { change } = ask(asked);
  return change === "undecided" ? change : change.turns;
}

const TURNS = 150;
/** Changes before this turn hardly count as decided. */
const EARLY = 12;

/** Whether it was decided, and whether the change comes early; throws when it was decided wrongly. */
function check(asked: Asked): { isDecided: boolean; isEarly: boolean } {
  const { transition, start, weights, relation, threshold } = asked;
  const { change, value } = ask(asked);
  const holds = (q: bigint): boolean => signSatisfies(signOf(q - threshold), relation);
  let state: readonly bigint[] = start;
  let first: number | undefined;
  for (let k = 0; k < TURNS && first === undefined; k++) {
    if (!holds(state.reduce((sum, x, i) => sum + weights[i]! * x, 0n))) first = k;
    state = apply(transition, state);
  }
  const isEarly = first !== undefined && first < EARLY;
  if (change === "undecided") return { isDecided: false, isEarly };
  const decided = { isDecided: true, isEarly };
  const { turns } = change;
  if (first !== undefined || turns === undefined || turns < BigInt(TURNS)) {
    expect(turns).toBe(first === undefined ? undefined : BigInt(first));
    return decided;
  }
  if (turns > 1_000_000n) return decided; // values too large to look at
  expect(holds(value(turns))).toBe(false);
  for (const part of [1n, 3n, 7n, 20n, 60n, 99n, 100n])
    expect(holds(value(((turns - 1n) * part) / 100n))).toBe(true);
  return decided;
}

const small = fc.bigInt(-3n, 3n);
const threshold = fc.oneof(
  { weight: 2, arbitrary: small },
  fc.bigInt(-200n, 200n),
  fc.bigInt(-(10n ** 12n), 10n ** 12n),
  fc.constantFrom(10n ** 100n, -(10n ** 100n), 10n ** 30n),
);

function asked(cases: fc.Arbitrary<Case>): fc.Arbitrary<Asked> {
  return cases.chain(({ transition, start }) =>
    fc.record({
      transition: fc.constant(transition),
      start: fc.oneof(fc.constant(start), fc.tuple(...start.map(() => fc.bigInt(-9n, 9n)))),
      weights: fc.tuple(...start.map(() => fc.oneof({ weight: 2, arbitrary: fc.constant(0n) }, small))),
      relation: fc.constantFrom(...relations),
      // Often a value that the functional takes, or one beside it.
      threshold: fc.oneof(
        threshold,
        fc.tuple(fc.integer({ min: 0, max: 60 }), fc.bigInt(-1n, 1n)).map(([turn, beside]) => {
          let state: readonly bigint[] = start;
          for (let k = 0; k < turn; k++) state = apply(transition, state);
          return (state[0] ?? 0n) + beside;
        }),
      ),
    }),
  );
}

/** The decided part of the questions whose truth does not change early. */
function shareDecided(cases: fc.Arbitrary<Asked>, numRuns: number): number {
  let decided = 0;
  let all = 0;
  fc.assert(
    fc.property(cases, (question) => {
      const { isDecided, isEarly } = check(question);
      if (isEarly) return;
      all++;
      if (isDecided) decided++;
    }),
    { numRuns },
  );
  return decided / all;
}

const runs = Number(process.env["RUNS"] ?? 400);
const report = (what: string, share: number): void => {
  if (process.env["RUNS"]) console.log(what, share.toFixed(3));
};

describe("never wrong", () => {
  test("transitions of any shape", () => {
    const share = shareDecided(asked(transitions(4)), runs);
    report("any shape", share);
    expect(share).toBeGreaterThan(0.5);
  });

  test("integer eigenvalues: decided but where the change is too far away to be evaluated", () => {
    const share = shareDecided(asked(triangular([-3n, -2n, -1n, 0n, 1n, 1n, 2n, 3n])), runs);
    report("integer eigenvalues", share);
    expect(share).toBeGreaterThan(0.97);
  });

  test("nonnegative matrices", () => {
    const dimension = fc.integer({ min: 1, max: 4 });
    const cell = fc.constantFrom(0n, 0n, 1n, 1n, 2n);
    const cases = dimension.chain((d) =>
      fc.record({
        transition: fc
          .tuple(...Array.from({ length: d }, () => fc.tuple(...Array.from({ length: d }, () => cell))))
          .map(transitionFrom),
        start: fc.tuple(...Array.from({ length: d }, () => fc.bigInt(0n, 9n))),
      }),
    );
    const share = shareDecided(asked(cases), runs);
    report("nonnegative", share);
    expect(share).toBeGreaterThan(0.9);
  });
});

describe("products of factors that change their signs at known turns", () => {
  const near = fc.bigInt(0n, 300n);
  const far = fc.oneof(near, fc.bigInt(0n, 10n ** 6n), fc.bigInt(10n ** 9n, 10n ** 15n));
  const factors = fc.oneof(
    fc.array(fc.record({ at: far, isPower: fc.constant(false) }), { minLength: 1, maxLength: 5 }),
    fc.array(fc.record({ at: near, isPower: fc.boolean() }), { minLength: 1, maxLength: 3 }),
  );
  interface Question {
    readonly factors: readonly Factor[];
    readonly isDescending: boolean;
    readonly relation: Relation;
  }
  const questions: fc.Arbitrary<Question> = fc.record({
    factors,
    isDescending: fc.boolean(),
    relation: fc.constantFrom(...relations),
  });
  const questionOf = ({ factors, isDescending, relation }: Question): Asked => {
    const { transition, start } = productOf(factors, isDescending);
    return { transition, start, weights: start.map((_, i) => BigInt(i === 0)), relation, threshold: 0n };
  };

  test("found at once", () => {
    fc.assert(
      fc.property(questions, (question) => {
        expect(firstOf(questionOf(question))).toBe(firstFalse(question.factors, question.relation));
      }),
      { numRuns: 150 },
    );
  });

  test("where exact values may be too dear, found or not told", () => {
    let told = 0;
    let untold = 0;
    fc.assert(
      fc.property(questions, far, (question, limit) => {
        const { change } = ask(questionOf(question), (turns) => (turns > limit ? Infinity : 0));
        if (change === "undecided") untold++;
        else {
          told++;
          expect(change.turns).toBe(firstFalse(question.factors, question.relation));
        }
      }),
      { numRuns: 400 },
    );
    expect(told).toBeGreaterThan(40);
    expect(untold).toBeGreaterThan(4);
  });
});

const one = (
  coefficient: bigint,
  constant: bigint,
  start: bigint,
  relation: Relation,
  bound: bigint,
): Asked => ({
  transition: transitionFrom([
    [coefficient, constant],
    [0n, 1n],
  ]),
  start: [start, 1n],
  weights: [1n, 0n],
  relation,
  threshold: bound,
});
const second = (p: bigint, q: bigint, a: bigint, b: bigint, relation: Relation, bound: bigint): Asked => ({
  transition: transitionFrom([
    [0n, 1n],
    [q, p],
  ]),
  start: [a, b],
  weights: [1n, 0n],
  relation,
  threshold: bound,
});

describe("named", () => {
  test.each<[string, Asked, bigint | undefined | "undecided"]>([
    ["Fibonacci below 10^100", second(1n, 1n, 0n, 1n, "<", 10n ** 100n), 481n],
    ["Fibonacci below 10^1000", second(1n, 1n, 0n, 1n, "<", 10n ** 999n), 4782n],
    ["Fibonacci is not 144", second(1n, 1n, 0n, 1n, "!=", 144n), 12n],
    ["Fibonacci is not 145", second(1n, 1n, 0n, 1n, "!=", 145n), undefined],
    ["Fibonacci is 0", second(1n, 1n, 0n, 1n, "==", 0n), 1n],
    ["a Fibonacci sequence that begins with cancellation", second(1n, 1n, -13n, 8n, "<=", 1000n), undefined],
    ["a Fibonacci sequence that goes down in the end", second(1n, 1n, 13n, -9n, ">", -(10n ** 50n)), 241n],
    ["3x + 1", one(3n, 1n, 1n, "<", 10n ** 1000n), 2096n],
    ["3x - 1000 upwards", one(3n, -1000n, 501n, "<", 10n ** 6n), 13n],
    ["3x - 1000 downwards", one(3n, -1000n, 499n, ">", 1n), 6n],
    ["3x - 1000 at rest", one(3n, -1000n, 500n, ">", 1n), undefined],
    ["3^k is not 3^500", one(3n, 0n, 1n, "!=", 3n ** 500n), 500n],
    ["3^k is not 3^500 + 1", one(3n, 0n, 1n, "!=", 3n ** 500n + 1n), undefined],
    ["3^k below 3^500", one(3n, 0n, 1n, "<", 3n ** 500n), 500n],
    ["3^k at most 3^500", one(3n, 0n, 1n, "<=", 3n ** 500n), 501n],
    ["doubling stays positive", one(2n, 0n, 5n, ">", 0n), undefined],
    ["doubling from zero", one(2n, 0n, 0n, "<", 5n), undefined],
    ["(-2)^k below 1000", one(-2n, 0n, 1n, "<", 1000n), 10n],
    ["(-2)^k above -1000", one(-2n, 0n, 1n, ">", -1000n), 11n],
    ["4b - a", second(4n, -1n, 0n, 1n, "<", 10n ** 300n), 526n],
    ["5b - 6a: 3^k - 2^k", second(5n, -6n, 0n, 1n, "<", 10n ** 100n), 210n],
    ["9b - 20a: 1000·4^k - 5^k", second(9n, -20n, 999n, 3995n, ">", 0n), 31n],
    ["a - b backwards Fibonacci", second(-1n, 1n, 0n, 1n, "<", 10n ** 20n), 99n],
    ["a swap that is at least 3 at first", second(0n, 1n, 5n, 0n, ">=", 3n), 1n],
    ["a swap that is at most -3 at first", second(0n, 1n, -5n, 0n, "<=", -3n), 1n],
    ["a rotation by 60 degrees", second(1n, -1n, 3n, 5n, ">", -3n), 3n],
    ["a rotation by 60 degrees, never", second(1n, -1n, 3n, 5n, ">", -6n), undefined],
    ["a spiral", second(1n, -2n, 3n, 5n, ">", -(10n ** 30n)), "undecided"],
  ])("%s", (_, question, expected) => {
    const answer = firstOf(question);
    check(question);
    expect(answer).toBe(expected);
  });

  test("the first Fibonacci number with a million digits, without computing it", () => {
    const { change, evaluations } = ask(second(1n, 1n, 0n, 1n, "<", 10n ** 999_999n));
    expect(change).toEqual({ turns: 4784969n });
    expect(evaluations).toBe(0);
  });

  test("what is too dear at the end of an interval is not taken for a change there", () => {
    // 2c(x - c)(x - 3c) - (x - 3c) + 1 for x = 3^k: 2c + 1 and 1 at two turns, too close to 0 for enclosures, and far above
    // before and after them. The state is a chain of q, q(k+1) - q(k), and 3^k's share of it.
    const turn = 40n;
    const c = 3n ** turn;
    const q = (k: bigint): bigint => (2n * c * (3n ** k - c) - 1n) * (3n ** k - 3n * c) + 1n;
    const slope = (k: bigint): bigint => q(k + 1n) - q(k);
    const question: Asked = {
      transition: transitionFrom([
        [1n, 1n, 0n],
        [0n, 3n, 1n],
        [0n, 0n, 9n],
      ]),
      start: [q(0n), slope(0n), slope(1n) - 3n * slope(0n)],
      weights: [1n, 0n, 0n],
      relation: ">",
      threshold: 0n,
    };
    expect(firstOf(question)).toBeUndefined();
    const isDear = (turns: bigint, columns: readonly number[]): boolean =>
      turns >= turn && columns.includes(0);
    expect(ask(question, (...asked) => (isDear(...asked) ? Infinity : 0)).change).toBe("undecided");
  });

  test("one exact evaluation decides a tie", () => {
    const { change, evaluations } = ask(one(3n, 0n, 1n, "<", 3n ** 100_000n));
    expect(change).toEqual({ turns: 100_000n });
    expect(evaluations).toBe(1);
  });

  test("slow growth beside alternation: a polynomial of huge reach", () => {
    // s += i; i += 1; t = -t, asked for s + t
    const transition = transitionFrom([
      [1n, 1n, 0n, 0n],
      [0n, 1n, 0n, 1n],
      [0n, 0n, -1n, 0n],
      [0n, 0n, 0n, 1n],
    ]);
    const question: Asked = {
      transition,
      start: [0n, 0n, 1n, 1n],
      weights: [1n, 0n, 1n, 0n],
      relation: "<",
      threshold: 10n ** 1000n,
    };
    const { change, value } = ask(question);
    if (change === "undecided" || change.turns === undefined) throw new Error("not decided");
    expect(value(change.turns - 1n) < question.threshold).toBe(true);
    expect(value(change.turns - 2n) < question.threshold).toBe(true);
    expect(value(change.turns) < question.threshold).toBe(false);
  });
});

test("enclosures hold the orbit", () => {
  fc.assert(
    fc.property(transitions(4), fc.bigInt(0n, 300n), ({ transition, start }, turns) => {
      let state: readonly bigint[] = start;
      for (let k = 0n; k < turns; k++) state = apply(transition, state);
      const { low, high, exponent } = new EnclosedOrbit(transition).after(turns, enclose(start));
      state.forEach((value, i) => {
        if (Number.isNaN(low[i]!)) return;
        // low · 2^exponent <= value <= high · 2^exponent, in integers
        const scale = 1n << 1100n;
        const scaled = (bound: number): bigint => BigInt(bound * 2 ** 60) * (scale >> 60n);
        const shift = exponent[i]!;
        const [left, right] = [scaled(low[i]!) - (scale >> 55n), scaled(high[i]!) + (scale >> 55n)];
        const middle = shift >= 0 ? value * scale : (value * scale) << BigInt(-shift);
        const by = BigInt(Math.max(0, shift));
        expect(left << by <= middle && middle <= right << by).toBe(true);
      });
    }),
    { numRuns: 300 },
  );
});

describe("enclosed signs", () => {
  const entry = fc.oneof(fc.bigInt(-9n, 9n), fc.bigInt(-(2n ** 90n), 2n ** 90n), fc.constant(0n));

  test("of exact zeros", () => {
    const row = encloseWeight([[0, 3n]], 2);
    expect(enclosedSign(row, enclose([0n, 5n]))).toBe(0);
    expect(enclosedSign(encloseWeight([], 2), enclose([7n, 5n]))).toBe(0);
    expect(enclosedSign(row, enclose([2n, -5n]))).toBe(1);
    expect(enclosedSign(row, enclose([-2n, 5n]))).toBe(-1);
  });

  test("are the signs, or not told", () => {
    const pairs = fc.array(fc.tuple(entry, entry), { minLength: 1, maxLength: 4 });
    fc.assert(
      fc.property(pairs, fc.boolean(), (list, cancels) => {
        const terms = cancels ? [...list, ...list.map(([w, x]) => [w, -x] as const)] : list;
        const weight = terms.map(([w], k): Entry<bigint> => [k, w]);
        const found = enclosedSign(encloseWeight(weight, terms.length), enclose(terms.map(([, x]) => x)));
        const sign = signOf(terms.reduce((sum, [w, x]) => sum + w * x, 0n));
        expect([sign, undefined]).toContain(found);
      }),
    );
  });
});
