/** Programs with every shape of loop, and code of every kind around it. */
import { readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

export interface Program {
  readonly name: string;
  readonly filename: string;
  readonly source: string;
}

const fixtures = fileURLToPath(new URL("../../fixtures/", import.meta.url));

const fromFixtures = readdirSync(fixtures).map((name): Program => {
  const filename = readdirSync(`${fixtures}${name}`).find((file) => file.startsWith("input.")) ?? "";
  return { name, filename, source: readFileSync(`${fixtures}${name}/${filename}`, "utf8") };
});

const shapes = `
import { range } from "cpmoptimize";
export function f(n: number, xs?: number[]): unknown {
  let s = 0, k: bigint; const step = n || 1;
  if (n > 3) while (s < n) s += 2; else for (let i = 0; i < n; i++) s += i ? 1 : i;
  for (k = 0n; k < 10n; k++) s += step;
  for (; s > 7; s -= 2);
  label: for (const i of range(n || 5)) { if (i > 3) continue label; s += i && 1; }
  do s++; while (s < 9);
  range(xs?.length ?? 2).forEach((i) => { s += i; });
  const g = (m: number) => range(m).forEach((i) => { s += i });
  const total = [...range(0, n)].reduce((acc, i) => acc + i, 0);
  Array.from({ length: n }, (_, i) => { s += i * 2; });
  for (const i of Array(n).keys()) s ^= i;
  /* between */ while (n-- > 0) /* body */ { s += 3 } // behind
  return (s, g, total);
}
class Late { m() { let s = 0; for (let i = 0; i < later; i++) s += later; return s } }
const later = 3;
for (let i = 0, j = 2; i < 5; i++) { j += i }
for (let i = 0, j = 2; i < 5 && j < 9; i++) { j += i }
for (let i = 0; ; i++) { if (i > 5) break }
`;

const variants: Program[] = [
  { name: "all shapes", filename: "shapes.ts", source: shapes },
  { name: "all shapes, CRLF", filename: "crlf.ts", source: shapes.replaceAll("\n", "\r\n") },
  {
    name: "all shapes on one line",
    filename: "line.ts",
    source: shapes.replace(/\/\/ behind/, "").replaceAll("\n", " "),
  },
];

export const programs: readonly Program[] = [...fromFixtures, ...variants];
