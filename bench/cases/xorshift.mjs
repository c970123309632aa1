/** Marsaglia's xorshift128: shifts and xors, a linear map over GF(2). */
import { jumpBy, matrixJump, residue } from "../experts/xorshift128.mjs";
import { powersOf } from "../scales.mjs";

function plain(n) {
  let x = 123456789;
  let y = 362436069;
  let z = 521288629;
  let w = 88675123;
  for (let i = 0; i < n; i++) {
    let t = x ^ (x << 11);
    t ^= t >>> 8;
    x = y;
    y = z;
    z = w;
    w = w ^ (w >>> 19) ^ t;
  }
  return w;
}

const seed = Uint32Array.of(123456789, 362436069, 521288629, 88675123);

export const xorshift = {
  name: "xorshift128",
  about: "Marsaglia's xorshift128, number",
  plain,
  byHand: {
    matrices: (n) => matrixJump(seed, BigInt(n))[3] | 0,
    "polynomial jump": (n) => jumpBy(seed, residue(BigInt(n)))[3] | 0,
  },
  argument: Number,
  testcases: [
    { name: "small", args: powersOf(4, 0, 9) },
    { name: "big", args: powersOf(10, 6, 15).filter((_, k) => k % 3 === 0), fresh: true },
  ],
};
