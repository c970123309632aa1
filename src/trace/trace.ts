/**
 * The trace: one turn of a loop over terms, along one path.
 *
 * Loop-carried variables (the writes) enter as `variable` leaves, all other inputs as `parameter` leaves. What the turn
 * leaves in each variable is its `next`; what the turn asked on its way is recorded, with the answer that it got:
 *
 * - a *guard* is a question on invariants; the path holds in a call where all guards have their answers;
 * - a *predicate* is a comparison of carried values; the path holds in the turns where all predicates keep their truth;
 * - *control* is what was taken as known (`control.ts`); when there is any, turns are traced one after the other until it
 *   has returned to what it was, and all of them together are the turn of the trace: `turns` native ones.
 *
 * A variable that the path leaves unchanged is a parameter of the path: the turn is traced again with it as one.
 * Who answers is the caller's business (`Oracle`): the door asks the present values, the verdict tries both.
 */
import type { Control, Residue } from "./control.ts";
import type { LoopIR } from "./ir.ts";
import type { Polynomial } from "./polynomial.ts";
import type { Guard, Predicate } from "./path.ts";
import { fewValued } from "./few-valued.ts";
import type { Oracle } from "./recorder.ts";
import { Recorder, TERM_CAP } from "./recorder.ts";
import { refuse } from "./refusals.ts";
import type { Strategy } from "./strategy.ts";
import { TermGraph } from "./term-graph.ts";
import type { Work } from "./work.ts";
import type { Environment, Way } from "./turn.ts";
import { runTurn } from "./turn.ts";
import type { Primitive, Term, Value, ValueType } from "./value.ts";
import { isTerm } from "./value.ts";

export interface Trace {
  readonly graph: TermGraph;
  /** The leaf of each input. */
  readonly leaves: ReadonlyMap<string, Term>;
  /** The value of each write after the turns, but for those in `unchanged`. */
  readonly next: ReadonlyMap<string, Value>;
  /** The writes that keep their value along the path. */
  readonly unchanged: ReadonlySet<string>;
  readonly predicates: readonly Predicate[];
  readonly guards: readonly Guard[];
  /** The operations on invariants that may throw: the turn makes them whether or not anybody reads the result. */
  readonly fallible: readonly Term[];
  /** What was taken as known: invariants, leaves that are not numbers, residues. */
  readonly pins: readonly (readonly [Term, Primitive])[];
  readonly values: readonly (readonly [Term, Primitive])[];
  readonly residues: readonly Residue[];
  /** Every carried term that the turns compute, skipped turns of inner loops included. */
  readonly computed: ReadonlySet<Term>;
  /** For a leaf of an inner loop: factors whose products' sum bounds its magnitude in all skipped turns. */
  readonly envelopes: ReadonlyMap<number, readonly (readonly Polynomial[])[]>;
  /** Numbers that must not be -0 in any turn. */
  readonly zeroRemainders: ReadonlySet<Term>;
  /** Numbers that the path takes to be safe integers. */
  readonly exactNumbers: ReadonlySet<Term>;
  /** How many native turns the traced one is. */
  readonly turns: number;
  /** How many turns of inner loops the present values make a plain turn run besides. */
  readonly innerTurns: number;
  /** How the last turn ended. Only a path that ends with "next" can repeat. */
  readonly way: Way["kind"];
}

export interface TraceOptions {
  readonly ir: LoopIR;
  readonly typeOf: (input: string) => ValueType;
  readonly makeOracle: (graph: TermGraph) => Oracle;
  readonly strategy: Strategy;
  /** At most this many native turns are traced until control returns. */
  readonly turnCap: number;
  /** At most about so many terms are made: more would cost more than the loop seems to. */
  readonly termCap?: number;
  /** Where several traces of one loop are read, what their readers share. */
  readonly work?: Work;
}

export function trace(options: TraceOptions): Trace {
  let best = traceWith(options, new Set()) as Trace;
  for (;;) {
    const still = unchangedIn(best);
    if (still.length === 0 || best.way !== "next") return best;
    const again = traceWith(options, new Set([...best.unchanged, ...still]));
    if (again === undefined) return best;
    best = again;
  }
}

/** @returns undefined when a variable of `unchanged` does change */
function traceWith(
  { ir, typeOf, makeOracle, strategy, turnCap, termCap = TERM_CAP, work }: TraceOptions,
  unchanged: ReadonlySet<string>,
): Trace | undefined {
  const graph = new TermGraph(work);
  const written = new Set(ir.writes.filter((name) => !unchanged.has(name)));
  const leaves = new Map<string, Term>();
  const env: Environment<Value> = new Map();
  for (const name of ir.inputs) {
    const type = typeOf(name);
    const leaf = written.has(name) ? graph.variable(name, type) : graph.parameter(name, type);
    leaves.set(name, leaf);
    env.set(name, leaf);
  }
  const oracle = makeOracle(graph);
  const recorder = new Recorder(graph, oracle, strategy, fewValued(ir), termCap);
  const { control } = recorder;
  let way: Way["kind"];
  let turns = 0;
  const after = (leaf: Term): Value => env.get(leaf.name);
  const met = new Set<string>();
  do {
    if (turns === turnCap || (turns > 0 && graph.terms.length > termCap))
      refuseLongPeriod(ir, turns, control, env);
    way = runTurn(ir, env, recorder).kind;
    turns++;
  } while (
    way === "next" &&
    oracle.presentValue &&
    !control.isEmpty &&
    !control.hasReturned(after) &&
    isNew(control.key(after), met, ir)
  );
  for (const name of unchanged) if (env.get(name) !== leaves.get(name)) return undefined;
  return {
    graph,
    leaves,
    next: new Map([...written].map((name) => [name, env.get(name)])),
    unchanged,
    predicates: recorder.predicates,
    guards: recorder.guards,
    fallible: graph.terms.filter(isFallible),
    pins: control.pins,
    values: oracle.presentValue ? control.values : unreadLeaves(leaves, written),
    residues: control.residues,
    computed: recorder.computed,
    envelopes: recorder.envelopes,
    zeroRemainders: recorder.zeroRemainders,
    exactNumbers: recorder.exactNumbers,
    turns,
    innerTurns: recorder.skippedTurns,
    way,
  };
}

/** Only what has not come back makes another turn be traced. */
function refuseLongPeriod(
  { place }: LoopIR,
  turns: number,
  control: Control,
  env: Environment<Value>,
): never {
  const open = control.changed((leaf) => env.get(leaf.name));
  return refuse.longPeriod(place, turns, open?.leaf.name ?? "a value", open?.modulus);
}

/** @throws TransientSignal when what is known has been the same before: then it never is as at first */
function isNew(key: string, met: Set<string>, { place }: LoopIR): boolean {
  return met.has(key) ? refuse.transient(place) : met.add(key).has(key);
}

/** Where no values are known, leaves that are not numbers are taken to come back. */
function unreadLeaves(leaves: ReadonlyMap<string, Term>, written: ReadonlySet<string>): [Term, Primitive][] {
  return [...leaves.values()].flatMap((leaf) =>
    written.has(leaf.name) && leaf.type !== "bigint" && leaf.type !== "number" ? [[leaf, undefined]] : [],
  );
}

function unchangedIn({ next, leaves }: Trace): string[] {
  return [...next].flatMap(([name, value]) => (isTerm(value) && value === leaves.get(name) ? [name] : []));
}

/** Over BigInts every operator can throw, if only for the size; over numbers only functions do. */
function isFallible({ invariant, args, type, op }: Term): boolean {
  return invariant && args.length > 0 && (type === "bigint" || op === "Number" || op.startsWith("Math."));
}
