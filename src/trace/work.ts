/**
 * What the readers of a trace have spent together, and what has failed for all of them.
 *
 * Many readers look at one trace, each for several demands, and most of them close the same monomials under the same turn.
 * What is too large for one is so for the next, which need not find out again; and what they multiply counts together.
 */
import type { Coefficient, Polynomial } from "./value.ts";
import { refuse } from "./refusals.ts";

/**
 * A polynomial of more summands is of no use: every monomial is an entry of the state vector. Orders up to 300 are wanted; a
 * system of more monomials than this loses against any plain loop that ends in this life.
 */
export const SUMMAND_CAP = 400;

/** Products of summands for the readers of one trace, a fraction of a microsecond each: i**100 needs 10,000. */
const WORK_CAP = 2 ** 17;

/** Variables, a microsecond or two each. */
const READ_CAP = 2 ** 12;

/** Of monomials with more factors a product counts twice, three times, … */
const FACTORS = 32;

/** A leaf whose own monomials are too many, by the next values of all that it depends on. */
type TooLarge = ReadonlyMap<number, string>;

export class Work {
  /** Products of summands so far. */
  spent = 0;
  /** Variables that domains have looked at so far. */
  read = 0;
  private readonly tooLarge = new Map<number, TooLarge[]>();
  private readonly keys = new WeakMap<Polynomial, string>();
  private readonly cap: number;

  constructor(cap = WORK_CAP) {
    this.cap = cap;
  }

  get isSpent(): boolean {
    return this.spent > this.cap;
  }

  /** Has it been read so often that reasons for further refusals are not worth it? */
  get isRead(): boolean {
    return this.read > READ_CAP;
  }

  /** @throws RefusalSignal when all is spent */
  spend(products: number, degree: number): void {
    this.spent += products * (1 + Math.floor(degree / FACTORS));
    if (this.isSpent) refuse.closureTooLarge("", SUMMAND_CAP);
  }

  /** Is there among some leaves one whose monomials were too many under the same map? */
  isTooLarge(leaves: Iterable<number>, next: ReadonlyMap<number, Polynomial>): boolean {
    for (const leaf of leaves) {
      for (const failed of this.tooLarge.get(leaf) ?? [])
        if ([...failed].every(([other, key]) => this.keyOf(next.get(other)) === key)) return true;
    }
    return false;
  }

  /** @param below the leaves that the leaf depends on, itself among them */
  noteTooLarge(leaf: number, below: Iterable<number>, next: ReadonlyMap<number, Polynomial>): void {
    const failed = new Map([...below].map((other) => [other, this.keyOf(next.get(other))] as const));
    this.tooLarge.set(leaf, [...(this.tooLarge.get(leaf) ?? []), failed]);
  }

  private keyOf(polynomial: Polynomial | undefined): string {
    if (polynomial === undefined) return "";
    let key = this.keys.get(polynomial);
    if (key === undefined) {
      const { summands, denominator } = polynomial;
      const parts = [...summands].map(
        ([monomial, { coefficient }]) => `${keyOfCoefficient(coefficient)} ${monomial}`,
      );
      this.keys.set(polynomial, (key = `${parts.sort().join(" + ")} / ${denominator}`));
    }
    return key;
  }
}

/** By the atoms' ids. */
function keyOfCoefficient(coefficient: Coefficient): string {
  if (typeof coefficient === "bigint") return String(coefficient);
  return [...coefficient.products].map(([atoms, { factor }]) => `${factor}(${atoms})`).join("");
}
