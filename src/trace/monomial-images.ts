/**
 * The images of monomials under a polynomial map: that of x·y·z is that of x·y times the next value of z, and is kept, since
 * a closure mostly has the divisors of its monomials.
 *
 * Every monomial of an image joins the basis of a closure, so an image of too many is its end. Before anything is expanded
 * this is known of a high power: where q has two summands or more, no multiple of q^e has fewer than e + 1 (along a line in
 * which its monomials are different, a multiple of q has a root other than 0 with multiplicity e, and Descartes' rule, or
 * differentiating, needs e + 1 summands for that).
 *
 * Monomials are found by a sum of one number for each leaf. Where two of them share a sum, they are not told apart, and the
 * closure is given up.
 */
import { add, multiply } from "./coefficient.ts";
import { PRODUCT_CAP } from "./polynomial-reader.ts";
import type { Extent, Monomial, Polynomial, Summand } from "./polynomial.ts";
import { extentOf, isTooLarge, merge, reduced } from "./polynomial.ts";
import { refuse } from "./refusals.ts";
import type { Work } from "./work.ts";
import { SUMMAND_CAP } from "./work.ts";

/** A monomial with the sum that finds it. */
interface Found extends Summand {
  readonly sum: number;
}

/** A polynomial by the sums of its monomials. */
export interface Image {
  readonly summands: ReadonlyMap<number, Found>;
  readonly denominator: bigint;
}

/** The images of a monomial's prefixes. */
interface Prefix {
  readonly image: Image;
  readonly longer: Map<number, Prefix>;
  extent?: Extent;
}

export class Images {
  private readonly next: ReadonlyMap<number, Polynomial>;
  private readonly work: Work;
  private readonly factors = new Map<number, Prefix>();
  private readonly empty: Prefix = {
    image: { summands: new Map([[0, { sum: 0, monomial: [], coefficient: 1n }]]), denominator: 1n },
    longer: new Map<number, Prefix>(),
  };

  constructor(next: ReadonlyMap<number, Polynomial>, work: Work) {
    this.next = next;
    this.work = work;
  }

  of(monomial: Monomial): Image {
    this.requireLowPowers(monomial);
    let prefix = this.empty;
    for (const leaf of monomial) {
      let longer = prefix.longer.get(leaf);
      if (longer === undefined) {
        longer = { image: this.product(prefix, this.factor(leaf)), longer: new Map<number, Prefix>() };
        prefix.longer.set(leaf, longer);
      }
      prefix = longer;
    }
    return prefix.image;
  }

  private requireLowPowers(monomial: Monomial): void {
    let power = 0;
    for (let k = 0; k < monomial.length; k++) {
      power = monomial[k] === monomial[k - 1] ? power + 1 : 1;
      if (power < SUMMAND_CAP) continue;
      const { summands } = this.next.get(monomial[k] as number) as Polynomial;
      if (summands.size > 1) refuse.closureTooLarge("", SUMMAND_CAP);
    }
  }

  private factor(leaf: number): Prefix {
    let factor = this.factors.get(leaf);
    if (factor === undefined) {
      const { summands, denominator } = this.next.get(leaf) as Polynomial;
      const found = [...summands.values()].map((summand): [number, Found] => {
        const sum = sumOf(summand.monomial);
        return [sum, { sum, ...summand }];
      });
      factor = { image: { summands: new Map(found), denominator }, longer: new Map<number, Prefix>() };
      this.factors.set(leaf, factor);
    }
    return factor;
  }

  private product(p: Prefix, q: Prefix): Image {
    const [a, b] = [(p.extent ??= extentOf(p.image)), (q.extent ??= extentOf(q.image))];
    this.work.spend(a.products * b.products, a.degree + b.degree);
    if (isTooLarge(a, b, PRODUCT_CAP)) refuse.closureTooLarge("", PRODUCT_CAP);
    const product = new Map<number, Found>();
    for (const x of p.image.summands.values())
      for (const y of q.image.summands.values()) accumulate(product, x, y);
    if (product.size > SUMMAND_CAP) refuse.closureTooLarge("", SUMMAND_CAP);
    return reduced(product, p.image.denominator * q.image.denominator);
  }
}

function accumulate(product: Map<number, Found>, x: Found, y: Found): void {
  const sum = x.sum + y.sum;
  const monomial = merge(x.monomial, y.monomial);
  const known = product.get(sum);
  if (known !== undefined) requireSame(known.monomial, monomial);
  const coefficient = add(known?.coefficient ?? 0n, multiply(x.coefficient, y.coefficient));
  if (coefficient === 0n) product.delete(sum);
  else product.set(sum, { sum, monomial, coefficient });
}

/** @throws RefusalSignal where two monomials have one sum */
export function requireSame(a: Monomial, b: Monomial): void {
  if (a.length !== b.length || a.some((leaf, k) => leaf !== b[k])) refuse.closureTooLarge("", SUMMAND_CAP);
}

/** Exact for a thousand leaves and more, as each of them is a number of 42 bits. */
export function sumOf(monomial: Monomial): number {
  let sum = 0;
  for (const leaf of monomial) sum += numberOf(leaf);
  return sum;
}

/** Numbers without small relations: the leaf's id, scattered. */
function numberOf(leaf: number): number {
  const scatter = (seed: number): number => {
    let mixed = Math.imul(leaf + seed, 0x9e3779b1);
    mixed = Math.imul(mixed ^ (mixed >>> 15), 0x85ebca6b);
    mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35);
    return (mixed ^ (mixed >>> 16)) >>> 0;
  };
  return (scatter(1) % 2 ** 21) * 2 ** 21 + (scatter(0x51ed27) % 2 ** 21) + 1;
}
