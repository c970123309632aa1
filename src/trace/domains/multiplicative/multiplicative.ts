/**
 * The multiplicative domain: (×, ^), variables that are multiplied by powers of one another.
 *
 *     [a, b] = [b, a * b]        x *= y ** 3n * k        x = x * x % m
 *
 * Exponents are mapped linearly (`power-products.ts`). Over Z the values soon have too many bits, unless they are 0, 1 or -1
 * (`integer-run.ts`); modulo m exponents count modulo λ(m), as soon as they are large (`modular.ts`). Logarithms are
 * never taken. Values that are added to have no place here.
 */
import type { Polynomial } from "../../polynomial.ts";
import { leavesOf } from "../../polynomial.ts";
import { PolynomialReader } from "../../polynomial-reader.ts";
import { printValue } from "../../print-term.ts";
import { refuse } from "../../refusals.ts";
import type { Trace } from "../../trace.ts";
import type { Term } from "../../value.ts";
import { isTerm } from "../../value.ts";
import type { Domain, DomainSettings } from "../domain.ts";
import { requireInteger } from "../require-integer.ts";
import type { Modulus } from "../../modulus.ts";
import { suggestedModulus } from "../../modulus.ts";
import { congruenceReader } from "../../congruence-reader.ts";
import type { Group } from "./group.ts";
import { powerProducts } from "./power-products.ts";
import { MultiplicativeReading } from "./reading.ts";

export const multiplicative: Domain = {
  name: "multiplicative",
  boundsGrowth: true,

  read(trace, demand, settings) {
    const moduli = new Map<Modulus | undefined, string[]>();
    for (const name of demand) {
      const modulus = suggestedModulus(trace.next.get(name), (leaf) => trace.next.get(leaf.name));
      moduli.set(modulus, [...(moduli.get(modulus) ?? []), name]);
    }
    const groups = [...moduli].map(([modulus, names]) => readGroup(trace, modulus, names, settings));
    return new MultiplicativeReading(trace, groups);
  },
};

function readGroup(
  trace: Trace,
  modulus: Modulus | undefined,
  names: readonly string[],
  settings: DomainSettings,
): Group {
  const reader = modulus === undefined ? new PolynomialReader() : congruenceReader(modulus);
  const next = new Map<number, Polynomial>();
  const queue = new Set(names.map((name) => (trace.leaves.get(name) as Term).id));
  for (const id of queue) {
    const leaf = trace.graph.terms[id] as Term;
    requireInteger(trace, leaf, settings);
    if (modulus === undefined && leaf.type !== "bigint") refuse.productGrows("", leaf.name, leaf.name);
    const polynomial = reader.of(trace.next.get(leaf.name));
    if (polynomial.denominator !== 1n) refuse.fraction("", leaf.name);
    next.set(id, polynomial);
    for (const other of leavesOf(polynomial)) queue.add(other); // a Set iterates over what is added meanwhile
  }
  const products = powerProducts(next, trace.graph.terms) ?? notAProduct(trace, names[0] as string);
  const exact = [...reader.read.keys()].filter(({ type }) => type === "number");
  return { modulus, names, products, exact };
}

function notAProduct(trace: Trace, name: string): never {
  const value = trace.next.get(name);
  return refuse.productGrows(isTerm(value) ? value.at : "", printValue(value), name);
}
