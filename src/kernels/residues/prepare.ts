/**
 * Chosen entries of M^n · x₀ over Z/m, m >= 1 prime or not: what residues and wrap-around integers need.
 *
 * What the outputs do not depend on is dropped, and what is left falls into groups that share constants only. A group of one
 * entry, x → a·x + c, is a power of an affine map; any other goes through x^n modulo its characteristic polynomial, which is
 * computed once, and a sum over the first states of the orbit. Nothing is ever divided by a residue, so that zero divisors and
 * singular matrices are no special case.
 */
import type { Arithmetic } from "../../algebra/residues/arithmetic.ts";
import { arithmeticFor } from "../../algebra/residues/arithmetic-for.ts";
import { bitLength } from "../../algebra/bit-length.ts";
import { held, together, type Peak } from "../../algebra/peak.ts";
import { residuesHeld } from "../../algebra/residues/integer-arithmetic.ts";
import { binaryWords } from "../../algebra/residues/binary-words.ts";
import { residue } from "../../algebra/residues/modular-integers.ts";
import { groups, isConstant, reachable, restrict } from "../../transition/blocks.ts";
import type { Progress } from "../../algebra/progress.ts";
import type { Transition } from "../../transition/transition.ts";
import { entryCount } from "../cost.ts";
import { requireMemory } from "../memory.ts";
import { group, type Group } from "./group.ts";

export interface ResidueSolver {
  /** Predicted nanoseconds of a warm run for all entries; the first run takes a few times as long. */
  cost(turns: bigint): number;
  /** Can it compute so many turns? Undefined: any number of them. */
  reaches?(turns: bigint): boolean;
  /** The entries `outputs` of the state after `turns` turns from `start`, in [0, m). */
  run(start: readonly bigint[], turns: bigint, outputs: readonly number[], progress?: Progress): bigint[];
}

export interface PreparedResidues extends ResidueSolver {
  /** Predicted memory of a run for all entries. */
  peak(turns: bigint): Peak;
}

/** What a run costs beside its arithmetic: 0.4 us for a generator of order 1, of which 60 turns in 10^18 are a half. */
const SETUP_NS = 300;
/** Reducing and converting an entry of the state from bigint and back. */
const VALUE_NS = 60;

/** @param modulus at least 1. */
export function prepare(transition: Transition<bigint>, modulus: bigint): PreparedResidues {
  if (modulus < 1n) throw new RangeError(`prepare: the modulus must be at least 1, got ${modulus}`);
  const rows = transition.rows.map((row) =>
    row.flatMap(([column, c]) => {
      const coefficient = residue(c, modulus);
      return coefficient === 0n ? [] : [[column, coefficient] as const];
    }),
  );
  return arithmeticFor(modulus, <T>(arithmetic: Arithmetic<T>) =>
    residueSolver({ basis: transition.basis, rows }, arithmetic, modulus),
  );
}

/** Sums of products before they are reduced, and quotients. */
const PRODUCTS = 6;

/** Residues of so few bits take some ten MB, whatever is asked: machine words, and levels that are kept. */
const SHORT_BITS = 4096;

/** WebAssembly, and the levels of short residues. */
const machine: Peak = { bits: 0, bytes: 2 ** 26 };

/** A group, with the places of its entries in the state and of its answers among the outputs. */
interface Part<T> {
  readonly inputs: readonly number[];
  readonly places: readonly number[];
  readonly group: Group<T>;
}

/** @param transition coefficients in [1, m). */
function residueSolver<T>(
  transition: Transition<bigint>,
  arithmetic: Arithmetic<T>,
  modulus: bigint,
): PreparedResidues {
  const { fromInteger, toInteger } = arithmetic;
  const bits = bitLength(modulus);
  const dimension = transition.rows.length;
  const divide = (outputs: readonly number[]): Part<T>[] => {
    const needed = reachable(transition, outputs);
    const rest = restrict(transition, needed);
    const placed = new Set<number>();
    return groups(rest).flatMap((members) => {
      const inputs = members.map((i) => needed[i]!);
      const places = outputs.flatMap((output, place) =>
        inputs.includes(output) && !placed.has(place) ? [place] : [],
      );
      if (places.length === 0) return [];
      for (const place of places) placed.add(place); // a constant that several groups read
      const wanted = places.map((place) => inputs.indexOf(outputs[place]!));
      return [{ inputs, places, group: group(restrict(rest, members), arithmetic, wanted) }];
    });
  };

  let all: readonly Part<T>[] | undefined;
  let last: { outputs: readonly number[]; parts: readonly Part<T>[] } | undefined;
  return {
    peak(turns) {
      const moving = transition.rows.filter((_, i) => !isConstant(transition, i)).length;
      const values = residuesHeld(modulus, moving, bitLength(turns)) + entryCount(transition) + 4 * dimension;
      return together(held(bits, values), held(2 * bits + bitLength(BigInt(dimension)), PRODUCTS), machine);
    },
    cost(turns) {
      all ??= divide(transition.rows.map((_, i) => i));
      const digits = bitLength(turns);
      return all.reduce(
        (sum, { inputs, group }) => sum + inputs.length * VALUE_NS + group.cost(digits),
        SETUP_NS,
      );
    },
    run(start, turns, outputs) {
      if (bits > SHORT_BITS) requireMemory(this.peak(turns));
      if (last === undefined || !isSame(last.outputs, outputs)) {
        last = { outputs: [...outputs], parts: divide(outputs) };
      }
      const n = binaryWords(turns);
      const result = new Array<bigint>(outputs.length);
      for (const { inputs, places, group } of last.parts) {
        const values = group.run(
          inputs.map((i) => fromInteger(start[i]!)),
          n,
        );
        for (let i = 0; i < places.length; i++) result[places[i]!] = toInteger(values[i]!);
      }
      return result;
    },
  };
}

const isSame = (a: readonly number[], b: readonly number[]): boolean =>
  a.length === b.length && a.every((value, i) => value === b[i]);
