/** What a turn may do on its way, in the integers' domain: remainders, quotients, choices, inner loops, turn by turn. */
import { expect, test } from "vitest";
import { integer } from "../../src/trace/domains/integer/integer.ts";
import { residues } from "../../src/trace/domains/residues/residues.ts";
import type { Domain } from "../../src/trace/domains/domain.ts";
import { RefusalSignal } from "../../src/trace/refusal.ts";
import { unlessRefused } from "../../src/trace/unless-refused.ts";
import { callsOf } from "./domain-runs.ts";

type Values = Readonly<Record<string, unknown>>;
type Row = readonly [
  what: string,
  body: string,
  inputs: string,
  names: string,
  calls: readonly Values[],
  domain?: Domain,
];

const big = (values: Readonly<Record<string, number>>): Values =>
  Object.fromEntries(
    Object.entries({ i: 0, n: 10 ** 6, ...values }).map(([name, value]) => [name, BigInt(value)]),
  );
const num = (values: Readonly<Record<string, number>>): Values => ({ i: 0, n: 10 ** 6, ...values });

const rows: Row[] = [
  [
    "remainders by 3",
    "s += i % 3n; if (i % 3n === 0n) t += i;",
    "s, t",
    "s, t",
    [big({ s: 0, t: 5 }), { ...big({ s: 0, t: 5 }), i: 2n }, { ...big({ s: 0, t: 5 }), i: -70n }],
  ],
  [
    "remainders of numbers",
    "s += (i % 4) * 2; if ((i & 3) === 1) t -= i;",
    "s, t",
    "s, t",
    [num({ s: 0, t: 5 }), { ...num({ s: 1, t: 0 }), i: 7 }],
  ],
  [
    "quotients",
    "s += i / 3n; t += i >> 1n; u += (x + i) / -4n;",
    "s, t, u, x",
    "s, t, u",
    [big({ s: 0, t: 5, u: 1, x: 9 }), { ...big({ s: 0, t: 0, u: 0, x: 40 }), i: 5n }],
  ],
  [
    "floored quotients of numbers",
    "s += Math.floor(i / 3); t += Math.trunc(i / 4); u += i >> 2; v += (i | 0);",
    "s, t, u, v",
    "s, t, u, v",
    [num({ s: 0, t: 5, u: 1, v: 0 }), { ...num({ s: 0, t: 0, u: 0, v: 1 }), i: 11 }],
  ],
  [
    "residues of sums, differences, products",
    "x = x + 2n * y - 1n; y = y + 3n; if ((x * y + x - y) % 2n === 0n) s += x; else s -= y;",
    "x, y, s",
    "x, y, s",
    [big({ x: 0, y: 1, s: 0 }), big({ x: 3, y: -8, s: 7 })],
  ],
  [
    "steps that residues depend on",
    "if (j % 6n > 2n) s += k; j += k;",
    "s, j, k",
    "s, j",
    [big({ s: 0, j: 1, k: 4 }), big({ s: 0, j: -100, k: 7 }), big({ s: 0, j: 1, k: -1 })],
  ],
  [
    "flags and states",
    "if (up) s += 2n; else s -= 1n; up = !up; if (m === 2) m = 0; else m = m === 1 ? 2 : 1;",
    "s, up, m",
    "s",
    [
      { ...big({ s: 0 }), up: true, m: 0 },
      { ...big({ s: 0 }), up: false, m: 2 },
    ],
  ],
  [
    "negations and conversions",
    "s += ~i + -i; t = -t; if (-i % 2n === 0n) s += BigInt(3); w += Number(k);",
    "s, t, w, k",
    "s, t, w",
    [
      { ...big({ s: 0, t: 1 }), w: 0, k: 5 },
      { ...big({ s: 0, t: 1 }), w: 2, k: -3n },
    ],
  ],
  [
    "maxima that are followed",
    "s += Math.max(3, k, h); t += Math.min(k, 7) + Math.abs(k - 20 - i) - Math.abs(h);",
    "s, t, k, h",
    "s, t",
    [num({ s: 0, t: 0, k: 5, h: 9 }), num({ s: 0, t: 0, k: -5, h: -9 })],
  ],
  [
    "logical operators",
    "if (i > 5n && i < 900n || k === 3n) s += 1n; s += (u ?? 4n) + (k && 2n) + (z || 7n); t += u === undefined ? 9n : u;",
    "s, t, u, k, z",
    "s, t",
    [
      { ...big({ s: 0, t: 0, k: 3, z: 0 }), u: undefined, i: 7n },
      { ...big({ s: 0, t: 5, k: 0, z: 1 }), u: 3n, i: 6n },
    ],
  ],
  [
    "inner loops, and ways out of them",
    "for (let j = 0n; j < 4n; j++) { if (j === 1n) continue; if (j === k) break; s += j * i; } do { t += i; } while (t < (-10n) ** 9n);",
    "s, t, k",
    "s, t",
    [big({ s: 0, t: 0, k: 3 }), big({ s: 0, t: 1, k: 2 }), big({ s: 0, t: 1, k: 9 })],
  ],
  [
    "labels",
    "outer: for (let j = 0n; j < 3n; j++) { for (let l = 0n; l < 3n; l++) { if (l > j) continue outer; if (j + l === k) break outer; s += l + i; } }",
    "s, k",
    "s",
    [big({ s: 0, k: 3 }), big({ s: 0, k: 9 }), big({ s: 0, k: 0 })],
  ],
  [
    "swaps and steps",
    "[a, b, c] = [b, c + 1n, a]; d = a++ + --b;",
    "a, b, c, d",
    "a, b, c, d",
    [big({ a: 1, b: 2, c: 3, d: 0 })],
  ],
  [
    "powers and shifts",
    "s += i ** 3n + (i << 2n) - (x - i) ** 2n; x += i ** 0n;",
    "s, x",
    "s, x",
    [big({ s: 0, x: 4 }), big({ s: -5, x: -4 })],
  ],
  [
    "residues of shifts and products",
    "x = (x * 32n + x * k) % m; y = BigInt.asUintN(16, y * 5n + i);",
    "x, y, k, m",
    "x, y",
    [big({ x: 3, y: 9, k: 4, m: 97 }), big({ x: 95, y: 65000, k: 1, m: 96 })],
    residues,
  ],
  [
    "residues of numbers of 32 bits",
    "x = Math.imul(x, 1103515245) + 12345 | 0; y = (y << 3) + ~y >>> 0; z = -z ^ 0;",
    "x, y, z",
    "x, y, z",
    [num({ x: 1, y: 7, z: 9 }), num({ x: -5, y: 2 ** 31, z: -1 })],
    residues,
  ],
  [
    "corrections of residues",
    "x = x + k; if (x >= 97) x -= 97; y = y + 2; if (y > 100) y -= 101;",
    "x, y, k",
    "x, y",
    [num({ x: 3, y: 9, k: 40 }), num({ x: 96, y: 0, k: 96 })],
    residues,
  ],
  [
    "masks of all bits",
    "x = (x * 5 + 3) & -1; y = (y * 7 + 1) & 4294967295; z = 65535 & (z * 3);",
    "x, y, z",
    "x, y, z",
    [num({ x: 1, y: 7, z: 9 }), num({ x: -5, y: -(2 ** 31), z: 0 })],
    residues,
  ],
];

