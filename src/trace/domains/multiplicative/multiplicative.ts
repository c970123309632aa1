/**
 * The multiplicative domain: (×, ^), variables that are multiplied by powers of one another.
 *
 *     [a, b] = [b, a * b]        x *= y ** 3n * k        x = x * x % m
 *
 * Exponents are mapped linearly (`power-products.ts`). Over Z the values soon have too many bits, unless they are 0, 1 or -1
 * (`integer-run.ts`); modulo m exponents count modulo λ(m), as soon as they are large (`modular.ts`). Logarithms are
 * never taken. Values that are added to have no place here.
 */
import { PolynomialReader } from "../../polynomial-reader.ts";
import { refuse } from "../../refusals.ts";
import type { Trace } from "../../trace.ts";
import type { Term } from "../../value.ts";
import type { Domain, DomainSettings } from "../domain.ts";
import { byModulus } from "../congruences.ts";
import { nextPolynomials } from "../next-polynomials.ts";
import { notAProduct } from "../not-a-product.ts";
import type { Modulus } from "../../modulus.ts";
import { congruenceReader } from "../../congruence-reader.ts";
import type { Group } from "./group.ts";
import { powerProducts } from "./power-products.ts";
import { MultiplicativeReading } from "./reading.ts";

export const multiplicative: Domain = {
  name: "multiplicative",
  boundsGrowth: true,

  read(trace, demand, settings) {
    const groups = byModulus(trace, demand).map(([modulus, names]) =>
      readGroup(trace, modulus, names, settings),
    );
    return new MultiplicativeReading(trace, groups);
  },
};

function readGroup(
  trace: Trace,
  modulus: Modulus | undefined,
  names: readonly [string, ...string[]],
  settings: DomainSettings,
): Group {
  const { work } = trace.graph;
  const reader = modulus === undefined ? new PolynomialReader(work) : congruenceReader(modulus, work);
  const next = nextPolynomials(trace, names, settings, reader);
  for (const id of modulus === undefined ? next.keys() : []) {
    const { name, type } = trace.graph.terms[id] as Term;
    if (type !== "bigint") refuse.productGrows("", name, name);
  }
  const products = powerProducts(next, trace.graph.terms) ?? notAProduct(trace, names[0]);
  const exact = [...reader.read.keys()].filter(({ type }) => type === "number");
  return { modulus, names, products, exact };
}
