/** The arguments of a testcase: in equal steps from 0, or the powers of a number. */

/** 0, …, max in `count` steps. */
export const linear = (max, count) => Array.from({ length: count + 1 }, (_, i) => (max / count) * i);

/** base^from, …, base^to. */
export const powersOf = (base, from, to) =>
  Array.from({ length: to - from + 1 }, (_, i) => base ** (from + i));
