/** What is recorded of a path: the questions that a turn asked, with the answers that it got. */
import type { Relation } from "../algebra/relations.ts";
import type { Place } from "./ir.ts";
import type { Term, Value } from "./value.ts";

/** A comparison by mathematical value; strictness is settled by the types when the predicate is made. */
export interface Predicate {
  readonly relation: Relation;
  readonly left: Value;
  readonly right: Value;
  /** The truth that `left relation right` has along the path. */
  readonly holds: boolean;
  readonly at: Place;
  /** Does the loop's own test turn false with it (rather than a condition in the body, or one of two alternatives)? */
  readonly endsLoop: boolean;
}

export interface Guard {
  readonly value: Term;
  readonly truth: boolean;
}
