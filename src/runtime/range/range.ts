/**
 * Lazy arithmetic progressions of any size: the iterable that an optimised `for…of` understands.
 *
 * `range(start, stop, step)` is the sequence start, start + step, … up to but not including stop, as in Python; it has
 *
 *     length = max(0, ⌈(stop − start) / step⌉)
 *
 * elements, and element k is start + k·step, so everything here but iteration takes constant time, also for
 * `range(10n ** 1000n)`.
 *
 * Invariants: all parts are bigints, or all are numbers without rounding and without −0 (range-arguments.ts); instances
 * are frozen and branded, so that a value for which `Range.isRange` holds behaves as written here and a loop over it
 * may be fast-forwarded.
 */
import { written } from "../written.ts";
import { checkPart, checkParts, type Whole } from "./range-arguments.ts";
import { isIterationUnpatched, isStill, iterateBigInts, iterateNumbers } from "./range-iterator.ts";

/** What `JSON.stringify` makes of a range: bigints are written as strings, numbers as numbers. */
export interface RangeJson {
  readonly start: string | number;
  readonly stop: string | number;
  readonly step: string | number;
}

/**
 * A lazy arithmetic progression of bigints or of safe-integer numbers, made by {@link range}. Immutable.
 *
 * @example
 * const evens = range(0n, 10n, 2n);
 * [...evens]                // [0n, 2n, 4n, 6n, 8n]
 * evens.length              // 5n
 * evens.at(-1)              // 8n
 * evens.includes(3n)        // false
 */
export class Range<T extends Whole> implements Iterable<T> {
  /** Only instances made by this constructor carry it, and nothing outside can add it to another object. */
  readonly #brand = true;
  readonly start: T;
  readonly stop: T;
  readonly step: T;
  /** How many elements there are: a bigint in a bigint range, a number in a number range. */
  readonly length: T;

  /** Use {@link range}: it has the shorter forms. */
  constructor(start: T, stop: T, step: T) {
    checkParts(start, stop, step, true);
    // `+ 0` turns −0 into 0, so that no element is ever −0.
    this.start = (typeof start === "number" ? start + 0 : start) as T;
    this.stop = (typeof stop === "number" ? stop + 0 : stop) as T;
    this.step = step;
    this.length = (
      typeof start === "bigint"
        ? countBigInts(start, stop as bigint, step as bigint)
        : countNumbers(start, stop as number, step as number)
    ) as T;
    Object.freeze(this);
  }

  /**
   * Is the value a range whose iteration is the one that this file defines? False for subclasses, proxies, look-alikes,
   * and for every range as soon as someone replaced `Range.prototype[Symbol.iterator]` or the iterators' `next`.
   */
  static isRange(value: unknown): value is Range<bigint> | Range<number> {
    return (
      typeof value === "object" &&
      value !== null &&
      #brand in value &&
      Object.getPrototypeOf(value) === Range.prototype &&
      Range.isIterationIntact()
    );
  }

  /** Is the iteration of every range the one that this file defines? */
  static isIterationIntact(): boolean {
    return isStill(Range.prototype, Symbol.iterator, iterate) && isIterationUnpatched();
  }

  /** Is `forEach` the one that this file defines? */
  static isForEachIntact(): boolean {
    return isStill(Range.prototype, "forEach", forEach);
  }

  /** The elements in order. */
  [Symbol.iterator](): IterableIterator<T, undefined> {
    const { start, step, length } = this;
    return (
      typeof start === "bigint"
        ? iterateBigInts(start, step as bigint, length as bigint)
        : iterateNumbers(start, step as number, length as number)
    ) as IterableIterator<T, undefined>;
  }

  /**
   * The element at an index, counted from the end when it is negative; `undefined` outside the range.
   *
   * @throws TypeError when the index is not a whole number.
   * @example
   * range(10n ** 1000n).at(7)     // 7n
   * range(5, 50, 5).at(-1n)       // 45
   * range(3).at(3)                // undefined
   */
  at(index: Whole): T | undefined {
    const length = BigInt(this.length);
    const k = wholeIndex("at", index);
    const position = k < 0n ? k + length : k;
    return position < 0n || position >= length ? undefined : element(this, position);
  }

  /**
   * The index of an element, or −1 (−1n) when the range does not contain it: another type is never contained.
   *
   * @example
   * range(5n, 50n, 5n).indexOf(15n)   // 2n
   * range(5, 50, 5).indexOf(16)       // -1
   */
  indexOf(value: unknown): T {
    const { start, step, length } = this;
    if (typeof start === "bigint") {
      const offset = typeof value === "bigint" ? value - start : undefined;
      if (offset === undefined || offset % (step as bigint) !== 0n) return -1n as T;
      const k = offset / (step as bigint);
      return (k >= 0n && k < length ? k : -1n) as T;
    }
    // For an integer outside the safe ones the offset may be rounded, but it is then too large for any index.
    const offset = Number.isInteger(value) ? (value as number) - start : NaN;
    if (offset % (step as number) !== 0) return -1 as T;
    const k = offset / (step as number) + 0;
    return (k >= 0 && k < length ? k : -1) as T;
  }

