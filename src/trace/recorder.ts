/**
 * The arithmetic of terms, which records what a turn asks on its way.
 *
 * Comparisons of carried values are answered at once, by the oracle, and recorded as predicates. Remainders of carried
 * integers by small constants are control (`control.ts`): they are known values here, and so are quotients but for a
 * division that is then exact: x / m = (x - x % m) / m.
 */
import { magnitude } from "../algebra/magnitude.ts";
import type { BinaryOperator, InnerLoop, Intrinsic, Place, UnaryOperator } from "./ir.ts";
import { Control } from "./control.ts";
import { applyBinary, applyIntrinsic, applyUnary, isThrownByOperator } from "./operators.ts";
import { indexIn } from "./plain-turn.ts";
import { PolynomialReader } from "./polynomial-reader.ts";
import type { Polynomial } from "./polynomial.ts";
import { constant, dividedBy, minus } from "./polynomial.ts";
import { printValue } from "./print-term.ts";
import type { Reason } from "./refusal.ts";
import { RefusalSignal } from "./refusal.ts";
import { refuse } from "./refusals.ts";
import type { TermGraph } from "./term-graph.ts";
import type { Relation } from "../algebra/relations.ts";
import type { Guard, Predicate } from "./path.ts";
import type { Strategy } from "./strategy.ts";
import { followed } from "./strategy.ts";
import type { Arithmetic, Arm, Choices, Environment } from "./turn.ts";
import type { Primitive, Term, Value, ValueType } from "./value.ts";
import { isInvariant, isTerm, valueType } from "./value.ts";

/** Who answers what a turn asks: the door from the present values, the verdict both ways. */
export interface Oracle {
  /** The truth of a question that the path depends on. */
  decide(question: Term): boolean;
  /** The present value of a term, where values are known. */
  presentValue?(term: Term): Primitive;
  /** When given, a refused operation is reported and the turn goes on with an unknown in its place. */
  refused?(refusal: Reason): void;
  /** Moves the variables of an inner loop ahead, as many turns as it can; true when it is over. */
  forward?(loop: InnerLoop, env: Environment<Value>, turn: number, recorder: Recorder): boolean;
  /** The turn is that of an inner loop, whose leaves are not the program's. */
  readonly isInner?: true;
}

interface ArmEnd {
  readonly own: Environment<Value>;
  readonly value: Value;
}

const relations: Readonly<Record<string, Relation>> = {
  "<": "<",
  "<=": "<=",
  ">": ">",
  ">=": ">=",
  "==": "==",
  "===": "==",
  "!=": "!=",
  "!==": "!=",
};

const unaryOperators: ReadonlySet<string> = new Set(["neg", "plus", "~"]);
const binaryOperators: ReadonlySet<string> = new Set([
  "+",
  "-",
  "*",
  "/",
  "%",
  "**",
  "&",
  "|",
  "^",
  "<<",
  ">>",
  ">>>",
]);

/** Operators whose results carry from bit to bit. */
const sums: ReadonlySet<string> = new Set(["+", "-", "*", "neg", "Math.imul"]);

const equalities: ReadonlySet<string> = new Set(["==", "!=", "===", "!=="]);

const numeric = (type: ValueType): boolean => type === "bigint" || type === "number";

/** What counts as a whole number beside one; undefined is NaN, and no algebra. */
const counts = (type: ValueType): boolean => type === "boolean" || type === "null";

/** A remainder by more than this is not walked around. */
const LARGEST_MODULUS = 1024n;

/** Literal exponents, and shifts of BigInts, up to here make no value that an engine could not hold at once. */
const LARGEST_EXPONENT = 64n;
const LARGEST_SHIFT = 4096n;

/** Turns of inner loops that are traced one by one in one turn; and terms in all. */
const INNER_TURN_CAP = 512;
export const TERM_CAP = 50_000;

