/**
 * Typed arrays as variables: a loop over `s` becomes a loop over `s[0]`, `s[1]`, …, which the rest need not know as elements.
 *
 *     s[0] ^= s[1] << 9        set s[0] ((s[0] ^ (s[1] << 9)) >>> 0)       of a Uint32Array
 *     s[i & 3]                 get [s[0], …, s[3]] at (i & 3)
 *
 * A store converts: modulo 2^k for integers, to a number for doubles. Each conversion is an operator of the language with one
 * operand, which throws where the store throws: a BigInt does not become a number, nor a number a BigInt. An assignment's own
 * value is what stood on its right. Literal indices are variables at once, so that of a long array only what is mentioned
 * becomes one; other indices need all of them. All elements that are stored are live with any number of turns left, since
 * others may hold the array.
 *
 * In: a loop, and the kind and length of each of its arrays. Out: a loop without arrays. Cost: linear in the program.
 */
import type { ElementKind, Expr, InnerLoop, LoopIR, Place, Stmt } from "./ir.ts";

export interface ArrayShape {
  readonly kind: ElementKind;
  readonly length: number;
}

/** What a loop does with an array. */
export interface ArrayUse {
  /** Literal indices. */
  readonly mentioned: ReadonlySet<number>;
  readonly stored: ReadonlySet<number>;
  readonly hasOtherIndices: boolean;
  readonly hasOtherStores: boolean;
  readonly asksLength: boolean;
}

/** An element that is a variable. */
interface Slot {
  readonly array: string;
  readonly index: number;
  readonly name: string;
  readonly isStored: boolean;
}

export interface ExpandedLoop {
  /** Its last inputs are the slots, and its last writes those that are stored. */
  readonly ir: LoopIR;
  readonly slots: readonly Slot[];
}

/** Modulo 2 · half, into [-half, half): a form that arithmetic modulo a number reads, other than two shifts. */
function signed(at: Place, x: Expr, half: number): Expr {
  return ["-", at, ["&", at, ["+", at, ["|", at, x, 0], half], 2 * half - 1], half];
}

const conversions: Readonly<Record<ElementKind, (at: Place, x: Expr) => Expr>> = {
  Int8Array: (at, x) => signed(at, x, 128),
  Uint8Array: (at, x) => ["&", at, x, 255],
  Int16Array: (at, x) => signed(at, x, 32768),
  Uint16Array: (at, x) => ["&", at, x, 65535],
  Int32Array: (at, x) => ["|", at, x, 0],
  Uint32Array: (at, x) => [">>>", at, x, 0],
  BigInt64Array: (at, x) => ["call", at, "BigInt.asIntN", [64, x]],
  BigUint64Array: (at, x) => ["call", at, "BigInt.asUintN", [64, x]],
  Float64Array: (at, x) => ["plus", at, x],
};

export function isElementKind(name: unknown): name is ElementKind {
  return typeof name === "string" && Object.hasOwn(conversions, name);
}

/** The type that elements have. */
export function elementType(kind: ElementKind): "bigint" | "number" {
  return kind.startsWith("Big") ? "bigint" : "number";
}

/** @returns undefined for what is no literal index */
export function literalIndex(index: Expr): number | undefined {
  const isWhole = typeof index === "bigint" || (typeof index === "number" && Number.isSafeInteger(index));
  return isWhole && index >= 0 ? Number(index) : undefined;
}

export function arrayUses(ir: LoopIR): ReadonlyMap<string, ArrayUse> {
  const uses = new Map(
    (ir.arrays ?? []).map(({ name }) => [
      name,
      {
        mentioned: new Set<number>(),
        stored: new Set<number>(),
        hasOtherIndices: false,
        hasOtherStores: false,
        asksLength: false,
      },
    ]),
  );
  const visit = (node: unknown): void => {
    if (!Array.isArray(node)) return;
    const [op, , name, index] = node as [unknown, Place, string, Expr];
    if (op === "str") return;
    if (op === "loop") return visitLoop(node[2] as InnerLoop);
    const use = op === "element" || op === "store" || op === "length" ? uses.get(name) : undefined;
    if (use !== undefined) {
      const literal = op === "length" ? undefined : literalIndex(index);
      if (op === "length") use.asksLength = true;
      else if (literal !== undefined) use.mentioned.add(literal);
      else use.hasOtherIndices = true;
      if (op === "store" && literal !== undefined) use.stored.add(literal);
      if (op === "store" && literal === undefined) use.hasOtherStores = true;
    }
    node.forEach(visit);
  };
  const visitLoop = ({ test, body, update }: InnerLoop): void => {
    [test, ...body, update].forEach(visit);
  };
  visitLoop(ir);
  return uses;
}

