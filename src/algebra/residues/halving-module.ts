/**
 * The steps of `halving.ts` in WebAssembly, on 64-bit integers: either modulo an m < 2^31, or modulo 2^64 by wrapping around.
 *
 * Sums of products of residues: four products below 2^62 and a rest below 2^32 fit in 64 bits, and what is above 2^32 then goes
 * to a second sum. x < 2^63 is reduced by a quotient in doubles. What is reduced here is below 2^32·m, or a sum of a few hundred
 * products, so that the quotient errs by one at most, and m is added or subtracted where it did.
 *
 * A level lies in memory as the coefficients of even(z), of odd(z), and of -odd(z), eight bytes each: E² - z·O² is then a single
 * sum of products, reduced once before its mixed products are doubled and once after.
 */
import { assemble, f64, F64, get, i32, I32, i64, I64, larger, loop, set, smaller, when } from "./assembly.ts";
import type { Code, WasmFunction } from "./assembly.ts";

export interface HalvingExports {
  readonly memory: { readonly buffer: ArrayBuffer; grow(pages: number): number };
  /** `count` more levels behind the one at `level`. */
  readonly extend: (modulus: number, level: number, count: number, evens: number, odds: number) => void;
  /** Pulls the functional at `front`, of length 1, back through `count` levels; both buffers are zero behind. Its address then. */
  readonly pullBack: (
    modulus: number,
    level: number,
    count: number,
    evens: number,
    odds: number,
    digits: number,
    front: number,
    back: number,
  ) => number;
  /** result[j] = Σ_i f[i]·reversed[i - j] */
  readonly weights: (modulus: number, f: number, reversed: number, order: number, result: number) => void;
}

const bytes = (count: Code): Code => i32.shl(count, i32.const(3));
const increase = (local: number, by: number): Code => set(local, i32.add(get(local), i32.const(by)));
const isOdd = (value: Code): Code => i32.and(value, i32.const(1));
const half = (value: Code): Code => i32.shr(value, i32.const(1));

/** Code for sums of products, over locals of the function that it stands in; the modulus is the function's first parameter. */
function sums(isWrapping: boolean, first: number) {
  const m = 0;
  const [a, b, count, sum, upper, wide, inverse] = [0, 1, 2, 3, 4, 5, 6].map((i) => first + i) as [
    number,
    number,
    number,
    number,
    number,
    number,
    number,
  ];
  const low = i64.and(get(sum), i64.shrUnsigned(i64.const(-1), i64.const(32)));
  const high = i64.add(get(upper), i64.shrUnsigned(get(sum), i64.const(32)));
  const addWhereNegative = (x: number): Code =>
    set(x, i64.add(get(x), i64.and(i64.shrSigned(get(x), i64.const(63)), get(wide))));
  /** Local x becomes its residue. */
  const reduce = (x: number): Code => {
    const quotient = i64.fromDouble(f64.mul(f64.fromInteger(get(x)), get(inverse)));
    return isWrapping
      ? []
      : [
          ...set(x, i64.sub(get(x), i64.mul(quotient, get(wide)))),
          ...addWhereNegative(x),
          ...set(x, i64.sub(get(x), get(wide))),
          ...addWhereNegative(x),
        ];
  };
  return {
    a,
    b,
    count,
    sum,
    reduce,
    modulus: get(wide),
    locals: [I32, I32, I32, I64, I64, I64, F64] as const,
    begin: [
      ...set(wide, i64.extend(get(m))),
      ...set(inverse, f64.div(f64.fromInteger(i64.const(1)), f64.fromInteger(get(wide)))),
    ],
    clear: [...set(sum, i64.const(0)), ...set(upper, i64.const(0))],
    /** sum += Σ a[t]·b[±t], t < count; the three locals are used up. */
    accumulate(direction: 1 | -1): Code {
      const product = (t: number): Code => {
        const other = i64.load(get(b), direction === 1 ? 8 * t : 24 - 8 * t);
        return set(sum, i64.add(get(sum), i64.mul(i64.load(get(a), 8 * t), other)));
      };
      const single = i64.mul(i64.load(get(a)), i64.load(get(b)));
      return [
        ...(direction === 1 ? [] : increase(b, -24)),
        ...loop(
          i32.gt(get(count), i32.const(3)),
          product(0),
          product(1),
          product(2),
          product(3),
          isWrapping ? [] : [...set(upper, high), ...set(sum, low)],
          increase(a, 32),
          increase(b, 32 * direction),
          increase(count, -4),
        ),
        ...(direction === 1 ? [] : increase(b, 24)),
        ...loop(
          i32.gt(get(count), i32.const(0)),
          set(sum, i64.add(get(sum), single)),
          increase(a, 8),
          increase(b, 8 * direction),
          increase(count, -1),
        ),
        ...(isWrapping ? [] : [...set(upper, high), ...set(sum, low)]),
      ];
    },
    /** sum becomes the residue of the whole sum; short sums and small moduli need one reduction only. */
    finish: isWrapping
      ? []
      : [
          ...when(i64.lt(i64.const(0x7fff_ffff), get(upper)), reduce(upper)),
          ...set(sum, i64.or(i64.shl(get(upper), i64.const(32)), get(sum))),
          ...reduce(sum),
        ],
  };
}

