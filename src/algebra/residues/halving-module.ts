/**
 * The steps of `halving.ts` in WebAssembly, on one of three kinds of residues (`machine-sums.ts`), eight bytes each.
 *
 * A level lies in memory as the coefficients of even(z), of odd(z), and of -odd(z): E² - z·O² is then a single sum of products,
 * reduced once.
 */
import { assemble, choose, get, i32, I32, i64, larger, loop, set, smaller, when } from "./assembly.ts";
import type { Code, WasmFunction } from "./assembly.ts";
import { limbSums } from "./limb-sums.ts";
import { increase, shortSums, wrappingSums, type MachineSums } from "./machine-sums.ts";
import { turn } from "./turn-module.ts";

export interface HalvingExports {
  readonly memory: { readonly buffer: ArrayBuffer; grow(pages: number): number };
  /** `count` canonical residues become what products read. */
  readonly encode: (address: number, count: number) => void;
  /** The first level, from the canonical coefficients of D_0. */
  readonly first: (coefficients: number, level: number, evens: number, odds: number) => void;
  /** `count` more levels behind the one at `level`. */
  readonly extend: (level: number, count: number, evens: number, odds: number) => void;
  /** Pulls the functional at `front`, of length 1, back through `count` levels; both buffers are zero behind. Its address then. */
  readonly pullBack: (
    level: number,
    count: number,
    evens: number,
    odds: number,
    digits: number,
    front: number,
    back: number,
  ) => number;
  /** result[j] = Σ_i f[i]·reversed[i - j], i < length, for j < count; canonical. */
  readonly weights: (f: number, reversed: number, length: number, count: number, result: number) => void;
  /** See `turn-module.ts`; of the limbs only. */
  readonly turn: (program: number, rows: number, state: number, next: number) => void;
}

/** The residues of a module. */
export type Kind = "wrapping" | "short" | "limbs";
const sumsOf = { wrapping: wrappingSums, short: shortSums, limbs: limbSums };

type CreateSums = (first: number) => MachineSums;

const bytes = (count: Code): Code => i32.shl(count, i32.const(3));
const isOdd = (value: Code): Code => i32.and(value, i32.const(1));
const half = (value: Code): Code => i32.shr(value, i32.const(1));

/** The coefficient in `sum` of D at z^place goes to its level, the negated one too where place is odd. */
function storeCoefficient(use: MachineSums, level: Code, evens: Code, odds: Code, place: Code): Code {
  const at = (base: Code): Code => i32.add(base, bytes(half(place)));
  return choose(
    isOdd(place),
    [
      use.store(at(i32.add(level, bytes(evens))), use.negated),
      use.store(at(i32.add(level, bytes(i32.add(evens, odds)))), get(use.sum)),
    ],
    [use.store(at(level), get(use.sum))],
  );
}

function encode(create: CreateSums): WasmFunction {
  const [address, count] = [0, 1];
  const use = create(2);
  return {
    name: "encode",
    parameters: [I32, I32],
    locals: use.locals,
    body: [
      loop(
        i32.gt(get(count), i32.const(0)),
        set(use.sum, i64.load(get(address))),
        use.store(get(address), get(use.sum)),
        increase(address, 8),
        increase(count, -1),
      ),
    ],
  };
}

function first(create: CreateSums): WasmFunction {
  const [coefficients, level, evens, odds, place] = [0, 1, 2, 3, 4];
  const use = create(5);
  return {
    name: "first",
    parameters: [I32, I32, I32, I32],
    locals: [I32, ...use.locals],
    body: [
      use.begin,
      loop(
        i32.lt(get(place), i32.add(get(evens), get(odds))),
        set(use.sum, i64.load(i32.add(get(coefficients), bytes(get(place))))),
        storeCoefficient(use, get(level), get(evens), get(odds), get(place)),
        increase(place, 1),
      ),
    ],
  };
}

function extend(create: CreateSums): WasmFunction {
  const [level, count, evens, odds, next, place] = [0, 1, 2, 3, 4, 5];
  const use = create(6);
  const odd = i32.add(get(level), bytes(get(evens)));
  const negated = i32.add(odd, bytes(get(odds)));
  const last = i32.sub(get(place), i32.const(1));

  /** The pairs i < j of a and b with i + j = place, in places that exist. */
  const pairs = (a: Code, b: Code, size: Code, at: Code): Code => [
    set(use.count, larger(i32.sub(i32.add(at, i32.const(1)), size), i32.const(0))),
    set(use.a, i32.add(a, bytes(get(use.count)))),
    set(use.b, i32.add(b, bytes(i32.sub(at, get(use.count))))),
    set(use.count, i32.sub(half(i32.add(at, i32.const(1))), get(use.count))),
    use.accumulate(-1),
  ];
  const middle = (a: Code, b: Code, size: Code, at: Code): Code => {
    const place = (of: Code): Code => i32.add(of, bytes(half(at)));
    return when(i32.and(i32.eqz(isOdd(at)), i32.lt(half(at), size)), use.add(place(a), place(b)));
  };
  const size = bytes(i32.add(get(evens), i32.shl(get(odds), i32.const(1))));
  return {
    name: "extend",
    parameters: [I32, I32, I32, I32],
    locals: [I32, I32, ...use.locals],
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
          use.double,
          middle(get(level), get(level), get(evens), get(place)),
          middle(odd, negated, get(odds), last),
          use.finish,
          storeCoefficient(use, get(next), get(evens), get(odds), get(place)),
          increase(place, 1),
        ),
        set(level, get(next)),
        increase(count, -1),
      ),
    ],
  };
}

function pullBack(create: CreateSums): WasmFunction {
  const [levels, count, evens, odds, digits, front, back] = [0, 1, 2, 3, 4, 5, 6];
  const [level, parity, length, grown, place, from] = [7, 8, 9, 10, 11, 12];
  const use = create(13);
  const order = i32.sub(i32.add(get(evens), get(odds)), i32.const(1));
  const size = bytes(i32.add(get(evens), i32.shl(get(odds), i32.const(1))));
  const word = i32.load(i32.add(get(digits), i32.shl(i32.shr(get(count), i32.const(5)), i32.const(2))));
  return {
    name: "pullBack",
    parameters: [I32, I32, I32, I32, I32, I32, I32],
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
          use.store(i32.add(get(back), bytes(get(place))), get(use.sum)),
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

function weights(create: CreateSums): WasmFunction {
  const [f, reversed, length, count, result] = [0, 1, 2, 3, 4];
  const use = create(5);
  return {
    name: "weights",
    parameters: [I32, I32, I32, I32, I32],
    locals: use.locals,
    body: [
      use.begin,
      loop(
        i32.gt(get(count), i32.const(0)),
        use.clear,
        set(use.a, get(f)),
        set(use.b, get(reversed)),
        set(use.count, get(length)),
        use.accumulate(1),
        use.finish,
        i64.store(get(result), get(use.sum)),
        increase(f, 8),
        increase(result, 8),
        increase(length, -1),
        increase(count, -1),
      ),
    ],
  };
}

/** The bytes of the module. */
export function halvingModule(kind: Kind): Uint8Array {
  const create = sumsOf[kind];
  const functions = [encode, first, extend, pullBack, weights].map((write) => write(create));
  return assemble(kind === "limbs" ? [...functions, turn(create)] : functions);
}