  /**
   * Does the range contain the value?
   *
   * @example
   * range(10n ** 100n).includes(10n ** 99n)   // true
   * range(10).includes(10)                    // false
   * range(10n).includes(3)                    // false
   */
  includes(value: unknown): boolean {
    return this.indexOf(value) >= 0;
  }

  /**
   * The elements from index `start` up to but not including index `end`, as a range; negative indices count from the
   * end, and indices beyond the ends (also ±Infinity) mean the ends.
   *
   * @example
   * [...range(10).slice(2, -5)]               // [2, 3, 4]
   * range(10n ** 30n).slice(-3).toString()    // "range(999999999999999999999999999997n, 1000000000000000000000000000000n)"
   */
  slice(start: Whole = 0, end: Whole = this.length): Range<T> {
    const length = BigInt(this.length);
    const from = clampIndex("slice", start, length);
    const to = clampIndex("slice", end, length);
    return section(this, from, to < from ? from : to, length);
  }

  /**
   * The same elements in the opposite order.
   *
   * @example
   * [...range(0n, 10n, 3n).reversed()]        // [9n, 6n, 3n, 0n]
   */
  reversed(): Range<T> {
    const { start, step, length } = this;
    if (typeof start === "bigint") {
      const last = start + ((length as bigint) - 1n) * (step as bigint);
      return new Range<bigint>(last, start - (step as bigint), -(step as bigint)) as Range<Whole> as Range<T>;
    }
    if (length === 0) return new Range<number>(start, start, -step) as Range<Whole> as Range<T>;
    const last = element(this, BigInt(length) - 1n) as number;
    // The step back from `start` could leave the safe integers, one unit cannot get further than ±2^53.
    return new Range<number>(last, start - Math.sign(step as number), -step) as Range<Whole> as Range<T>;
  }

  /** Calls the function for each element in order, with the element, its index (of the range's type) and the range. */
  forEach(callback: (value: T, index: T, range: Range<T>) => void, thisArg?: unknown): void {
    if (typeof callback !== "function")
      throw new TypeError(`range.forEach needs a function, not ${written(callback)}.`);
    if (typeof this.start === "bigint") {
      let index = 0n;
      for (const value of this) callback.call(thisArg, value, index++ as T, this);
    } else {
      let index = 0;
      for (const value of this) callback.call(thisArg, value, index++ as T, this);
    }
  }

