/** Deep expressions, many variables, long functions: compiled, or left as they are for a reason, and never broken. */
import { describe, expect, test } from "vitest";
import { cpmoptimize, explain } from "cpmoptimize";
import { CompileError, transform } from "cpmoptimize/compiler";

const names = Array.from({ length: 300 }, (_, k) => `v${k}`);
const loop = (body: string, bound = "n") =>
  `function f(n, a) { let s = 0n; for (let i = 0n; i < ${bound}; i++) { ${body} } return s; }`;

/** A program by the number of levels or lines. */
const programs: Readonly<Record<string, (count: number) => string>> = {
  "left-nested operands": (count) => loop(`s += ${"a + ".repeat(count)}a;`),
  "right-nested operands": (count) => loop(`s += ${"a ** ".repeat(count)}a;`),
  "left-nested parentheses": (count) => loop(`s += ${"(".repeat(count)}a${" + a)".repeat(count)};`),
  "right-nested parentheses": (count) => loop(`s += ${"a + (".repeat(count)}a${")".repeat(count)};`),
  "choices in choices": (count) => loop(`s += ${"a ? a : ".repeat(count)}a;`),
  signs: (count) => loop(`s += ${"- ".repeat(count)}a;`),
  "conditions in conditions": (count) => loop(`${"if (a > s) ".repeat(count)} s += a;`),
  "blocks in blocks": (count) => loop(`${"{".repeat(count)} s += a; ${"}".repeat(count)}`),
  "a deep bound": (count) => loop("s += i;", `n ${"+ a ".repeat(count)}`),
  "a deep expression outside": (count) =>
    loop("s += i;").replace("let s", `const deep = ${"a + ".repeat(count)}a; let s`),
  lines: (count) => loop(Array<string>(count).fill("s += a;").join("\n")),
  "lines outside": (count) =>
    loop("s += i;").replace("let s = 0n;", `let s = 0n;${"\ns += a;".repeat(count)}`),
};

const isLoadable = (text: string): boolean => {
  try {
    new Function(text);
    return true;
  } catch {
    return false;
  }
};

describe.each(Object.entries(programs))("%s", (_, make) => {
  test.each([100, 400, 499, 600, 1000, 2000, 10_000])("%d of them", (count) => {
    const text = make(count);
    let code = text;
    try {
      code = transform(text, { filename: "f.cjs", loops: "all" }).code;
    } catch (error) {
      // Whoever calls leaves the text as it is.
      expect(error).toBeInstanceOf(CompileError);
      expect((error as Error).message).toMatch(/^(Not enough stack space to parse input|nested too deeply)/);
      expect(count).toBeGreaterThan(499);
    }
    if (isLoadable(text)) expect(isLoadable(code)).toBe(true);
  });

  test.each([400, 2000])("the wrapper, with %d of them", (count) => {
    const text = make(count);
    if (!isLoadable(text)) return;

    const plain = new Function(`return ${text}`)() as (n: bigint, a: bigint) => bigint;
    const fast = cpmoptimize({ itersLimit: 0 })(plain);
    for (const n of [0n, 1n, 40n]) expect(fast(n, 1n)).toBe(plain(n, 1n));
    const { unchanged, loops } = explain(fast);
    expect(unchanged?.code).not.toBe("internal-error");
    expect(loops[0]?.status).not.toBe("disabled");
  });
});

test("a sum of 400 operands is accelerated, and one of 10,000 is refused for its depth", () => {
  const status = (count: number) =>
    transform(programs["left-nested operands"]!(count), { filename: "f.cjs", loops: "all" }).report.loops[0]!;
  expect(status(400).status).toBe("accelerable");
  expect(status(1000).refusals[0]!.code).toBe("too-deep");
});

test("300 variables", () => {
  const next = names.map((name, k) => `${name} += ${names[(k + 1) % 300]!};`).join("\n");
  const text = `function f(n) { let ${names.map((name) => `${name} = 1n`).join()}; for (let i = 0n; i < n; i++) { ${next} } return [${names.join()}]; }`;

  const plain = new Function(`return ${text}`)() as (n: bigint) => bigint[];
  const fast = cpmoptimize({ itersLimit: 0 })(plain);
  expect(fast(100n)).toEqual(plain(100n));
  expect(explain(fast).loops[0]!.status).not.toBe("disabled");
});

test("a function of 10,000 lines with 200 loops", () => {
  const lines = Array.from(
    { length: 200 },
    (_, k) => `${"s += a;\n".repeat(49)}for (let i = 0n; i < n; i++) s += ${k}n * i;`,
  );
  const text = `function f(n, a) { let s = 0n;\n${lines.join("\n")}\nreturn s; }`;
  expect(text.split("\n").length).toBeGreaterThan(10_000);

  const plain = new Function(`return ${text}`)() as (n: bigint, a: bigint) => bigint;
  const fast = cpmoptimize({ itersLimit: 0 })(plain);
  expect(fast(30n, 2n)).toBe(plain(30n, 2n));
  expect(explain(fast).loops.filter(({ status }) => status === "accelerated")).toHaveLength(200);
});