export class Recorder implements Arithmetic<Value> {
  readonly predicates: Predicate[] = [];
  readonly guards: Guard[] = [];
  readonly control: Control;
  /** Every carried term that the turn computes, skipped inner turns included. */
  readonly computed = new Set<Term>();
  /** For a leaf of an inner loop: factors whose products' sum bounds its magnitude in all skipped turns. */
  readonly envelopes = new Map<number, readonly (readonly Polynomial[])[]>();
  /** Numbers whose remainder was taken to be 0, and not -0: which it is unless they are -0 themselves. */
  readonly zeroRemainders = new Set<Term>();
  /** Numbers that were taken to be safe integers: the certificate has to answer for them. */
  readonly exactNumbers = new Set<Term>();
  /** How many turns of inner loops are skipped with the present values: what a plain turn would have to run. */
  skippedTurns = 0;
  /** Why an inner loop could not be moved ahead, the last time. */
  unforwarded: Reason | undefined;
  readonly reader: PolynomialReader;
  private isEnding = false;
  private innerTurns = 0;
  private readonly graph: TermGraph;
  private readonly oracle: Oracle;

  readonly choices?: Choices<Value>;
  private readonly strategy: Strategy;
  private readonly few: ReadonlySet<string>;
  /** Is the condition of a choice evaluated: is a negation there a value, not a question? */
  private isJoining = false;
  private depthOfArms = 0;
  private readonly settled = new Map<Term, Value>();

  /** At most so many terms are made where inner loops are followed turn by turn. */
  readonly termCap: number;

  /** @param few variables that hold a few values only, even where these are numbers */
  constructor(
    graph: TermGraph,
    oracle: Oracle,
    strategy: Strategy = followed,
    few: ReadonlySet<string> = new Set(),
    termCap = TERM_CAP,
  ) {
    this.graph = graph;
    this.reader = new PolynomialReader(graph.work);
    this.termCap = termCap;
    this.few = few;
    this.oracle = oracle;
    this.strategy = strategy;
    if (strategy.choices === "joined") {
      this.choices = {
        condition: (question) => this.condition(question),
        join: (at, condition, env, arms) => this.join(at, condition, env, arms),
      };
    }
    this.control = new Control(
      (term) => oracle.presentValue?.(term),
      (id) => graph.terms[id] as Term,
    );
  }

  literal(value: Primitive): Value {
    return value;
  }

  unary(op: UnaryOperator, at: Place, x: Value): Value {
    return this.note(
      this.orUnknown(x, () => this.makeUnary(op, at, op === "!" || op === "typeof" ? this.concrete(x) : x)),
    );
  }

  binary(op: BinaryOperator, at: Place, x: Value, y: Value): Value {
    return this.note(
      this.orUnknown(x, () =>
        this.makeBinary(
          op,
          at,
          op in relations ? this.concrete(x) : x,
          op in relations ? this.concrete(y) : y,
        ),
      ),
    );
  }

  numeric(at: Place, x: Value): Value {
    return numeric(valueType(x)) ? x : this.unary("plus", at, x);
  }

  endsLoop(at: Place, question: () => Value): boolean {
    this.isEnding = true;
    try {
      return this.truth(at, question());
    } finally {
      this.isEnding = false;
    }
  }

  step(op: "+" | "-", at: Place, x: Value): Value {
    return this.binary(op, at, x, valueType(x) === "bigint" ? 1n : 1);
  }

  call(name: Intrinsic, at: Place, args: readonly Value[]): Value {
    return this.note(this.orUnknown(args[0], () => this.makeCall(name, at, args)));
  }

  private note(value: Value): Value {
    if (isTerm(value) && !value.invariant) this.computed.add(value);
    return value;
  }

  truth(at: Place, value: Value): boolean {
    const x = this.concrete(value);
    if (!isTerm(x)) return Boolean(x);
    if (x.op === "!") return !this.truth(at, x.args[0]);
    if (x.invariant) return this.guard(x);
    if (x.op in relations) return this.compare(relations[x.op] as Relation, at, x.args[0], x.args[1]);
    if (numeric(x.type)) return this.compare("!=", at, x, zeroOf(x));
    if (x.op === "variable") return this.oracle.decide(x); // a boolean that nobody knows yet
    return refuse.condition(at, printValue(x));
  }

  isNullish(_at: Place, x: Value): boolean {
    if (this.isOpen(x)) return this.oracle.decide(x);
    const type = valueType(x);
    return type === "null" || type === "undefined";
  }

  /** Which element is meant has to be known: what decides it is control. */
  index(at: Place, x: Value, count: number): number | undefined {
    const index = this.settle(this.concrete(x));
    if (!isTerm(index)) return indexIn(at, index, count);
    if (this.oracle.presentValue === undefined) return undefined;
    if (this.oracle.isInner === true && !index.invariant) return refuse.index(at, printValue(index), count);
    return indexIn(at, this.control.valueOf(index), count);
  }

