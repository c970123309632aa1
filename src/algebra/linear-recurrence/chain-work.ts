/**
 * How much the chains multiply, predicted: in units of one product of two numbers half as long as the result.
 *
 * Each step back from the last halves the sizes, so a few of them decide. What a chain multiplies there has sizes that
 * follow from the roots of P: after six steps of Graeffe's iteration, coefficient i of D(x) = x^d P(1/x) has grown like the
 * product of the i largest roots' 64th powers.
 */
import { bitLength } from "../bit-length.ts";
import { graeffe } from "./halving-chain.ts";
import { hasLucasChain } from "./lucas-chain.ts";

/** Doublings that the prediction looks at; the last is half of the work, the fifth a few percent. */
const LEVELS = 6;
/** Between Toom-Cook and FFT products, doubling the size multiplies the cost by 2^1.2. */
export const EXPONENT = 1.2;

/** The halving chain multiplies where the Lucas chain squares, which is 6-17 % cheaper for large numbers. */
const PRODUCT_TO_SQUARE = 1.15;

export interface Work {
  /** Infinity where the chain does not apply. */
  readonly lucas: number;
  readonly halving: number;
  readonly residue: number;
  /** How many values of the length of the result are held at once, for so many sequences. */
  readonly values: Readonly<Record<"lucas" | "halving" | "residue", (sequences: number) => number>>;
}

/** @param characteristic monic, lowest degree first, of degree 2 at least. */
export function chainWork(characteristic: readonly bigint[]): Work {
  const order = characteristic.length - 1;
  let d: readonly bigint[] = characteristic.toReversed();
  for (let level = 0; level < LEVELS; level++) d = graeffe(d, order);
  const bits = d.map(bitLength);
  const dominant = Math.max(1, ...bits.map((size, i) => size / Math.max(1, i)));
  const sizes = bits.map((length) => length / dominant);
  return {
    // the square of q^k beside those of V_k and V_(k+1); the norm in the last product is rarely wanted
    lucas: hasLucasChain(characteristic)
      ? summed((level) => (level === 0 ? 1 : 2 + sizes[2]! ** EXPONENT))
      : Infinity,
    // the leading bit of the index is 1, the others are either
    halving:
      PRODUCT_TO_SQUARE *
      summed((level) =>
        level === 0
          ? halvingProducts(sizes, 0, 1)
          : (halvingProducts(sizes, level, 0) + halvingProducts(sizes, level, 1)) / 2,
      ),
    residue: summed((level) => (level === 0 ? order : (order * (order + 1)) / 2)),
    values: {
      // V_m and V_(m+1), both parts of the middle, the product, and q^n beside its root and the product by it
      lucas: (sequences) => 4 + sequences + 3 * Math.min(1, sizes[2] ?? 0),
      halving: (sequences) => halvingValues(sizes, sequences),
      // the doubled residue over the one before; then the sums of the last step
      residue: (sequences) => 1.25 * order + 4 + sequences,
    },
  };
}

/**
 * With an index of r left, coefficient i of D has `sizes[i]` / r times the length of the result, and those beyond r are gone.
 * D, its alternating copy and the next D are there, and all numerators, old and new.
 */
function halvingValues(sizes: readonly number[], sequences: number): number {
  let most = 0;
  for (let rest = 1; rest <= 2 * sizes.length; rest++) {
    const lengths = sizes.slice(0, rest + 1).map((size) => size / rest);
    const sum = lengths.reduce((total, length) => total + length, 0);
    most = Math.max(most, (3 + 2 * sequences) * sum + 2 * Math.max(...lengths));
  }
  return SLACK * most + 2 + sequences;
}

/** The sizes are known from the first six steps of the iteration only. */
const SLACK = 1.25;

/** That of a power: one squaring a level. */
export const powerWork = /* @__PURE__ */ summed(() => 1);

function summed(products: (level: number) => number): number {
  let sum = 0;
  for (let level = 0; level < LEVELS; level++) sum += products(level) * 2 ** (-EXPONENT * level);
  return sum;
}

/** The products of a step of the halving chain, so many levels from the end, at an index of the given parity. */
function halvingProducts(sizes: readonly number[], level: number, parity: 0 | 1): number {
  const order = sizes.length - 1;
  const needed = Math.min(order, Math.floor(1.5 * 2 ** level) >> 1); // of a typical index that far from the end
  const product = (a: number, b: number): number => Math.max(a, b) * Math.min(a, b) ** (EXPONENT - 1);
  const numeratorSize = (i: number): number => (sizes[i]! + sizes[i + 1]!) / 2;
  let cost = 0;
  for (let place = 0; place <= Math.min(needed, order - 1); place++) {
    const degree = 2 * place + parity;
    for (let k = 1; k <= Math.min(order, degree); k++) {
      if (degree - k < order) cost += product(numeratorSize(degree - k), sizes[k]!);
    }
  }
  for (let place = 1; place <= needed; place++) {
    for (let i = Math.max(1, 2 * place - order); i <= place; i++)
      cost += product(sizes[i]!, sizes[2 * place - i]!);
  }
  return cost;
}
