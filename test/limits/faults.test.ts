/**
 * Faults in the middle of a jump: whatever step fails, the program gets the values of the loop as written, the elements of
 * its arrays are those of the loop as written, and the next call is right and moved ahead again.
 */
import { describe, expect, test, vi } from "vitest";
import { faultyBuild } from "./faulty-build.ts";
import { programs } from "./programs.ts";

const built = await faultyBuild();
// What the plain programs call is what the package supplies where a text says `range`.
Object.assign(globalThis, { range: built.cpm.range });

const outOfRoom = (): RangeError => new RangeError("Maximum BigInt size exceeded");

/** All of the first steps, and later ones ever farther apart. */
function* places(steps: number): Generator<number> {
  for (let at = 1; at <= steps; at += 1 + Math.floor(at / 6)) yield at;
}

/** What a call answers, and what it leaves in its arguments. */
function seen(fn: (...args: never[]) => unknown, args: readonly unknown[]): unknown {
  const own = args.map((arg) => (ArrayBuffer.isView(arg) ? (arg as Uint32Array).slice() : arg));
  const value = fn(...(own as never[]));
  return { value, own };
}

describe.each(Object.entries(programs))("%s", (_, { plain, calls, options = {} }) => {
  const [first, second] = calls.map((args) => [args, seen(plain, args)] as const);
  const make = () => built.cpm.cpmoptimize({ itersLimit: 0, ...options })(plain);
  const isMoved = (fast: ReturnType<typeof make>): boolean =>
    built.cpm.explain(fast).loops.some(({ status }) => status === "accelerated");

  test("a RangeError at any step of a first call, and of the next ones", () => {
    const fast = make();
    const forget = (): unknown => built.failing(1, outOfRoom, () => seen(fast, first![0]));
    const steps = built.steps(() => seen(fast, first![0]));
    expect(isMoved(fast)).toBe(true);
    expect(steps).toBeGreaterThan(30);
    for (const isWarm of [false, true]) {
      let failed = 0;
      for (const at of places(steps)) {
        forget();
        if (isWarm) seen(fast, first![0]);
        const [args, expected] = isWarm ? second! : first!;
        let isMet = false;
        const fail = (): RangeError => {
          isMet = true;
          return outOfRoom();
        };
        expect(
          built.failing(at, fail, () => seen(fast, args)),
          `step ${at}`,
        ).toEqual(expected);
        for (const [again, right] of [second!, first!]) {
          expect(seen(fast, again), `after a fault in step ${at}`).toEqual(right);
          expect(isMoved(fast), `after a fault in step ${at}`).toBe(true);
        }
        if (!isMet) break;
        failed++;
      }
      expect(failed).toBeGreaterThan(isWarm ? 3 : 10);
    }
  });

  test("what a fault may have left half made is dropped: the next call takes as many steps as a first one", () => {
    const call =
      (fast: ReturnType<typeof make>): (() => unknown) =>
      () =>
        seen(fast, first![0]);
    const fast = make();
    call(fast)();
    const forget = (): unknown => built.failing(1, outOfRoom, call(fast));
    forget();
    const cold = built.steps(call(fast));
    const warm = built.steps(call(fast));
    const lasting = (cold + warm) / 2;
    for (const at of places(warm)) {
      built.failing(at, outOfRoom, call(fast));
      if (isMoved(fast)) continue; // by a plan that this call has made anew, or the fault was no matter
      expect(built.steps(call(fast)), `after a fault in step ${at} of ${warm}`).toBeGreaterThan(lasting);
      expect(built.steps(call(fast))).toBeLessThan(lasting);
    }
  });

  test("an error of ours at any step", () => {
    const steps = built.steps(() => seen(make(), first![0]));
    for (let at = 1; at <= steps; at += Math.max(1, Math.floor(steps / 12))) {
      const fast = make();
      const broken = (): TypeError => new TypeError("planted");
      for (const [args, right] of [first!, second!])
        expect(
          built.failing(at, broken, () => seen(fast, args)),
          `step ${at}`,
        ).toEqual(right);
    }
  });
});

test("memory of WebAssembly that cannot grow", () => {
  type Memory = { grow(this: unknown, pages: number): number };
  const { prototype } = (globalThis as unknown as { WebAssembly: { Memory: { prototype: Memory } } })
    .WebAssembly.Memory;
  const order8 = programs["a recurrence of order 8 modulo 2^61 - 1"]!.plain as (n: bigint) => unknown;
  const fast = built.cpm.cpmoptimize(order8);
  const grow = vi.spyOn(prototype, "grow").mockImplementation(() => {
    throw new RangeError("WebAssembly.Memory.grow(): Unable to grow instance memory");
  });
  const far = 10n ** 5000n;
  const without = fast(far);
  expect(grow).toHaveBeenCalled();
  expect(built.cpm.explain(fast).loops[0]!.status).toBe("accelerated");
  grow.mockRestore();
  expect(fast(far + 1n)).not.toEqual(without);
  expect(fast(far)).toEqual(without);
});
