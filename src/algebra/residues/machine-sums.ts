/**
 * Code for sums of products of residues in WebAssembly, over locals of the function that it stands in. Three kinds: modulo 2^64,
 * where sums wrap around; modulo an m < 2^31, in 64 bits; and modulo an m < 2^62, in limbs (`limb-sums.ts`).
 */
import { f64, F64, get, i32, I32, i64, I64, loop, set, when, type Code, type ValueType } from "./assembly.ts";

/** Where the modulus lies in the memory. */
export const MODULUS_AT = 4096;

/** A sum then has at most 2^15 products, mixed ones counted twice: what the bounds here and in `limb-sums.ts` suppose. */
export const LARGEST_ORDER = 2 ** 14;

export interface MachineSums {
  /** Locals: two addresses, and how many products. `accumulate` uses them up. */
  readonly a: number;
  readonly b: number;
  readonly count: number;
  /** The local of the residue, once the sum is finished; canonical. */
  readonly sum: number;
  readonly locals: readonly ValueType[];
  /** What has to come first in the function. */
  readonly begin: Code;
  readonly clear: Code;
  /** sum += Σ a[t]·b[±t], t < count */
  accumulate(direction: 1 | -1): Code;
  /** sum += one product of what lies at two addresses. */
  add(a: Code, b: Code): Code;
  readonly double: Code;
  readonly finish: Code;
  readonly negated: Code;
  /** A canonical residue, as it is read by products. */
  store(address: Code, value: Code): Code;
}

export const increase = (local: number, by: number): Code => set(local, i32.add(get(local), i32.const(by)));

/** `step` is the number of products in a turn of the loop; `fold` makes room for so many more. */
export function products(
  { a, b, count }: Pick<MachineSums, "a" | "b" | "count">,
  direction: 1 | -1,
  product: (offsetA: number, offsetB: number) => Code,
  fold: Code,
): Code {
  const place = (t: number): Code => product(8 * t, direction === 1 ? 8 * t : 24 - 8 * t);
  return [
    ...(direction === 1 ? [] : increase(b, -24)),
    loop(
      i32.gt(get(count), i32.const(3)),
      ...[0, 1, 2, 3].map(place),
      fold,
      increase(a, 32),
      increase(b, 32 * direction),
      increase(count, -4),
    ),
    ...(direction === 1 ? [] : increase(b, 24)),
    loop(
      i32.gt(get(count), i32.const(0)),
      product(0, 0),
      increase(a, 8),
      increase(b, 8 * direction),
      increase(count, -1),
    ),
    fold,
  ];
}

/** x becomes x + m where it is negative. */
export const addWhereNegative = (x: number, m: number): Code =>
  set(x, i64.add(get(x), i64.and(i64.shrSigned(get(x), i64.const(63)), get(m))));

/** m - x, or 0 for 0. */
export const negative = (x: number, m: number): Code =>
  // -x + m, unless -x is 0
  i64.add(
    i64.sub(i64.const(0), get(x)),
    i64.and(i64.shrSigned(i64.sub(i64.const(0), get(x)), i64.const(63)), get(m)),
  );

export function wrappingSums(first: number): MachineSums {
  const [a, b, count, sum] = [first, first + 1, first + 2, first + 3];
  const add = (x: Code, y: Code): Code => set(sum, i64.add(get(sum), i64.mul(x, y)));
  return {
    ...{ a, b, count, sum },
    locals: [I32, I32, I32, I64],
    begin: [],
    clear: set(sum, i64.const(0)),
    accumulate: (direction) =>
      products({ a, b, count }, direction, (i, j) => add(i64.load(get(a), i), i64.load(get(b), j)), []),
    add: (x, y) => add(i64.load(x), i64.load(y)),
    double: set(sum, i64.shl(get(sum), i64.const(1))),
    finish: [],
    negated: i64.sub(i64.const(0), get(sum)),
    store: i64.store,
  };
}

/** The low bits of 1.5 · 2^52 + x are x, rounded. */
export const ROUND_BITS = i64.shl(i64.const(0x4338), i64.const(48));
/** A double's nearest integer. @param bits a local with ROUND_BITS. @param round one with the double that it is. */
export const rounded = (x: Code, round: number, bits: number): Code =>
  i64.sub(i64.fromBits(f64.add(x, get(round))), get(bits));

/**
 * Modulo m < 2^31: four products below 2^62 and a rest below 2^33 fit in 64 bits, and what is above 2^32 then goes to a second
 * sum. x < 2^63 is reduced by a quotient in doubles, rounded. What is reduced here is below 2^32·m, or a sum of at most 2^15
 * products below m², so that the quotient is below 2^46 and what is left is balanced; m is added where it is negative.
 */
export function shortSums(first: number): MachineSums {
  const [a, b, count, sum] = [first, first + 1, first + 2, first + 3];
  const [upper, m, bits, inverse, round] = [first + 4, first + 5, first + 6, first + 7, first + 8];
  const add = (x: Code, y: Code): Code => set(sum, i64.add(get(sum), i64.mul(x, y)));
  const fold = [
    set(upper, i64.add(get(upper), i64.shrUnsigned(get(sum), i64.const(32)))),
    set(sum, i64.and(get(sum), i64.shrUnsigned(i64.const(-1), i64.const(32)))),
  ];
  /** Local x becomes its residue. */
  const reduce = (x: number): Code => {
    const quotient = rounded(f64.mul(f64.fromInteger(get(x)), get(inverse)), round, bits);
    return [set(x, i64.sub(get(x), i64.mul(quotient, get(m)))), addWhereNegative(x, m)];
  };
  return {
    ...{ a, b, count, sum },
    locals: [I32, I32, I32, I64, I64, I64, I64, F64, F64],
    begin: [
      set(m, i64.load(i32.const(MODULUS_AT))),
      set(bits, ROUND_BITS),
      set(round, f64.fromBits(get(bits))),
      set(inverse, f64.div(f64.fromInteger(i64.const(1)), f64.fromInteger(get(m)))),
    ],
    clear: [set(sum, i64.const(0)), set(upper, i64.const(0))],
    accumulate: (direction) =>
      products({ a, b, count }, direction, (i, j) => add(i64.load(get(a), i), i64.load(get(b), j)), fold),
    add: (x, y) => [add(i64.load(x), i64.load(y)), fold],
    double: [sum, upper].flatMap((x) => set(x, i64.shl(get(x), i64.const(1)))),
    // short sums and small moduli need one reduction only
    finish: [
      when(i64.lt(i64.const(0x7fff_ffff), get(upper)), reduce(upper)),
      set(sum, i64.add(i64.shl(get(upper), i64.const(32)), get(sum))),
      reduce(sum),
    ],
    negated: negative(sum, m),
    store: i64.store,
  };
}