  /**
   * Is the other value a range with the same elements in the same order?
   *
   * @example
   * range(0, 5, 2).equals(range(0, 6, 2))     // true
   * range(3).equals(range(3n))                // false
   * range(0).equals(range(7, 2))              // true
   */
  equals(other: unknown): boolean {
    if (!(typeof other === "object" && other !== null && #brand in other)) return false;
    const { start, step, length } = other as unknown as Range<Whole>;
    if (typeof start !== typeof this.start || length !== this.length) return false;
    if (length === 0 || length === 0n) return true;
    return start === this.start && (length === 1 || length === 1n || step === this.step);
  }

  /**
   * Plain data that `range.from` turns into an equal range again.
   *
   * @example
   * JSON.stringify(range(10n))                // '{"start":"0","stop":"10","step":"1"}'
   * range.from(JSON.parse(JSON.stringify(range(10n)))).length     // 10n
   */
  toJSON(): RangeJson {
    const { start, stop, step } = this;
    return typeof start === "bigint"
      ? { start: String(start), stop: String(stop), step: String(step) }
      : { start, stop: stop as number, step: step as number };
  }

  /**
   * The call that makes this range.
   *
   * @example
   * String(range(3))                          // "range(0, 3)"
   * String(range(9n, 0n, -3n))                // "range(9n, 0n, -3n)"
   */
  toString(): string {
    const { start, stop, step } = this;
    const parts = step === 1 || step === 1n ? [start, stop] : [start, stop, step];
    return `range(${parts.map(written).join(", ")})`;
  }

  get [Symbol.toStringTag](): string {
    return "Range";
  }
}

const iterate = Range.prototype[Symbol.iterator];
// eslint-disable-next-line @typescript-eslint/unbound-method -- compared, never called
const { forEach } = Range.prototype;

/** ⌈(stop − start) / step⌉, or 0: BigInt division truncates, so the ceiling is one more when a remainder is left. */
function countBigInts(start: bigint, stop: bigint, step: bigint): bigint {
  const span = stop - start;
  if (span === 0n || span < 0n !== step < 0n) return 0n;
  return span / step + (span % step === 0n ? 0n : 1n);
}

/** The same for numbers, exact: `span − span % step` is a multiple of step, so that the division does not round. */
function countNumbers(start: number, stop: number, step: number): number {
  const span = stop - start;
  if (span === 0 || span < 0 !== step < 0) return 0;
  if (!Number.isSafeInteger(span)) {
    throw new RangeError(
      `range: from ${start} to ${stop} is further than 2^53 - 1, where numbers skip integers. ` +
        `Use bigints: range(${start}n, ${stop}n${step === 1 ? "" : `, ${step}n`}).`,
    );
  }
  const rest = span % step;
  return (span - rest) / step + (rest === 0 ? 0 : 1);
}

function wholeIndex(method: string, index: unknown): bigint {
  if (typeof index === "bigint") return index;
  if (typeof index === "number" && Number.isInteger(index)) return BigInt(index);
  throw new TypeError(
    `range.${method}: the index must be a whole number or a bigint, not ${written(index)}.`,
  );
}

function clampIndex(method: string, index: unknown, length: bigint): bigint {
  if (index === Infinity) return length;
  if (index === -Infinity) return 0n;
  const k = wholeIndex(method, index);
  const position = k < 0n ? k + length : k;
  return position < 0n ? 0n : position > length ? length : position;
}

/** Element k, which must lie inside. */
function element<T extends Whole>(range: Range<T>, k: bigint): T {
  const { start, step }: Range<Whole> = range as Range<Whole>;
  if (typeof start === "bigint") return (start + k * (step as bigint)) as T;
  return (start + Number(k) * (step as number)) as T;
}

/**
 * The elements with from ≤ index < to, for 0 ≤ from ≤ to ≤ length. Past the last element stands `stop` itself: a whole
 * step more may leave the safe integers.
 */
function section<T extends Whole>(range: Range<T>, from: bigint, to: bigint, length: bigint): Range<T> {
  if (from === 0n && to === length) return range;
  const bound = (k: bigint): T => (k === length ? range.stop : element(range, k));
  const start = bound(from);
  return new Range(start, to === from ? start : bound(to), range.step);
}

/**
 * The range without its first `count` elements (0 ≤ count ≤ length): what is left to iterate after a jump.
 *
 * @example
 * [...tail(range(5n), 3n)]          // [3n, 4n]
 */
export function tail<T extends Whole>(range: Range<T>, count: Whole): Range<T> {
  const length = BigInt(range.length);
  return section(range, BigInt(count), length, length);
}

/**
 * The integers from `start` (0 if absent) up to but not including `stop`, by `step` (1 if absent): lazy, of any size,
 * all bigints or all safe-integer numbers. A loop `for (const i of range(n))` can be optimised.
 *
 * @throws TypeError when a part is no whole number, or when bigints and numbers are mixed.
 * @throws RangeError when the step is 0, or when a number or a distance is beyond ±(2^53 − 1).
 * @example
 * [...range(3n)]                    // [0n, 1n, 2n]
 * [...range(2, 8, 3)]               // [2, 5]
 * [...range(3, 0, -1)]              // [3, 2, 1]
 * range(10n ** 1000n).length        // 10n ** 1000n
 */
export function range(stop: bigint): Range<bigint>;
export function range(stop: number): Range<number>;
/* eslint-disable @typescript-eslint/unified-signatures -- one argument is the end, of two the first is the beginning */
export function range(start: bigint, stop: bigint, step?: bigint): Range<bigint>;
export function range(start: number, stop: number, step?: number): Range<number>;
/* eslint-enable @typescript-eslint/unified-signatures */
export function range(stop: Whole): Range<bigint> | Range<number>;
export function range(first: Whole, second?: Whole, step?: Whole): Range<bigint> | Range<number> {
  const [start, stop] = second === undefined ? [typeof first === "bigint" ? 0n : 0, first] : [first, second];
  const stride = step !== undefined ? step : typeof stop === "bigint" ? 1n : 1;
  // The constructor also takes ±2^53 as an end, for reversed ranges; written by hand it is a rounding accident.
  checkPart("stop", stop);
  return new Range<Whole>(start, stop, stride) as Range<bigint> | Range<number>;
}

/**
 * The range that `toJSON` described.
 *
 * @throws TypeError when the value is not such a description.
 */
function from(json: unknown): Range<bigint> | Range<number> {
  if (typeof json !== "object" || json === null) {
    throw new TypeError(`range.from needs what toJSON gave, { start, stop, step }, not ${written(json)}.`);
  }
  const { start, stop, step } = json as Partial<Record<keyof RangeJson, unknown>>;
  return new Range<Whole>(part("start", start), part("stop", stop), part("step", step)) as
    Range<bigint> | Range<number>;
}

function part(name: string, value: unknown): Whole {
  if (typeof value === "number") return value;
  if (typeof value === "string" && /^-?\d+$/.test(value)) return BigInt(value);
  throw new TypeError(
    `range.from: ${name} must be a number, or a bigint as a string of digits, not ${written(value)}.`,
  );
}

range.from = from;
