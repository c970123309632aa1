/**
 * Monic factors over Z of a monic polynomial P without integer roots: irreducible ones, where they are found.
 *
 * The squarefree part of P is factored modulo a prime, by degrees and then by the characters of x + c; products of some of
 * these factors, with coefficients nearest to 0, are what a factor over Z may look like, and whatever divides P without a rest
 * is one. So nothing depends on the prime but what is found: factors with coefficients beyond 2^25 are not, nor what takes too
 * many products. A polynomial of degree 3 at most is irreducible, having no root.
 *
 * D. G. Cantor, H. Zassenhaus, "A new algorithm for factoring polynomials over finite fields", Mathematics of Computation 36
 * (1981).
 */
import { integers } from "./integers.ts";
import { polynomials, type Polynomial } from "./polynomials.ts";
import { power } from "./power.ts";
import { modularNumbers } from "./residues/modular-numbers.ts";

const PRIME = 67_108_859;
const P = BigInt(PRIME);
/** Products of modular factors that are tried. */
const MOST_PRODUCTS = 1000;
/** Elements x + c that are tried to separate two factors of the same degree: each does so with probability 1/2. */
const MOST_SHIFTS = 40;

const field = /* @__PURE__ */ modularNumbers(PRIME);
const ring = /* @__PURE__ */ polynomials(integers);
const modular = /* @__PURE__ */ polynomials(field);

type Residues = Polynomial<number>;

/**
 * @param polynomial monic, lowest degree first, without integer roots.
 * @returns monic factors whose product it is; equal ones as often as they divide it.
 */
export function integerFactors(polynomial: Polynomial<bigint>): Polynomial<bigint>[] {
  if (polynomial.length <= 4) return polynomial.length > 1 ? [polynomial] : [];
  const residues = modular.trim(polynomial.map((c) => Number(((c % P) + P) % P)));
  const repeated = gcd(residues, derivative(residues));
  return recombined(polynomial, modularFactors(modular.divide(residues, repeated).quotient));
}

/** Those of the given monic factors that divide a monic polynomial, each as often as it does, and what is left. */
export function knownFactors(
  polynomial: Polynomial<bigint>,
  factors: readonly Polynomial<bigint>[],
): Polynomial<bigint>[] {
  const found: Polynomial<bigint>[] = [];
  let rest = polynomial;
  for (const factor of factors) {
    for (;;) {
      const { quotient, remainder } = ring.divide(rest, factor);
      if (remainder.length > 0) break;
      found.push(factor);
      rest = quotient;
    }
  }
  return rest.length > 1 ? [...found, rest] : found;
}

/** Products of modular factors that divide over Z, those of few factors first. */
function recombined(polynomial: Polynomial<bigint>, factors: readonly Residues[]): Polynomial<bigint>[] {
  const found: Polynomial<bigint>[] = [];
  let rest = polynomial;
  let left = factors;
  let products = 0;
  const divides = (chosen: readonly Residues[]): boolean => {
    const candidate = lifted(chosen.reduce((product, factor) => modular.mul(product, factor)));
    if (candidate[0] === 0n || rest[0]! % candidate[0]! !== 0n) return false;
    const parts = knownFactors(rest, [candidate]);
    if (parts[0] !== candidate) return false;
    const last = parts.at(-1) === candidate ? ring.ONE : parts.pop()!;
    found.push(...parts);
    rest = last;
    return true;
  };
  for (let size = 1; 2 * size <= left.length;) {
    let isFound = false;
    for (const chosen of subsets(left, size)) {
      if (++products > MOST_PRODUCTS) break;
      if (!divides(chosen)) continue;
      left = left.filter((factor) => !chosen.includes(factor));
      isFound = true;
      break;
    }
    if (!isFound) size++;
  }
  if (left.length > 0) divides(left);
  return rest.length > 1 ? [...found, rest] : found;
}

function* subsets<T>(list: readonly T[], size: number, from = 0): Generator<readonly T[]> {
  if (size === 0) yield [];
  else {
    for (let i = from; i + size <= list.length; i++) {
      for (const others of subsets(list, size - 1, i + 1)) yield [list[i]!, ...others];
    }
  }
}

function lifted(residues: Residues): bigint[] {
  return residues.map((c) => BigInt(c > PRIME / 2 ? c - PRIME : c));
}

/** The irreducible factors of a squarefree monic polynomial modulo the prime. */
function modularFactors(polynomial: Residues): Residues[] {
  const result: Residues[] = [];
  const x: Residues = [0, 1];
  let rest = polynomial;
  let frobenius = x; // x^(p^degree) modulo the rest
  for (let degree = 1; 2 * degree < rest.length; degree++) {
    frobenius = modular.powmod(frobenius, P, rest);
    const product = gcd(rest, modular.sub(frobenius, x));
    if (product.length === 1) continue;
    result.push(...sameDegree(product, degree));
    rest = modular.divide(rest, product).quotient;
    frobenius = modular.mod(frobenius, rest);
  }
  if (rest.length > 1) result.push(rest);
  return result;
}

/** The factors of a product of irreducible ones of one degree, as far as a few x + c separate them. */
function sameDegree(product: Residues, degree: number): Residues[] {
  if (product.length - 1 === degree) return [product];
  const exponent = (P ** BigInt(degree) - 1n) / 2n;
  for (let c = 0; c < MOST_SHIFTS; c++) {
    const character = modular.powmod([c, 1], exponent, product);
    const factor = gcd(product, modular.sub(character, modular.ONE));
    if (factor.length === 1 || factor.length === product.length) continue;
    const other = modular.divide(product, factor).quotient;
    return [...sameDegree(factor, degree), ...sameDegree(other, degree)];
  }
  return [product];
}

function derivative(polynomial: Residues): Residues {
  return modular.trim(polynomial.slice(1).map((c, i) => field.mul(c, i + 1)));
}

/** The monic greatest common divisor. */
function gcd(a: Residues, b: Residues): Residues {
  let [large, small] = [a, b];
  while (small.length > 0) {
    const inverse = power(field, small.at(-1)!, P - 2n);
    const monic = small.map((c) => field.mul(c, inverse));
    [large, small] = [monic, modular.mod(large, monic)];
  }
  return large;
}
