/** The original's tests of expressions: assignments, rotations, nested operators, on constants and on variables. */
import { describe } from "vitest";
import { range } from "cpmoptimize";
import { check } from "./harness.ts";

describe("assignments", () => {
  check("a constant", (n: bigint) => {
    let a = 5n;
    for (const _i of range(n)) a = 10n;
    return [a];
  });
  check("another variable", (n: bigint) => {
    let a = 5n;
    const b = 7n;
    for (const _i of range(n)) a = b;
    return [a, b];
  });
  check("a rotation of three by destructuring", (n: bigint) => {
    let [a, b, c] = [3n, 5n, 8n];
    for (const _i of range(n)) [a, b, c] = [b, c, a];
    return [a, b, c];
  });
  check("a rotation with growth", (n: bigint) => {
    let [a, b, c, d] = [3n, 5n, 8n, -1n];
    for (const i of range(n)) [a, b, c, d] = [b, c + i, d, a - b];
    return [a, b, c, d];
  });
  check("a rotation by a temporary", (n: bigint) => {
    let [a, b, c] = [3n, 5n, 8n];
    let t = 0n;
    for (let i = 0n; i < n; i++) {
      t = a;
      a = b;
      b = c;
      c = t + 1n;
    }
    return [a, b, c, t];
  });
  check("a, b = b * 2, a + b", (n: bigint) => {
    let a = 1n;
    let b = 1n;
    for (const _i of range(n)) [a, b] = [b * 2n, a + b];
    return [a, b];
  });
  check("compound assignments", (n: bigint) => {
    let a = 1n;
    let b = 2n;
    for (const i of range(n)) {
      a += i;
      b -= a;
      a *= 3n;
      b += a;
    }
    return [a, b];
  });
  check("an assignment to the same variable twice in a turn", (n: bigint) => {
    let a = 1n;
    let b = 4n;
    for (const i of range(n)) {
      a = b + 2n;
      b = a - i;
      a = a * 2n - b;
    }
    return [a, b];
  });
});

describe("unary operators", () => {
  check("minus and complement of variables", (n: bigint) => {
    let a = 3n;
    let b = -4n;
    for (const i of range(n)) {
      a = -a;
      b = -b + -a + -i;
    }
    return [a, b];
  });
  check(
    "on constants",
    (n: bigint, k: bigint) => {
      let a = 0n;
      for (const _i of range(n)) a += -(-5n) - ~7n + -k + ~k;
      return [a];
    },
    { args: (n) => [n, 12n] },
  );
  check("minus of an expression", (n: bigint) => {
    let a = 1n;
    let b = 1n;
    for (const i of range(n)) [a, b] = [-(a + b - 2n * i), -(-a)];
    return [a, b];
  });
  check(
    "complement over BigInt",
    (n: bigint) => {
      let a = 3n;
      let b = 1n;
      for (const i of range(n)) {
        a = ~a;
        b = ~(b + a) + i;
      }
      return [a, b];
    },
    { numbers: "run" },
  );
  check(
    "plus and not on invariants",
    (n: number, k: number) => {
      let a = 0;
      for (let i = 0; i < n; i++) a += +k + (!k ? 5 : 7);
      return [a];
    },
    { args: (n) => [Number(n), 12], numbers: false, far: false },
  );
});

describe("binary operators", () => {
  check("with a constant on the right", (n: bigint) => {
    let a = 1n;
    let b = 2n;
    let c = 3n;
    for (const _i of range(n)) {
      a = a + 5n;
      b = b - 7n;
      c = c * 3n;
    }
    return [a, b, c];
  });
  check("with a constant on the left", (n: bigint) => {
    let a = 1n;
    let b = 2n;
    let c = 3n;
    for (const _i of range(n)) {
      a = 5n + a;
      b = 7n - b;
      c = 3n * c;
    }
    return [a, b, c];
  });
  check("of two variables", (n: bigint) => {
    let a = 1n;
    let b = 2n;
    let c = 3n;
    for (const i of range(n)) {
      a = a + b;
      b = c - b;
      c = c + i - a;
    }
    return [a, b, c];
  });
  check(
    "of a variable and an invariant",
    (n: bigint, k: bigint, m: bigint) => {
      let a = 1n;
      let b = 2n;
      for (const i of range(n)) {
        a = a * k + b * m - i * k;
        b = k * b - m;
      }
      return [a, b];
    },
    { args: (n) => [n, 3n, -2n] },
  );
  for (const [k, m] of [
    [6n, 4n],
    [-6n, 4n],
    [0n, 3n],
    [1n, 1n],
  ] as const) {
    check(
      `every operator on constants and invariants, k = ${k}, m = ${m}`,
      (n: bigint, k: bigint, m: bigint) => {
        let a = 0n;
        let b = 0n;
        let c = 0n;
        for (const i of range(n)) {
          a += (k + m) * 2n + (k - m) - k * m + k / m + (k % m) + 17n / 5n;
          b += (k << m) + (k >> 1n) + (k & m) + (k | m) + (k ^ m) + k ** m + (29n & 12n);
          c +=
            (k < m ? 1n : 2n) +
            (k <= m ? 10n : 20n) +
            (k > m ? 100n : 200n) +
            (k >= m ? 1000n : 2000n) +
            (k === m ? i : -i) +
            (k !== m ? i : 3n * i);
        }
        return [a, b, c];
      },
      { args: (n) => [n, k, m], numbers: "run" },
    );
  }
  check(
    "short circuits on invariants",
    (n: bigint, k: bigint, m: bigint) => {
      let a = 0n;
      for (const i of range(n)) a += (k && m) + (k || m) + (k ?? m) + i;
      return [a];
    },
    { args: (n) => [n, 0n, 7n] },
  );
  check(
    "unsigned and signed shifts of number invariants",
    (n: number, k: number) => {
      let a = 0;
      for (let i = 0; i < n; i++) a += (k >>> 3) + (k >> 3) + (k << 3) + (k & 255) + (k | 1) + (k ^ 5) + i;
      return [a];
    },
    { args: (n) => [Number(n), -77], numbers: false, far: false },
  );
});

