/**
 * One turn of some variables as an affine map over GF(2), for the invariants' values of a call.
 *
 * How many bits a variable has is found together with the map: from a guess, turns make it wider until none does. Then values
 * of these widths stay within them for ever, whatever they are, so that the proof is the map itself, and the map serves every
 * start of these widths.
 */
import type { BitMap } from "../../../algebra/gf2/bit-map.ts";
import type { Evaluation } from "../../evaluate-terms.ts";
import { refuse } from "../../refusals.ts";
import type { Trace } from "../../trace.ts";
import type { BitInteger } from "./bit-integers.ts";
import { bitAt } from "./bit-integers.ts";
import type { BitLayout, Place, Width } from "./bit-layout.ts";
import { contains, layOut, lengthOf, widest, widthOfForms } from "./bit-layout.ts";
import { BitReader } from "./bit-reader.ts";
import type { Form } from "./forms.ts";

export interface System {
  readonly layout: BitLayout;
  /** The next value of each variable. */
  readonly next: ReadonlyMap<string, BitInteger>;
  /** The length of the longest BigInt that a turn computes. */
  readonly longest: number;
}

/**
 * While variables grow, turns are followed until so many words of forms were computed: a shift by one takes 64 turns to fill
 * 64 bits. A system that is closed after a few turns may be of any size.
 */
const PATIENCE = 500_000;
const FEW_TURNS = 8;

/** Bits of a state. */
const STATE_CAP = 2048;

/** @throws RefusalSignal when the turn is no affine map, or no widths are kept by it */
export function closeSystem(trace: Trace, evaluation: Evaluation, guess: ReadonlyMap<string, Width>): System {
  let widths = guess;
  let patience = PATIENCE;
  for (let turn = 0; ; turn++) {
    const layout = layOut(widths);
    if (layout.end > STATE_CAP) return refuse.closureTooLarge("", STATE_CAP);
    const reader = new BitReader(trace, evaluation, layout, turn < FEW_TURNS ? Infinity : patience);
    const next = new Map([...widths.keys()].map((name) => [name, nextOf(trace, name, reader)]));
    const wider = new Map([...next].map(([name, bits]) => [name, widthOfForms(bits)]));
    if ([...wider].every(([name, width]) => contains(widths.get(name) as Width, width)))
      return { layout, next, longest: reader.longest };
    if (turn >= FEW_TURNS) ({ patience } = reader);
    widths = new Map([...widths].map(([name, width]) => [name, widest(width, wider.get(name) as Width)]));
  }
}

function nextOf(trace: Trace, name: string, reader: BitReader): BitInteger {
  const value = trace.next.get(name);
  const bits = reader.of(value);
  return reader.mayBeNegativeZero(value) ? refuse.notInteger(name) : bits;
}

/** Its last bit is a constant 1, if it needs one. */
export function bitMapOf({ layout: { places, end }, next }: System): BitMap & { readonly isAffine: boolean } {
  const rows: [row: number, form: Form][] = [];
  for (const [name, bits] of next) {
    const place = places.get(name) as Place;
    for (let k = 0; k < lengthOf(place); k++) rows.push([place.first + k, bitAt(bits, k)]);
  }
  const isAffine = rows.some(([, form]) => (form & 1n) === 1n);
  if (isAffine) rows.push([end, 1n]);
  const dimension = isAffine ? end + 1 : Math.max(end, 1);
  const words = (dimension + 31) >>> 5;
  const columns = Array.from({ length: dimension }, () => new Uint32Array(words));
  for (const [row, form] of rows) {
    for (const index of indicesOf(form)) {
      const column = columns[index === 0 ? end : index - 1] as Uint32Array;
      column[row >>> 5] = (column[row >>> 5] as number) | (1 << (row & 31));
    }
  }
  return { dimension, columns, isAffine };
}

/** Of the bits that are 1. */
function indicesOf(form: Form): number[] {
  const indices: number[] = [];
  let first = 0;
  for (let rest = form; rest !== 0n; rest >>= 32n, first += 32) {
    let word = Number(rest & 0xffff_ffffn) | 0;
    for (; word !== 0; word &= word - 1) indices.push(first + 31 - Math.clz32(word & -word));
  }
  return indices;
}
