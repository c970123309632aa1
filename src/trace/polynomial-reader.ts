/**
 * Reads terms as polynomials over Q in the leaves of their graph.
 *
 * `+ - *`, unary minus, `~x = -x - 1` over BigInt, `x << c = x·2^c` and `x ** c` for small literal c, and the conversions
 * `BigInt(x)`, `Number(x)` (the identity on the integers that both can hold) have a reading; invariant terms are
 * coefficients; a `polynomial` term carries its reading. Everything else is refused, with the term that has none.
 *
 * Over numbers the reading is exact only under the certificate, which bounds every term read here.
 */
import type { Coefficient } from "./coefficient.ts";
import { atom } from "./coefficient.ts";
import type { Polynomial } from "./polynomial.ts";
import { constant, extentOf, fromSummand, isTooLarge, minus, plus, scale, times } from "./polynomial.ts";
import { printValue } from "./print-term.ts";
import { refuse } from "./refusals.ts";
import type { Work } from "./work.ts";
import { SUMMAND_CAP } from "./work.ts";
import type { Term, Value } from "./value.ts";
import { isInvariant, isTerm } from "./value.ts";

/** A product of polynomials may need this many coefficient products; `i ** 64n` style expansions end here. */
export const PRODUCT_CAP = 4096;

/** Products for one power: of what cancels, such as x - x, no power gets too large. */
const EXPONENT_CAP = 1024n;

/** A reading for operators that have none over the integers; undefined where it has none either. */
export type OtherOperators = (term: Term, of: (value: Value) => Polynomial) => Polynomial | undefined;

/** Terms whose polynomials were given up: a trace is read by many, and each would come as far as the one before. */
const tooLarge = new WeakSet<Term>();

export class PolynomialReader {
  /** Every carried term that was read: what the certificate must bound. */
  readonly read = new Map<Term, Polynomial>();
  private readonly work: Work;
  private readonly others: OtherOperators | undefined;

  constructor(work: Work, others?: OtherOperators) {
    this.work = work;
    this.others = others;
  }

  of(value: Value): Polynomial {
    if (!isTerm(value)) return constant(constantOf(value));
    if (value.invariant) return constant(atom(value));
    const known = this.read.get(value);
    if (known) return known;
    if (tooLarge.has(value)) return refuse.closureTooLarge(value.at, SUMMAND_CAP);
    const polynomial = this.others?.(value, (part) => this.of(part)) ?? this.readTerm(value);
    this.read.set(value, polynomial);
    return polynomial;
  }

  private readTerm(term: Term): Polynomial {
    const [x, y] = term.args;
    switch (term.op) {
      case "variable":
        return fromSummand({ monomial: [term.id], coefficient: 1n });
      case "polynomial":
        return term.polynomial as Polynomial;
      case "+":
        return plus(this.of(x), this.of(y));
      case "-":
        return minus(this.of(x), this.of(y));
      case "*":
        return this.product(term, this.of(x), this.of(y));
      case "neg":
        return scale(this.of(x), -1n);
      case "BigInt":
      case "Number":
        return this.of(x);
      case "~":
        if (term.type === "bigint") return plus(scale(this.of(x), -1n), constant(-1n));
        break;
      case "<<":
        if (typeof y === "bigint" && y >= 0n) return scale(this.of(x), 1n << y);
        break;
      case "**":
        if (typeof y === "bigint" && y >= 0n) return this.power(term, this.of(x), y);
        break;
      case "/":
        if (term.type === "bigint" && !isInvariant(y)) refuse.inexactDivision(term.at, term);
        break;
      default:
    }
    return refuse.operator(term.at, term, term.op);
  }

  private product(term: Term, p: Polynomial, q: Polynomial): Polynomial {
    const [a, b] = [extentOf(p), extentOf(q)];
    this.work.spend(a.products * b.products, a.degree + b.degree);
    const product = isTooLarge(a, b, PRODUCT_CAP) ? undefined : times(p, q);
    if (product !== undefined && product.summands.size <= SUMMAND_CAP) return product;
    tooLarge.add(term);
    return refuse.closureTooLarge(term.at, product ? SUMMAND_CAP : PRODUCT_CAP);
  }

  private power(term: Term, p: Polynomial, exponent: bigint): Polynomial {
    if (exponent > EXPONENT_CAP || leastSummands(p, Number(exponent)) > SUMMAND_CAP) {
      tooLarge.add(term);
      refuse.closureTooLarge(term.at, SUMMAND_CAP);
    }
    let power = constant(1n);
    for (let k = 0n; k < exponent; k++) power = this.product(term, power, p);
    return power;
  }
}

/**
 * No power has fewer summands, whatever cancels: where p is linear these are all monomials of its m summands, and else its
 * exponent and one more (`monomial-images.ts`).
 */
function leastSummands({ summands }: Polynomial, exponent: number): number {
  if (summands.size < 2) return 1;
  if ([...summands.values()].some(({ monomial }) => monomial.length > 1)) return exponent + 1;
  let count = 1;
  for (let k = 1; k < summands.size && count <= SUMMAND_CAP; k++) count = (count * (exponent + k)) / k;
  return count;
}

function constantOf(value: Value): Coefficient {
  if (typeof value === "bigint") return value;
  if (typeof value === "number" && Number.isSafeInteger(value) && !Object.is(value, -0)) return BigInt(value);
  return refuse.notInteger(printValue(value));
}