const loop = (body: string, inputs: string, isBig: boolean): string =>
  `export function f(n, ${inputs}) { for (let i = 0${isBig ? "n" : ""}; i < n; i++) { ${body} } return [${inputs}]; }`;

test.each(rows.map((row) => [row[0], row] as const))(
  "%s",
  (_, [, body, inputs, names, calls, domain = integer]) => {
    const isBig = typeof calls[0]!["i"] === "bigint";
    const assigned = names.split(", ");
    for (const call of calls) {
      const followed = callsOf(domain, {
        source: loop(body, inputs, isBig),
        names: assigned,
        calls: [call],
        turns: 12,
      });
      const { run, states, trace } = followed[0]!;
      const read = assigned.filter((name) => trace.next.has(name));
      let given = 0;
      for (const [turns, state] of states.entries()) {
        if (run.lasts !== undefined && run.lasts < BigInt(turns)) break;
        expect(run.certify(BigInt(turns))).toBe(BigInt(turns));
        const values = run.after(BigInt(turns), read)?.values;
        if (values === undefined) continue;
        given++;
        for (const name of read)
          expect([name, turns, values.get(name)]).toEqual([name, turns, state.get(name)]);
      }
      expect(given).toBeGreaterThan(1);
    }
  },
);

test.each([
  ["a quotient by what changes", "s += k / i;", "s, k", big({ s: 0, k: 5 })],
  ["an exponent from outside", "s += (i + 1n) ** k;", "s, k", big({ s: 0, k: 5 })],
  [
    "a width from outside that is none",
    "s += BigInt.asUintN(w, s + i);",
    "s, w",
    { ...big({ s: 0 }), w: -1 },
  ],
  ["a negative shift", "s += i << -1n;", "s, k", big({ s: 0, k: 5 })],
  ["a long shift", "s += i << 5000n;", "s, k", big({ s: 0, k: 5 })],
  ["a high power", "s += i ** 65n;", "s, k", big({ s: 0, k: 5 })],
  ["a fraction", "s += i / 4;", "s, k", num({ s: 0, k: 5 })],
  ["an exponent that changes", "s += 2n ** i;", "s, k", big({ s: 0, k: 5 })],
  ["BigInts and numbers", "s += k;", "s, k", { ...big({ s: 0 }), k: 5 }],
] as [string, string, string, Values][])("%s is refused", (_, body, inputs, call) => {
  const source = loop(body, inputs, typeof call["i"] === "bigint");
  expect(unlessRefused(() => callsOf(integer, { source, names: ["s"], calls: [call] }))).toBeInstanceOf(
    RefusalSignal,
  );
});
