/**
 * Finite states through the wrapper: random pure turns over numbers and BigInts against the same loops as written, from
 * hostile starts; 10^18 turns against a cycle that is found with a map; when a cycle is looked for, and when it is not.
 */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { cpmoptimize, explain } from "cpmoptimize";
import { findCycle } from "../../src/algebra/find-cycle.ts";
import { assemble, NumberMachine } from "../../src/trace/domains/finite/number-machine.ts";
import type { Operation, Program } from "../../src/trace/domains/finite/program.ts";
import { applyBinary, applyIntrinsic, applyUnary } from "../../src/trace/operators.ts";

type Fn = (...args: never[]) => unknown;

const always = (fn: Fn): Fn => cpmoptimize({ itersLimit: 0 })(fn);
const compile = (text: string): Fn => new Function(`return (${text});`)() as Fn;
const call = (fn: Fn, args: readonly unknown[]): unknown => fn(...(args as never[]));

function same(fn: Fn, wrapped: Fn, args: readonly unknown[]): void {
  const [plain, quick] = [fn, wrapped].map((f) => {
    try {
      return [call(f, args)].flat();
    } catch (error) {
      return [String(error)];
    }
  }) as [unknown[], unknown[]];
  expect(quick.length).toBe(plain.length);
  plain.forEach((value, k) =>
    expect(
      Object.is(quick[k], value),
      `${fn} of ${args.join()}: ${String(quick[k])}, as written ${String(value)}`,
    ).toBe(true),
  );
}

const loopOf = (wrapped: Fn) => explain(wrapped).loops[0]!;
const codeOf = (wrapped: Fn) => loopOf(wrapped).refusals[0]?.code;

describe("cycles", () => {
  test("are those of the functional graph", () => {
    const graph = fc.array(fc.nat(), { minLength: 1, maxLength: 40 });
    fc.assert(
      fc.property(graph, fc.nat(), (targets, from) => {
        const size = targets.length;
        const next = targets.map((target) => target % size);
        let [state, marked, turns] = [from % size, -1, 0];
        const cycle = findCycle(
          {
            mark: () => (marked = state),
            returnsWithin: (limit) => {
              for (let turn = 1; turn <= limit; turn++) {
                state = next[state]!;
                turns++;
                if (state === marked) return turn;
              }
              return undefined;
            },
          },
          4 * size,
        )!;
        const seen = new Map<number, number>();
        let walk = from % size;
        for (let k = 0; !seen.has(walk); k++) {
          seen.set(walk, k);
          walk = next[walk]!;
        }
        expect(cycle.length).toBe(seen.size - seen.get(walk)!);
        expect(cycle.position).toBeGreaterThanOrEqual(seen.get(walk)!);
        expect(turns).toBeLessThanOrEqual(4 * size);
      }),
      { numRuns: 300 },
    );
  });

  test("are not looked for beyond the cap", () => {
    let turns = 0;
    const orbit = {
      mark: () => undefined,
      returnsWithin: (limit: number) => ((turns += limit), undefined),
    };
    expect(findCycle(orbit, 1000)).toBe(undefined);
    expect(turns).toBe(1000);
  });
});

test("the machine's operators are the language's", () => {
  const hostile = [0, -0, 1, -1, 7, -7, 0.5, -2.25, NaN, Infinity, -Infinity, 5e-324, 1e300];
  for (const power of [31, 32, 51, 52, 53])
    for (const d of [-1, 0, 1]) hostile.push(2 ** power + d, -(2 ** power) - d);
  const run = (op: Operation, operands: readonly number[]): number => {
    const size = operands.length;
    const program: Program = {
      registers: size + 1,
      instructions: [{ op, target: size, operands: operands.map((_, k) => k) }],
      given: new Map(),
      variables: operands.map((_, k) => `x${k}`),
      next: [size, ...operands.slice(1).map((_, k) => k + 1)],
    };
    const machine = new NumberMachine(program, assemble(program), new Map());
    machine.load(operands);
    machine.advance(1);
    return machine.state[0]!;
  };
  const isSame = (op: Operation, operands: readonly number[], expected: unknown): void => {
    expect(Object.is(run(op, operands), Number(expected)), `${op} of ${operands.join()}`).toBe(true);
  };
  for (const x of hostile) {
    for (const op of ["neg", "plus", "~", "!"] as const) isSame(op, [x], applyUnary(op, x));
    for (const op of ["Math.abs", "Math.floor", "Math.trunc", "Math.sign", "Number"] as const)
      isSame(op, [x], applyIntrinsic(op, [x]));
    for (const y of hostile) {
      for (const op of ["+", "-", "*", "/", "%", "**", "&", "|", "^", "<<", ">>", ">>>"] as const)
        isSame(op, [x, y], applyBinary(op, x, y));
      for (const op of ["<", "<=", ">", ">=", "==", "!=", "===", "!=="] as const)
        isSame(op, [x, y], applyBinary(op, x, y));
      for (const op of ["Math.imul", "Math.max", "Math.min"] as const)
        isSame(op, [x, y], applyIntrinsic(op, [x, y]));
      isSame("select", [x, y, 3], x ? y : 3);
    }
  }
});

