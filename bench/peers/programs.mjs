/**
 * The other programs, one entry each: which Debian package has it, whether it is here (`find`, once), and how it is asked for
 * F(n) and for F(n) mod m. Questions give `{ seconds, value }`.
 */
import { fileURLToPath } from "node:url";
import { answer, compiled, output, PRIME } from "./outside.mjs";

const python = fileURLToPath(new URL("fib.py", import.meta.url));

/** Bytes of PARI's stack: its default holds no F(10^7). */
const STACK = 2 ** 28;

/** PARI's timer counts milliseconds of processor time. */
function pari(loop, value) {
  const [ms, result] = output(
    "gp",
    ["-q", "-f", "-s", STACK],
    `gettime();${loop};t=gettime();print(t," ",${value});\n`,
  )
    .trim()
    .split(" ");
  return (repetitions) => ({ seconds: Number(ms) / 1000 / repetitions, value: BigInt(result) });
}

export const programs = [
  {
    name: "Python",
    debian: "python3",
    find: () => output("python3", ["--version"])?.trim(),
    fibonacci: (n, repetitions) => answer(output("python3", [python, n, repetitions])),
    modulo: (n, m, repetitions) => answer(output("python3", [python, n, repetitions, m])),
  },
  {
    name: "PARI",
    debian: "pari-gp",
    find: () => output("gp", ["--version-short"])?.trim(),
    fibonacci: (n, repetitions) =>
      pari(`for(i=1,${repetitions},f=fibonacci(${n}))`, `f%${PRIME}`)(repetitions),
    modulo: (n, m, repetitions) =>
      pari(
        `a=Mod(Mod(1,${m})*x,Mod(1,${m})*(x^2-x-1));for(i=1,${repetitions},b=a^${n})`,
        `lift(polcoef(lift(b),1))`,
      )(repetitions),
  },
  {
    name: "FLINT",
    debian: "libflint-dev, gcc",
    find: () =>
      find("FLINT", () => [
        compiled("fib", ["flint", "gmp"], ["-DFLINT"]),
        compiled("term-flint", ["flint", "gmp"]),
      ]),
    fibonacci: (n, repetitions) => answer(output(found.get("FLINT")[0], [n, repetitions])),
    modulo: (n, m, repetitions) => answer(output(found.get("FLINT")[1], [n, m, repetitions])),
  },
  {
    name: "GMP",
    debian: "libgmp-dev, gcc",
    find: () => find("GMP", () => [compiled("fib", ["gmp"])]),
    fibonacci: (n, repetitions) => answer(output(found.get("GMP")[0], [n, repetitions])),
  },
];

/** Programs that were compiled, by name. */
const found = new Map();

function find(name, compile) {
  const paths = compile();
  found.set(name, paths);
  return paths.every((path) => path !== undefined) ? "compiled" : undefined;
}
