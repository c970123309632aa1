/** A reading of lanes at one call. */
import { laneAutomaton } from "../../../algebra/lanes/lane-automaton.ts";
import type { LaneWords } from "../../../algebra/lanes/lane-words.ts";
import { bytesOf, held } from "../../../algebra/peak.ts";
import { MemoryError, MOST_BYTES } from "../../../kernels/memory.ts";
import type { Primitive } from "../../value.ts";
import type { Component } from "../components.ts";
import type { Costs, Demand, Run } from "../domain.ts";
import type { Turn } from "./lanewise.ts";

export const kernel = "lanes";

export interface Begun<T> {
  readonly component: Component;
  readonly words: LaneWords<T>;
  readonly turn: Turn<T>;
  readonly start: readonly T[];
  /** Bits of the longest value, of which no operation makes a longer one. */
  readonly longest: number;
  /** In a turn. */
  readonly operations: number;
  /** The numbers that are uint32. */
  readonly unsigned: ReadonlySet<string>;
}

type Either = Begun<number> | Begun<bigint>;

/** Of one operation on words; and for each 64 bits of a BigInt. */
const OPERATION_NS = 10;
const BIGINT_OPERATION_NS = 60;
const DIGIT_NS = 1;
const JUMP_NS = 1000;
/** What a turn of the automaton computes for each variable besides. */
const OPERATIONS_BESIDE = 6;

export class LanesRun implements Run {
  readonly lasts = undefined;
  readonly end = undefined;
  private readonly parts: readonly Either[];

  constructor(parts: readonly Either[]) {
    this.parts = parts;
  }

  /** Bits are exact. */
  certify(turns: bigint): bigint {
    return turns;
  }

  exceeds(): undefined {
    return undefined;
  }

  fits(_turns: bigint, limit: number): boolean {
    return this.parts.every(({ longest }) => longest <= limit);
  }

  costs(turns: bigint, demand: Demand): Costs {
    let jump = 0;
    for (const { component, operations, longest, words } of this.parts) {
      if (!component.demanded.some((name) => demand.includes(name))) continue;
      const variables = component.names.length;
      const most = 2 ** (variables + 1);
      const operation =
        typeof words.none === "number" ? OPERATION_NS : BIGINT_OPERATION_NS + (DIGIT_NS * longest) / 64;
      const taken = turns < most ? Number(turns) : most;
      jump += JUMP_NS + taken * (operations + OPERATIONS_BESIDE * variables) * operation;
    }
    return { jump, growth: 0 };
  }

  magnitude(variable: string): number {
    return 2 ** this.bits(variable);
  }

  bits(variable: string): number {
    const part = this.parts.find(({ component }) => component.names.includes(variable));
    // Of a start that is seen as an int32 the other bits do not count here.
    return part === undefined || part.component.seenAsInt32.has(variable) ? Infinity : part.longest;
  }

  after(
    turns: bigint,
    demand: Demand,
  ): { values: ReadonlyMap<string, Primitive>; kernels: string } | undefined {
    const values = new Map<string, Primitive>();
    for (const part of this.parts) {
      const { component, unsigned } = part;
      const wanted = component.demanded.filter((name) => demand.includes(name));
      if (wanted.length === 0) continue;
      const end = finalState(part, turns);
      for (const name of wanted) {
        const value = end[component.names.indexOf(name)] as Primitive;
        values.set(name, unsigned.has(name) ? (value as number) >>> 0 : value);
      }
    }
    return { values, kernels: kernel };
  }
}

function finalState(part: Either, turns: bigint): readonly (number | bigint)[] {
  const end = isOfNumbers(part)
    ? laneAutomaton(part.words, part.turn, part.start, turns)
    : laneAutomaton(part.words, part.turn, part.start, turns, mostKept(part));
  if (end === undefined) throw new MemoryError(held(part.longest, most(part) * part.start.length));
  return end;
}

/** A turn computes some values beside those of its end. */
const BESIDE = 4;

/** The states of so many turns are held at once, if they do not come back before. */
function most({ start }: Either): number {
  return 2 ** start.length;
}

function mostKept(part: Either): number {
  return MOST_BYTES / bytesOf(part.longest, part.start.length) - BESIDE;
}

function isOfNumbers(part: Either): part is Begun<number> {
  return typeof part.words.none === "number";
}