function extend(isWrapping: boolean): WasmFunction {
  const [level, count, evens, odds, next, place, value] = [1, 2, 3, 4, 5, 6, 7];
  const use = sums(isWrapping, 8);
  const odd = i32.add(get(level), bytes(get(evens)));
  const negated = i32.add(odd, bytes(get(odds)));
  const last = i32.sub(get(place), i32.const(1));

  /** The pairs i < j of a and b with i + j = place, in places that exist. */
  const pairs = (a: Code, b: Code, size: Code, at: Code): Code => [
    ...set(use.count, larger(i32.sub(i32.add(at, i32.const(1)), size), i32.const(0))),
    ...set(use.a, i32.add(a, bytes(get(use.count)))),
    ...set(use.b, i32.add(b, bytes(i32.sub(at, get(use.count))))),
    ...set(use.count, i32.sub(half(i32.add(at, i32.const(1))), get(use.count))),
    ...use.accumulate(-1),
  ];
  const middle = (a: Code, b: Code, size: Code, at: Code): Code => {
    const load = (of: Code): Code => i64.load(i32.add(of, bytes(half(at))));
    return when(
      i32.and(i32.eqz(isOdd(at)), i32.lt(half(at), size)),
      set(use.sum, i64.add(get(use.sum), i64.mul(load(a), load(b)))),
    );
  };
  const store = (base: Code, x: Code): Code => i64.store(i32.add(base, bytes(half(get(place)))), x);
  const size = bytes(i32.add(get(evens), i32.shl(get(odds), i32.const(1))));
  return {
    name: "extend",
    parameters: [I32, I32, I32, I32, I32],
    locals: [I32, I32, I64, ...use.locals],
    body: [
      use.begin,
      loop(
        i32.gt(get(count), i32.const(0)),
        set(next, i32.add(get(level), size)),
        set(place, i32.const(0)),
        loop(
          i32.lt(get(place), i32.add(get(evens), get(odds))),
          use.clear,
          pairs(get(level), get(level), get(evens), get(place)),
          pairs(odd, negated, get(odds), last),
          use.finish,
          set(use.sum, i64.shl(get(use.sum), i64.const(1))),
          middle(get(level), get(level), get(evens), get(place)),
          middle(odd, negated, get(odds), last),
          use.reduce(use.sum),
          set(value, i64.sub(isWrapping ? i64.const(0) : use.modulus, get(use.sum))),
          isWrapping ? [] : when(i64.eqz(get(use.sum)), set(value, i64.const(0))),
          when(i32.eqz(isOdd(get(place))), store(get(next), get(use.sum))),
          when(
            isOdd(get(place)),
            store(i32.add(get(next), bytes(get(evens))), get(value)),
            store(i32.add(get(next), bytes(i32.add(get(evens), get(odds)))), get(use.sum)),
          ),
          increase(place, 1),
        ),
        set(level, get(next)),
        increase(count, -1),
      ),
    ],
  };
}

function pullBack(isWrapping: boolean): WasmFunction {
  const [levels, count, evens, odds, digits, front, back] = [1, 2, 3, 4, 5, 6, 7];
  const [level, parity, length, grown, place, from] = [8, 9, 10, 11, 12, 13];
  const use = sums(isWrapping, 14);
  const order = i32.sub(i32.add(get(evens), get(odds)), i32.const(1));
  const size = bytes(i32.add(get(evens), i32.shl(get(odds), i32.const(1))));
  const word = i32.load(i32.add(get(digits), i32.shl(i32.shr(get(count), i32.const(5)), i32.const(2))));
  return {
    name: "pullBack",
    parameters: [I32, I32, I32, I32, I32, I32, I32, I32],
    result: I32,
    locals: [I32, I32, I32, I32, I32, I32, ...use.locals],
    body: [
      use.begin,
      set(length, i32.const(1)),
      loop(
        i32.gt(get(count), i32.const(0)),
        increase(count, -1),
        set(level, i32.add(get(levels), i32.mul(get(count), size))),
        set(parity, isOdd(i32.shr(word, i32.and(get(count), i32.const(31))))),
        set(grown, i32.sub(i32.add(i32.shl(get(length), i32.const(1)), get(parity)), i32.const(1))),
        set(grown, smaller(get(grown), order)),
        set(place, i32.const(0)),
        loop(
          i32.lt(get(place), get(grown)),
          use.clear,
          set(from, half(get(place))),
          set(use.a, get(level)),
          set(use.count, get(evens)),
          when(
            isOdd(i32.add(get(place), get(parity))),
            set(from, i32.sub(i32.add(get(from), i32.const(1)), get(parity))),
            set(use.a, i32.add(get(level), bytes(get(evens)))),
            set(use.count, get(odds)),
          ),
          set(use.count, smaller(get(use.count), i32.sub(get(length), get(from)))),
          set(use.b, i32.add(get(front), bytes(get(from)))),
          use.accumulate(1),
          use.finish,
          i64.store(i32.add(get(back), bytes(get(place))), get(use.sum)),
          increase(place, 1),
        ),
        set(length, get(grown)),
        set(from, get(front)),
        set(front, get(back)),
        set(back, get(from)),
      ),
      get(front),
    ],
  };
}

function weights(isWrapping: boolean): WasmFunction {
  const [f, reversed, order, result] = [1, 2, 3, 4];
  const use = sums(isWrapping, 5);
  return {
    name: "weights",
    parameters: [I32, I32, I32, I32, I32],
    locals: use.locals,
    body: [
      use.begin,
      loop(
        i32.gt(get(order), i32.const(0)),
        use.clear,
        set(use.a, get(f)),
        set(use.b, get(reversed)),
        set(use.count, get(order)),
        use.accumulate(1),
        use.finish,
        i64.store(get(result), get(use.sum)),
        increase(f, 8),
        increase(result, 8),
        increase(order, -1),
      ),
    ],
  };
}

/** The bytes of the module. @param isWrapping modulo 2^64; the modulus handed to the functions is then not used. */
export function halvingModule(isWrapping: boolean): Uint8Array {
  return assemble([extend(isWrapping), pullBack(isWrapping), weights(isWrapping)]);
}
