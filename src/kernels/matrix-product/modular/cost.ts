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
import { held, together, type Peak } from "../../../algebra/peak.ts";
import { isWithinMemory } from "../../memory.ts";
import { linearCost, productCost } from "../../cost.ts";
import { slotDigits } from "../../../algebra/shifts/middle-product.ts";
import { reachable } from "../../../transition/blocks.ts";
import { bitLength } from "../../../algebra/bit-length.ts";
import { entryCount } from "../../cost.ts";
import type { PolynomialSystem } from "../polynomial-system.ts";
import { degreesOf, powerOfDegrees } from "./degrees.ts";
import { FIRST, LAST_FACTOR } from "./values-doubling.ts";

/** Packing or unpacking a residue: digits, text, and what the collection of both costs later. */
const SLOT_NS = 100;

/** Residues packed and unpacked for each point and entry. */
const SLOTS = 4;

/** Products modulo m for each point: its inverse, window, weight. */
const POINT_PRODUCTS = 10;

/** Tables, and turns that are left over. */
const DOUBLING_NS = 80_000;

/** Matrices of so many turns modulo p^e are kept. */
export const KEPT = 1024;

/** Preparing a coefficient of a turn's matrix modulo p^e. */
const PREPARED_NS = 120;

/** A coefficient of a power of Y, beside its products. */
const COEFFICIENT_NS = 60;

/** A turn beside its products. */
const TURN_NS = 60;

function residueProductCost(modulus: bigint): number {
  const bits = bitLength(modulus);
  return (bits <= 31 ? 15 : 80 * Math.ceil(bits / 64) - 20) + productCost(bits);
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

/** Entries of products of matrices that are polynomials of the turn, neither 0 nor constants. */
function movingCount({ rows }: PolynomialSystem): number {
  const degrees = degreesOf(
    rows.map((row) => row.map(([column, c]) => [column, typeof c === "bigint" ? 0 : c.length - 1])),
  );
  const products = powerOfDegrees(degrees, rows.length + 1).flat();
  return products.filter((degree) => degree > 0).length;
}

/** Of at most m turns; Infinity where the packed polynomials would be too long. */
export function doublingCost(system: PolynomialSystem, modulus: bigint, turns: number): number {
  if (turns === Infinity) return Infinity;
  const points = pointsFor(system, turns);
  const length = turns / points / LAST_FACTOR;
  if (length < FIRST) return turnByTurnCost(system, modulus, turns);
  if (!isWithinMemory(doublingPeak(system, modulus, turns))) return Infinity;
  const bits = 4 * slotDigits(modulus, points);
  const product = residueProductCost(modulus);
  const dimension = system.rows.length;
  const entries = (movingCount(system) + closureCount(system)) / 2; // constants are not interpolated
  const half = (bits * points) / 2;
  const shifts = entries * (productCost(half, 2 * half) + productCost(half, 3 * half) + linearCost(half) * 8);
  const perPoint =
    POINT_PRODUCTS * product + entries * (SLOTS * SLOT_NS + 3 * product) + 0.6 * dimension ** 3 * product;
  const entryTurns = 0.5 * entryCount(system) * (degreeOf(system) + dimension) * product;
  const first = 2 * FIRST * FIRST * degreeOf(system) * (TURN_NS + entryTurns);
  return DOUBLING_NS + 2 * (shifts + points * perPoint) + first;
}

/**
 * Values of all entries at all points: those before, between and beyond, and their products. In a shift up to three residues for
 * each of three times as many points as there were, the packed ones, their product, and the texts of all these.
 */
export function doublingPeak(system: PolynomialSystem, modulus: bigint, turns: number): Peak {
  const points = LAST_FACTOR * pointsFor(system, turns) + FIRST * degreeOf(system);
  const residue = bitLength(modulus);
  const slot = 4 * slotDigits(modulus, points);
  const values = held(
    2 * residue + bitLength(BigInt(system.rows.length)),
    VALUES * closureCount(system) * points,
  );
  const shifted = held(slot, SHIFTED * points);
  const packed = SHIFTED * points * slot;
  return together(values, shifted, { bits: packed, bytes: PACKED_BYTES * packed });
}

/** Of each entry at each point; and residues at the points of a shift, of which there are so many times as many. */
const VALUES = 4;
const SHIFTED = 4;

/** For each bit of a packed polynomial: digits in pieces and joined, and what is made of them. */
const PACKED_BYTES = 3 / 4;

/** Entries of products of matrices that may be other than 0: pairs of an entry and one that it depends on. */
function closureCount({ rows }: PolynomialSystem): number {
  return rows.reduce((sum, _, k) => sum + reachable({ basis: [], rows }, [k]).length, 0);
}

/** Polynomials of up to e coefficients for each entry of two products and of a block, and of the turns that are kept. */
export function primePowerPeak(
  system: PolynomialSystem,
  { block, exponent, modulus }: { block: bigint; exponent: number; modulus: bigint },
  turns: bigint,
): Peak {
  const entries = entryCount(system) * (degreeOf(system) + 1);
  const kept = entries * Math.min(Number(block < turns ? block : turns), KEPT);
  const products = block > turns ? 0 : PRODUCTS * closureCount(system) * Math.max(exponent, 1);
  const bits = bitLength(modulus);
  return together(held(bits, kept + products), held(2 * bits + exponent, Math.max(exponent, 1) + 3));
}

const PRODUCTS = 4;

/** A prime power p^e with blocks of p^(1+v) turns, and what is known of their matrices. */
export function primePowerCost(
  system: PolynomialSystem,
  { block, exponent, modulus }: { block: bigint; exponent: number; modulus: bigint },
  turns: bigint,
  known: { turns: number; block: boolean },
): number {
  const dimension = system.rows.length;
  const product = residueProductCost(modulus);
  const entries = entryCount(system);
  const degree = degreeOf(system);
  const length = Math.min(exponent, 8 + exponent / 2); // high powers of Y are mostly cut, or 0
  const made = (count: number): number =>
    Math.max(0, count - known.turns) * entries * (degree + 1) ** 2 * PREPARED_NS;
  const applied = (count: number): number =>
    made(count) +
    count * (TURN_NS + dimension ** 2 * 30 + entries * Math.min(exponent, degree + 1) * product);
  if (block > turns) return applied(Number(turns));
  const filled = closureCount(system);
  const perTurn = filled * dimension * COEFFICIENT_NS + entries * dimension * length * (degree + 1) * product;
  const whole = known.block ? 0 : made(Number(block)) + Number(block) * perTurn;
  const doublings = 2 * bitLength(turns / block) - 1;
  const sums = filled * (dimension + 1) * (length * COEFFICIENT_NS + (length * (length + 1) * product) / 4);
  const moves = (filled * length * length * product) / 2;
  return whole + doublings * (sums + moves) + applied(Number(turns % block));
}
