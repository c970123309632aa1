/**
 * The iterators of ranges, shaped like the language's own: they inherit %IteratorPrototype%, their `next` stands on a
 * shared prototype, and nothing of them can be reached but through an iteration.
 *
 * There are two, one for each kind of number, because one `next` that has seen both kinds adds by a generic routine:
 * measured on Node 20, a loop over a number range took 1.7 times longer (10 instead of 6 ns a turn) after a bigint range
 * had been iterated.
 *
 * Invariant: number iterators count the elements that are left, since `start + length * step` may pass 2^53 where the
 * elements themselves do not; bigint iterators compare with that end, one bigint operation less for each turn.
 */

const IteratorPrototype = Object.getPrototypeOf(Object.getPrototypeOf([][Symbol.iterator]())) as object;

class NumberRangeIterator implements Iterator<number, undefined> {
  #value: number;
  #left: number;
  readonly #step: number;

  constructor(start: number, step: number, length: number) {
    this.#value = start;
    this.#left = length;
    this.#step = step;
  }

  static {
    Object.setPrototypeOf(this.prototype, IteratorPrototype);
    Reflect.deleteProperty(this.prototype, "constructor");
  }

  next(): IteratorResult<number, undefined> {
    if (this.#left === 0) return { value: undefined, done: true };
    const value = this.#value;
    this.#left--;
    this.#value = value + this.#step;
    return { value, done: false };
  }

  get [Symbol.toStringTag](): string {
    return "Range Iterator";
  }
}

class BigIntRangeIterator implements Iterator<bigint, undefined> {
  #value: bigint;
  readonly #end: bigint;
  readonly #step: bigint;

  constructor(start: bigint, step: bigint, length: bigint) {
    this.#value = start;
    this.#end = start + length * step;
    this.#step = step;
  }

  static {
    Object.setPrototypeOf(this.prototype, IteratorPrototype);
    Reflect.deleteProperty(this.prototype, "constructor");
  }

  next(): IteratorResult<bigint, undefined> {
    if (this.#value === this.#end) return { value: undefined, done: true };
    const value = this.#value;
    this.#value = value + this.#step;
    return { value, done: false };
  }

  get [Symbol.toStringTag](): string {
    return "Range Iterator";
  }
}

/* eslint-disable @typescript-eslint/unbound-method -- compared, never called */
const nextNumber = NumberRangeIterator.prototype.next;
const nextBigInt = BigIntRangeIterator.prototype.next;

/* eslint-enable @typescript-eslint/unbound-method */

const { getOwnPropertyDescriptor } = Object;

/** Does it stand on its prototype as this package wrote it? A getter in its place would be called here, and by the loop again. */
export function isStill(holder: object, key: PropertyKey, method: unknown): boolean {
  return getOwnPropertyDescriptor(holder, key)?.value === method;
}

/** Is the iteration of ranges as this package wrote it? Anyone can reach the prototypes through an iterator and patch them. */
export function isIterationUnpatched(): boolean {
  return (
    isStill(NumberRangeIterator.prototype, "next", nextNumber) &&
    isStill(BigIntRangeIterator.prototype, "next", nextBigInt)
  );
}

/** Iterates the `length` numbers start, start + step, … */
export function iterateNumbers(
  start: number,
  step: number,
  length: number,
): IterableIterator<number, undefined> {
  return new NumberRangeIterator(start, step, length) as unknown as IterableIterator<number, undefined>;
}

/** Iterates the `length` bigints start, start + step, … */
export function iterateBigInts(
  start: bigint,
  step: bigint,
  length: bigint,
): IterableIterator<bigint, undefined> {
  return new BigIntRangeIterator(start, step, length) as unknown as IterableIterator<bigint, undefined>;
}
