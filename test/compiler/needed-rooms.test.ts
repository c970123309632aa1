/** Which rooms the compiler lists for a loop; that they are enough is tested in test/differential/rooms.test.ts. */
import { compileFunction, transform } from "cpmoptimize/compiler";
import { describe, expect, test } from "vitest";
import { neededRooms } from "../../src/compiler/emit/needed-rooms.ts";

function roomsOf(loop: string): string {
  const { sites } = compileFunction(`function f(n, a, b, s, m) { ${loop} return [a, b, s]; }`, {
    strictMode: true,
  });
  return sites.map(({ ir }) => neededRooms(ir, false).join(" ")).join("; ");
}

const bits = "residues lanes gf2 finite";

test.each([
  ["Fibonacci numbers", "for (let i = 0n; i < n; i++) [a, b] = [b, a + b];", ""],
  ["squares", "for (let i = 0n; i < n; i++) s += i * i;", ""],
  ["cubes", "for (let i = 0n; i < n; i++) s += i ** 3n;", ""],
  ["Horner's rule", "for (let i = 0n; i < n; i++) a = a * m + 1n;", ""],
  ["a clamp", "for (let i = 0; i < n; i++) { if (i < 10) a += 2; else a -= 1; }", ""],
  ["a threshold of Fibonacci numbers", "while (a < n) [a, b] = [b, a + b];", "thresholds"],
  ["powers", "while (a < n) a *= 2n;", "thresholds"],
  ["a bound that grows", "while (a < n) { a++; n -= 2n * a; b += a; }", ""],
  ["a triangle", "for (let i = 0; i < n; i++) for (let j = 0; j < i; j++) s += j;", "nests; "],
  [
    "an inner loop that doubles",
    "while (a < n) { for (let j = 0n; j < a; j++) b++; a += b; }",
    "thresholds nests; ",
  ],
  ["a factorial", "for (let i = 1n; i <= n; i++) a *= i;", "products multiplicative"],
  [
    "a factorial by number",
    "for (let i = -3; i < n; i++) a *= BigInt(2 * i + 7);",
    "products multiplicative",
  ],
  ["squaring", "for (let i = 1n; i <= n; i++) a = a * a;", "products multiplicative"],
  [
    "two that multiply one another",
    "for (let i = 1n; i <= n; i++) { b = a; a = b * s; s = a }",
    "products multiplicative",
  ],
  ["a generator", "for (let i = 0; i < n; i++) a = (a * 16807) % 2147483647;", "residues finite"],
  ["bits", "for (let i = 0; i < n; i++) { a ^= a << 13; a ^= a >>> 17; a ^= a << 5; }", bits],
  ["a maximum", "for (let i = 0; i < n; i++) a = Math.max(a + 1, b);", "residues tropical finite"],
  [
    "a choice by order",
    "for (let i = 0; i < n; i++) { a += b; if (a >= m) a -= m; }",
    "residues tropical finite",
  ],
  ["a fraction", "for (let i = 0; i < n; i++) { s += i; b = 0.5; }", "residues finite"],
  ["a zero with a sign", "for (let i = 0; i < n; i++) { s += i; b = -2 * Number(0); }", "residues finite"],
  ["a truth that counts", "for (let i = 0; i < n; i++) s += -2 * (i < 9);", "residues finite"],
  ["a negative literal", "for (let i = 0; i < n; i++) s += -2;", ""],
])("%s", (_, loop, rooms) => {
  expect(roomsOf(loop)).toBe(rooms);
});

describe("in a file", () => {
  const file = (options: string): string => {
    const source = `import { cpmoptimize } from "cpmoptimize";\nexport const f = cpmoptimize(${options})((n) => { let s = 0; for (let i = 0; i < n; i++) s += i; return s });\n`;
    const { code } = transform(source, { filename: "f.js" });
    return /^var \$cpm1 = .*?(?:, \[([^[]*)\])?\);$/m.exec(code)?.[1] ?? "none";
  };

  test.each(["", "{}", "{ strict: true }", '{ "verbose": true }'])("options %s do not round", (options) => {
    expect(file(options)).toBe("none");
  });

  test.each(["given()", '{ types: ["float"] }', "{ ...more }", '{ "types": given }', "{ [key]: given }"])(
    "options %s may",
    (options) => {
      expect(file(options)).toBe("$floats");
    },
  );
});
