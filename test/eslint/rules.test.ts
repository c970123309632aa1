/** Both rules, by ESLint's RuleTester, with espree and with typescript-eslint's parser. */
import { readFileSync } from "node:fs";
import { Linter, RuleTester } from "eslint";
import tseslint from "typescript-eslint";
import { describe, expect, test } from "vitest";
import cpmoptimize from "../../src/eslint/index.ts";

RuleTester.describe = describe;
RuleTester.it = test;
RuleTester.itOnly = test.only;

const { "accelerable-loop": accelerable, "no-refused-loop": refused } = cpmoptimize.rules;
const javascript = new RuleTester();
const typescript = new RuleTester({
  languageOptions: { parser: tseslint.parser as never, parserOptions: { ecmaFeatures: { jsx: true } } },
});

const sum = (head = ""): string =>
  `function sum(n) {${head}\n  let s = 0n;\n  for (let i = 0n; i < n; i++) s += i;\n  return s;\n}\n`;
const squaring = (head = ""): string =>
  `function f(n) {${head}\n  let x = 2n;\n  for (let i = 0n; i < n; i++) x = x * x + 1n;\n  return x;\n}\n`;

javascript.run("accelerable-loop, JavaScript", accelerable, {
  valid: [
    sum('\n  "use cpm";'),
    sum('\n  "use no cpm";'),
    `"use no cpm";\n${sum()}`,
    `import { cpmoptimize } from "cpmoptimize";\nconst f = cpmoptimize()(${sum()});`,
    squaring(),
    "function gcd(x, y) { while (y !== 0n) [x, y] = [y, x % y]; return x }",
    "const f = (n) => { const a = new Uint32Array(n); for (let i = 0; i < n; i++) a[i] = i; return a };",
    "const s = [1, 2]; for (const each of s) print(each);",
    "let s = 0; for (let i = 0; i < 10; i++) s += i;",
    "let s = 0n; for (let i = 998n; i >= 0n; i--) s += i;",
    "let s = 0; for (let i = -1000; i !== 998; i += 2) s += i;",
  ],
  invalid: [
    {
      code: sum(),
      errors: [
        {
          message:
            /^This loop of sum can be accelerated: O\(log n\) steps in place of n turns \(a state of 3 values, [a-z-]+\)\. /,
          line: 3,
          column: 3,
          endColumn: 6,
          suggestions: [{ desc: 'Begin sum with "use cpm".', output: sum('\n  "use cpm";') }],
        },
      ],
    },
    {
      code: "let s = 0; for (let i = 0; i <= 1000; i++) s += i;",
      errors: [
        {
          messageId: "accelerable",
          suggestions: [
            { messageId: "optIn", output: '"use cpm";\nlet s = 0; for (let i = 0; i <= 1000; i++) s += i;' },
          ],
        },
      ],
    },
    {
      code: "const f = (n) => { let p = 1n; for (let i = 1n; i < n; i++) p *= i; return p };",
      errors: [{ message: /one balanced product in place of n turns/, suggestions: 1 }],
    },
    {
      code: "let s = 0; for (let i = 0; i < 50; i++) s += i;",
      options: [{ minTurns: 50 }],
      errors: [{ messageId: "accelerable", suggestions: 1 }],
    },
    {
      code: "const f = (n) => { let s = 0; while (n-- > 0) s += n; return s };",
      errors: [
        {
          messageId: "accelerable",
          suggestions: [
            {
              messageId: "optIn",
              output: 'const f = (n) => { "use cpm"; let s = 0; while (n-- > 0) s += n; return s };',
            },
          ],
        },
      ],
    },
    {
      code: 'import { range } from "cpmoptimize";\nfunction f(n) { "use strict"; let s = 0; range(n).forEach((i) => { s += i }); return s }',
      languageOptions: { sourceType: "module" },
      errors: [
        {
          messageId: "accelerable",
          line: 2,
          suggestions: [
            {
              messageId: "optIn",
              output:
                'import { range } from "cpmoptimize";\nfunction f(n) { "use cpm"; "use strict"; let s = 0; range(n).forEach((i) => { s += i }); return s }',
            },
          ],
        },
      ],
    },
  ],
});