  unknownLike(x: Value): Value {
    return this.unknown(valueType(x));
  }

  atInnerHead(loop: InnerLoop, env: Environment<Value>, turn: number): boolean {
    const at = Array.isArray(loop.test) ? String(loop.test[1]) : "";
    if (++this.innerTurns > INNER_TURN_CAP)
      refuse.innerLoop(at, `inner loops of more than ${INNER_TURN_CAP} turns`, this.unforwarded);
    if (this.graph.terms.length > this.termCap)
      refuse.innerLoop(at, `inner loops of more than ${this.termCap} operations`, this.unforwarded);
    return this.oracle.forward?.(loop, env, turn, this) === true;
  }

  /** Takes over what the trace of an inner loop's turn took for granted and computed, its leaves being `atHead`. */
  adopt(inner: Recorder, atHead: (leaf: Term) => Polynomial | undefined): void {
    const outside = (leaf: Term): Value => {
      const polynomial = atHead(leaf);
      return polynomial === undefined ? leaf : this.graph.polynomial(polynomial, "bigint", leaf.at);
    };
    for (const guard of inner.guards) this.guards.push(guard);
    for (const [term] of inner.control.pins) this.control.pin(term);
    for (const [leaf] of inner.control.values) this.control.value(leaf);
    for (const { leaf, modulus } of inner.control.residues) this.control.residue(outside(leaf), modulus);
    for (const term of inner.computed) this.computed.add(term);
    for (const [leaf, envelope] of inner.envelopes) this.envelopes.set(leaf, envelope);
  }

  private condition(question: () => Value): Value {
    const outer = this.isJoining;
    this.isJoining = true;
    try {
      return question();
    } finally {
      this.isJoining = outer;
    }
  }

  private join(
    at: Place,
    condition: Value,
    env: Environment<Value>,
    arms: readonly [Arm<Value>, Arm<Value>],
  ): { readonly value: Value } | undefined {
    if (!isTerm(condition) || condition.invariant) return undefined;
    if (condition.type !== "boolean" && !numeric(condition.type)) return undefined;
    if (condition.op === "variable" && condition.type === "boolean") return undefined;
    const [then, otherwise] = arms.map((arm) => this.follow(arm, new Map(env), at, condition)) as [
      ArmEnd,
      ArmEnd,
    ];
    const joined = (x: Value, y: Value): Value => {
      if (Object.is(x, y)) return x;
      if (valueType(x) !== valueType(y) || !numeric(valueType(x)))
        return refuse.condition(at, printValue(condition));
      return this.note(this.graph.select(at, condition, x, y));
    };
    for (const name of new Set([...then.own.keys(), ...otherwise.own.keys()])) {
      env.set(name, joined(then.own.get(name), otherwise.own.get(name)));
    }
    return { value: joined(then.value, otherwise.value) };
  }

  private follow(arm: Arm<Value>, own: Environment<Value>, at: Place, condition: Term): ArmEnd {
    const outer = this.isJoining;
    this.isJoining = false;
    this.depthOfArms++;
    try {
      const { way, value } = arm(own);
      return way.kind === "next" ? { own, value } : refuse.condition(at, printValue(condition));
    } finally {
      this.depthOfArms--;
      this.isJoining = outer;
    }
  }

  /** Remainders that were left to the algebra, where a condition asks for their value. */
  private settle(value: Value): Value {
    if (this.strategy.remainders === "walked" || !isTerm(value) || value.invariant) return value;
    const known = this.settled.get(value);
    if (known !== undefined) return known;
    const settled = this.settleTerm(value);
    this.settled.set(value, settled);
    return settled;
  }

  private settleTerm(term: Term): Value {
    if (term.op === "select" || term.polynomial !== undefined || term.args.length === 0) return term;
    const args = term.args.map((arg) => this.settle(arg));
    const [x, y] = args;
    if (args.length === 2 && binaryOperators.has(term.op)) {
      const known = this.controlled(term.op as BinaryOperator, term.at, x, y);
      if (known !== undefined) return known;
    }
    if (args.every((arg, k) => Object.is(arg, term.args[k]))) return term;
    if (unaryOperators.has(term.op)) return this.makeUnary(term.op as UnaryOperator, term.at, x);
    if (binaryOperators.has(term.op)) return this.makeBinary(term.op as BinaryOperator, term.at, x, y);
    return this.makeCall(term.op as Intrinsic, term.at, args);
  }

