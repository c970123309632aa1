/**
 * The tropical domain through the wrapper: random loops of maxima, minima, sums and products against the same loops as
 * written, closed forms at 10^18 turns, and what must stay as it is: NaN, -0, fractions, infinities, numbers beyond 2^53.
 */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { cpmoptimize, explain } from "cpmoptimize";

type Fn = (...args: never[]) => unknown;

const fast = (fn: Fn): Fn => cpmoptimize({ itersLimit: 0 })(fn);
const compile = (text: string): Fn => new Function(`return (${text});`)() as Fn;

function same(fn: Fn, wrapped: Fn, args: readonly unknown[]): void {
  const [plain, quick] = [fn, wrapped].map((f) => {
    try {
      return [f(...(args as never[]))].flat();
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

const kernelOf = (wrapped: Fn) => explain(wrapped).loops[0]?.kernel;
const statusOf = (wrapped: Fn) => explain(wrapped).loops[0]?.status;

interface Shape {
  readonly suffix: "" | "n";
  readonly text: string;
}

test("a choice is a maximum or minimum only of what it compares", () => {
  const bodies = [
    "m > k ? h : m",
    "m > k ? k : h",
    "m < k ? h : k",
    "k < m ? m : h",
    "m >= h ? k : m",
    "!(m > k) ? h : m",
  ];
  for (const body of bodies) {
    const loop = compile(
      `function f(n, m, k, h) { for (let i = 0; i < n; i++) m = (${body}) + 1; return m; }`,
    );
    const wrapped = fast(loop);
    for (const start of [-7, 0, 3, 50])
      for (const k of [-5, 4, 60]) for (const h of [-9, 2, 70]) same(loop, wrapped, [100, start, k, h]);
  }
});

test("counters that are divided exactly, by constants and with invariants", () => {
  const bodies: [string, boolean][] = [
    ["(i * 240n) / 16n", true],
    ["(240n * i + 32n) / -16n", true],
    ["(i * 240n + k) / 16n", true],
    ["(k - 240n * i) / 16n", true],
    ["(i * k + 3n) / 2n", false],
    ["(2n * k * i) / 2n", false],
    ["(i * k) / k", false],
  ];
  for (const [body, isRead] of bodies) {
    const loop = compile(
      `function f(n, m, k) { for (let i = 0n; i < n; i++) { const t = ${body}; m = t > m - 3n ? t : m - 3n; } return m; }`,
    );
    const wrapped = fast(loop);
    for (const m of [-100n, 9n, 10n ** 20n]) for (const k of [7n, -3n]) same(loop, wrapped, [300n, m, k]);
    expect(statusOf(wrapped)).toBe("accelerated");
    if (isRead)
      expect([statusOf(wrapped), kernelOf(wrapped)]).toEqual([
        "accelerated",
        expect.stringContaining("tropical"),
      ]);
  }
});

const names = ["a", "b", "c"];

/** Expressions of one kind: what (max, +), (min, +), clamps or (max, ×) may read, and what none of them may. */
function expressions(kind: string, suffix: string): fc.Arbitrary<string> {
  const literal = fc
    .integer({ min: kind === "times" ? 0 : -12, max: 12 })
    .map((c) => (c < 0 ? `(${c}${suffix})` : `${c}${suffix}`));
  const name = fc.constantFrom(...names);
  const scalar = fc.oneof(
    { weight: 4, arbitrary: literal },
    { weight: 1, arbitrary: fc.constantFrom("k", "h") },
  );
  const counter = fc.constantFrom("i", `i * 3${suffix}`, `5${suffix} - i`, `2${suffix} * i + 1${suffix}`);
  const summand =
    kind === "times"
      ? fc.oneof(
          name,
          fc.tuple(name, scalar).map(([x, c]) => `${x} * ${c}`),
          scalar,
        )
      : fc.oneof(
          { weight: 2, arbitrary: name },
          {
            weight: 6,
            arbitrary: fc
              .tuple(name, fc.constantFrom("+", "-"), scalar)
              .map(([x, op, c]) => `${x} ${op} ${c}`),
          },
          { weight: 1, arbitrary: scalar },
          { weight: kind === "clamp" ? 0 : 1, arbitrary: counter },
        );
  const extremum =
    (which: "max" | "min") =>
    (x: string, y: string, form: number): string => {
      const [greater, lesser] = which === "max" ? [">", "<"] : ["<", ">"];
      const forms = [
        suffix === "" ? `Math.${which}(${x}, ${y})` : `(${x} ${greater} ${y} ? ${x} : ${y})`,
        `(${x} ${greater} ${y} ? ${x} : ${y})`,
        `(${x} ${lesser}= ${y} ? ${y} : ${x})`,
        `(!(${x} ${lesser} ${y}) ? ${x} : ${y})`,
        `((${x}) - (${y}) ${greater}= 0 ? ${x} : ${y})`,
      ];
      return forms[form]!;
    };
  const form = fc.nat(4);
  const bound =
    (which: "max" | "min") =>
    (x: string): fc.Arbitrary<string> =>
      fc.tuple(scalar, form).map(([c, f]) => extremum(which)(x, c, f));
  if (kind === "clamp") return summand.chain(bound("max")).chain(bound("min"));
  const which =
    kind === "mixed" ? fc.constantFrom("max", "min") : fc.constant(kind === "min" ? "min" : "max");
  const combine = (left: fc.Arbitrary<string>): fc.Arbitrary<string> =>
    fc.tuple(which, left, summand, form).map(([w, x, y, f]) => extremum(w as "max" | "min")(x, y, f));
  return fc.oneof(summand, combine(summand), combine(combine(summand)));
}

function loops(kind: string, suffix: "" | "n"): fc.Arbitrary<Shape> {
  const expression = expressions(kind, suffix);
  const assignment = fc.tuple(fc.constantFrom(...names), expression).map(([x, e]) => `${x} = ${e};`);
  const guarded = fc
    .tuple(
      fc.constantFrom(...names),
      fc.constantFrom(...names),
      fc.constantFrom("<", "<=", ">", ">="),
      expression,
    )
    .map(([x, y, op, e]) => `const t = ${e}; if (t ${op} ${y}) ${y} = t; ${x} = ${y};`)
    .map((text) => `{ ${text} }`);
  const swap = fc.tuple(expression, expression, expression).map((all) => `[a, b, c] = [${all.join(", ")}];`);
  const statement = fc.oneof(
    { weight: 3, arbitrary: assignment },
    { weight: 1, arbitrary: guarded },
    { weight: 2, arbitrary: swap },
  );
  return fc.array(statement, { minLength: 1, maxLength: 3 }).map((body) => ({
    suffix,
    text: `(n, a, b, c, k, h) => { for (let i = 0${suffix}; i < n; i++) { ${body.join(" ")} } return [a, b, c]; }`,
  }));
}

const hostileNumbers = [
  0,
  -0,
  1,
  -7,
  100,
  -1000,
  NaN,
  Infinity,
  -Infinity,
  0.5,
  2 ** 53 - 1,
  -(2 ** 53 - 1),
  2 ** 53,
  2 ** 52,
  "3",
  undefined,
  null,
  true,
  5n,
];
const hostileBigints = [0n, 1n, -7n, 100n, -1000n, 2n ** 53n, -(2n ** 70n), 3];

function argumentsOf(suffix: string, isHostile: boolean): fc.Arbitrary<unknown[]> {
  const plain = fc.integer({ min: -40, max: 40 }).map((x): unknown => (suffix === "" ? x : BigInt(x)));
  const start = isHostile
    ? fc.oneof(
        { weight: 2, arbitrary: plain },
        {
          weight: 1,
          arbitrary: fc.constantFrom<unknown>(...(suffix === "" ? hostileNumbers : hostileBigints)),
        },
      )
    : plain;
  const turns = fc
    .constantFrom(0, 1, 2, 3, 7, 40, 137, 700)
    .map((x): unknown => (suffix === "" ? x : BigInt(x)));
  return fc.tuple(turns, start, start, start, start, start);
}

const kinds = ["max", "min", "clamp", "times", "mixed"];

describe.each(kinds.flatMap((kind) => ["", "n"].map((suffix) => [kind, suffix] as [string, "" | "n"])))(
  "%s%s",
  (kind, suffix) => {
    test.each([
      ["ordinary values", false],
      ["hostile values", true],
    ])("%s", (_, isHostile) => {
      let jumps = 0;
      const calls = fc.array(argumentsOf(suffix, isHostile), { minLength: 1, maxLength: 4 });
      fc.assert(
        fc.property(loops(kind, suffix), calls, ({ text }, lists) => {
          const fn = compile(text);
          const wrapped = fast(fn);
          for (const args of lists) {
            same(fn, wrapped, args);
            if (kernelOf(wrapped)?.includes("tropical") === true && statusOf(wrapped) === "accelerated")
              jumps++;
          }
        }),
        { numRuns: 60 },
      );
      if (!isHostile) expect(jumps).toBeGreaterThan(2); // drawn at random: most of 60 loops, but of products few
    });
  },
);

const N = 10n ** 18n;

describe("10^18 turns", () => {
  test("Kadane's algorithm on a constant sequence", () => {
    const f = cpmoptimize()((n: bigint, k: bigint) => {
      let [cur, best] = [0n, 0n];
      for (let i = 0n; i < n; i++) {
        cur = cur + k > 0n ? cur + k : 0n;
        if (cur > best) best = cur;
      }
      return [cur, best];
    });
    expect(f(N, 3n)).toEqual([3n * N, 3n * N]);
    expect(f(N, -3n)).toEqual([0n, 0n]);
  });

  test("two cycles of different means: the greater one wins, with its period", () => {
    // a → b → a gains 7 in two turns, c → c gains 3 in one; b enters c only once, at a loss.
    const f = cpmoptimize()((n: bigint) => {
      let [a, b, c] = [0n, 0n, 1000n];
      for (let i = 0n; i < n; i++) {
        const next = a + 2n > c - 1n ? a + 2n : c - 1n;
        [a, b, c] = [b + 5n, next, c + 3n];
      }
      return [a, b, c];
    });
    const plain = (n: number): number[] => {
      let [a, b, c] = [0, 0, 1000];
      for (let i = 0; i < n; i++) [a, b, c] = [b + 5, Math.max(a + 2, c - 1), c + 3];
      return [a, b, c];
    };
    // Ultimately periodic: after a transient, x(t + 2) = x(t) + (7, 7, 6).
    const [late, later] = [plain(20_000), plain(20_002)] as [number[], number[]];
    expect(later.map((x, k) => x - late[k]!)).toEqual([7, 7, 6]);
    const periods = (N - 20_000n) / 2n;
    expect(f(N)).toEqual(late.map((x, k) => BigInt(x) + periods * [7n, 7n, 6n][k]!));
  });

  test("an alternation that no path is true of for two turns", () => {
    const f = cpmoptimize()((n: number) => {
      let [a, b] = [0, 3];
      for (let i = 0; i < n; i++) [a, b] = [Math.max(b + 3, a - 1), Math.max(a - 2, b - 4)];
      return [a, b];
    });
    // a + b grows by 1 in every turn; certified though the shift of 3 in every turn would pass 2^53.
    const n = 9 * 10 ** 15;
    expect(f(n)).toEqual([n / 2 + 3 + 1, n / 2 + 3].map((x) => x));
    expect(explain(f).loops[0]).toMatchObject({ status: "accelerated", turns: BigInt(n) - 1n });
  });

  test("a clamp", () => {
    const f = cpmoptimize()((n: bigint, x: bigint, c: bigint) => {
      for (let i = 0n; i < n; i++) {
        x += c;
        if (x > 100n) x = 100n;
        else if (x < -50n) x = -50n;
      }
      return x;
    });
    expect(f(N, 7n, 1n)).toBe(100n);
    expect(f(N, 7n, -1n)).toBe(-50n);
    expect(f(N, 10n ** 30n, 0n)).toBe(100n);
  });

  test("maxima of minima, with a period of many turns", () => {
    const f = cpmoptimize()((n: bigint, x: bigint, y: bigint, z: bigint) => {
      for (let i = 0n; i < n; i++) {
        const t = y + 3n > z - 4n ? y + 3n : z - 4n;
        const u = x - 2n < z + 1n ? x - 2n : z + 1n;
        [x, y, z] = [t, u, x - 1n > y - 2n ? x - 1n : y - 2n];
      }
      return [x, y, z];
    });
    const plain = (n: number): number[] => {
      let [x, y, z] = [1, 3, 5];
      for (let i = 0; i < n; i++)
        [x, y, z] = [Math.max(y + 3, z - 4), Math.min(x - 2, z + 1), Math.max(x - 1, y - 2)];
      return [x, y, z];
    };
    // x(t + 2) = x(t) + (1, 1, 1) after a transient.
    const [late, later] = [plain(20_000), plain(20_002)] as [number[], number[]];
    expect(later).toEqual(late.map((x) => x + 1));
    expect(f(N, 1n, 3n, 5n)).toEqual(late.map((x) => BigInt(x) + (N - 20_000n) / 2n));
    expect(explain(f).loops[0]).toMatchObject({ status: "accelerated", turns: N - 1n });
    expect(kernelOf(f)).toContain("tropical");
  });

  test("maxima of minima over numbers, one of them overtaken on the way", () => {
    const f = cpmoptimize()((n: number, a: number, b: number, c: number, far: number) => {
      for (let i = 0; i < n; i++)
        [a, b, c] = [Math.min(Math.max(b + 2, c), a + 5), Math.max(a + 1, c), b - far];
      return [a, b, c];
    });
    const plain = (n: number, a: number, b: number, c: number, far: number): number[] => {
      for (let i = 0; i < n; i++)
        [a, b, c] = [Math.min(Math.max(b + 2, c), a + 5), Math.max(a + 1, c), b - far];
      return [a, b, c];
    };
    const start = [0, 0, 300_000, 7] as const;
    for (const n of [50_000, 99_999, 150_000, 400_001]) expect(f(n, ...start)).toEqual(plain(n, ...start));
    const n = 10 ** 15;
    const periods = (n - 400_000) / 2;
    const [late, later] = [plain(400_000, ...start), plain(400_002, ...start)] as [number[], number[]];
    expect(f(n, ...start)).toEqual(late.map((x, k) => x + periods * (later[k]! - x)));
    expect(kernelOf(f)).toContain("tropical");
  });

  test("maxima of minima of products that a bound keeps small, with a period", () => {
    const f = cpmoptimize()((n: bigint, x: bigint, y: bigint, z: bigint) => {
      for (let i = 0n; i < n; i++) {
        const t = y * 2n > z ? y * 2n : z;
        const u = z < y * 3n ? z : y * 3n;
        [x, y, z] = [t < 500n ? t : 500n, x * 2n < 300n ? x * 2n : 300n, u < 200n ? u : 200n];
      }
      return [x, y, z];
    });
    const plain = (n: number, x: number, y: number, z: number): bigint[] => {
      for (let i = 0; i < n; i++) {
        const [t, u] = [Math.max(y * 2, z), Math.min(z, y * 3)];
        [x, y, z] = [Math.min(t, 500), Math.min(x * 2, 300), Math.min(u, 200)];
      }
      return [x, y, z].map(BigInt);
    };
    for (const start of [
      [1, 3, 5],
      [0, 7, 4],
      [0, 0, 0],
      [90, 1, 300],
    ] as const) {
      const [x, y, z] = start;
      // The period divides 2, and begins long before.
      expect(f(N, BigInt(x), BigInt(y), BigInt(z))).toEqual(plain(1000, x, y, z));
    }
    expect(kernelOf(f)).toContain("tropical");
  });

  test("maxima beside control", () => {
    const f = cpmoptimize()((n: bigint) => {
      let [a, b] = [0n, 3n];
      for (let i = 0n; i < n; i++) {
        if (i % 2n === 0n) {
          if (b + 3n > a) a = b + 3n;
        } else if (a - 1n > b) b = a - 1n;
      }
      return [a, b];
    });
    expect(f(N)).toEqual([N + 4n, N + 5n - 2n]);
  });

  test("products that a bound keeps small", () => {
    const f = cpmoptimize()((n: bigint, x: bigint) => {
      let y = x;
      for (let i = 0n; i < n; i++) {
        const t = x * 2n < y * 3n ? x * 2n : y * 3n;
        y = x;
        x = t < 1_000_000n ? t : 1_000_000n;
      }
      return [x, y];
    });
    expect(f(N, 1n)).toEqual([1_000_000n, 1_000_000n]);
    expect(f(N, 0n)).toEqual([0n, 0n]);
  });
});

test("explain shows the groups", () => {
  const f = cpmoptimize({ itersLimit: 0 })((n: number, k: number) => {
    let [cur, best, x] = [0, -Infinity, 5];
    for (let i = 0; i < n; i++) {
      cur = Math.max(0, cur + k);
      best = Math.max(best, cur);
      x = Math.min(Math.max(x - 1, -20), k);
    }
    return [cur, best, x];
  });
  expect(f(100, 2)).toEqual([200, 200, -20]);
  expect(explain(f).loops[0]?.groups).toContainEqual({
    basis: ["cur in (max, +)", "best in (max, +)", "0 in (max, +)"],
    matrix: [
      ["k", "-∞", "0"],
      ["k", "0", "0"],
      ["-∞", "-∞", "0"],
    ],
  });
  expect(explain(f).loops[0]?.groups).toContainEqual({
    basis: ["x in clamps"],
    matrix: [["min(max(· - 1, -20), k)"]],
  });
});

describe("what doubles do is kept", () => {
  const rows: [string, Fn, unknown[][]][] = [
    [
      "-0 of a product of a counter",
      (n: number, m: number) => {
        for (let i = 0; i < n; i++) m = Math.max(m, i * -3);
        return m;
      },
      [
        [100, -5],
        [100, 0],
        [100, 7],
        [100, -0],
      ],
    ],
    [
      "-0 at the start",
      (n: number, x: number, y: number) => {
        for (let i = 0; i < n; i++) x = Math.max(x, y);
        return x;
      },
      [
        [100, -0, 0],
        [100, -0, -0],
        [100, 0, -0],
        [100, -5, -0],
      ],
    ],
    [
      "rounding beyond 2^53",
      (n: number, x: number, y: number) => {
        for (let i = 0; i < n; i++) [x, y] = [Math.max(x + 1, y - 2), Math.max(y, x - 5)];
        return [x, y];
      },
      [
        [100, 2 ** 53 - 50, 0],
        [100, 2 ** 53, 0],
        [100, -(2 ** 53) + 3, -(2 ** 53) + 1],
        [100, 0, 2 ** 54],
      ],
    ],
    [
      "fractions and NaN",
      (n: number, x: number, y: number) => {
        for (let i = 0; i < n; i++) [x, y] = [Math.max(x + 1, y - 2), Math.max(y, x - 5)];
        return [x, y];
      },
      [
        [100, 0.1, 0],
        [100, NaN, 0],
        [100, 0, NaN],
      ],
    ],
    [
      "infinite starts",
      (n: number, x: number, y: number) => {
        for (let i = 0; i < n; i++) [x, y] = [Math.max(x + 1, y - 2), Math.max(y, x - 5)];
        return [x, y];
      },
      [
        [100, -Infinity, 0],
        [100, -Infinity, -Infinity],
        [100, Infinity, 0],
        [100, 0, -Infinity],
      ],
    ],
    [
      "infinity minus infinity",
      (n: number, x: number, y: number) => {
        for (let i = 0; i < n; i++) x = x - y > 0 ? x : y;
        return x;
      },
      [
        [100, -Infinity, -Infinity],
        [100, -Infinity, 3],
      ],
    ],
    [
      "maxima of minima: infinities, -0, fractions and what rounds",
      (n: number, x: number, y: number, z: number) => {
        for (let i = 0; i < n; i++)
          [x, y, z] = [Math.min(Math.max(x + 1, y - 2), z + 3), Math.max(Math.min(y + 2, z), x - 4), x];
        return [x, y, z];
      },
      [
        [300, 1, 2, 3],
        [300, -0, 2, 0],
        [300, 0, 2, -0],
        [300, NaN, 2, 3],
        [300, 1, Infinity, 3],
        [300, 1, -Infinity, Infinity],
        [300, -Infinity, -Infinity, -Infinity],
        [300, 0.5, 2, 3],
        [300, 2 ** 53 - 200, 2 ** 53 - 100, 0],
        [300, 2 ** 53 + 2, 2 ** 53, 2 ** 53],
        [300, -(2 ** 53), 5, 2 ** 53],
      ],
    ],
    [
      "a factor that is negative",
      (n: number, x: number, k: number) => {
        for (let i = 0; i < n; i++) x = Math.max(x * k, 1);
        return x;
      },
      [
        [100, 3, -2],
        [100, -3, 2],
        [100, 0, -1],
        [30, 3, 2],
      ],
    ],
    [
      "no number",
      (n: number, x: unknown, y: unknown) => {
        for (let i = 0; i < n; i++) x = Math.max(x as number, y as number);
        return x;
      },
      [
        [100, "3", 2],
        [100, null, -2],
        [100, undefined, 2],
        [100, 2n, 3n],
      ],
    ],
  ];
  test.each(rows)("%s", (_, fn, calls) => {
    const wrapped = fast(fn);
    for (const args of calls) same(fn, wrapped, args);
    // In the other order, with plans of the calls before.
    for (const args of [...calls].reverse()) same(fn, wrapped, args);
  });
});

test("-Infinity is an ordinary start of a maximum", () => {
  const f = cpmoptimize({ itersLimit: 0 })((n: number) => {
    let best = -Infinity;
    for (let i = 0; i < n; i++) best = Math.max(best, 7 - i * 2, i - 100);
    return best;
  });
  expect(f(1_000_000)).toBe(999_899);
  expect(explain(f).loops[0]?.status).toBe("accelerated");
});
