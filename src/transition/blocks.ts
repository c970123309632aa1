/**
 * The dependency graph of a transition: entry i depends on entry j when M[i][j] ≠ 0.
 *
 * Its strongly connected components are the diagonal blocks of a block triangular form, so eigenvalues, growth and
 * characteristic polynomials are those of the blocks. All functions are linear in the number of entries.
 *
 * R. E. Tarjan, "Depth-first search and linear graph algorithms", SIAM Journal on Computing 1 (1972).
 */
import type { Transition } from "./transition.ts";

/** The strongly connected components, each in increasing order, dependencies first. */
export function components<C>(transition: Transition<C>): number[][] {
  const { rows } = transition;
  const index: number[] = [];
  const low: number[] = [];
  const stack: number[] = [];
  const isOpen = new Set<number>();
  const result: number[][] = [];
  let counter = 0;

  const visit = (node: number): void => {
    index[node] = low[node] = counter++;
    stack.push(node);
    isOpen.add(node);
    for (const [next] of rows[node]!) {
      if (index[next] === undefined) {
        visit(next);
        low[node] = Math.min(low[node], low[next]!);
      } else if (isOpen.has(next)) low[node] = Math.min(low[node], index[next]);
    }
    if (low[node] !== index[node]) return;
    const component = stack.splice(stack.indexOf(node));
    for (const member of component) isOpen.delete(member);
    result.push(component.sort((a, b) => a - b));
  };
  rows.forEach((_, node) => {
    if (index[node] === undefined) visit(node);
  });
  return result;
}

/** The coefficient of x[node] in x'[node]. */
export function selfCoefficient(transition: Transition<bigint>, node: number): bigint {
  return transition.rows[node]!.find(([column]) => column === node)?.[1] ?? 0n;
}

/** Whether entry `node` never changes: its row is that of the identity. */
export function isConstant<C>(transition: Transition<C>, node: number): boolean {
  const row = transition.rows[node]!;
  return row.length === 1 && row[0]![0] === node && (row[0]![1] as unknown) === 1n;
}

/**
 * Groups of entries that can be computed apart: the weakly connected components, where entries that never change link
 * nothing (a counter and a sum may share the basis element `1`). Every group is closed under dependency and in increasing
 * order; an unchanging entry is in each group that reads it, or in one of its own.
 */
export function groups<C>(transition: Transition<C>): number[][] {
  const { rows } = transition;
  const parent = rows.map((_, node) => node);
  const find = (node: number): number => {
    while (parent[node] !== node) node = parent[node] = parent[parent[node]!]!;
    return node;
  };
  const constant = rows.map((_, node) => isConstant(transition, node));
  rows.forEach((row, node) => {
    for (const [column] of row) if (!constant[column]) parent[find(node)] = find(column);
  });
  const members = new Map<number, Set<number>>();
  const readConstants = new Set<number>();
  rows.forEach((row, node) => {
    if (constant[node]) return;
    const root = find(node);
    const group = members.get(root) ?? members.set(root, new Set()).get(root)!;
    group.add(node);
    for (const [column] of row) {
      if (!constant[column]) continue;
      group.add(column);
      readConstants.add(column);
    }
  });
  const alone = rows.flatMap((_, node) => (constant[node] && !readConstants.has(node) ? [[node]] : []));
  return [...[...members.values()].map((group) => [...group].sort((a, b) => a - b)), ...alone].sort(
    (a, b) => a[0]! - b[0]!,
  );
}

/** The entries on which `outputs` depend, directly or not, themselves included, in increasing order. */
export function reachable<C>(transition: Transition<C>, outputs: readonly number[]): number[] {
  const seen = new Set(outputs);
  for (const node of seen) for (const [column] of transition.rows[node]!) seen.add(column); // a Set iterates over what is added meanwhile
  return [...seen].sort((a, b) => a - b);
}

/** The transition on `columns` alone, which must be increasing and closed under dependency (`reachable`, `groups`). */
export function restrict<C>(transition: Transition<C>, columns: readonly number[]): Transition<C> {
  const position = new Map(columns.map((column, i) => [column, i]));
  return {
    basis: columns.map((column) => transition.basis[column]!),
    rows: columns.map((node) =>
      transition.rows[node]!.map(([column, coefficient]) => {
        const at = position.get(column);
        if (at === undefined)
          throw new Error(`restrict: entry ${node} depends on ${column}, which is left out`);
        return [at, coefficient] as const;
      }),
    ),
  };
}
