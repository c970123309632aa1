/**
 * The parts that a trace falls into, of variables that depend on one another; with the invariants that a call has to evaluate
 * for each, and the numbers of which only 32 bits matter.
 */
import type { Trace } from "../trace.ts";
import type { Term, Value } from "../value.ts";
import { isTerm } from "../value.ts";
import { closureOf } from "./dependencies.ts";

export interface Component {
  /** Closed under dependency, and connected by it. */
  readonly names: readonly string[];
  readonly demanded: readonly string[];
  /** The invariants that the turn uses. */
  readonly invariants: readonly Term[];
  /** Does some operator act on bits? */
  readonly hasBitOperator: boolean;
  /** The numbers of which the turn sees no more than what `x | 0` leaves, and which it hands on to nobody. */
  readonly seenAsInt32: ReadonlySet<string>;
}

export function componentsOf(trace: Trace, demand: readonly string[]): Component[] {
  const groups: { names: Set<string>; demanded: string[] }[] = [];
  for (const name of demand) {
    const own = { names: closureOf([name], trace), demanded: [name] };
    for (let k = groups.length - 1; k >= 0; k--) {
      const other = groups[k] as (typeof groups)[number];
      if (![...other.names].some((member) => own.names.has(member))) continue;
      for (const member of other.names) own.names.add(member);
      own.demanded.unshift(...other.demanded);
      groups.splice(k, 1);
    }
    groups.push(own);
  }
  return groups.map(({ names: members, demanded }) => {
    const names = [...trace.next.keys()].filter((name) => members.has(name));
    return { names, demanded, ...usesIn(names, trace) };
  });
}

const onBits: ReadonlySet<string> = new Set(["&", "|", "^", "~", "<<", ">>", ">>>"]);

function usesIn(
  names: readonly string[],
  { next, leaves }: Trace,
): Pick<Component, "invariants" | "hasBitOperator" | "seenAsInt32"> {
  const invariants = new Set<Term>();
  const exposed = new Set<Term>();
  const seen = new Set<Term>();
  let hasBitOperator = false;
  const visit = (value: Value, by: Term | undefined): void => {
    if (!isTerm(value)) return;
    if (value.op === "variable" && !(by && takesInt32(by))) exposed.add(value);
    if (seen.has(value)) return;
    seen.add(value);
    if (value.invariant) invariants.add(value);
    else {
      if (onBits.has(value.op)) hasBitOperator = true;
      for (const arg of value.args) visit(arg, value);
    }
  };
  for (const name of names) visit(next.get(name), undefined);
  const seenAsInt32 = names.filter((name) => {
    const leaf = leaves.get(name) as Term;
    return leaf.type === "number" && !exposed.has(leaf);
  });
  return { invariants: [...invariants], hasBitOperator, seenAsInt32: new Set(seenAsInt32) };
}

/** Of their operands 32 bits matter. */
function takesInt32({ type, op }: Term): boolean {
  return type === "number" && (onBits.has(op) || op === "Math.imul");
}
