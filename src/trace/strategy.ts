/**
 * Strategies: what a trace does where algebra and control could both go on.
 *
 * A *choice* between two values (`if`, `?:`, `Math.max`) can be followed along the arm that is taken now, and then its
 * condition is a predicate of the path; or both arms are followed and *joined* to one value, `select(condition, a, b)`,
 * which some algebras read: `x & 1 ? p ^ (x >>> 1) : x >>> 1` is linear over GF(2), `a > b ? a : b` is a sum of the
 * tropical semiring, `x < 0 ? x + m : x` is x modulo m.
 *
 * A *remainder* (`x % m`, `x & mask`, `x >> k`) of small modulus can be taken as known and walked around (`control.ts`), or
 * be an operation of modular arithmetic. `lazily`, it stays an operation, until a condition asks for it.
 *
 * A strategy is tried only where the program has something to which it makes a difference; the first whose trace some
 * domain can read is the one.
 */
import type { Expr, InnerLoop, LoopIR } from "./ir.ts";

export interface Strategy {
  readonly choices: "joined" | "followed";
  readonly remainders: "lazily" | "walked";
}

export const followed: Strategy = { choices: "followed", remainders: "walked" };

const lazy: Strategy = { choices: "followed", remainders: "lazily" };
const joined: Strategy = { choices: "joined", remainders: "lazily" };
const joinedBesideControl: Strategy = { choices: "joined", remainders: "walked" };

export function strategies(ir: LoopIR): readonly Strategy[] {
  const { hasModularOperator, hasMergeableChoice, hasExtremum } = featuresOf(ir);
  return [
    ...(hasMergeableChoice || hasExtremum ? [joined] : []),
    // `m = Math.max(m, i % 7)`: a maximum of what comes and goes.
    ...(hasModularOperator && hasExtremum ? [joinedBesideControl] : []),
    ...(hasModularOperator ? [lazy] : []),
    followed,
  ];
}

interface Features {
  readonly hasModularOperator: boolean;
  /** A choice whose condition masks bits. */
  readonly hasMergeableChoice: boolean;
  /** A choice between two values by their order. */
  readonly hasExtremum: boolean;
}

const modular: ReadonlySet<string> = new Set(["%", "&", "|", "^", "~", "<<", ">>", ">>>"]);

function featuresOf(ir: LoopIR): Features {
  let [hasModularOperator, hasMergeableChoice, hasExtremum] = [false, false, false];
  const visit = (node: unknown): void => {
    if (!Array.isArray(node)) return;
    const [op] = node as [unknown];
    if (op === "str") return;
    if (op === "loop") return visitLoop(node[2] as InnerLoop);
    if (modular.has(op as string)) hasModularOperator = true;
    if (op === "call") {
      const name = node[2] as string;
      if (name === "Math.max" || name === "Math.min") hasExtremum = true;
      else if (name === "Math.imul" || name.startsWith("BigInt.")) hasModularOperator = true;
    }
    if (op === "if" || op === "?:") {
      if (masksBits(node as unknown as Choice)) hasMergeableChoice = true;
      if (isExtremum(node as unknown as Choice)) hasExtremum = true;
    }
    node.forEach(visit);
  };
  const visitLoop = ({ test, body, update }: InnerLoop): void => {
    [test, ...body, update].forEach(visit);
  };
  visitLoop(ir);
  return { hasModularOperator, hasMergeableChoice, hasExtremum };
}

const masking: ReadonlySet<string> = new Set(["&", "%", ">>", ">>>"]);

type Choice = readonly ["if" | "?:", string, Expr, unknown, unknown];

/** Could an algebra join the arms because the condition masks bits, or an arm adds them: `if (lsb) x ^= POLY`? */
function masksBits([, , condition, then, otherwise]: Choice): boolean {
  if (mentions(condition, ([op]) => masking.has(op as string))) return true;
  return [then, otherwise].some((arm) => mentions(arm, ([op]) => op === "^"));
}

/**
 * Could an algebra join the arms because the condition compares what an arm gives: `a > b ? a : b`, `if (b > a) a = b`,
 * `x < 0 ? x + m : x`, `if (x >= m) x -= m`, `if (!(x < 9)) x = 9`?
 */
function isExtremum([, , asked, then, otherwise]: Choice): boolean {
  let condition = asked;
  while (Array.isArray(condition) && condition[0] === "!") condition = condition[2] as Expr;
  if (!isComparison(condition)) return false;
  const [, , left, right] = condition;
  return [then, otherwise].some((arm) => givenBy(arm).some((given) => isOneOf(given, left, right)));
}

function isComparison(expr: Expr): expr is readonly ["<" | "<=" | ">" | ">=", string, Expr, Expr] {
  return Array.isArray(expr) && ["<", "<=", ">", ">="].includes(expr[0] as string);
}

/** What an arm gives or assigns, and that value's first operand: for `x -= m` that is x. */
function givenBy(arm: unknown): readonly unknown[] {
  let node = arm;
  while (Array.isArray(node) && node.length === 1) [node] = node as [unknown];
  if (Array.isArray(node) && node[0] === "set") node = node[3];
  return Array.isArray(node) && (node[0] === "+" || node[0] === "-") ? [node, node[2]] : [node];
}

/** A literal counts where it is compared with a variable: `if (x > 100) x = 100`. */
function isOneOf(given: unknown, left: Expr, right: Expr): boolean {
  return [left, right].some((side) => side !== null && same(side, given));
}

/** Equal but for places. */
function same(a: unknown, b: unknown): boolean {
  if (!Array.isArray(a) || !Array.isArray(b)) return Object.is(a, b);
  return a.length === b.length && a.every((part, k) => k === 1 || same(part, b[k]));
}

function mentions(node: unknown, test: (node: readonly unknown[]) => boolean): boolean {
  return Array.isArray(node) && (test(node) || node.some((part) => mentions(part, test)));
}