describe("expressions", () => {
  check(
    "(a + b * (d | e)) * f + offset",
    (n: bigint, d: bigint, e: bigint, f: bigint) => {
      let a = 1n;
      let b = 2n;
      const offset = 12n;
      for (const _i of range(n)) [a, b] = [b, (a + b * (d | e)) * f + offset];
      return [a, b];
    },
    { args: (n) => [n, 5n, 9n, 3n] },
  );
  check(
    "(a + b * (d | e)) * f + offset with a rotation of four",
    (n: bigint, d: bigint, e: bigint, f: bigint) => {
      let [a, b, c, g] = [1n, 2n, 3n, 4n];
      let offset = -12n;
      for (const i of range(n)) {
        [a, b, c, g] = [b, c, g, (a + b * (d | e)) * f + offset];
        offset += i;
      }
      return [a, b, c, g, offset];
    },
    { args: (n) => [n, 1n, 2n, -1n] },
  );
  check(
    "nested deeply",
    (n: bigint, k: bigint) => {
      let a = 1n;
      let b = 1n;
      for (const i of range(n)) {
        a = ((a - 1n) * 2n + (b - (a + (3n - i) * k)) * 3n - (i + 1n) * (k * k - 1n) + 4n) * -1n;
        b = a - (b - (a - (b - (i - 2n))));
      }
      return [a, b];
    },
    { args: (n) => [n, 2n] },
  );
  check(
    "the article's (k ** m) & 676",
    (n: bigint, k: bigint) => {
      let res = 0n;
      let m = 0n;
      for (const i of range(n)) {
        m = 3n;
        res += ((k ** m) & 676n) + i;
      }
      return [res, m];
    },
    { args: (n) => [n, 29n] },
  );
  check("the article's sequence of order three", (n: bigint) => {
    let [prev3, prev2, prev1, cur] = [0n, 1n, 1n, 0n];
    for (const i of range(3n, n + 3n)) {
      cur = 7n * (2n * prev1 + 3n * prev2) + 4n * prev3 + 5n * i + 6n;
      [prev3, prev2, prev1] = [prev2, prev1, cur];
    }
    return [prev3, prev2, prev1, cur];
  });
  check("products of values that change, with a finite closure", (n: bigint) => {
    let [s, t, u, a, b] = [0n, 0n, 0n, 0n, 1n];
    for (const i of range(n)) {
      s += i * i;
      t += a * b;
      u += i * a;
      [a, b] = [b, a + b];
    }
    return [s, t, u, a, b];
  });
});

describe("rows that are overwritten, constant or unused", () => {
  check("a variable that is overwritten by a constant", (n: bigint) => {
    let a = 1n;
    let b = 0n;
    for (const _i of range(n)) {
      b += a;
      a = 7n;
    }
    return [a, b];
  });
  check("a chain of overwritten variables", (n: bigint) => {
    let [a, b, c, d] = [1n, 2n, 3n, 4n];
    for (const i of range(n)) {
      d = c;
      c = b;
      b = a;
      a = i * 5n;
    }
    return [a, b, c, d];
  });
  check("constant in every turn", (n: bigint) => {
    let a = 1n;
    let b = 0n;
    for (const i of range(n)) {
      a = a * 1n;
      b += a + 0n * i;
    }
    return [a, b];
  });
  check(
    "singular: everything becomes zero",
    (n: bigint) => {
      let [a, b] = [5n, 3n];
      for (const _i of range(n)) [a, b] = [2n * a - 2n * b, 2n * a - 2n * b];
      return [a, b];
    },
    { numbers: "run" },
  );
  check("read only", (n: bigint) => {
    let a = 0n;
    const k = 9n;
    for (const _i of range(n)) a += k;
    return [a, k];
  });
  check("r = 0; r *= 3", (n: bigint) => {
    let r = 0n;
    for (const _i of range(n)) r *= 3n;
    return [r];
  });
});
