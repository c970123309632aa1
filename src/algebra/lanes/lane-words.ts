/**
 * The two kinds of words whose bits are lanes: int32 numbers, of 32 lanes, and BigInts, of any number of lanes and, in two's
 * complement, one more for the infinitely many bits of the sign.
 */
export interface LaneWords<T> {
  /** Every lane 0. */
  readonly none: T;
  /** Every lane 1. */
  readonly all: T;
  readonly and: (a: T, b: T) => T;
  readonly or: (a: T, b: T) => T;
  readonly xor: (a: T, b: T) => T;
  readonly not: (a: T) => T;
}

export const int32Lanes: LaneWords<number> = {
  none: 0,
  all: -1,
  and: (a, b) => a & b,
  or: (a, b) => a | b,
  xor: (a, b) => a ^ b,
  not: (a) => ~a,
};

export const bigintLanes: LaneWords<bigint> = {
  none: 0n,
  all: -1n,
  and: (a, b) => a & b,
  or: (a, b) => a | b,
  xor: (a, b) => a ^ b,
  not: (a) => ~a,
};
