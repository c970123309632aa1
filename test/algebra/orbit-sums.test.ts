/** Sums Σ r_k · A^k · x over an orbit, in every arithmetic, against the definition over integers. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Arithmetic } from "../../src/algebra/residues/arithmetic.ts";
import { arithmeticFor } from "../../src/algebra/residues/arithmetic-for.ts";
import type { SparseRows } from "../../src/algebra/residues/sparse-characteristic.ts";

interface Instance {
  readonly rows: SparseRows<bigint>;
  readonly start: readonly bigint[];
  readonly r: readonly bigint[];
  readonly outputs: readonly number[];
}

/** The sums as they are defined, in [0, m). */
function sums({ rows, start, r, outputs }: Instance, m: bigint): bigint[] {
  const totals = outputs.map(() => 0n);
  let state = [...start];
  r.forEach((factor, k) => {
    if (k > 0) state = rows.map((row) => row.reduce((sum, [column, c]) => sum + c * state[column]!, 0n) % m);
    outputs.forEach((output, i) => (totals[i] = (totals[i]! + factor * state[output]!) % m));
  });
  return totals;
}

function inArithmetic({ rows, start, r, outputs }: Instance, m: bigint): bigint[] {
  const compute = <T>({ fromInteger, toInteger, orbitSum }: Arithmetic<T>): bigint[] => {
    const sum = orbitSum(rows.map((row) => row.map(([column, c]) => [column, fromInteger(c)] as const)));
    const ask = (): bigint[] => sum(start.map(fromInteger), r.map(fromInteger), outputs).map(toInteger);
    const first = ask();
    expect(ask()).toEqual(first); // nothing is left of the first
    return first;
  };
  return arithmeticFor(m, compute);
}

/** Rows that copy entries in order, as a shift register does, rows that copy any, empty ones, and sums. */
const instances = (m: bigint): fc.Arbitrary<Instance> => {
  const residue = fc.oneof(
    fc.constantFrom(0n, 1n, m - 1n, m / 2n, ((m + 1n) / 2n) % m),
    fc.bigInt(0n, m - 1n),
  );
  return fc.integer({ min: 1, max: 12 }).chain((size) => {
    const column = fc.nat(size - 1);
    const row = fc.oneof(
      column.map((from) => [[from, 1n] as const]),
      fc
        .uniqueArray(column)
        .chain((columns) =>
          fc
            .array(residue, { minLength: columns.length, maxLength: columns.length })
            .map((values) => columns.map((at, k) => [at, values[k]!] as const)),
        ),
    );
    const vector = fc.array(residue, { minLength: size, maxLength: size });
    return fc.record({
      rows: fc
        .tuple(fc.array(row, { minLength: size, maxLength: size }), fc.nat(size), fc.nat(size), fc.nat(size))
        .map(([rows, from, to, length]) =>
          rows.map((own, i) =>
            i >= to && i < to + length && i - to + from < size ? [[i - to + from, 1n] as const] : own,
          ),
        ),
      start: vector,
      r: fc.array(residue, { maxLength: 20 }),
      outputs: fc.uniqueArray(column),
    });
  });
};

const moduli = [
  2n,
  3n,
  2n ** 8n,
  720720n,
  2n ** 30n - 35n,
  2n ** 31n - 1n,
  2n ** 31n + 11n,
  2n ** 32n - 5n,
  2n ** 32n - 1n,
  2n ** 32n,
  2n ** 53n - 111n,
  2n ** 62n - 57n,
  2n ** 64n,
  2n ** 64n + 13n,
];

describe("sums over orbits are what they are defined to be", () => {
  test.each(moduli)("modulo %s", (m) => {
    fc.assert(
      fc.property(instances(m), (instance) => {
        expect(inArithmetic(instance, m)).toEqual(sums(instance, m));
      }),
      { numRuns: 150 },
    );
  });

  test.each(moduli)("modulo %s, with more and larger terms than one sum may have", (m) => {
    const size = 1100;
    for (const c of [m - 1n, m / 2n, (m + 1n) / 2n]) {
      for (const count of [1, 123, 124, 125, 252, 253, 1019, 1020, 1021, 1100]) {
        const full = Array.from({ length: count }, (_, column) => [column, c] as const);
        const rows = Array.from({ length: size }, (_, i) => (i === 0 ? full : [[i, 1n] as const]));
        const start = Array<bigint>(size).fill(c);
        const wide = { rows, start, r: [1n, c], outputs: [0, 1] };
        expect(inArithmetic(wide, m), `${count} terms in a row`).toEqual(sums(wide, m));
        const own = [0, 1, 2, 3].map((i) => [[i, 1n] as const]);
        const long = { rows: own, start: [c, c, c, 1n], r: Array<bigint>(count).fill(c), outputs: [0, 3] };
        expect(inArithmetic(long, m), `${count} turns`).toEqual(sums(long, m));
      }
    }
  });
});