  /** Records a comparison along the path, and gives its truth. */
  compare(relation: Relation, at: Place, x: Value, y: Value): boolean {
    const [left, right] = [this.settle(x), this.settle(y)];
    if (!isTerm(left) && !isTerm(right)) return applyBinary(relation, left, right) as boolean;
    const question = this.graph.comparison(relation, at, left, right);
    if (question.invariant) return this.guard(question);
    if (this.depthOfArms > 0) return refuse.condition(at, printValue(question));
    const holds = this.oracle.decide(question);
    this.predicates.push({ relation, left, right, holds, at, endsLoop: this.isEnding });
    return holds;
  }

  private guard(value: Term): boolean {
    const truth = this.oracle.decide(value);
    this.guards.push({ value, truth });
    return truth;
  }

  /** A leaf of which nobody knows yet what it will hold: the types of the text are a guess, `null` is not in them. */
  private isOpen(x: Value): x is Term {
    return (
      this.oracle.presentValue === undefined && isTerm(x) && (x.op === "variable" || x.op === "parameter")
    );
  }

  /** A leaf that is not a number, or one of few, becomes what it is. */
  private concrete(x: Value): Value {
    if (!isTerm(x) || x.op !== "variable" || x.type === "object") return x;
    if (numeric(x.type) && !this.few.has(x.name)) return x;
    return this.oracle.presentValue === undefined ? x : this.control.value(x);
  }

  /** Where refusals are collected: reports one, and goes on with an unknown. */
  private orUnknown(like: Value, make: () => Value): Value {
    if (this.oracle.refused === undefined) return make();
    try {
      return make();
    } catch (error) {
      if (!(error instanceof RefusalSignal)) throw error;
      this.oracle.refused(error.refusal satisfies Reason);
      return this.unknown(valueType(like));
    }
  }

  private unknown(type: ValueType): Term {
    return this.graph.parameter(`? ${this.graph.terms.length}`, type);
  }

  private makeUnary(op: UnaryOperator, at: Place, x: Value): Value {
    if (!isTerm(x)) return native(at, `${op} ${printValue(x)}`, () => applyUnary(op, x));
    if (op === "void") return undefined;
    if (op === "typeof" && this.isOpen(x)) {
      return x.invariant ? this.graph.unary(op, at, x) : this.unknown("string");
    }
    if (op === "typeof" && x.type !== "object") return x.type === "null" ? "object" : x.type;
    if (op === "plus" && x.type === "number") return x;
    if (op === "!" && !x.invariant && !(this.isJoining && x.type === "boolean")) return !this.truth(at, x);
    return this.graph.unary(op, at, x);
  }

  private makeBinary(op: BinaryOperator, at: Place, x: Value, y: Value): Value {
    if (!isTerm(x) && !isTerm(y)) {
      return native(at, `${printValue(x)} ${op} ${printValue(y)}`, () => applyBinary(op, x, y));
    }
    const [left, right] = [valueType(x), valueType(y)];
    if (equalities.has(op) && !(numeric(left) && numeric(right))) {
      const open = this.isOpen(x) ? x : this.isOpen(y) ? y : undefined;
      // Terms of variables would be operands, which have to keep their types.
      if (open)
        return isInvariant(x) && isInvariant(y) ? this.graph.binary(op, at, x, y) : this.oracle.decide(open);
    }
    if (op === "===" || op === "!==") {
      if (left !== right && left !== "object" && right !== "object") return op === "!==";
    }
    const relation = relations[op];
    if (relation !== undefined && !(isInvariant(x) && isInvariant(y))) {
      if (numeric(left) && numeric(right)) {
        // Where choices are joined, a comparison is a value until somebody asks for its truth.
        return this.choices ? this.graph.comparison(relation, at, x, y) : this.compare(relation, at, x, y);
      }
      if (this.oracle.presentValue === undefined && isControl(x) && isControl(y))
        return this.oracle.decide(this.graph.comparison(relation, at, x, y)); // booleans that nobody knows yet
      return refuse.condition(at, `${printValue(x)} ${op} ${printValue(y)}`);
    }
    // An exact quotient is algebra only once the remainder is known.
    const isWalked = this.strategy.remainders === "walked" || op === "/";
    const known = isWalked ? this.controlled(op, at, x, y) : undefined;
    if (known !== undefined) return known;
    if (op === "&" && !isWalked && left === right) {
      if (isSum(x) && isInvariantTerm(y)) return this.maskedSum(at, x, y);
      if (isSum(y) && isInvariantTerm(x)) return this.maskedSum(at, y, x);
    }
    // Not so in comparisons: null == 0 is false.
    if (relation === undefined && left === "number" && counts(right))
      return this.makeBinary(op, at, x, this.counted(at, y));
    if (relation === undefined && right === "number" && counts(left))
      return this.makeBinary(op, at, this.counted(at, x), y);
    const term = this.graph.binary(op, at, x, y);
    if (!term.invariant && term.type === "bigint") this.requireTotal(term, op, at, y);
    return term;
  }

