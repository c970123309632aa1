/** The arguments of a testcase: in equal steps from 0, or the powers of a number. */

/** 0, …, max in `count` steps. */
export const linear = (max, count) => Array.from({ length: count + 1 }, (_, i) => (max / count) * i);

/** base^from, …, base^to. */
export const powersOf = (base, from, to) =>
  Array.from({ length: to - from + 1 }, (_, i) => base ** (from + i));

/** The testcases of the article's examples whose values grow: big goes ten times as far as small, huge up to 10^digits. */
export const growingTestcases = (small, steps, digits) => [
  { name: "short", args: powersOf(2, 0, 12), forced: true },
  { name: "small", args: linear(small, steps) },
  { name: "big", args: linear(10 * small, steps) },
  { name: "huge", args: powersOf(10, 3, digits) },
];