/** Expressions of numbers: every operator that a machine runs. */
const numbers: fc.Arbitrary<string> = fc.letrec<{ value: string; leaf: string }>((tie) => ({
  leaf: fc.constantFrom("x", "y", "k", "1", "3", "16777619", "1103515245", "(-5)", "0.5", "2 ** 31"),
  value: fc.oneof(
    { maxDepth: 3, withCrossShrink: true },
    { weight: 2, arbitrary: tie("leaf") },
    {
      weight: 4,
      arbitrary: fc
        .tuple(
          tie("value"),
          fc.constantFrom("+", "-", "*", "%", "&", "|", "^", "<<", ">>", ">>>"),
          tie("value"),
        )
        .map(([a, op, b]) => `(${a} ${op} ${b})`),
    },
    {
      weight: 2,
      arbitrary: fc
        .tuple(fc.constantFrom("Math.imul", "Math.max", "Math.min"), tie("value"), tie("value"))
        .map(([f, a, b]) => `${f}(${a}, ${b})`),
    },
    {
      weight: 1,
      arbitrary: fc
        .tuple(fc.constantFrom("-", "~", "Math.floor", "Math.abs", "Math.sign", "Math.trunc"), tie("value"))
        .map(([f, a]) => `${f}(${a})`),
    },
    {
      weight: 1,
      arbitrary: fc
        .tuple(tie("value"), fc.constantFrom("<", "<=", ">", ">=", "===", "!=="), tie("value"), tie("value"))
        .map(([a, op, b, c]) => `(${a} ${op} ${b} ? ${c} : ${b})`),
    },
    {
      weight: 1,
      arbitrary: fc.tuple(tie("value"), tie("value")).map(([a, b]) => `(${a} & 1 ? ${a} : ${b})`),
    },
  ),
})).value;

const bounds = ["% 97", "% 30", "& 63", "& 127", "% 11 | 0", ">>> 26"];

describe("random turns over numbers", () => {
  const hostile = [
    0,
    -0,
    1,
    -1,
    7,
    0.5,
    -2.25,
    NaN,
    Infinity,
    -Infinity,
    2 ** 31,
    2 ** 32 - 1,
    2 ** 53,
    -(2 ** 53) - 2,
    1e300,
  ];
  const turn = fc.tuple(numbers, fc.constantFrom(...bounds), numbers, fc.constantFrom(...bounds));
  test("are the loop as written", () => {
    let accelerated = 0;
    fc.assert(
      fc.property(
        turn,
        fc.boolean(),
        fc.array(fc.tuple(fc.nat(12), fc.constantFrom(...hostile), fc.constantFrom(...hostile)), {
          minLength: 3,
          maxLength: 3,
        }),
        ([a, p, b, q], isSwap, starts) => {
          const body = isSwap ? `[x, y] = [${a} ${p}, ${b} ${q}];` : `x = ${a} ${p}; y = ${b} ${q};`;
          const fn = compile(`(n, x, y, k) => { for (let i = 0; i < n; i++) { ${body} } return [x, y]; }`);
          const wrapped = always(fn);
          for (const [few, x, y] of starts) {
            same(fn, wrapped, [few, x, y, 5]);
            same(fn, wrapped, [1500 + few, x, y, 5]);
            same(fn, wrapped, [400_000 + few, y, x, few - 6]);
            if (
              loopOf(wrapped).kernel?.includes("cycle detection") === true &&
              loopOf(wrapped).status === "accelerated"
            )
              accelerated++;
          }
        },
      ),
      { numRuns: 40 },
    );
    expect(accelerated).toBeGreaterThan(5);
  }, 120_000);
});