  /**
   * Bits of a sum or product: only a mask of 2^k - 1 has an algebra, so that its value is taken as known. Where no values
   * are known it is taken to be one, `x & mask` being `x % (mask + 1)`.
   */
  private maskedSum(at: Place, sum: Term, mask: Term): Term {
    if (this.oracle.presentValue !== undefined)
      return this.graph.binary("&", at, sum, this.control.pin(mask));
    const one = sum.type === "bigint" ? 1n : 1;
    return this.graph.binary("%", at, sum, this.graph.binary("+", at, mask, one));
  }

  /** The width of `BigInt.asUintN(k, x)`, taken as known, or as one of those that there are. */
  private knownWidth(width: Term): Value | undefined {
    if (this.oracle.presentValue === undefined) return width.type === "number" ? 64 : undefined;
    const value = this.oracle.presentValue(width);
    return Number.isSafeInteger(value) && (value as number) >= 0 ? this.control.pin(width) : undefined;
  }

  /** What a boolean or `null` counts beside a number. */
  private counted(at: Place, value: Value): Value {
    const x = this.concrete(value);
    if (!isTerm(x)) return Number(x);
    return x.invariant ? this.graph.call("Number", at, [x], "number") : this.unknown("number");
  }

  /** Remainders, quotients and masks of carried integers by small constants. */
  private controlled(op: BinaryOperator, at: Place, x: Value, y: Value): Value | undefined {
    if (op === "&" && isInvariant(x) && !isInvariant(y)) return this.controlled(op, at, y, x);
    if (!isTerm(x) || x.invariant || !isInvariant(y) || !numeric(x.type) || valueType(y) !== x.type)
      return undefined;
    const isTruncated = op === "|" && y === 0;
    if (op !== "%" && op !== "&" && op !== ">>" && !isTruncated && !(op === "/" && x.type === "bigint"))
      return undefined;
    if (this.oracle.presentValue === undefined) {
      // No values are known: what could be control is an unknown of its own, if the dividend is a polynomial at all.
      this.reader.of(x);
      return this.unknown(x.type);
    }
    const constant_ = isTerm(y) ? this.oracle.presentValue(y) : y;
    if (typeof constant_ !== "bigint" && typeof constant_ !== "number") return undefined;
    if (typeof constant_ === "number" && !Number.isSafeInteger(constant_)) return undefined;
    if (x.type === "number" && (op === ">>" || isTruncated) && !this.isInt32(at, x)) return undefined;
    if (isTruncated) {
      this.zeroRemainders.add(x);
      return x;
    }
    const operand = BigInt(typeof constant_ === "number" && op === ">>" ? constant_ & 31 : constant_);
    const modulus =
      op === "&" ? powerAbove(operand) : op === ">>" ? shiftModulus(operand) : magnitude(operand);
    if (modulus === undefined || modulus < 1n || modulus > LARGEST_MODULUS) return undefined;
    const polynomial = this.reader.of(x);
    // What a predicate compares is certified to be exact; the other operators ask for the sign.
    if (op === "&" && x.type === "number" && !this.compare("<=", at, x, Number.MAX_SAFE_INTEGER))
      return undefined;
    if (isTerm(y)) this.control.pin(y);
    const residue = this.control.residue(x, modulus);
    const typed = (value: bigint): Value => (x.type === "bigint" ? value : Number(value));
    if (op === "&") return typed(residue & operand);
    if (op === ">>") {
      return this.graph.polynomial(dividedBy(minus(polynomial, constant(residue)), modulus), x.type, at);
    }
    const isNegative = !this.compare(">=", at, x, zeroOf(x));
    if (x.type === "number" && !isNegative && residue === 0n) this.zeroRemainders.add(x);
    const remainder = isNegative && residue !== 0n ? residue - modulus : residue;
    if (op === "/") {
      return this.graph.polynomial(dividedBy(minus(polynomial, constant(remainder)), operand), x.type, at);
    }
    return x.type === "number" && isNegative && remainder === 0n ? -0 : typed(remainder);
  }

