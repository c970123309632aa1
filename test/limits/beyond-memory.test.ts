/** What would not fit is declined before anything is computed; where it can be done with less, it is. */
import { expect, test } from "vitest";
import { cpmoptimize } from "cpmoptimize";
import { laneAutomaton } from "../../src/algebra/lanes/lane-automaton.ts";
import { bigintLanes } from "../../src/algebra/lanes/lane-words.ts";
import { maxPlus } from "../../src/algebra/tropical/semirings.ts";
import type { Extended } from "../../src/algebra/tropical/semirings.ts";
import type { Kernel } from "../../src/kernels/kernel.ts";
import { MemoryError, MOST_BYTES } from "../../src/kernels/memory.ts";
import { Parts } from "../../src/kernels/parts.ts";
import { prepare as prepareResidues } from "../../src/kernels/residues/prepare.ts";
import { prepare } from "../../src/kernels/tropical/prepare.ts";
import { prepareModular } from "../../src/kernels/matrix-product/modular/prepare.ts";

/** The loop as written would take for ever, so that who listens throws its refusal. */
function refusalOf(program: (n: bigint) => unknown, n: bigint): unknown {
  const verbose = (event: { readonly kind: string; readonly refusal?: unknown }): void => {
    if (event.kind === "declined") throw event.refusal;
  };
  try {
    return cpmoptimize({ itersLimit: 0, verbose })(program)(n);
  } catch (refusal) {
    return refusal;
  }
}

test("a recurrence whose result is shorter than the longest BigInt, and that takes many times as much", () => {
  const program = (n: bigint): bigint => {
    let [a, b, c, d] = [1n, 2n, 3n, 4n];
    for (let i = 0n; i < n; i++) [a, b, c, d] = [b, c, d, a + b + c + d];
    return a;
  };
  expect(refusalOf(program, 1_050_000_000n)).toMatchObject({
    code: "size-limit-reached",
    what: expect.stringMatching(/^1\.\d+e\+9 bytes would be needed at once/) as unknown,
  });
});

test("residues of a long modulus, for many turns", () => {
  const rows = [
    [[1, 1n] as const],
    [[2, 1n] as const],
    [[0, 1n] as const, [1, 2n] as const, [2, 3n] as const],
  ];
  const solver = prepareResidues({ basis: ["a", "b", "c"], rows }, (1n << 300_000n) + 1n);
  const start = [1n, 2n, 3n];
  expect(solver.run(start, 3n, [0])).toEqual([14n]);
  expect(() => solver.run(start, 1n << 10_000_000n, [0])).toThrow(MemoryError);
});

test("products modulo a power of a small prime with many digits", () => {
  const system = { basis: ["f"], rows: [[[0, [1n, 1n]] as const]] };
  const turns = 10n ** 12n;
  expect(prepareModular([], system, 3n ** 100n).reaches(turns)).toBe(true);
  expect(prepareModular([], system, 3n ** 50_000n).reaches(turns)).toBe(false);
});

test("another kernel, where the cheapest one would not fit, and none where none would", () => {
  const kernel = (name: string, cost: number, bytes: (turns: bigint) => number): Kernel => ({
    name,
    prepare: () => ({
      kernel: name,
      cost: () => cost,
      peak: ({ turns }) => ({ bits: 1, bytes: bytes(turns) }),
      run: ({ outputs }) => outputs.map(() => BigInt(cost)),
    }),
  });
  const hungry = kernel("hungry", 1, (turns) => (turns > 600n ? MOST_BYTES + 1 : 1));
  const frugal = kernel("frugal", 2, (turns) => (turns > 1000n ? Infinity : MOST_BYTES));
  const transition = { basis: ["x"], rows: [[[0, 2n] as const]] };
  const parts = new Parts(transition, [hungry, frugal]);
  const start = [1n];
  expect(parts.run(start, 520n, [0])).toEqual({ state: [1n], kernels: "hungry" });
  expect(parts.run(start, 700n, [0])).toEqual({ state: [2n], kernels: "frugal" });
  expect(parts.run([1n], 600n, [0])).toEqual({ state: [1n], kernels: "hungry" });
  expect(() => parts.run(start, 1001n, [0])).toThrow(MemoryError);
});

test("several parts together", () => {
  const half: Kernel = {
    name: "half",
    prepare: () => ({
      kernel: "half",
      cost: () => 1,
      peak: ({ turns }) => ({ bits: 1, bytes: turns > 10n ? MOST_BYTES / 2 + 1 : 1 }),
      run: ({ outputs }) => outputs.map(() => 1n),
    }),
  };
  const transition = { basis: ["x", "y"], rows: [[[0, 2n] as const], [[1, 3n] as const]] };
  const parts = new Parts(transition, [half]);
  const start = [1n, 1n];
  expect(parts.run(start, 10n, [0, 1]).state).toEqual([1n, 1n]);
  expect(parts.run(start, 11n, [0]).state).toEqual([1n]);
  expect(() => parts.run(start, 11n, [0, 1])).toThrow(MemoryError);
});

test("squares of tropical matrices that are too many to be kept", () => {
  const size = 8;
  const rows = Array.from({ length: size }, (_, i) =>
    Array.from({ length: size }, (_, j) => [j, BigInt((i * 7 + j * 5) % 11)] as const),
  );
  const solver = prepare(maxPlus, { basis: rows.map((_, i) => `x${i}`), rows });
  const outputs = rows.map((_, i) => i);
  const start: readonly Extended[] = outputs.map((i) => BigInt(i));
  const half = 2n ** 3999n - 3n;
  const whole = solver.run(start, 2n * half + 1n, outputs);
  expect(solver.run(solver.run(solver.run(start, half, outputs), half, outputs), 1n, outputs)).toEqual(whole);
});

test("lanes of a counter, of which so many states may be kept", () => {
  const turn = ([a, b, c, d]: readonly bigint[]): readonly bigint[] => [
    ~a!,
    a! ^ b!,
    (a! & b!) ^ c!,
    (a! & b! & c!) ^ d!,
  ];
  const start = [5n, 6n, 7n, 8n];
  let state: readonly bigint[] = start;
  for (let k = 0; k < 1000; k++) state = turn(state);
  expect(laneAutomaton(bigintLanes, turn, start, 1000n)).toEqual(state);
  expect(laneAutomaton(bigintLanes, turn, start, 1000n, 16)).toEqual(state);
  expect(laneAutomaton(bigintLanes, turn, start, 1000n, 8)).toBeUndefined();
});
