/** Calls that do not pay are not tried again at once; counted, never timed. */
import { describe, expect, test } from "vitest";
import type { CpmEvent, Options } from "cpmoptimize";
import { cpmoptimize, explain } from "cpmoptimize";

/** Decorates, and counts the decisions of the sites by their place. */
function counted<A extends unknown[], R>(fn: (...args: A) => R, options: Options = {}) {
  const events: CpmEvent[] = [];
  const fast = cpmoptimize({ ...options, verbose: (event) => events.push(event) })(fn);
  // The shortcut at the head of a door says "a few turns", without a try.
  const isSkip = (event: CpmEvent) =>
    event.kind === "declined" &&
    (event.refusal.code === "did-not-pay" || event.refusal.what === "a few turns");
  const decisions = () => events.filter(({ kind }) => kind !== "recompiled");
  return {
    fast,
    last: () => events.at(-1),
    tried: () => decisions().filter((event) => !isSkip(event)).length,
    skipped: () => decisions().filter(isSkip).length,
    forget: () => (events.length = 0),
  };
}

const digitSum = (x: bigint) => {
  let s = 0n;
  while (x > 0n) {
    s += x % 10n;
    x /= 10n;
  }
  return s;
};

const digitsOfAll = (n: bigint) => {
  let s = 0n;
  for (let i = 0n; i < n; i++) {
    let x = i;
    while (x > 0n) {
      s += x % 10n;
      x /= 10n;
    }
  }
  return s;
};

describe("a loop that is refused at every call", () => {
  test("is tried some dozens of times in 20,000 calls", () => {
    const { fast, tried, skipped } = counted(digitsOfAll);
    expect(fast(20_000n)).toBe(digitsOfAll(20_000n));
    expect(tried()).toBeLessThan(60);
    expect(skipped()).toBeGreaterThan(19_900);
  });

  test("is tried again and again, twice as rarely each time", () => {
    const { fast, tried, forget } = counted(digitSum);
    const calls = (count: number) => {
      forget();
      for (let k = 0; k < count; k++) expect(fast(123_456n + BigInt(k))).toBe(digitSum(123_456n + BigInt(k)));
      return tried();
    };
    expect(calls(1000)).toBeLessThan(60);
    // After k calls at most about k more are skipped.
    expect(calls(2000)).toBeGreaterThanOrEqual(1);
    expect(calls(6000)).toBeGreaterThanOrEqual(1);
  });

  test("takes the same way every time", () => {
    const ways = [1, 2].map(() => {
      const { fast, tried, skipped } = counted(digitsOfAll);
      fast(3000n);
      return [tried(), skipped()];
    });
    expect(ways[0]).toEqual(ways[1]);
  });

  test("with an explicit limit every call is tried", () => {
    const { fast, skipped, tried } = counted(digitSum, { itersLimit: 0 });
    for (let k = 0n; k < 300n; k++) fast(123_456n + k);
    expect([tried(), skipped()]).toEqual([300, 0]);
  });

  test("explain says that it was skipped, and why the last one did not pay", () => {
    const { fast } = counted(digitSum);
    for (let k = 0n; k < 500n; k++) fast(123_456n + k);
    const [loop] = explain(fast).loops;
    expect(loop?.status).toBe("declined");
    expect(loop?.refusals[0]).toMatchObject({
      code: "did-not-pay",
      what: expect.stringMatching(/^the last \d+ calls/),
    });
    expect(loop?.refusals[1]?.code).toBe("fine-residue");
  });
});

describe("inner loops", () => {
  test("that make a plan for each outer turn stop making them", () => {
    const nest = (n: number) => {
      let s = 0;
      for (let i = 1; i <= n; i++) for (let j = i; j <= n; j += i) s += j;
      return s;
    };
    const { fast, tried } = counted(nest);
    expect(fast(5000)).toBe(nest(5000));
    expect(tried()).toBeLessThan(120);
  });

  test("accelerated at a loss, too", () => {
    const nest = (n: bigint) => {
      let s = 0n;
      for (let i = 0n; i < n; i++) for (let j = 0n; j < n; j++) s += (i * j * j) % 11n;
      return s;
    };
    const { fast, tried } = counted(nest);
    expect(fast(300n)).toBe(nest(300n));
    expect(tried()).toBeLessThan(40);
  });
});

describe("a much larger call is tried at once", () => {
  const triangle = (n: bigint, step: bigint) => {
    let s = 0n;
    for (let i = 0n; i < n; i++) s += i * step;
    return s;
  };

  test("by the distance of the counter", () => {
    const { fast, last } = counted(triangle);
    for (let k = 0n; k < 2000n; k++) fast(k % 40n, k);
    expect(fast(10n ** 18n, 1n)).toBe((10n ** 18n * (10n ** 18n - 1n)) / 2n);
    expect(last()).toMatchObject({ kind: "accelerated" });
  });

  test("by the size of the values, where the header tells nothing", () => {
    const clamp = (n: bigint, by: bigint) => {
      let s = 0n;
      while (n > 0n) {
        s += n;
        n -= by;
      }
      return s;
    };
    const { fast, last } = counted(clamp);
    for (let k = 0n; k < 2000n; k++) fast(k % 20n, 1n);
    const n = 10n ** 18n;
    expect(fast(n, 1n)).toBe((n * (n + 1n)) / 2n);
    expect(last()).toMatchObject({ kind: "accelerated" });
  });

  test.each([
    ["up", 10_000_000, -1],
    ["down", -10_000_000, 1],
  ])("by the size of numbers, %s", (_, n, by) => {
    const towards0 = (from: number, step: number) => {
      let s = 0;
      while (from !== 0) {
        s += from;
        from += step;
      }
      return s;
    };
    const { fast, last } = counted(towards0);
    for (let k = 0; k < 2000; k++) fast(-by * (k % 20), by);
    expect(fast(n, by)).toBe(towards0(n, by));
    expect(last()).toMatchObject({ kind: "accelerated" });
  });

  test("and one that pays opens the loop for those like it", () => {
    const { fast, tried, skipped, forget } = counted(triangle);
    for (let k = 0n; k < 2000n; k++) fast(k % 40n, k);
    fast(10n ** 6n, 7n);
    forget();
    for (let k = 0n; k < 20n; k++) fast(10n ** 6n, 7n);
    expect([tried(), skipped()]).toEqual([20, 0]);
  });
});

test("a call that is moved because it pays never counts against the loop", () => {
  const { fast, skipped, tried } = counted((n: bigint) => {
    let [a, b] = [0n, 1n];
    for (let i = 0n; i < n; i++) [a, b] = [b, a + b];
    return a;
  });
  // Just beyond where it pays, with bounds that change from call to call.
  for (let k = 0; k < 3000; k++) fast(200n + BigInt(k % 7));
  expect(skipped()).toBe(0);
  expect(tried()).toBe(3000);
});