  /** Is the number, along the path, one that bitwise operators see whole? */
  private isInt32(at: Place, x: Term): boolean {
    return this.compare(">=", at, x, -(2 ** 31)) && this.compare("<", at, x, 2 ** 31);
  }

  /**
   * `Math.floor(x / m)` of an integer x, and `Math.trunc(x / m)` of one that is not negative: (x - x mod m) / m. No safe
   * integer's quotient is rounded up to the next integer.
   */
  private flooredQuotient(name: Intrinsic, at: Place, quotient: Value | undefined): Value | undefined {
    if (!isTerm(quotient) || quotient.op !== "/" || quotient.type !== "number") return undefined;
    const [x, y] = quotient.args;
    if (!isTerm(x) || x.invariant || !isInvariant(y)) return undefined;
    const polynomial = this.reader.of(x);
    if (this.oracle.presentValue === undefined) return this.unknown("number");
    const divisor = isTerm(y) ? this.oracle.presentValue(y) : y;
    if (!Number.isSafeInteger(divisor) || (divisor as number) < 1 || (divisor as number) > LARGEST_MODULUS)
      return undefined;
    // Asked of Math.floor too: what a predicate compares is certified to be exact.
    if (!this.compare(">=", at, x, 0) && name === "Math.trunc") return undefined;
    if (isTerm(y)) this.control.pin(y);
    const modulus = BigInt(divisor as number);
    const residue = this.control.residue(x, modulus);
    if (residue === 0n) this.zeroRemainders.add(x);
    return this.graph.polynomial(dividedBy(minus(polynomial, constant(residue)), modulus), "number", at);
  }

  private makeCall(name: Intrinsic, at: Place, args: readonly Value[]): Value {
    if (!args.some(isTerm)) {
      return native(at, `${name}(${args.map(printValue).join(", ")})`, () =>
        applyIntrinsic(name, args as readonly Primitive[]),
      );
    }
    if (name === "Number.isSafeInteger") return this.makeIntegerTest(at, args);
    for (const arg of args) if (!numeric(valueType(arg))) return refuse.operandType(at, name, args);
    if ((name === "Math.max" || name === "Math.min") && this.strategy.choices === "followed") {
      if (args.every((arg) => valueType(arg) === "number") && !args.every(isInvariant)) {
        return args.reduce((x, y) => this.extremum(name, at, x, y));
      }
    }
    if (this.strategy.choices === "followed") {
      const [x] = args;
      if (name === "Math.floor" || name === "Math.trunc") {
        const known = this.flooredQuotient(name, at, x);
        if (known !== undefined) return known;
      }
      if (name === "Math.abs" && isTerm(x) && !x.invariant && x.type === "number") {
        if (!this.compare(">=", at, x, 0)) return this.graph.unary("neg", at, x);
        this.zeroRemainders.add(x);
        return x;
      }
    }
    const [given, ...others] = args;
    if (name.startsWith("BigInt.as") && isInvariantTerm(given) && !args.every(isInvariant)) {
      const known = this.knownWidth(given);
      if (known !== undefined) return this.makeCall(name, at, [known, ...others]);
    }
    const term = this.graph.call(name, at, args, name.startsWith("BigInt") ? "bigint" : "number");
    const [width, wrapped] = args;
    const wraps = name.startsWith("BigInt.as");
    const isWidth = typeof width === "number" && Number.isSafeInteger(width) && width >= 0;
    const isTotal =
      name === "BigInt" || name === "Number" || (wraps && isWidth && valueType(wrapped) === "bigint");
    if (!term.invariant && !isTotal && (wraps || args.some((arg) => valueType(arg) === "bigint"))) {
      return refuse.mayThrow(at, term);
    }
    return term;
  }

