/**
 * Coefficients of a plan: integers, and polynomials over Z in the loop's invariants.
 *
 * An *atom* is an invariant term; at a call its value must be an integer (a BigInt, or a safe integer other than -0). Sums
 * and products of atoms stay symbolic, so that one plan serves every call. They are kept as sums of products of atoms in a
 * canonical order, so that what is equal cancels: k - k is 0.
 */
import { printValue } from "./print-term.ts";
import type { Coefficient, Product, Term } from "./value.ts";

export type { Coefficient } from "./value.ts";

export function atom(term: Term): Coefficient {
  return { products: new Map([[keyOf([term]), { atoms: [term], factor: 1n }]]) };
}

export function add(a: Coefficient, b: Coefficient): Coefficient {
  if (typeof a === "bigint" && typeof b === "bigint") return a + b;
  if (a === 0n) return b;
  if (b === 0n) return a;
  const sum = new Map(productsOf(a));
  for (const [key, product] of productsOf(b)) collect(sum, key, product);
  return coefficientOf(sum);
}

export function multiply(a: Coefficient, b: Coefficient): Coefficient {
  if (typeof a === "bigint" && typeof b === "bigint") return a * b;
  if (a === 0n || b === 0n) return 0n;
  if (a === 1n) return b;
  if (b === 1n) return a;
  const products = new Map<string, Product>();
  for (const [, x] of productsOf(a)) {
    for (const [, y] of productsOf(b)) {
      const atoms = [...x.atoms, ...y.atoms].sort((s, t) => s.id - t.id);
      collect(products, keyOf(atoms), { atoms, factor: x.factor * y.factor });
    }
  }
  return coefficientOf(products);
}

/** The integer that a coefficient is when `valueOf` gives the atoms' values. */
export function instantiate(coefficient: Coefficient, valueOf: (term: Term) => bigint): bigint {
  if (typeof coefficient === "bigint") return coefficient;
  let sum = 0n;
  for (const { atoms, factor } of coefficient.products.values()) {
    let product = factor;
    for (const term of atoms) product *= valueOf(term);
    sum += product;
  }
  return sum;
}

/** The invariant terms that a coefficient is made of. */
export function atomsOf(coefficient: Coefficient): Term[] {
  if (typeof coefficient === "bigint") return [];
  return [...coefficient.products.values()].flatMap(({ atoms }) => atoms);
}

/** The coefficient over other numbers: its magnitude, its bits. */
export function boundCoefficient(
  coefficient: Coefficient,
  { integer, atom: boundAtom, product, sum }: CoefficientBound,
): number {
  if (typeof coefficient === "bigint") return integer(coefficient);
  return sum(
    [...coefficient.products.values()].map(({ atoms, factor }) =>
      product([integer(factor), ...atoms.map(boundAtom)]),
    ),
  );
}

export interface CoefficientBound {
  readonly integer: (value: bigint) => number;
  readonly atom: (term: Term) => number;
  readonly product: (factors: readonly number[]) => number;
  readonly sum: (summands: readonly number[]) => number;
}

export function printCoefficient(coefficient: Coefficient): string {
  if (typeof coefficient === "bigint") return String(coefficient);
  const text = [...coefficient.products.values()].map(({ atoms, factor }) => {
    const names = atoms.map((term) => parenthesised(printValue(term), atoms.length > 1 || factor !== 1n));
    if (factor === -1n && names.length > 0) return `-${names.join("*")}`;
    return [...(factor === 1n && names.length > 0 ? [] : [String(factor)]), ...names].join("*");
  });
  return text.join(" + ").replaceAll("+ -", "- ");
}

function parenthesised(text: string, isFactor: boolean): string {
  return isFactor && text.includes(" ") ? `(${text})` : text;
}

type Products = ReadonlyMap<string, Product>;

function productsOf(coefficient: Coefficient): Products {
  return typeof coefficient === "bigint"
    ? new Map([["", { atoms: [], factor: coefficient }]])
    : coefficient.products;
}

function keyOf(atoms: readonly Term[]): string {
  return atoms.map((term) => term.id).join("*");
}

function collect(sum: Map<string, Product>, key: string, { atoms, factor }: Product): void {
  const total = (sum.get(key)?.factor ?? 0n) + factor;
  if (total === 0n) sum.delete(key);
  else sum.set(key, { atoms, factor: total });
}

function coefficientOf(products: Products): Coefficient {
  if (products.size === 0) return 0n;
  const constant = products.get("");
  return products.size === 1 && constant !== undefined ? constant.factor : { products };
}
