/** The order relations of integers, and what becomes of them. */

export type Relation = "<" | "<=" | ">" | ">=" | "==" | "!=";

/** The relation that holds exactly where `relation` does not. */
export const negation: Readonly<Record<Relation, Relation>> = {
  "<": ">=",
  "<=": ">",
  ">": "<=",
  ">=": "<",
  "==": "!=",
  "!=": "==",
};

/** `a relation b` as `b mirrored[relation] a`. */
export const mirrored: Readonly<Record<Relation, Relation>> = {
  "<": ">",
  "<=": ">=",
  ">": "<",
  ">=": "<=",
  "==": "==",
  "!=": "!=",
};
