/**
 * The characteristic polynomial det(x·I - A) of a sparse matrix over any commutative ring, by Samuelson's formula as in
 * `../berkowitz.ts`: no division, and no work where a bordering row or column is zero.
 *
 * The order of the entries decides how often that is. A set of entries that every cycle passes through (a feedback set) goes
 * last; the others, sorted topologically, make triangular leading blocks with bordering rows of zeros. With f such entries,
 * e coefficients and order d the cost is O(f·d·(d + e)): a companion matrix of order 300 has f = 1, where the dense
 * algorithm would take O(d^4). The feedback set is a greedy one.
 *
 * The bordering terms R·A^k·C are the walks of length k + 2 from an entry back to itself through those before it, so they are
 * followed from entry to entry, which costs nothing where there are no walks.
 *
 * @returns d + 1 coefficients, lowest degree first; the last is ONE.
 */
import type { CommutativeRing } from "../ring.ts";

/** Rows of a square matrix: [column, coefficient], each column once. */
export type SparseRows<T> = readonly (readonly (readonly [column: number, coefficient: T])[])[];

export function sparseCharacteristic<T>(ring: CommutativeRing<T>, rows: SparseRows<T>): T[] {
  if (rows.length <= 2) return smallCharacteristic(ring, rows);
  return companionCharacteristic(ring, rows) ?? samuelson(ring, rows);
}

/** x - a, or x² - (a + d)·x + (a·d - b·c). */
function smallCharacteristic<T>(ring: CommutativeRing<T>, rows: SparseRows<T>): T[] {
  const at = (i: number, j: number): T => rows[i]?.find(([column]) => column === j)?.[1] ?? ring.ZERO;
  const a = at(0, 0);
  if (rows.length < 2) return rows.length === 0 ? [ring.ONE] : [ring.neg(a), ring.ONE];
  const d = at(1, 1);
  const determinant = ring.sub(ring.mul(a, d), ring.mul(at(0, 1), at(1, 0)));
  return [determinant, ring.neg(ring.add(a, d)), ring.ONE];
}

/** Where all rows but the last copy the next entry: the last one has the coefficients, negated. */
function companionCharacteristic<T>(ring: CommutativeRing<T>, rows: SparseRows<T>): T[] | undefined {
  const last = rows.length - 1;
  for (let i = 0; i < last; i++) {
    const row = rows[i]!;
    if (row.length !== 1 || row[0]![0] !== i + 1 || !ring.eql(row[0]![1], ring.ONE)) return undefined;
  }
  const polynomial = [...rows.map(() => ring.ZERO), ring.ONE];
  for (const [column, c] of rows[last]!) polynomial[column] = ring.neg(c);
  return polynomial;
}

function samuelson<T>(ring: CommutativeRing<T>, rows: SparseRows<T>): T[] {
  const order = feedbackLast(rows);
  const position = new Map(order.map((node, i) => [node, i]));
  const columns: [row: number, coefficient: T][][] = rows.map(() => []);
  order.forEach((node, i) => {
    for (const [column, c] of rows[node]!) columns[position.get(column)!]!.push([i, c]);
  });

  /** -a, -R·C, -R·A·C, …: the entries that grow by row and column r; columns hold their rows in increasing order. */
  const border = (r: number): T[] => {
    const zeros = (): T[] => new Array<T>(r + 1).fill(ring.ZERO);
    let vector = zeros();
    let support = [r];
    vector[r] = ring.ONE;
    const result: T[] = [];
    for (let k = 0; k <= r && support.length > 0; k++) {
      const image = zeros();
      const touched = new Set<number>();
      for (const j of support) {
        for (const [i, c] of columns[j]!) {
          if (i > r) break;
          image[i] = ring.add(image[i]!, ring.eql(c, ring.ONE) ? vector[j]! : ring.mul(c, vector[j]!));
          touched.add(i);
        }
      }
      result.push(ring.neg(image[r]!));
      touched.delete(r); // what comes back to r ends a walk
      vector = image;
      support = [...touched];
    }
    return result;
  };

  let polynomial: T[] = [ring.ONE]; // highest degree first, while it grows
  for (let r = 0; r < rows.length; r++) polynomial = toeplitzProduct(ring, border(r), polynomial);
  return polynomial.reverse();
}

/** The product of p with the triangular Toeplitz matrix whose first column is ONE and then `column`; one longer than p. */
function toeplitzProduct<T>(ring: CommutativeRing<T>, column: readonly T[], p: readonly T[]): T[] {
  const result = [...p, ring.ZERO];
  column.forEach((c, k) => {
    if (ring.eql(c, ring.ZERO)) return;
    for (let j = 0; j < p.length && j + k + 1 < result.length; j++) {
      result[j + k + 1] = ring.add(result[j + k + 1]!, ring.mul(c, p[j]!));
    }
  });
  return result;
}

/** All entries, a feedback set last, the others before those that depend on them. */
function feedbackLast<T>(rows: SparseRows<T>): number[] {
  const reads = rows.map((row, node) => new Set(row.map(([column]) => column).filter((at) => at !== node)));
  const readBy = rows.map(() => new Set<number>());
  reads.forEach((columns, node) => columns.forEach((column) => readBy[column]!.add(node)));
  const first: number[] = [];
  const last: number[] = [];
  const left = new Set(rows.keys());
  const free = [...left].filter((node) => reads[node]!.size === 0);

  const remove = (node: number, to: number[]): void => {
    left.delete(node);
    to.push(node);
    for (const reader of readBy[node]!) {
      if (reads[reader]!.delete(node) && reads[reader]!.size === 0 && left.has(reader)) free.push(reader);
    }
    for (const column of reads[node]!) readBy[column]!.delete(node);
  };

  while (left.size > 0) {
    const node = free.pop();
    if (node !== undefined) {
      if (left.has(node)) remove(node, first);
      continue;
    }
    let best = -1;
    let most = -1;
    for (const candidate of left) {
      const cycles = reads[candidate]!.size * readBy[candidate]!.size;
      if (cycles > most) [best, most] = [candidate, cycles];
    }
    remove(best, last);
  }
  return [...first, ...last];
}
