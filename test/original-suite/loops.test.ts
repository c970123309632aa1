/* eslint-disable no-var -- a var in the body is what is tested */
/** The original's tests of loops: ranges, what stands after the loop, new variables, the counter, the empty body. */
import { describe } from "vitest";
import { range, xrange } from "cpmoptimize";
import { check } from "./harness.ts";

describe("ranges", () => {
  check("stop", (n: bigint) => {
    let s = 0n;
    for (const i of range(n)) s += i;
    return [s];
  });
  check("xrange is range", (n: bigint) => {
    let s = 0n;
    for (const i of xrange(n)) s += i;
    return [s];
  });
  for (const start of [0n, 5n, -5n, -50n]) {
    check(
      `start ${start} and stop`,
      (n: bigint, start: bigint) => {
        let s = 0n;
        for (const i of range(start, start + n)) s += i;
        return [s];
      },
      { args: (n) => [n, start] },
    );
    for (const step of [1n, 2n, 7n, -1n, -3n]) {
      check(
        `start ${start}, stop and step ${step}`,
        (n: bigint, start: bigint, step: bigint) => {
          let s = 0n;
          let last = 0n;
          for (const i of range(start, start + n * step, step)) {
            s = 2n * s + i;
            last = i;
          }
          return [s, last];
        },
        { args: (n) => [n, start, step] },
      );
    }
  }
  check(
    "a stop between two steps",
    (n: bigint) => {
      let s = 0n;
      for (const i of range(3n, 3n + 5n * n - 2n, 5n)) s += i;
      for (const i of range(3n, 3n - 5n * n + 2n, -5n)) s += i * i;
      return [s];
    },
    { loops: 2 },
  );
  check(
    "empty: a negative stop",
    (n: bigint) => {
      let s = 5n;
      for (const i of range(-n)) s += i;
      return [s];
    },
    { loops: 0 },
  );
  check(
    "empty: a stop behind the start",
    (n: bigint) => {
      let s = 5n;
      for (const i of range(3n, 3n - n)) s += i;
      for (const i of range(3n, 3n + n, -1n)) s += i;
      return [s];
    },
    { loops: 0 },
  );
  check(
    "passed as an argument",
    (sequence: Iterable<bigint>) => {
      let s = 0n;
      let t = 1n;
      for (const i of sequence) {
        s += t;
        t = t + i;
      }
      return [s, t];
    },
    { args: (n) => [range(n)], numbers: false },
  );
  check(
    "passed as an argument, over numbers",
    (sequence: Iterable<number>) => {
      let s = 0;
      let t = 1;
      for (const i of sequence) {
        s += t;
        t = t + i;
      }
      return [s, t];
    },
    { args: (n) => [range(1, Number(n) + 1)], numbers: false, far: false },
  );
  check(
    "kept in a variable and run twice",
    (n: bigint) => {
      const sequence = range(n);
      let s = 0n;
      for (const i of sequence) s += i;
      for (const i of sequence) s = s * 2n - i;
      return [s];
    },
    { loops: 2 },
  );
});

describe("counted loops", () => {
  check("<", (n: bigint) => {
    let s = 0n;
    let i = 0n;
    for (; i < n; i++) s += i;
    return [s, i];
  });
  check("<=", (n: bigint) => {
    let s = 0n;
    let i = 0n;
    for (i = 1n; i <= n; i++) s += i;
    return [s, i];
  });
  check(">, step down", (n: bigint) => {
    let s = 0n;
    let i = n;
    for (; i > 0n; i--) s += i * i;
    return [s, i];
  });
  check(">=, step down by two", (n: bigint) => {
    let s = 0n;
    let i = 2n * n;
    for (; i >= 1n; i -= 2n) s += i;
    return [s, i];
  });
  check("!==, bound on the left", (n: bigint) => {
    let s = 0n;
    let i = 0n;
    for (; n !== i; ++i) s += 3n * i;
    return [s, i];
  });
  check(
    "!= with an invariant step",
    (n: bigint, k: bigint) => {
      let s = 0n;
      let i = 7n;
      for (; i != 7n + n * k; i += k) s += i;
      return [s, i];
    },
    { args: (n) => [n, -3n] },
  );
  check("the bound on the left of >", (n: bigint) => {
    let s = 0n;
    let i = 0n;
    for (; n * 3n > i; i = i + 3n) s += i;
    return [s, i];
  });
  check("a header with commas", (n: bigint) => {
    let s = 0n;
    let [i, j] = [0n, 0n];
    for (i = 0n, j = 9n; i < n; i++, j -= 2n) s += i * j;
    return [s, i, j];
  });
  check("while", (n: bigint) => {
    let s = 0n;
    let i = 0n;
    while (i < n) {
      s += i;
      i += 1n;
    }
    return [s, i];
  });
  check("while (n--)", (n: bigint) => {
    let s = 0n;
    while (n--) s = 3n * s + n;
    return [s, n];
  });
  check("while (n-- > 0)", (n: bigint) => {
    let s = 0n;
    while (n-- > 0n) s = 3n * s + n;
    return [s, n];
  });
  check(
    "do while",
    (n: bigint) => {
      let s = 0n;
      let i = 0n;
      do {
        s += i;
        i++;
      } while (i < n);
      return [s, i];
    },
    { from: 4n },
  );
  check(
    "do while (--n)",
    (n: bigint) => {
      let s = 0n;
      let k = n + 1n;
      do s += k;
      while (--k);
      return [s, k];
    },
    { from: 3n },
  );
});

