/**
 * A transition as text: `explain`, tests and reports show the same.
 *
 * @example
 * print({ basis: ["a", "b"], rows: [[[1, 1n]], [[0, 1n], [1, 1n]]] });
 * //       a  b
 * // a' = [0  1]
 * // b' = [1  1]
 */
import type { Transition } from "./transition.ts";

/** The transition matrix, every coefficient as text. */
export function cells<C>(transition: Transition<C>, format: (coefficient: C) => string = String): string[][] {
  return transition.rows.map((row) => {
    const line = transition.basis.map(() => "0");
    for (const [column, coefficient] of row) line[column] = format(coefficient);
    return line;
  });
}

/** The transition matrix with its basis, aligned. */
export function print<C>(transition: Transition<C>, format: (coefficient: C) => string = String): string {
  const { basis } = transition;
  const matrix = cells(transition, format);
  const widths = basis.map((name, j) => Math.max(name.length, ...matrix.map((row) => row[j]!.length)));
  const margin = Math.max(0, ...basis.map((name) => name.length));
  const align = (row: readonly string[]): string =>
    row.map((cell, j) => cell.padStart(widths[j]!)).join("  ");
  const lines = matrix.map((row, i) => `${basis[i]!.padStart(margin)}' = [${align(row)}]`);
  return [" ".repeat(margin + 5) + align(basis), ...lines].map((line) => line.trimEnd()).join("\n");
}

/** A state vector, one entry a line, aligned. */
export function printState(basis: readonly string[], state: readonly unknown[]): string {
  const margin = Math.max(0, ...basis.map((name) => name.length));
  return basis.map((name, i) => `${name.padStart(margin)} = ${String(state[i])}`).join("\n");
}
