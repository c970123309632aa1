/** Which name was meant by a misspelt one. */
import fc from "fast-check";
import { expect, test } from "vitest";
import { nearest, unknownOption } from "../../src/runtime/nearest.ts";

const names = ["strict", "itersLimit", "types", "verbose", "scope"];

test.each([
  ["strict", "strict"],
  ["STRICT", "strict"],
  ["stirct", "strict"], // two letters swapped
  ["tsirct", "strict"], // two swaps
  ["srict", "strict"],
  ["sttrict", "strict"],
  ["stract", "strict"],
  ["tpyes", "types"],
  ["ytpes", "types"],
  ["typse", "types"],
  ["itersLimti", "itersLimit"],
  ["iterLimits", "itersLimit"],
  ["vrebsoe", "verbose"],
  ["epocs", undefined],
  ["ytpse", undefined], // two swaps are too many for five letters
  ["tsrtcii", undefined],
  ["", undefined],
])("%s is %s", (word, name) => {
  expect(nearest(word, names)).toBe(name);
});

test("the nearer one of two, the first of equals", () => {
  expect(nearest("scape", ["shape", "scope"])).toBe("shape");
  expect(nearest("scopee", ["shape", "scope"])).toBe("scope");
  expect(nearest("x", [])).toBeUndefined();
});

test("any swap of neighbours is one step, from either end", () => {
  const words = fc.uniqueArray(fc.constantFrom(..."abcdefghij"), { minLength: 3, maxLength: 5 });
  fc.assert(
    fc.property(words, fc.nat(), (letters, seed) => {
      const at = seed % (letters.length - 1);
      const swapped = letters.toSpliced(at, 2, letters[at + 1]!, letters[at]!);
      expect(nearest(swapped.join(""), [letters.join("")])).toBe(letters.join(""));
      expect(nearest(letters.join(""), [swapped.join("")])).toBe(swapped.join(""));
    }),
  );
});

test("what is said of an option that is none", () => {
  expect(unknownOption("tool", "stirct", names).message).toBe(
    "tool: unknown option stirct; did you mean strict? The options are strict, itersLimit, types, verbose, scope.",
  );
  expect(unknownOption("tool", "zzz", names).message).toBe(
    "tool: unknown option zzz; the options are strict, itersLimit, types, verbose, scope.",
  );
});
