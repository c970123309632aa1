/** Phases may not cost more than the loop: told by counts, which a clock cannot disturb. */
import { describe, expect, test } from "vitest";
import { cpmoptimize, explain, original } from "cpmoptimize";

const wall = (n: bigint): bigint[] => {
  let [x, d, s] = [0n, 1n, 0n];
  for (let i = 0n; i < n; i++) {
    s += x;
    x += d;
    if (x >= 7n) d = -1n;
    else if (x <= 0n) d = 1n;
  }
  return [s, x];
};

/** Reflections in a nest: the inner loop's phases differ from one outer turn to the next. */
const walls = (n: bigint): bigint[] => {
  let [x, d, s] = [0n, 1n, 0n];
  for (let i = 0n; i < n; i++) {
    for (let j = 0n; j < i; j++) {
      x += d;
      s += x;
      if (x >= 7n) d = -1n;
      else if (x <= 0n) d = 1n;
    }
  }
  return [s, x];
};

const fiveDeep = (n: bigint): bigint => {
  let s = 0n;
  for (let i = 0n; i < n; i++)
    for (let j = 0n; j < i; j++)
      for (let k = 0n; k < j; k++) for (let l = 0n; l < k; l++) for (let m = 0n; m < l; m++) s += m;
  return s;
};

function phases(fn: (n: bigint) => unknown, n: bigint, itersLimit: "auto" | number) {
  const fast = cpmoptimize({ itersLimit })(fn);
  expect(fast(n)).toEqual(original(fast)(n));
  return explain(fast).loops[0]!;
}

describe("an explicit limit", () => {
  test.each([
    ["at a wall", wall, 10_000n],
    ["at walls in a nest", walls, 200n],
  ] as const)("does not plan for ever %s", (_, fn, n) => {
    const { status, phaseCount, stopped } = phases(fn, n, 0);
    expect(status).toBe("accelerated");
    expect(phaseCount).toBeLessThanOrEqual(17);
    expect(stopped?.code).toBe("short-phases");
  });

  test("is the same in the same call", () => {
    const [first, second] = [phases(walls, 200n, 0), phases(walls, 200n, 0)];
    expect(first.phases).toEqual(second.phases);
  });
});

describe("a deep nest whose bounds start at nothing", () => {
  test("is not planned through where its turns are few", () => {
    const { refusals } = phases(fiveDeep, 20n, "auto");
    expect(refusals.map(({ code }) => code)).toEqual(["few-turns", "short-phases"]);
  });

  test("is where they are many", () => {
    const fast = cpmoptimize()(fiveDeep);
    const n = 10n ** 6n;
    expect(fast(n)).toBe((n * (n - 1n) * (n - 2n) * (n - 3n) * (n - 4n) * (n - 5n)) / 720n);
    expect(explain(fast).loops[0]).toMatchObject({ status: "accelerated" });
    expect(explain(fast).loops[0]?.stopped).toBeUndefined();
  });
});

test("as many phases as pay are taken", () => {
  const far = (n: bigint): bigint[] => {
    let [x, d, s] = [0n, 1n, 0n];
    for (let i = 0n; i < n; i++) {
      s += x;
      x += d;
      if (x >= 10n ** 5n) d = -1n;
      else if (x <= 0n) d = 1n;
    }
    return [s, x];
  };
  const fast = cpmoptimize()(far);
  const [, x] = fast(2400n * 10n ** 5n);
  expect(x).toBe(0n);
  const { phaseCount, phases: listed, stopped } = explain(fast).loops[0]!;
  expect(phaseCount).toBeGreaterThan(2400);
  expect(listed).toHaveLength(1000);
  expect(stopped).toBeUndefined();
});
