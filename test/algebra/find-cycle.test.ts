/** The cycle of an orbit, against orbits whose tail and cycle are known. */
import { describe, expect, test } from "vitest";
import { findCycle, type Orbit } from "../../src/algebra/find-cycle.ts";

/** 0, 1, …, tail + cycle - 1, and back to tail; `turns` have been run. */
class Known implements Orbit {
  turns = 0;
  private state = 0;
  private marked = -1;
  private readonly tail: number;
  private readonly cycle: number;

  constructor(tail: number, cycle: number) {
    this.tail = tail;
    this.cycle = cycle;
  }

  mark(): void {
    this.marked = this.state;
  }

  returnsWithin(limit: number): number | undefined {
    for (let turn = 1; turn <= limit; turn++) {
      this.turns++;
      this.state = this.state + 1 === this.tail + this.cycle ? this.tail : this.state + 1;
      if (this.state === this.marked) return turn;
    }
    return undefined;
  }

  /** The state after so many turns. */
  at(turns: number): number {
    return turns < this.tail ? turns : this.tail + ((turns - this.tail) % this.cycle);
  }

  get present(): number {
    return this.state;
  }
}

const sizes = [1, 2, 3, 4, 5, 7, 8, 9, 15, 16, 17, 31, 33];

describe("the cycle of an orbit", () => {
  test("is found with its length, at a position on it, in fewer than four turns a state", () => {
    for (const tail of [0, ...sizes]) {
      for (const cycle of sizes) {
        const orbit = new Known(tail, cycle);
        const found = findCycle(orbit, Infinity)!;
        expect(found.length).toBe(cycle);
        expect(found.position).toBeGreaterThanOrEqual(tail);
        expect(orbit.present).toBe(orbit.at(found.position));
        expect(orbit.turns).toBe(found.position + cycle);
        expect(orbit.turns).toBeLessThan(4 * (tail + cycle));
      }
    }
  });

  test("is not looked for longer than it may be", () => {
    for (const tail of [0, 1, 5, 9]) {
      for (const cycle of sizes) {
        for (let cap = 1; cap <= 80; cap++) {
          const orbit = new Known(tail, cycle);
          const found = findCycle(orbit, cap);
          expect(orbit.turns).toBeLessThanOrEqual(cap);
          if (found) expect([found.length, orbit.turns]).toEqual([cycle, found.position + cycle]);
          else expect([orbit.turns, orbit.present]).toEqual([cap, orbit.at(cap)]);
          if (cap >= 4 * (tail + cycle)) expect(found).toBeDefined();
        }
      }
    }
  });
});
