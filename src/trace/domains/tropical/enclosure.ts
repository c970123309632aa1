/**
 * Bounds of an orbit that keep the rate at which it really grows, where the greatest shift is too coarse.
 *
 * A map f made of maxima, minima and shifts keeps the order, and f(x + c) = f(x) + c for a c that is added to all entries. So
 * from x(k + p) <= x(k) + C follows x(k + qp + s) <= x(k + s) + qC for all q and s: where p is a multiple of the period, C / p
 * is the rate itself. C >= 0 and, for the lower bound, C <= 0, because the entry that is the unit does not move.
 *
 * J. Gunawardena, M. Keane, "On the existence of cycle times for some nonexpansive maps", HP Labs HPL-BRIMS-95-003 (1995).
 */
import type { Extended } from "../../../algebra/tropical/semirings.ts";

type State = readonly Extended[];

/** The turns that are run: k, and as many again, whose p with the least rate is taken. */
const TURNS = 64;

/** For any number of turns: so much for each period. */
interface Rate {
  readonly period: bigint;
  readonly gain: bigint;
}

export class Enclosure {
  private readonly states: State[];
  private readonly up: Rate | undefined;
  private readonly down: Rate | undefined;

  constructor(start: State, turn: (state: State) => State) {
    this.states = [start];
    for (let k = 0; k < 2 * TURNS; k++) this.states.push(turn(this.states[k] as State));
    this.up = this.leastRate(1n);
    this.down = this.leastRate(-1n);
  }

  /** The greatest magnitude that a finite value of an entry has in the first `turns` turns; undefined when not known. */
  magnitude(entry: number, turns: bigint): bigint | undefined {
    const { up, down } = this;
    if (up === undefined || down === undefined) return undefined;
    let [high, low] = [0n, 0n];
    for (const state of this.states) {
      const value = state[entry];
      if (typeof value !== "bigint") continue;
      if (value > high) high = value;
      if (value < low) low = value;
    }
    const top = high + gainOf(up, turns);
    const bottom = gainOf(down, turns) - low;
    return top > bottom ? top : bottom;
  }

  /** @param sign 1 for what is gained upwards, -1 for downwards */
  private leastRate(sign: bigint): Rate | undefined {
    let least: Rate | undefined;
    const from = this.states[TURNS] as State;
    for (let period = 1n; period <= BigInt(TURNS); period++) {
      const gain = largestGain(from, this.states[TURNS + Number(period)] as State, sign);
      if (gain === undefined) continue;
      if (least === undefined || gain * least.period < least.gain * period) least = { period, gain };
    }
    return least;
  }
}

function largestGain(from: State, to: State, sign: bigint): bigint | undefined {
  let most = 0n;
  for (const [k, x] of from.entries()) {
    const y = to[k];
    if (x === y) continue;
    if (typeof x !== "bigint" || typeof y !== "bigint") return undefined;
    const gain = sign * (y - x);
    if (gain > most) most = gain;
  }
  return most;
}

function gainOf({ period, gain }: Rate, turns: bigint): bigint {
  return (turns / period + 1n) * gain;
}