  /** The larger or smaller of two numbers, found by comparing them; where they are equal, -0 would tell them apart. */
  private extremum(name: "Math.max" | "Math.min", at: Place, x: Value, y: Value): Value {
    if (Object.is(x, y)) return x;
    for (const arg of [x, y]) if (isInvariant(arg)) this.requireNotNaN(at, arg);
    const isFirst = this.compare(name === "Math.max" ? ">=" : "<=", at, x, y);
    for (const value of [x, y]) if (isTerm(value) && !value.invariant) this.zeroRemainders.add(value);
    return isFirst ? x : y;
  }

  private requireNotNaN(at: Place, value: Value): void {
    const isEqual = isTerm(value)
      ? this.guard(this.graph.comparison("==", at, value, value))
      : !Number.isNaN(value);
    if (!isEqual) refuse.notInteger(printValue(value));
  }

  /** A carried number of a path that is followed is a safe integer: the certificate answers for that. */
  private makeIntegerTest(at: Place, args: readonly Value[]): Value {
    const [x] = args;
    if (valueType(x) !== "number") return false;
    if (!isTerm(x) || x.invariant) return this.graph.call("Number.isSafeInteger", at, args, "boolean");
    this.exactNumbers.add(x);
    return true;
  }

  /** A divisor that is a polynomial is asked when it becomes 0: the path ends there, and the loop throws as written. */
  private requireNonZero(term: Term, op: BinaryOperator, at: Place, divisor: Value): void {
    if (op !== "/" || this.depthOfArms > 0 || !this.canRead(divisor)) refuse.mayThrow(at, term);
    if (this.compare("!=", at, divisor, 0n)) return;
    if (this.oracle.presentValue === undefined) refuse.mayThrow(at, term);
    refuse.throwsInTurn(at, printValue(term), "division by zero");
  }

  private canRead(value: Value): boolean {
    try {
      this.reader.of(value);
      return true;
    } catch (error) {
      if (error instanceof RefusalSignal) return false;
      throw error;
    }
  }

  /** BigInt operators that are not defined everywhere must be proved defined in every turn, even where nobody reads them. */
  private requireTotal(term: Term, op: BinaryOperator, at: Place, right: Value): void {
    switch (op) {
      case "/":
      case "%":
        if (!isInvariant(right)) {
          this.requireNonZero(term, op, at, right);
          return;
        }
        if (isTerm(right)) {
          const defined = this.graph.binary("!=", at, right, 0n);
          if (!this.truth(at, defined)) refuse.throwsInTurn(at, printValue(term), "division by zero");
        } else if (right === 0n) refuse.throwsInTurn(at, printValue(term), "division by zero");
        return;
      case "**":
        if (isTerm(right) || (right as bigint) < 0n || (right as bigint) > LARGEST_EXPONENT)
          refuse.mayThrow(at, term);
        return;
      case "<<":
      case ">>":
        if (isTerm(right) || (right as bigint) < 0n || (right as bigint) > LARGEST_SHIFT)
          refuse.mayThrow(at, term);
        return;
      default:
    }
  }
}

/** What has no algebra, but may decide where a turn goes. */
function isControl(value: Value): boolean {
  const type = valueType(value);
  return !numeric(type) && type !== "object";
}

function isInvariantTerm(value: Value): value is Term {
  return isTerm(value) && value.invariant;
}

function isSum(value: Value): value is Term {
  return isTerm(value) && !value.invariant && sums.has(value.op);
}

/** The power of two above a mask: its bits decide nothing else. */
function powerAbove(mask: bigint): bigint | undefined {
  if (mask < 0n || mask >= LARGEST_MODULUS) return undefined;
  return 1n << BigInt(mask.toString(2).length);
}

function shiftModulus(shift: bigint): bigint | undefined {
  return shift >= 0n && shift <= 10n ? 1n << shift : undefined;
}

function zeroOf(term: Term): Primitive {
  return term.type === "bigint" ? 0n : 0;
}

/** Runs an operator on primitives; what it throws, the loop as written has to throw. */
function native(at: Place, what: string, run: () => Primitive): Primitive {
  try {
    return run();
  } catch (error) {
    if (isThrownByOperator(error)) {
      return refuse.throwsInTurn(at, what, error.message);
    }
    throw error;
  }
}