describe("code after the loop (the original's else)", () => {
  check("runs after the last turn", (n: bigint) => {
    let s = 0n;
    let done = 0n;
    for (const i of range(n)) s += i;
    done = s + 100n;
    s = done * 2n;
    return [s, done];
  });
  check("uses temporaries and the counter", (n: bigint) => {
    let s = 0n;
    let t = 0n;
    let i = 0n;
    for (; i < n; i++) {
      t = i * 2n;
      s += t;
    }
    return [s - t, t, i, i * s];
  });
  check(
    "a second loop depends on the first",
    (n: bigint) => {
      let s = 0n;
      for (let i = 0n; i < n; i++) s += i;
      let t = 0n;
      for (let j = s; j < s + n; j++) t += j;
      return [s, t];
    },
    { loops: 2 },
  );
});

describe("variables that only the loop sets", () => {
  check(
    "var in the body",
    (n: bigint) => {
      let s = 0n;
      for (const i of range(n)) {
        var last = i * 2n + s;
        s += last;
      }
      return [s, last!];
    },
    { turns: [1n, 2n, 3n, 5n, 10n, 100n] },
  );
  check(
    "var in the body, undefined after no turn",
    (n: bigint) => {
      let s = 0n;
      for (const i of range(n)) {
        var last = i * 2n + s;
        s += last;
      }
      return [s, last!];
    },
    { far: false },
  );
  check(
    "declared without a value",
    (n: bigint) => {
      let a: bigint | undefined;
      let b: bigint | undefined;
      for (const i of range(n)) {
        a = i + 1n;
        b = a * 2n;
      }
      return [a, b];
    },
    { far: false },
  );
  check("the loop variable outside", (n: bigint) => {
    let s = 0n;
    let i = 77n;
    for (i of range(n)) s += i;
    return [s, i];
  });
  check(
    "the loop variable as var",
    (n: bigint) => {
      let s = 0n;
      for (var i of range(n)) s += i;
      return [s, i!];
    },
    { far: false },
  );
  check("let and const inside", (n: bigint) => {
    let s = 0n;
    for (const i of range(n)) {
      const double = i * 2n;
      let more = double + s;
      more -= 1n;
      s = more;
    }
    return [s];
  });
});

describe("the counter", () => {
  check("unused", (n: bigint) => {
    let s = 1n;
    for (const _i of range(n)) s += 3n;
    return [s];
  });
  check("used after being modified in the middle of the body", (n: bigint) => {
    let s = 0n;
    let t = 0n;
    for (let i of range(n)) {
      s += i;
      i = i * 2n + 1n;
      t += i;
    }
    return [s, t];
  });
  check("modified in the middle of the body, seen afterwards", (n: bigint) => {
    let s = 0n;
    let i = 5n;
    for (i of range(n)) {
      s += i;
      i += s;
    }
    return [s, i];
  });
  check("overwritten by a constant", (n: bigint) => {
    let s = 0n;
    let i = 5n;
    for (i of range(n)) {
      s += i;
      i = 3n;
      s += i;
    }
    return [s, i];
  });
  check("advanced in the body of a for", (n: bigint) => {
    let s = 0n;
    let i = 0n;
    for (; i < 2n * n; i++) {
      s += i;
      i++;
    }
    return [s, i];
  });
  check("an empty body", (n: bigint) => {
    let i = 9n;
    for (i of range(n));
    return [i];
  });
  check("an empty body of a for", (n: bigint) => {
    let i = 0n;
    for (; i < n; i++);
    return [i];
  });
  check("an empty body that leaves nothing", (n: bigint) => {
    for (const _i of range(n)) {
      /* nothing */
    }
    return [n];
  });
});
