/**
 * Sums over orbits in a machine's memory, which grows by as much as a call needs: each of these asks for more than any before,
 * for another reason. In a file of its own, since a machine's memory never shrinks.
 */
import { expect, test } from "vitest";
import { integerArithmetic } from "../../src/algebra/residues/integer-arithmetic.ts";
import { limbMachine } from "../../src/algebra/residues/halving-machine.ts";

const m = 2n ** 61n - 1n;

/** `size` entries, of which the first is a sum of `width` and the others copy the one before. */
function agrees(size: number, width: number, length: number, outputs: number): void {
  const value = (k: number): bigint => (BigInt(k + 1) * 0x9e3779b97f4a7c15n) % m;
  const rows = Array.from({ length: size }, (_, i) =>
    i === 0
      ? Array.from({ length: width }, (_, k) => [k, value(k)] as const)
      : [[i - 1, i % 2 === 0 ? 1n : value(i)] as const],
  );
  const start = Array.from({ length: size }, (_, i) => value(i + 7));
  const r = Array.from({ length }, (_, k) => value(k + 99));
  const wanted = Array.from({ length: outputs }, (_, i) => (i * 7) % size);
  const found = limbMachine()!.orbitSum(m, rows)(start, r, wanted);
  expect(found).toEqual(integerArithmetic(m).orbitSum(rows)(start, r, wanted));
}

test.each([
  ["a long program", 300, 300, 2, 1],
  ["many entries", 2500, 3, 3, 1],
  ["many turns", 4, 4, 16_000, 1],
  ["many turns for many outputs", 8, 5, 3000, 8],
  ["all of it", 3000, 3000, 300, 40],
] as const)("%s", (_, size, width, length, outputs) => {
  agrees(size, width, length, outputs);
  agrees(size, width, length, outputs); // what is left of the first does not matter
});

test("beyond the memory that a machine may have there is no answer", () => {
  const rows = Array.from({ length: 16_000 }, (_, i) => [[i, 1n] as const]);
  const start = rows.map(() => 1n);
  const r = rows.map(() => 1n);
  const outputs = Array.from({ length: 70 }, (_, i) => i);
  expect(limbMachine()!.orbitSum(m, rows)(start, r, outputs)).toBeUndefined();
  expect(limbMachine()!.orbitSum(m, rows)(start, r, outputs.slice(0, 30))).toEqual(
    outputs.slice(0, 30).map(() => 16_000n),
  );
});