test("random turns over BigInts are the loop as written", () => {
  const leaf: fc.Arbitrary<string> = fc.constantFrom("x", "y", "k", "3n", "-7n", "1n");
  const operator: fc.Arbitrary<string> = fc.constantFrom("+", "-", "*", "&", "|", "^");
  const value: fc.Arbitrary<string> = fc
    .array(fc.tuple(operator, leaf), { minLength: 1, maxLength: 3 })
    .chain((rest) => leaf.map((first) => rest.reduce((sum, [op, next]) => `(${sum} ${op} ${next})`, first)));
  const bound = fc.constantFrom(
    (e: string) => `${e} % 41n`,
    (e: string) => `BigInt.asIntN(6, ${e})`,
    (e: string) => `BigInt.asUintN(5, ${e} ** 3n)`,
    (e: string) => `(${e} < 20n ? ${e} : -(${e})) % 53n`,
  );
  const hostile = [0n, 1n, -1n, -40n, 2n ** 64n, -(2n ** 70n) + 5n];
  let accelerated = 0;
  fc.assert(
    fc.property(value, bound, value, bound, fc.constantFrom(...hostile), (a, f, b, g, x) => {
      const fn = compile(
        `(n, x, y, k) => { for (let i = 0n; i < n; i++) [x, y] = [${f(a)}, ${g(b)}]; return [x, y]; }`,
      );
      const wrapped = always(fn);
      for (const n of [0n, 1n, 2n, 7n, 1100n, 200_001n]) same(fn, wrapped, [n, x, 3n - x, 5n]);
      if (loopOf(wrapped).status === "accelerated") accelerated++;
    }),
    { numRuns: 40 },
  );
  expect(accelerated).toBeGreaterThan(20);
}, 120_000);

/** The state after n turns, by a map from states to the turns at which they were met. */
function afterTurns<T>(next: (state: T) => T, start: T, n: bigint): T {
  const met = new Map<T, number>();
  const orbit: T[] = [];
  let state = start;
  while (!met.has(state)) {
    met.set(state, orbit.length);
    orbit.push(state);
    state = next(state);
  }
  const tail = BigInt(met.get(state)!);
  if (n < tail) return orbit[Number(n)]!;
  return orbit[Number(tail + ((n - tail) % (BigInt(orbit.length) - tail)))]!;
}