/** @param shapes of all arrays; literal indices are below the lengths */
export function expandArrays(
  ir: LoopIR,
  uses: ReadonlyMap<string, ArrayUse>,
  shapes: ReadonlyMap<string, ArrayShape>,
): ExpandedLoop {
  const { arrays, ...rest } = ir;
  const slots = [...uses].flatMap(([array, use]) => slotsOf(array, use, shapes.get(array) as ArrayShape));
  const stored = slots.filter(({ isStored }) => isStored).map(({ name }) => name);
  const isArray = new Set((arrays ?? []).map(({ name }) => name));
  const expander = new Expander(shapes);
  return {
    ir: {
      ...rest,
      ...expander.loop(ir),
      inputs: [...ir.inputs.filter((name) => !isArray.has(name)), ...slots.map(({ name }) => name)],
      writes: [...ir.writes, ...stored],
      live: [...ir.live, ...stored],
      liveLast: [...ir.liveLast, ...stored],
    },
    slots,
  };
}

function slotsOf(array: string, use: ArrayUse, { length }: ArrayShape): Slot[] {
  const indices = use.hasOtherIndices
    ? Array.from({ length }, (_, k) => k)
    : [...use.mentioned].sort((a, b) => a - b);
  return indices.map((index) => ({
    array,
    index,
    name: elementName(array, index),
    isStored: use.hasOtherStores || use.stored.has(index),
  }));
}

function elementName(array: string, index: number): string {
  return `${array}[${index}]`;
}

class Expander {
  private readonly shapes: ReadonlyMap<string, ArrayShape>;
  private readonly lists = new Map<string, readonly string[]>();
  /** Variables for right sides, of the innermost loop. */
  private temporaries: string[] = [];
  private count = 0;

  constructor(shapes: ReadonlyMap<string, ArrayShape>) {
    this.shapes = shapes;
  }

  loop(loop: InnerLoop): InnerLoop {
    const outer = this.temporaries;
    this.temporaries = [];
    const { test, body, update, locals, ...rest } = loop;
    const parts = {
      ...(test === undefined ? {} : { test: this.expr(test, true) }),
      body: this.statements(body),
      ...(update === undefined ? {} : { update: this.expr(update, false) }),
    };
    const expanded = {
      ...(rest.testLast ? { testLast: rest.testLast } : {}),
      ...parts,
      locals: [...locals, ...this.temporaries],
    };
    this.temporaries = outer;
    return expanded;
  }

  private statements(statements: readonly Stmt[]): Stmt[] {
    return statements.map((statement) => this.statement(statement));
  }

  private statement(statement: Stmt): Stmt {
    if (typeof statement !== "object" || statement === null) return statement;
    switch (statement[0]) {
      case "if": {
        const [, at, condition, then, otherwise] = statement;
        return ["if", at, this.expr(condition, true), this.statements(then), this.statements(otherwise)];
      }
      case "loop":
        return ["loop", statement[1], this.loop(statement[2])];
      case "break":
      case "continue":
      case "leave":
        return statement;
      default:
        return this.expr(statement, false);
    }
  }

  private expr(expr: Expr, isUsed: boolean): Expr {
    if (typeof expr !== "object" || expr === null) return expr;
    switch (expr[0]) {
      case "element": {
        const [, at, array, index] = expr;
        const literal = literalIndex(index);
        return literal === undefined
          ? ["get", at, this.listOf(array), this.expr(index, true)]
          : elementName(array, literal);
      }
      case "length":
        return this.shapes.get(expr[2])?.length as number;
      case "store":
        return this.store(expr, isUsed);
      case "swap":
        return ["swap", expr[1], expr[2], expr[3].map((right) => this.expr(right, true))];
      case "seq":
        return [
          "seq",
          expr[1],
          expr[2].map((part, k) => this.expr(part, isUsed && k === expr[2].length - 1)),
        ];
      case "call":
        return ["call", expr[1], expr[2], expr[3].map((argument) => this.expr(argument, true))];
      default: {
        // All others are an operator, a place, and names or operands.
        const [op, at, ...operands] = expr as readonly [string, Place, ...Expr[]];
        const isString = op === "str";
        return [
          op,
          at,
          ...(isString ? operands : operands.map((operand) => this.expr(operand, true))),
        ] as unknown as Expr;
      }
    }
  }

  private store(
    [, at, array, index, right]: Extract<Expr, readonly ["store", ...unknown[]]>,
    isUsed: boolean,
  ): Expr {
    const place = literalIndex(index) ?? this.expr(index, true);
    const value = this.expr(right, true);
    const convert = conversions[(this.shapes.get(array) as ArrayShape).kind];
    const given = isUsed ? this.temporary() : undefined;
    const converted = convert(at, given === undefined ? value : ["set", at, given, value]);
    const stored: Expr =
      typeof place === "number"
        ? ["set", at, elementName(array, place), converted]
        : ["put", at, this.listOf(array), place, converted];
    return given === undefined ? stored : ["seq", at, [stored, given]];
  }

  /** One list for all, since every other index mentions it. */
  private listOf(array: string): readonly string[] {
    const known = this.lists.get(array);
    if (known !== undefined) return known;
    const { length } = this.shapes.get(array) as ArrayShape;
    const list = Array.from({ length }, (_, k) => elementName(array, k));
    this.lists.set(array, list);
    return list;
  }

  /** A name that no program has. */
  private temporary(): string {
    const name = ` right ${++this.count}`;
    this.temporaries.push(name);
    return name;
  }
}
