/** The ring Z of integers, as bigint. */
import type { CommutativeRing } from "./ring.ts";

export const integers: CommutativeRing<bigint> = {
  name: "Z",
  isCommutative: true,
  ZERO: 0n,
  ONE: 1n,
  eql: (a, b) => a === b,
  add: (a, b) => a + b,
  mul: (a, b) => a * b,
  neg: (a) => -a,
  sub: (a, b) => a - b,
};
