/** What is said of the sizes of BigInts: true of every value of every turn, whatever has been asked before. */
import { describe, expect, test } from "vitest";
import { bitLength } from "../../src/algebra/bit-length.ts";
import { everything } from "../../src/runtime/all-rooms.ts";
import { Plans } from "../../src/runtime/plans/plans.ts";
import { defaultSettings } from "../../src/runtime/settings.ts";
import type { Run } from "../../src/trace/domains/domain.ts";
import type { LoopIR } from "../../src/trace/ir.ts";
import { together } from "../../src/trace/rooms.ts";

interface Case {
  readonly inputs: readonly string[];
  readonly body: LoopIR["body"];
  readonly start: readonly bigint[];
  /** One turn: the next values, and every BigInt that is computed on the way. */
  readonly turn: (state: readonly bigint[]) => { next: bigint[]; all: bigint[] };
}

const M = 1_000_003n;

const cases: Readonly<Record<string, Case>> = {
  "Fibonacci numbers": {
    inputs: ["a", "b"],
    body: [["swap", "1:1", ["a", "b"], ["b", ["+", "1:2", "a", "b"]]]],
    start: [0n, 1n],
    turn: ([a, b]) => ({ next: [b!, a! + b!], all: [a! + b!] }),
  },
  "two powers that cancel: 3^k - 2^k": {
    inputs: ["a", "b"],
    body: [["swap", "1:1", ["a", "b"], ["b", ["-", "1:2", ["*", "1:3", 5n, "b"], ["*", "1:4", 6n, "a"]]]]],
    start: [0n, 1n],
    turn: ([a, b]) => ({ next: [b!, 5n * b! - 6n * a!], all: [5n * b!, 6n * a!] }),
  },
  "a rotation": {
    inputs: ["a", "b"],
    body: [
      [
        "swap",
        "1:1",
        ["a", "b"],
        [
          ["-", "1:2", "b", "a"],
          ["-", "1:3", 0n, "a"],
        ],
      ],
    ],
    start: [70n, -3n],
    turn: ([a, b]) => ({ next: [b! - a!, -a!], all: [b! - a!, -a!] }),
  },
  "a power that a generator takes in, by way of its square": {
    inputs: ["p", "x"],
    body: [
      ["set", "1:1", "p", ["*", "1:2", "p", 3n]],
      ["set", "1:3", "x", ["%", "1:4", ["+", "1:5", ["*", "1:6", "x", 16807n], ["*", "1:7", "p", "p"]], M]],
    ],
    start: [1n, 5n],
    turn: ([p, x]) => {
      const q = 3n * p!;
      return { next: [q, (x! * 16807n + q * q) % M], all: [q * q, x! * 16807n, x! * 16807n + q * q] };
    },
  },
};

const TURNS = 60;
const turnsToAsk = [1n, 2n, 5n, 11n, 30n, 45n, 59n, 60n];
const limits = [4, 8, 20, 21, 40, 48, 64, 96, 128, 200, 400, 4000];

describe.each(Object.entries(cases))("%s", (_, { inputs, body, start, turn }) => {
  const ir: LoopIR = {
    name: "f",
    file: "",
    place: "1:1",
    inputs: ["i", "n", ...inputs],
    writes: ["i", ...inputs],
    live: ["i", ...inputs],
    liveLast: ["i", ...inputs],
    locals: [],
    test: ["<", "1:8", "i", "n"],
    update: ["post+", "1:9", "i"],
    body,
  };
  const settings = { ...defaultSettings, itersLimit: 0n };
  const plans = (): Plans => new Plans(ir, settings, together(everything));
  const runOf = (of: Plans, n = BigInt(TURNS)): Run => of.planFor([0n, n, ...start], undefined, Infinity).run;

  /** Bits of the longest BigInt of the first turns. */
  const longest: number[] = [start.reduce((most, value) => Math.max(most, bitLength(value)), 0)];
  const entries: (readonly bigint[])[] = [start];
  for (let k = 0; k < TURNS; k++) {
    const { next, all } = turn(entries[k]!);
    entries.push(next);
    longest.push([...next, ...all].reduce((most, value) => Math.max(most, bitLength(value)), longest[k]!));
  }

  test("what fits is no longer than the limit, and what is far below it fits", () => {
    for (const turns of turnsToAsk) {
      for (const limit of limits) {
        const fits = runOf(plans()).fits(turns, limit);
        if (fits) expect(longest[Number(turns)]).toBeLessThanOrEqual(limit);
        if (4 * (longest[Number(turns)]! + 16) <= limit) expect(fits).toBe(true);
      }
    }
  });

  test("nothing that was asked before makes a difference", () => {
    const own = plans();
    let run = runOf(own);
    for (let k = 0; k < 400; k++) {
      const turns = turnsToAsk[(k * 5 + (k >> 3)) % turnsToAsk.length]!;
      const limit = limits[(k * 7 + (k >> 2)) % limits.length]!;
      if (k % 9 === 0) run = runOf(own, turns + 1n);
      if (run.fits(turns, limit))
        expect(longest[Number(turns)], `${turns} turns, ${limit} bits`).toBeLessThanOrEqual(limit);
    }
  });

  test("what was found for a few turns is not taken for more", () => {
    for (const limit of limits) {
      const run = runOf(plans());
      for (const turns of turnsToAsk)
        if (run.fits(turns, limit)) expect(longest[Number(turns)]).toBeLessThanOrEqual(limit);
    }
  });

  test("values that stay small fit for any number of turns", () => {
    const turns = 10n ** 30n;
    const staysSmall = longest[TURNS]! < 20;
    expect(runOf(plans(), turns).fits(turns, 200)).toBe(staysSmall);
  });

  test("what exceeds does", () => {
    let proofs = 0;
    for (const turns of turnsToAsk) {
      for (const limit of limits) {
        const proof = runOf(plans()).exceeds(turns, limit);
        if (proof === undefined) continue;
        proofs++;
        const value =
          proof.variable === "i" ? turns : entries[Number(turns)]![inputs.indexOf(proof.variable)]!;
        expect(bitLength(value)).toBeGreaterThan(limit);
      }
    }
    expect(proofs).toBeGreaterThan(longest[TURNS]! > 40 ? 10 : 0);
  });
});
