/**
 * What operations on bigints cost, in nanoseconds, fitted to V8 11.3 on one x86-64 core; only the ratios matter, and only for
 * choosing between kernels and the plain loop.
 *
 *     limbs            1     8    34    193    1500    4096   16384   65536
 *     product ns      38   224  2250  38000  690000   2.3e6  12.5e6    67e6
 *     small·big ns    38    51    93    342    2500    6700    1.1e5   3.8e5
 */
import type { Transition } from "../transition/transition.ts";

/** Allocating and combining values of a limb or two. */
export const SMALL_OPERATION_NS = 40;

/** What any run of a kernel costs beside its arithmetic: closures, arrays, the answer. */
export const SETUP_NS = 300;

/** A product of numbers with so many bits, the smaller one deciding the method (schoolbook, Karatsuba, Toom, FFT). */
export function productCost(bits: number, otherBits = bits): number {
  const large = Math.max(1, Math.max(bits, otherBits) / 64);
  const small = Math.max(1, Math.min(bits, otherBits) / 64);
  if (large === Infinity) return Infinity;
  return (large / small) * squareOfLimbs(small);
}

function squareOfLimbs(limbs: number): number {
  if (limbs <= 34) return 35 + 2 * limbs * limbs;
  if (limbs <= 1500) return 13 * limbs ** 1.5;
  return 460 * limbs * (1 + 0.22 * Math.log2(limbs / 1500));
}

/** A sum, a shift or a product by a small number; above 8192 limbs the allocation is what costs. */
export function linearCost(bits: number): number {
  const limbs = bits / 64;
  return SMALL_OPERATION_NS + (limbs > 8192 ? 6 : 1.5) * limbs;
}

/**
 * A doubling chain of so many levels whose last operands have `bits` bits and whose earlier ones each half as many, with so
 * many products and linear operations a level.
 */
export function doublingCost(levels: number, bits: number, products: number, linear: number): number {
  let cost = 0;
  let size = bits;
  for (let level = 0; level < levels; level++) {
    if (!(size >= 32)) return cost + (levels - level) * (products + linear) * SMALL_OPERATION_NS;
    cost += products * productCost(size) + linear * linearCost(size);
    size /= 2;
  }
  return cost;
}

/** C(n, 1), …, C(n, degree) for an n of so many bits: a product and a small quotient each. */
export function binomialsCost(degree: number, bits: number): number {
  let cost = 0;
  for (let j = 1; j <= degree; j++) cost += 2 * SMALL_OPERATION_NS + productCost(j * bits, bits);
  return cost;
}

/** The number of nonzero coefficients. */
export function entryCount<C>(transition: Transition<C>): number {
  return transition.rows.reduce((sum, row) => sum + row.length, 0);
}

/** growth bits a turn for so many turns; no growth stays no growth for any number of turns. */
export function grownBits(growth: number, turns: bigint): number {
  return growth <= 0 ? 0 : growth * Number(turns);
}
