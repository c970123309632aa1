/**
 * The first loop of `int_operations` by hand. A turn is triangular, with the eigenvalues 322, 3 and 1:
 *
 *     a' = 322 a + K + 2 i,      b' = 3 b + 108 a - 43,      i' = i - 23,      res' = res + a'
 *
 * so with D = 321² there are integers A, P, S and X, and M = 638 D, such that after t turns
 *
 *     D a = A 322^t + P + S t,      M b = 216 A 322^t + X 3^t + Q + R t,
 *
 * and res is a geometric sum beside a polynomial. Two powers, and divisions by small numbers.
 */
import { shiftedPower } from "./powers.mjs";

const D = 321n ** 2n;
const M = 638n * D;

/** a, the a before it, b and res after `turns` > 0 turns. @param i the counter's first value, @param k the constant K. */
export function firstLoop(turns, i, k) {
  const power = shiftedPower(322n, turns);
  const S = 46n * 321n;
  const P = 46n - 321n * (k + 2n * i);
  const A = D - P;
  const a = (A * power + P + S * turns) / D;
  const R = -54n * 638n * S;
  const Q = (R - 108n * 638n * P + 43n * M) / 2n;
  const X = 2n * M - 216n * A - Q;
  const b = (216n * A * power + X * 3n ** turns + Q + R * turns) / M;
  const geometric = (A * 322n * (power - 1n)) / 321n;
  const res = (geometric + P * turns + (S * turns * (turns + 1n)) / 2n) / D;
  const before = (a - k - 2n * (i - 23n * (turns - 1n))) / 322n;
  return { a, before, b, res };
}

/** x → 7 x + u + v j for j = 0, …, turns - 1: 36 x = Y 7^t - 6 (u + v t) - v. */
export function lastLoop(x, turns, u, v) {
  const start = 36n * x + 6n * u + v;
  return (start * shiftedPower(7n, turns) - 6n * (u + v * turns) - v) / 36n;
}