typescript.run("accelerable-loop, TypeScript", accelerable, {
  valid: [
    {
      code: "class A { f(n: number) { 'use cpm'; let s = 0; for (let i = 0; i < n; i++) s += i; return s } }",
      filename: "a.ts",
    },
  ],
  invalid: [
    {
      filename: "a.ts",
      code: "class A { f(n: number): number {\r\n\tlet s: number = 0;\r\n\tfor (let i = 0; i < n; i++) s += i as number;\r\n\treturn s!;\r\n} }",
      errors: [
        {
          messageId: "accelerable",
          suggestions: [
            {
              messageId: "optIn",
              output:
                'class A { f(n: number): number {\r\n\t"use cpm";\r\n\tlet s: number = 0;\r\n\tfor (let i = 0; i < n; i++) s += i as number;\r\n\treturn s!;\r\n} }',
            },
          ],
        },
      ],
    },
    {
      filename: "a.tsx",
      code: "const A = <T,>({ n }: { n: number }) => { let s = 0; for (let i = 0; i < n; i++) s += i; return <p>{s}</p> };",
      errors: [{ messageId: "accelerable", suggestions: 1 }],
    },
  ],
});

javascript.run("no-refused-loop, JavaScript", refused, {
  valid: [squaring(), sum('\n  "use cpm";'), squaring('\n  "use no cpm";'), "// cpmoptimize\nlet a = 1;"],
  invalid: [
    {
      code: squaring('\n  "use cpm";'),
      errors: [
        { message: /^f: this loop will not be accelerated: .*\[product-grows\]\. .* Remedy: /, line: 4 },
      ],
    },
    {
      code: `import { cpmoptimize as fast } from "cpmoptimize";\nconst f = fast()(${squaring()});`,
      languageOptions: { sourceType: "module" },
      errors: [{ messageId: "refused", line: 4 }],
    },
    {
      code: `function f() { let s = 1; "use cpm"; return s }`,
      errors: [{ messageId: "idle", column: 27 }],
    },
  ],
});

typescript.run("no-refused-loop, TypeScript", refused, {
  valid: [{ code: sum('\n  "use cpm";'), filename: "a.ts" }],
  invalid: [
    {
      filename: "a.tsx",
      code: 'const A = ({ n }: { n: number }) => { "use cpm"; let s = 0; for (let i = 0; i < n; i++) s += Math.sin(i); return <p>{s}</p> };',
      errors: [{ message: /Math\.sin/ }],
    },
  ],
});

describe("the plugin", () => {
  test("its recommended configuration", () => {
    const messages = new Linter().verify(sum() + squaring('\n  "use cpm";').replace("f(", "g("), [
      cpmoptimize.configs.recommended,
    ]);
    expect(messages.map(({ ruleId, severity, line }) => [ruleId, severity, line])).toEqual([
      ["cpmoptimize/accelerable-loop", 1, 3],
      ["cpmoptimize/no-refused-loop", 2, 9],
    ]);
  });

  test("what the compiler cannot read is left to the parser of the configuration", () => {
    const parser = {
      meta: { name: "of another language", version: "1" },
      parseForESLint: () => ({ ast: empty(), services: {}, scopeManager: null, visitorKeys: {} }),
    };
    const empty = (): object => ({
      type: "Program",
      body: [],
      comments: [],
      tokens: [],
      sourceType: "module",
      range: [0, 0],
      loc: { start: { line: 1, column: 0 }, end: { line: 1, column: 0 } },
    });
    const config = { ...cpmoptimize.configs.recommended, languageOptions: { parser: parser as never } };
    expect(new Linter().verify('<script>"use cpm"; while (', [config])).toEqual([]);
  });

  const page = readFileSync(new URL("../../docs/ESLINT.md", import.meta.url), "utf8");

  const examples = [...page.matchAll(/```js\n(function [^]*?)```\n\n {4}(\d+:\d+) {2}(.*)\n/g)];
  test.each(examples.map(([, code = "", place = "", message = ""]) => ({ code, place, message })))(
    "the page's example at $place",
    ({ code, place, message }) => {
      const [first] = new Linter().verify(code, [cpmoptimize.configs.recommended]);
      expect(`${first?.line}:${first?.column}`).toBe(place);
      expect(first?.message).toContain(message.replace(/ …$/, ""));
    },
  );

  test("every rule has its page, and the page its heading", () => {
    expect(examples).toHaveLength(2);
    for (const [name, { meta }] of Object.entries(cpmoptimize.rules)) {
      expect(meta?.docs?.url).toBe(`https://unpkg.com/cpmoptimize/docs/ESLINT.md#${name}`);
      expect(page).toContain(`\n## ${name}\n`);
    }
  });
});
