/**
 * The state after t turns, computed independently of the package: by repeated squaring.
 *
 * The update is a polynomial map. Starting from the variables, the monomials that occur in the images of monomials are
 * collected; where the collection closes, the map is linear on them (for an affine update: the variables and 1), and
 * A^t is made from A, A², A⁴, … over sparse rows. Where it does not close, or where integers grow beyond `BITS`, there
 * is no answer; modulo a number, they do not grow.
 */
import type { CorpusLoop, State } from "./corpus-loop.ts";

const MONOMIALS = 64;
const DEGREE = 16;
const BITS = 200_000;

/** Monomial (its variables, sorted, joined by `*`; "" for 1) → coefficient. */
type Polynomial = ReadonlyMap<string, bigint>;
/** Column → coefficient. */
type Row = ReadonlyMap<number, bigint>;

export class PowerMap {
  readonly isClosed: boolean;
  private readonly monomials: readonly string[];
  private readonly powers: (readonly Row[])[];
  private readonly loop: CorpusLoop;
  private readonly modulus: bigint | undefined;

  constructor(loop: CorpusLoop, modulus?: bigint) {
    this.loop = loop;
    this.modulus = modulus;
    const images = new Map(loop.vars.map((name) => [name, parsePolynomial(loop.update[name] ?? name)]));
    const monomials = [...loop.vars];
    const rows: Polynomial[] = [];
    for (let k = 0; k < monomials.length && monomials.length <= MONOMIALS; k++) {
      const factors = monomials[k] === "" ? [] : monomials[k]!.split("*");
      if (factors.length > DEGREE) break;
      const image = factors.map((name) => images.get(name)!).reduce(times, new Map([["", 1n]]));
      rows.push(image);
      for (const monomial of image.keys()) if (!monomials.includes(monomial)) monomials.push(monomial);
    }
    this.isClosed = rows.length === monomials.length;
    this.monomials = monomials;
    const columns = new Map(monomials.map((monomial, k) => [monomial, k]));
    this.powers = [rows.map((row) => new Map([...row].map(([monomial, c]) => [columns.get(monomial)!, c])))];
  }

  /** The state t turns after `start`, whatever the guard says; with a modulus, each value up to multiples of it. */
  after(start: State, t: bigint): State | undefined {
    if (!this.isClosed) return undefined;
    const valueOf = new Map(this.loop.vars.map((name, k) => [name, start[k]!]));
    let vector = this.monomials.map((monomial) =>
      monomial === "" ? 1n : monomial.split("*").reduce((product, name) => product * valueOf.get(name)!, 1n),
    );
    for (let bit = 0; t >> BigInt(bit) > 0n; bit++) {
      const power = this.power(bit);
      if (power === undefined) return undefined;
      if ((t >> BigInt(bit)) & 1n)
        vector = power.map((row) => this.reduce(sum([...row].map(([k, c]) => c * vector[k]!))));
      if (vector.some(isTooLong)) return undefined;
    }
    return vector.slice(0, this.loop.vars.length);
  }

  private reduce(value: bigint): bigint {
    return this.modulus === undefined ? value : value % this.modulus;
  }

  /** The 2^bit-th power. */
  private power(bit: number): readonly Row[] | undefined {
    while (this.powers.length <= bit) {
      const last = this.powers.at(-1)!;
      const next = last.map(
        (row): Row => new Map([...combine(row, last)].map(([column, c]) => [column, this.reduce(c)])),
      );
      if (next.some((row) => [...row.values()].some(isTooLong))) return undefined;
      this.powers.push(next);
    }
    return this.powers[bit];
  }
}

const highest = 1n << BigInt(BITS);
const lowest = -highest;
const isTooLong = (value: bigint): boolean => value > highest || value < lowest;
const sum = (terms: readonly bigint[]): bigint => terms.reduce((total, term) => total + term, 0n);

/** The row times the matrix. */
function combine(row: Row, matrix: readonly Row[]): Row {
  const result = new Map<number, bigint>();
  for (const [k, factor] of row) {
    for (const [column, c] of matrix[k]!) result.set(column, (result.get(column) ?? 0n) + factor * c);
  }
  return new Map([...result].filter(([, c]) => c !== 0n));
}

function times(left: Polynomial, right: Polynomial): Polynomial {
  const result = new Map<string, bigint>();
  for (const [a, x] of left) {
    for (const [b, y] of right) {
      const monomial = [...a.split("*"), ...b.split("*")].filter(Boolean).sort().join("*");
      result.set(monomial, (result.get(monomial) ?? 0n) + x * y);
    }
  }
  return new Map([...result].filter(([, c]) => c !== 0n));
}

/** A sum of products of names and integers, as the corpus writes it: no brackets. */
function parsePolynomial(text: string): Polynomial {
  const result = new Map<string, bigint>();
  const compact = text
    .replace(/\s/g, "")
    .replace(/(\w+)\*\*(\d+)/g, (_, base: string, exponent: string) =>
      Array(Number(exponent)).fill(base).join("*"),
    );
  const terms = compact.match(/[-+]?[^-+]+/g) ?? [];
  if (terms.join("") !== compact || /[()^]|\*\*/.test(compact))
    throw new Error(`not a sum of products: ${text}`);
  for (const term of terms) {
    const factors = term.replace(/^[-+]/, "").split("*");
    const names = factors
      .filter((factor) => !/^\d+$/.test(factor))
      .sort()
      .join("*");
    const sign = term.startsWith("-") ? -1n : 1n;
    const factor = factors.reduce((product, f) => (/^\d+$/.test(f) ? product * BigInt(f) : product), sign);
    result.set(names, (result.get(names) ?? 0n) + factor);
  }
  return new Map([...result].filter(([, c]) => c !== 0n));
}
