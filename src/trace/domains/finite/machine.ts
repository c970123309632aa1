/** What runs a program: an orbit of states that can be read and set. */
import type { Orbit } from "../../../algebra/find-cycle.ts";
import type { Primitive } from "../../value.ts";

export interface Machine extends Orbit {
  /** The variables' values, in the program's order. */
  readonly state: readonly Primitive[];
  load(state: readonly Primitive[]): void;
  advance(turns: number): void;
}
