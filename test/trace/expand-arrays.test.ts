/** Expansion against the arrays themselves: every kind's store makes of every value what the array makes of it. */
import { describe, expect, test } from "vitest";
import { arrayUses, expandArrays, isElementKind } from "../../src/trace/expand-arrays.ts";
import type { ElementKind, Expr, LoopIR } from "../../src/trace/ir.ts";
import { PlainArithmetic } from "../../src/trace/plain-turn.ts";
import { isStepping, steppingNames } from "../../src/trace/stepping-names.ts";
import { runTurn } from "../../src/trace/turn.ts";
import type { Primitive } from "../../src/trace/value.ts";

function loop(body: LoopIR["body"], inputs: readonly string[] = ["s", "v", "w"]): LoopIR {
  return {
    name: "f",
    file: "",
    place: "1:1",
    inputs,
    writes: ["w"],
    locals: [],
    body,
    live: ["w"],
    liveLast: ["w"],
    arrays: [{ name: "s" }],
  };
}

const store: Expr = ["set", "", "w", ["store", "", "s", 0, "v"]];

const values: readonly Primitive[] = [
  ...[0, -0, 1, -1, 127, 128, 255, 256, 32768, 65535, 65536, 2 ** 31, 2 ** 32, 2 ** 32 + 5, -(2 ** 31) - 1],
  ...[0.5, -0.5, -129.7, 1e20, -(2 ** 53) - 2, 2 ** 60 + 2 ** 8, NaN, Infinity, -Infinity],
  ...[0n, 5n, -1n, 2n ** 63n, 2n ** 64n + 3n, -(2n ** 63n) - 1n],
  ...[true, false, null, undefined, "7", "x", ""],
];

const kinds = {
  Int8Array,
  Uint8Array,
  Int16Array,
  Uint16Array,
  Int32Array,
  Uint32Array,
  BigInt64Array,
  BigUint64Array,
  Float64Array,
} satisfies Record<ElementKind, unknown>;

describe.each(Object.keys(kinds) as ElementKind[])("%s", (kind) => {
  const ir = loop([store]);
  const expanded = expandArrays(ir, arrayUses(ir), new Map([["s", { kind, length: 1 }]]));
  test.each(values.map((value) => [value]))("stores %s", (value) => {
    const array = new kinds[kind](1) as unknown as Primitive[];
    const run = (): readonly Primitive[] => {
      const env = new Map<string, Primitive>([
        ["v", value],
        ["w", 0],
        ["s[0]", array[0]],
      ]);
      runTurn(expanded.ir, env, new PlainArithmetic());
      return [env.get("w"), env.get("s[0]")];
    };
    const native = (): readonly Primitive[] => {
      const given = (array[0] = value);
      return [given, array[0]];
    };
    const outcome = (call: () => readonly Primitive[]): readonly unknown[] => {
      try {
        return call();
      } catch (error) {
        return [(error as Error).constructor.name];
      }
    };
    const [expected, actual] = [outcome(native), outcome(run)];
    expect(actual.length).toBe(expected.length);
    expected.forEach((part, k) => expect(Object.is(actual[k], part), `${k}`).toBe(true));
  });
});

test("kinds that are no operators", () => {
  for (const name of ["Float32Array", "Uint8ClampedArray", "Float16Array", "constructor", undefined])
    expect(isElementKind(name)).toBe(false);
});

describe("variables", () => {
  const shape = new Map([["s", { kind: "Uint32Array" as const, length: 4 }]]);
  const slots = (body: LoopIR["body"]): string =>
    expandArrays(loop(body), arrayUses(loop(body)), shape)
      .slots.map(({ name, isStored }) => `${name}${isStored ? " stored" : ""}`)
      .join(", ");

  test("only what is mentioned, where indices are literal", () => {
    expect(slots([["store", "", "s", 3, ["element", "", "s", 1]]])).toBe("s[1], s[3] stored");
  });

  test("all, where one index is not", () => {
    expect(slots([["store", "", "s", 3, ["element", "", "s", "v"]]])).toBe("s[0], s[1], s[2], s[3] stored");
    expect(slots([["loop", "", { locals: [], body: [["store", "", "s", "v", 1]] }]])).toBe(
      "s[0] stored, s[1] stored, s[2] stored, s[3] stored",
    );
  });

  test("are the last inputs and writes, and live", () => {
    const body: LoopIR["body"] = [["store", "", "s", 0, "v"]];
    const { ir } = expandArrays(loop(body), arrayUses(loop(body)), shape);
    expect(ir).toMatchObject({
      inputs: ["v", "w", "s[0]"],
      writes: ["w", "s[0]"],
      live: ["w", "s[0]"],
      liveLast: ["w", "s[0]"],
    });
    expect(ir.arrays).toBeUndefined();
  });
});

describe("indices that only go on by steps", () => {
  const stepping = (body: LoopIR["body"]): string =>
    [...steppingNames({ ...loop(body), update: ["post+", "", "i"] })].sort().join(" ");

  test("counters, and what is given one", () => {
    expect(
      stepping([
        ["set", "", "k", ["+", "", "i", 1]],
        ["set", "", "j", "k"],
      ]),
    ).toBe("i j k");
  });

  test("not what is set back, or goes around", () => {
    expect(
      stepping([
        ["post+", "", "p"],
        ["set", "", "p", 0],
      ]),
    ).toBe("i");
    expect(stepping([["set", "", "p", ["%", "", ["+", "", "p", 1], 3]]])).toBe("i");
    expect(stepping([["swap", "", ["p", "q"], ["q", "p"]]])).toBe("i");
  });

  test("of an index, any part of a sum", () => {
    const names = new Set(["i"]);
    expect(isStepping(["-", "", 7, ["+", "", "i", 2]], names)).toBe(true);
    expect(isStepping(["%", "", "i", 2], names)).toBe(false);
    expect(isStepping("k", names)).toBe(false);
  });
});
