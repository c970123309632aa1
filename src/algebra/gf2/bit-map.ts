/**
 * A linear map of GF(2)^d, as something that takes a step.
 *
 * An affine map x -> Ax + b is one of dimension d + 1: the last bit is a constant 1, and b its column. Columns are made into
 * rotated words or into tables, whichever is predicted to be cheaper; a step that is given as a function is taken as it is.
 */
import type { BitVector } from "./bit-vectors.ts";
import { rotationStep } from "./rotation-step.ts";
import type { Stepper } from "./stepper.ts";
import { tableNanoseconds, tableStep } from "./table-step.ts";

/**
 * Bit i of a state is bit i & 31 of word i >> 5; bits beyond the dimension are 0, before a step and after it.
 * Column j is the image of bit j. A step writes all of `out`, which is not `state`, and leaves `state` as it is.
 */
export type BitMap = { readonly dimension: number } & (
  | { readonly columns: readonly Uint32Array[] }
  | { readonly step: (state: Uint32Array, out: Uint32Array) => void; readonly nanoseconds?: number }
);

const OPAQUE_WORD_NS = 5;

export function stepperOf(map: BitMap): Stepper {
  if ("step" in map) return opaqueStep(map.dimension, map.step, map.nanoseconds);
  const columns = map.columns.map((column) => Int32Array.from(column));
  const rotations = rotationStep(map.dimension, columns);
  const words = (columns[0] ?? []).length;
  return rotations.nanoseconds <= tableNanoseconds(words) ? rotations : tableStep(map.dimension, columns);
}

function opaqueStep(
  dimension: number,
  step: (state: Uint32Array, out: Uint32Array) => void,
  nanoseconds = OPAQUE_WORD_NS * (dimension / 32 + 1),
): Stepper {
  const views = new WeakMap<BitVector, Uint32Array>();
  const unsigned = (vector: BitVector): Uint32Array => {
    let view = views.get(vector);
    if (view === undefined) {
      view = new Uint32Array(vector.buffer, vector.byteOffset, vector.length);
      views.set(vector, view);
    }
    return view;
  };
  return {
    dimension,
    nanoseconds,
    step: (state, out) => step(unsigned(state), unsigned(out)),
  };
}
