/**
 * Random loops behave the same with doors as without, whatever the doors do: silent, jumping to the last turn with every
 * dead variable spoilt, jumping half way. This is the test of IR, liveness and insertion together.
 */
import fc from "fast-check";
import { expect, test } from "vitest";
import { expectSameProgram } from "./same-program.ts";

type Text = fc.Arbitrary<string>;

const outer = ["a", "b", "c", "d"];

/** Texts of one numeric type, so that most programs do not just throw. */
function programs(one: string): Text {
  const suffix = one === "1n" ? "n" : "";
  const literal = fc.integer({ min: 0, max: 9 }).map((value) => `${value}${suffix}`);
  const name = fc.constantFrom(...outer, "i", "t", "v");
  const target = fc.constantFrom(...outer, "t");

  const { statement } = fc.letrec<{ expression: string; statement: string }>((tie) => {
    const e = tie("expression");
    const s = tie("statement");
    const list = fc.array(s, { minLength: 1, maxLength: 3 }).map((parts) => parts.join(" "));
    const condition = fc
      .tuple(e, fc.constantFrom("<", "<=", ">", ">=", "===", "!==", "==", "!="), e)
      .map(([x, op, y]) => `(${x}) ${op} (${y})`);
    return {
      expression: fc.oneof(
        { depthSize: "small", withCrossShrink: true },
        name,
        literal,
        name,
        fc.tuple(e, fc.constantFrom("+", "-", "*"), e).map(([x, op, y]) => `(${x} ${op} ${y})`),
        fc
          .tuple(e, fc.constantFrom("%", "/", "&", "|", "^"), fc.integer({ min: 1, max: 5 }))
          .map(([x, op, k]) => `(${x} ${op} ${k}${suffix})`),
        fc.tuple(condition, e, e).map(([p, x, y]) => `(${p} ? ${x} : ${y})`),
        fc.tuple(e, fc.constantFrom("&&", "||", "??"), e).map(([x, op, y]) => `(${x} ${op} ${y})`),
        fc
          .tuple(target, fc.constantFrom("=", "+=", "-=", "&&=", "||="), e)
          .map(([x, op, y]) => `(${x} ${op} ${y})`),
        fc.tuple(target, fc.constantFrom("++", "--")).map(([x, op]) => `${x}${op}`),
        e.map((x) => `(-${x})`),
        // Divisions by something that may be zero: an exception in the middle of a turn.
        fc.tuple(e, e).map(([x, y]) => `(${x} / (${y}))`),
      ),
      statement: fc.oneof(
        { depthSize: "small", withCrossShrink: true },
        fc.tuple(target, fc.constantFrom("=", "+=", "-="), e).map(([x, op, y]) => `${x} ${op} ${y};`),
        fc.tuple(target, e).map(([x, y]) => `${x} = ${y};`),
        fc
          .tuple(fc.shuffledSubarray(outer, { minLength: 2, maxLength: 3 }), e, e, e)
          .map(([xs, ...es]) => `[${xs.join(", ")}] = [${es.slice(0, xs.length).join(", ")}];`),
        fc.tuple(condition, list).map(([p, x]) => `if (${p}) { ${x} }`),
        fc.tuple(condition, list, list).map(([p, x, y]) => `if (${p}) { ${x} } else { ${y} }`),
        fc.tuple(e, e).map(([x, y]) => `{ let t = ${x}; { const v = ${y}; a = t - v; } }`),
        fc
          .tuple(
            condition,
            fc.constantFrom("break", "continue", "continue here", "break here", "return [a, i]", "throw c"),
          )
          .map(([p, jump]) => `if (${p}) ${jump};`),
        // Inner loops, which end: their counters are nobody else's.
        fc
          .tuple(fc.integer({ min: 0, max: 3 }), list)
          .map(([k, x]) => `for (let j = 0${suffix}; j < ${k}${suffix}; j++) { ${x} }`),
        fc
          .tuple(e, list)
          .map(([x, y]) => `{ let k = 0; do { ${y} v = ${x}; } while (++k < 3 && v > ${one}); }`),
        fc
          .tuple(fc.integer({ min: -2, max: 4 }), list)
          .map(([k, x]) => `for (t of range(i, ${k}${suffix}, ${one})) { ${x} }`),
        fc
          .tuple(fc.noShrink(fc.nat()), condition, list, list)
          .map(([k, p, x, y]) => `out${k}: { ${x} if (${p}) break out${k}; ${y} }`),
        fc
          .tuple(e, list, list, list)
          .map(
            ([x, p, q, r]) =>
              `switch (${x}) { case 0${suffix}: ${p} default: ${q} break; case 1${suffix}: { ${r} } case 2${suffix}: }`,
          ),
        fc
          .tuple(e, list, list, list)
          .map(
            ([x, p, q, r]) =>
              `switch (${x}) { case 0${suffix}: ${p} break; case 1${suffix}: case 2${suffix}: { ${q} break } default: ${r} }`,
          ),
      ),
    };
  });

  const header = fc.constantFrom(
    (body: string) => `here: for (let i = 0${suffix}; i < n; i++) { ${body} }`,
    (body: string) => `let i; here: for (i = 0${suffix}, t = n; i < n; ++i) { ${body} }`,
    (body: string) => `i = n; here: while (i-- > 0${suffix}) { ${body} }`,
    (body: string) => `let i = n; here: do { ${body} } while (--i > 0${suffix});`,
    (body: string) => `here: for (i of range(n)) { ${body} }`,
    (body: string) => `here: for (const i of range(n)) { ${body} }`,
    (body: string) => `let i = 0${suffix}; here: for (;;) { if (i++ > n) break; ${body} }`,
  );
  const frame = fc.constantFrom(
    (loop: string, out: string) => `{ ${loop} ${out} }`,
    (loop: string, out: string) =>
      `{ const see = () => [a, b]; try { { let i = 0; { ${loop} } } } catch (e) { d = ${one} } finally { log.push(see()) } ${out} }`,
    (loop: string, out: string) => `{ try { { let i = 0; { ${loop} } } } catch { } ${out} }`,
    (loop: string, out: string) =>
      `{ for (let turn = 0; turn < 2; turn++) { let i = 7; { ${loop} } b += ${one}; log.push(c); } ${out} }`,
  );
  return fc
    .tuple(header, frame, fc.array(statement, { minLength: 1, maxLength: 4 }), fc.subarray(outer))
    .map(([makeLoop, makeFrame, body, out]) => {
      const loop = makeLoop(body.join(" "));
      const result = `return [${out.join(", ")}];`;
      return `const { range } = require("cpmoptimize");
        const log = []; let d = ${one};
        function f(n) { let a = ${one}, b = ${one}, c = n, t = n, v = ${one}, i = n; ${makeFrame(loop, result)} }
        module.exports = { run() { for (const n of [0, 1, 2, 7]) { try { log.push(f(n === 0 ? ${one} - ${one} : ${suffix ? "BigInt(n)" : "n"})) } catch (e) { log.push(typeof e === "object" ? e.message : e) } log.push(d) } return log } };`;
    });
}

test.each([
  ["bigint", "1n"],
  ["number", "1"],
])("random %s programs", (_, one) => {
  let opened = 0;
  let runs = 0;
  fc.assert(
    fc.property(programs(one), (source) => {
      runs++;
      opened += expectSameProgram(source, { filename: "program.cjs" }).opened;
    }),
    // Not by chance: some programs square BigInts in every turn, and take minutes as written.
    {
      numRuns: Number(process.env["COMPILER_RUNS"] ?? 200),
      seed: Number(process.env["COMPILER_SEED"] ?? 20_260_101),
    },
  );
  expect(opened).toBeGreaterThan(runs);
});