describe("10^18 turns", () => {
  const turns = [10n ** 18n, 10n ** 18n + 1n, 2n ** 200n];

  test("of a quadratic map over numbers", () => {
    const f = cpmoptimize()((n: bigint, x: number) => {
      for (let i = 0n; i < n; i++) x = (x * x + 1) % 1000003;
      return x;
    });
    for (const n of turns)
      for (const x of [0, 2, -3, 0.5, 123456789, 2 ** 60])
        expect(f(n, x)).toBe(afterTurns((state) => (state * state + 1) % 1000003, x, n));
    expect(loopOf(f as Fn).kernel).toContain("cycle detection");
  });

  test("of the same over BigInts", () => {
    const f = cpmoptimize()((n: bigint, x: bigint) => {
      for (let i = 0n; i < n; i++) x = (x * x + 1n) % 1000003n;
      return x;
    });
    for (const n of turns)
      expect(f(n, -7n)).toBe(afterTurns((state) => (state * state + 1n) % 1000003n, -7n, n));
  });

  test("of the generator whose products round", () => {
    const f = cpmoptimize()((n: bigint, x: number) => {
      for (let i = 0n; i < n; i++) x = (x * 1103515245 + 12345) & 0x7fffffff;
      return x;
    });
    const step = (state: number) => (state * 1103515245 + 12345) & 0x7fffffff;
    for (const n of turns) expect(f(n, 1)).toBe(afterTurns(step, 1, n));
    expect(loopOf(f as Fn).kernel).toContain("cycle detection");
  });

  test("is what explain shows, where residues would do for other calls", () => {
    const g = cpmoptimize()((n: bigint, x: number) => {
      for (let i = 0n; i < n; i++) x = (x * 16807) % 101;
      return x;
    });
    const n = 1_000_000n;
    for (const [start, basis, kernel] of [
      [1, "x (mod 101)", "residues"],
      [0.5, "x", "cycle detection"],
      [1, "x (mod 101)", "residues"],
      [2 ** 53 - 1, "x", "cycle detection"],
      [1, "x (mod 101)", "residues"],
    ] as const) {
      expect(g(n, start)).toBe(afterTurns((state) => (state * 16807) % 101, start as number, n));
      expect(loopOf(g as Fn).state).toContain(basis);
      expect(loopOf(g as Fn).kernel).toContain(kernel);
      expect(loopOf(g as Fn).dimension).toBe(2 + 1);
    }
  });

  test("of coupled variables beside a sum", () => {
    const f = cpmoptimize()((n: bigint) => {
      let [x, y, s] = [1, 2, 0n];
      for (let i = 0n; i < n; i++) {
        [x, y] = [(x * y + 3) % 101, (x + y * y) % 103];
        s += i;
      }
      return [x, y, s];
    });
    const step = (state: string) => {
      const [x, y] = state.split(",").map(Number) as [number, number];
      return `${(x * y + 3) % 101},${(x + y * y) % 103}`;
    };
    for (const n of turns) {
      const [x, y, s] = f(n);
      expect(`${x},${y}`).toBe(afterTurns(step, "1,2", n));
      expect(s).toBe((n * (n - 1n)) / 2n);
    }
  });

  test("of a remainder with either sign, whose zero is -0", () => {
    const f = cpmoptimize()((n: bigint, x: number) => {
      for (let i = 0n; i < n; i++) x = ((x - 1) * 3) % 7;
      return x;
    });
    for (const n of turns)
      for (const x of [1, -0, 0, 6, -6])
        expect(
          Object.is(
            f(n, x),
            afterTurns((state) => ((state - 1) * 3) % 7, x, n),
          ),
        ).toBe(true);
  });
});

describe("what is worth looking for", () => {
  const hash = (n: number, h: number) => {
    for (let i = 0; i < n; i++) h = Math.imul(h ^ (h >>> 15), 0x85ebca6b) | 0;
    return h;
  };

  test("nothing, where the turns are few", () => {
    const f = cpmoptimize()((n: number, x: number) => {
      for (let i = 0; i < n; i++) x = (x * x + 1) % 1000003;
      return x;
    });
    expect(f(1000, 2)).toBe(335678);
    expect(loopOf(f as Fn).status).toBe("declined");
    expect(codeOf(f as Fn)).toBe("few-turns");
  });

  test("what has failed is not tried again", () => {
    const f = cpmoptimize()(hash);
    const codes = [1, 2].map(() => {
      expect(f(8_000_000, 7)).toBe(hash(8_000_000, 7));
      return codeOf(f as Fn);
    });
    expect(codes).toEqual(["no-cycle", "few-turns"]);
  });

  test("a condition on the state itself is not read", () => {
    const fn = (x: bigint) => {
      let k = 0n;
      while (x !== 17n) {
        x = (x * x + 1n) % 100003n;
        if (++k > 1000n) break;
      }
      return [x, k];
    };
    const f = always(fn as Fn);
    for (const x of [17n, 3n, 4n]) same(fn as Fn, f, [x]);
  });

  test("a test for safe integers takes none for granted", () => {
    const fn = (n: number, x: number) => {
      let k = 0;
      for (let i = 0; i < n; i++) {
        x = (x * x + 1) % 1009;
        if (Number.isSafeInteger(x)) k++;
      }
      return [x, k];
    };
    const f = always(fn as Fn);
    for (const x of [2, 0.5, NaN]) same(fn as Fn, f, [100_000, x]);
  });

  test("what throws throws", () => {
    const fn = (n: bigint, x: bigint, m: bigint) => {
      for (let i = 0n; i < n; i++) x = (x * x + 1n) % m;
      return x;
    };
    const f = always(fn as Fn);
    for (const m of [7n, 0n, 1n, -7n]) same(fn as Fn, f, [5000n, 3n, m]);
    same(fn as Fn, f, [5000n, 3n, 7]);
  });
});
