/**
 * Residues against hand-written code in the same process, and x^n modulo a polynomial of order 2 to 200 against PARI and FLINT,
 * taking turns with them, where they are installed. Times are of the processor, medians of rounds; n differs in every call.
 */
import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { affineModulo, fibonacciModulo } from "./experts/residues.mjs";
import { fromSource } from "./from-source.mjs";

const { prepare, splitArithmetic, binaryWords, noMachine } = await fromSource(`
  export { prepare } from "./src/kernels/residues/prepare.ts";
  export { splitArithmetic } from "./src/algebra/residues/split-arithmetic.ts";
  export { noMachine } from "./src/algebra/residues/halving-machine.ts";
  export { binaryWords } from "./src/algebra/residues/binary-words.ts";`);

const ROUNDS = 9;
const processorTime = () => {
  const { user, system } = process.cpuUsage();
  return (user + system) * 1000;
};
const median = (values) => values.sort((a, b) => a - b)[values.length >> 1];

/** Nanoseconds a call of each function, which take turns; a function may also measure itself, by returning a number of them. */
function compare(candidates) {
  const runs = Object.entries(candidates).map(([name, { call, measure }]) => {
    if (measure) return { name, times: [], measure };
    let repetitions = 1;
    const timed = () => {
      const start = processorTime();
      for (let i = 0; i < repetitions; i++) call();
      return (processorTime() - start) / repetitions;
    };
    while (timed() * repetitions < 2e7) repetitions *= 2;
    return { name, times: [], measure: timed };
  });
  for (let round = 0; round < ROUNDS; round++) for (const run of runs) run.times.push(run.measure());
  return Object.fromEntries(runs.map(({ name, times }) => [name, median(times)]));
}

function report(title, candidates) {
  const times = compare(candidates);
  const [reference] = Object.values(times).slice(-1);
  const flint = times["FLINT, powmod_x"];
  console.log(title);
  console.table(
    Object.fromEntries(
      Object.entries(times).map(([name, ns]) => [
        name,
        {
          microseconds: +(ns / 1000).toFixed(2),
          "to the last": +(ns / reference).toFixed(2),
          ...(flint === undefined ? {} : { "to FLINT": +(ns / flint).toFixed(2) }),
        },
      ]),
    ),
  );
}

let exponent = 10n ** 18n;
const nextExponent = () => exponent++;

const same = (a, b) => {
  if (a !== b) throw new Error(`different answers: ${a} and ${b}`);
};

for (const [a, c, m] of [
  [16807, 0, 2 ** 31 - 1],
  [48271, 11, 10 ** 9 + 7],
]) {
  const rows = [
    c === 0
      ? [[0, BigInt(a)]]
      : [
          [0, BigInt(a)],
          [1, BigInt(c)],
        ],
    [[1, 1n]],
  ];
  const solver = prepare({ basis: ["x", "1"], rows }, BigInt(m));
  const jump = () => solver.run([1n, 1n], nextExponent(), [0])[0];
  same(solver.run([1n, 1n], exponent, [0])[0], affineModulo(1n, exponent, a, c, m));
  report(`x = (${a} x + ${c}) % ${m}, 10^18 turns`, {
    kernel: { call: jump },
    "by hand": { call: () => affineModulo(1n, nextExponent(), a, c, m) },
  });
}
{
  const m = 10 ** 9 + 7;
  const rows = [
    [[1, 1n]],
    [
      [0, 1n],
      [1, 1n],
    ],
  ];
  const transition = { basis: ["a", "b"], rows };
  const solver = prepare(transition, BigInt(m));
  same(solver.run([0n, 1n], exponent, [0])[0], fibonacciModulo(exponent, m));
  report("fib(10^18) mod 10^9+7", {
    "kernel, warm": { call: () => solver.run([0n, 1n], nextExponent(), [0]) },
    "kernel, prepared each time": {
      call: () => prepare(transition, BigInt(m)).run([0n, 1n], nextExponent(), [0]),
    },
    "Fiduccia by hand": { call: () => fibonacciModulo(nextExponent(), m) },
  });
}

const PARI = "gp";
const hasPari = works(PARI, ["--version-short"]);
const folder = mkdtempSync(join(tmpdir(), "residues-"));
const flint = join(folder, "flint-powmod");
const flintSource = fileURLToPath(new URL("flint-powmod.c", import.meta.url));
const hasFlint = works("cc", ["-O2", flintSource, "-o", flint, "-lflint", "-lgmp"]);
if (!hasPari) console.log("PARI is not installed (pari-gp): left out");
if (!hasFlint) console.log("FLINT is not installed (libflint-dev): left out");

function works(command, commandArguments) {
  try {
    execFileSync(command, commandArguments, { stdio: "ignore" });
    return true;
  } catch {
    return false;
  }
}

/** Coefficients without a pattern, the same in every run. */
function coefficients(order, m) {
  let state = 12345n;
  return Array.from({ length: order }, () => {
    state = BigInt.asUintN(64, state * 6364136223846793005n + 1442695040888963407n);
    return Number((state >> 33n) % BigInt(m));
  });
}

for (const order of [2, 5, 20, 50, 200]) {
  const m = 10 ** 9 + 7;
  const rest = coefficients(order, m);
  const polynomial = [...rest, 1];
  const repetitions = Math.ceil(2e5 / order ** 1.8);
  const arithmetics = {
    JavaScript: splitArithmetic(BigInt(m), noMachine),
    WebAssembly: splitArithmetic(BigInt(m)),
  };
  const candidates = {};
  const answers = [];
  for (const [name, arithmetic] of Object.entries(arithmetics)) {
    const residue = arithmetic.monomialResidue(polynomial);
    for (let i = 0; i < 10; i++) answers.push(residue(binaryWords(10n ** 18n))[0]);
    candidates[`${name}, warm`] = { call: () => residue(binaryWords(nextExponent())) };
    candidates[`${name}, levels anew`] = {
      call: () => {
        const fresh = arithmetic.monomialResidue([...polynomial]);
        fresh(binaryWords(nextExponent()));
      },
    };
  }
  const canonical = (value) => (value < 0 ? value + m : value);
  for (const answer of answers) same(canonical(answer), canonical(answers[0]));
  if (hasFlint) {
    candidates["FLINT, powmod_x"] = {
      measure: () => {
        const output = execFileSync(flint, [m, 10n ** 18n, repetitions, ...rest].map(String), {
          encoding: "utf8",
        });
        const [ns, answer] = output.split(" ").map(Number);
        same(answer, canonical(answers[0]));
        return ns;
      },
    };
  }
  if (hasPari) {
    const program = `a=Mod(Mod(1,${m})*x,Mod(1,${m})*Polrev([${polynomial}]));b=a;gettime();for(i=1,${repetitions},b=a^(10^18));print(gettime()," ",lift(polcoef(lift(b),0)));\n`;
    candidates["PARI, Mod(x, P)^n"] = {
      measure: () => {
        const output = execFileSync(PARI, ["-q", "-f"], { input: program, encoding: "utf8" });
        const [ms, answer] = output.split(" ").map(Number);
        same(answer, canonical(answers[0]));
        return (ms * 1e6) / repetitions;
      },
    };
  }
  report(`x^n modulo a polynomial of order ${order}, mod 10^9+7, n = 10^18`, candidates);
}
rmSync(folder, { recursive: true });
