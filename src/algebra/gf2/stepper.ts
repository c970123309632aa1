/** A linear map of GF(2)^d, as what takes a step. */
import type { BitVector } from "./bit-vectors.ts";

export interface Stepper {
  readonly dimension: number;
  /** out <- A · state; `out` is not `state`. */
  readonly step: (state: BitVector, out: BitVector) => void;
  /** Predicted, for one step. */
  readonly nanoseconds: number;
}
