/** The Mersenne twister: 19937 bits, the largest linear generator in use. */
import { expect, test } from "vitest";
import { prepareLinearMap } from "../../../src/algebra/gf2/linear-map.ts";

/** The 19937 bits that matter: x_(i+1), …, x_(i+623) in words 0 to 622, the top bit of x_i in the last. */
function step(state: Uint32Array, out: Uint32Array): void {
  const y = (state[623]! << 31) | (state[0]! & 0x7fffffff);
  out.set(state.subarray(1, 623), 0);
  out[622] = state[396]! ^ (y >>> 1) ^ (y & 1 ? 0x9908b0df : 0);
  out[623] = state[0]! >>> 31;
}

function seeded(seed: number): Uint32Array {
  const state = new Uint32Array(624);
  state[623] = seed >>> 31;
  for (let i = 1, x = seed; i < 624; i++) {
    x = (Math.imul(1812433253, x ^ (x >>> 30)) + i) >>> 0;
    state[i - 1] = x;
  }
  return state;
}

function tempered(word: number): number {
  let y = word;
  y ^= y >>> 11;
  y ^= (y << 7) & 0x9d2c5680;
  y ^= (y << 15) & 0xefc60000;
  return (y ^ (y >>> 18)) >>> 0;
}

test("MT19937: the polynomial is proved, jumps reach the 10000th value and compose", () => {
  const map = prepareLinearMap({ dimension: 19937, step, nanoseconds: 200 })!;
  const polynomial = map.minimalPolynomial()!;
  let terms = 0;
  for (let word of polynomial) for (; word !== 0; word &= word - 1) terms++;
  expect(terms).toBe(135); // Matsumoto and Nishimura 1998, table II

  const start = seeded(5489);
  let walked = start.slice();
  let next = new Uint32Array(624);
  for (let i = 0; i < 50_000; i++) {
    step(walked, next);
    [walked, next] = [next, walked];
  }
  expect(map.jump(start, 50_000n)).toEqual(walked);
  const at = map.jump(start, 10_000n)!; // fewer turns than the degree are walked
  expect(tempered(at[622]!)).toBe(4123659995); // the C++ standard, [rand.predef]
  const far = map.jump(start, 10n ** 18n)!;
  expect(map.jump(at, 10n ** 18n)).toEqual(map.jump(far, 10_000n));
  expect(map.jump(far, 10n ** 17n)).toEqual(map.jump(start, 11n * 10n ** 17n));
});
