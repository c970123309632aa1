/**
 * Predicted nanoseconds of products modulo m, and how far they reach.
 *
 * The last doubling is about half of the work; with N points, every entry of the matrix that is no constant is multiplied by
 * polynomials of 2N and 3N coefficients and takes some products modulo m for each point. Measured, in ms:
 *
 *     n                                10^4    10^5    10^6    10^9    10^10
 *     n! modulo 10^9 + 7               0.30     1.2     3.8                     the loop: 27 to 40 ns a turn
 *     n! modulo 2^61 - 1               0.50     2.3     8.6     590     2100    the loop: 83 to 92 ns a turn
 *     derangements modulo 2^61 - 1     1.3      7.6     26      1500            the loop: 93 ns a turn
 */
import { linearCost, productCost } from "../../cost.ts";
import { slotDigits } from "../../../algebra/shifts/middle-product.ts";
import { bitLength } from "../../../algebra/bit-length.ts";
import { entryCount } from "../../cost.ts";
import type { PolynomialSystem } from "../polynomial-system.ts";
import { FIRST, LAST_FACTOR } from "./values-doubling.ts";

/** Packing or unpacking a residue: digits, text, and what the collection of both costs later. */
const SLOT_NS = 130;

/** Bits of the longest product of packed polynomials, a quarter of what V8 allows. */
const LONGEST_PRODUCT = 2 ** 28;

/** Products modulo m for each point: its inverse, window, weight. */
const POINT_PRODUCTS = 10;

/** Tables, and turns that are left over. */
const DOUBLING_NS = 400_000;

/** A turn beside its products. */
const TURN_NS = 60;

function residueProductCost(modulus: bigint): number {
  const bits = bitLength(modulus);
  return (bits <= 31 ? 15 : 60) + productCost(bits);
}

/** The degree of the coefficients, at least 1. */
function degreeOf({ rows }: PolynomialSystem): number {
  return rows
    .flat()
    .reduce((most, [, c]) => (typeof c === "bigint" ? most : Math.max(most, c.length - 1)), 1);
}

/** Points at which blocks of √(turns / degree) turns are known. */
export function pointsFor(system: PolynomialSystem, turns: number): number {
  return Math.ceil(Math.sqrt(turns * degreeOf(system))) + 1;
}

export function turnByTurnCost(system: PolynomialSystem, modulus: bigint, turns: number): number {
  return turns * (TURN_NS + entryCount(system) * (1 + degreeOf(system)) * residueProductCost(modulus));
}

/** The power of a matrix that is the same in every turn. */
export function squaringCost({ rows }: PolynomialSystem, modulus: bigint, turns: bigint): number {
  return (rows.length ** 3 + rows.length ** 2) * bitLength(turns) * residueProductCost(modulus);
}

/** Of at most m turns; Infinity where the packed polynomials would be too long. */
export function doublingCost(system: PolynomialSystem, modulus: bigint, turns: number): number {
  if (turns === Infinity) return Infinity;
  const points = pointsFor(system, turns);
  const dimension = system.rows.length;
  const length = turns / points / LAST_FACTOR;
  if (length < FIRST) return turnByTurnCost(system, modulus, turns);
  const bits = 4 * slotDigits(modulus, points);
  if (2 * points * bits > LONGEST_PRODUCT) return Infinity;
  const product = residueProductCost(modulus);
  const entries = dimension === 1 ? 1 : (dimension * (dimension + 1)) / 2;
  const half = (bits * points) / 2;
  const shifts = entries * (productCost(half, 2 * half) + productCost(half, 3 * half) + linearCost(half) * 8);
  const perPoint =
    POINT_PRODUCTS * product + entries * (8 * SLOT_NS + 3 * product) + dimension ** 3 * product;
  const entryTurns = entryCount(system) * (degreeOf(system) + dimension) * product;
  const first = 2 * FIRST * FIRST * degreeOf(system) * (TURN_NS + entryTurns);
  return DOUBLING_NS + 2 * (shifts + points * perPoint) + first;
}

export function primePowerCost(
  system: PolynomialSystem,
  block: bigint,
  exponent: number,
  modulus: bigint,
  turns: bigint,
): number {
  const dimension = system.rows.length;
  const product = residueProductCost(modulus);
  const entries = entryCount(system);
  const degree = degreeOf(system);
  const count = Number(block < turns ? block : turns);
  const perTurn = entries * (dimension * exponent * (degree + 1) * 50 + (degree + 1) ** 2 * 60 + 4 * product);
  if (block > turns) return count * perTurn;
  const doublings = 2 * bitLength(turns / block);
  const perDoubling = dimension ** 2 * exponent ** 2 * ((dimension / 2) * 50 + product / 2);
  return 2 * count * perTurn + doublings * perDoubling;
}
