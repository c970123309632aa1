/**
 * Marsaglia's xorshift128 (11, 8, 19) by hand: a polynomial jump, and the power of its bit matrix.
 *
 * The generator is linear over GF(2) with the minimal polynomial P of degree 128, so n turns are g(step) with
 * g = x^n mod P: squarings spread the bits of g, the upper half is reduced by a table of x^(128 + i) mod P, and g is applied by
 * adding up the states of 128 steps (Haramoto, Matsumoto, Nishimura, Panneton, L'Ecuyer 2008). Words are in local variables.
 */

/** P without x^128, 32 coefficients a word, lowest first. */
const P = [0xfd3c8001, 0xf985d65f, 0x0046d8b3, 0x00000001];

/** x^(128 + i) mod P for i < 128, four words each. */
const high = (() => {
  const table = new Int32Array(128 * 4);
  table.set(P);
  for (let i = 4; i < 512; i += 4) {
    const leading = table[i - 1] >> 31;
    for (let w = 0; w < 4; w++) {
      table[i + w] = ((table[i + w - 4] << 1) | (w === 0 ? 0 : table[i + w - 5] >>> 31)) ^ (P[w] & leading);
    }
  }
  return table;
})();

/** The bits of a half word, each with a zero above it. */
function spread(h) {
  h = (h | (h << 8)) & 0xff00ff;
  h = (h | (h << 4)) & 0xf0f0f0f;
  h = (h | (h << 2)) & 0x33333333;
  return (h | (h << 1)) & 0x55555555;
}

const top = new Int32Array(4);

/** x^n mod P as four words. @param n BigInt. */
export function residue(n) {
  const bits = n.toString(2);
  let a = 1;
  let b = 0;
  let c = 0;
  let d = 0;
  for (let k = 0; k < bits.length; k++) {
    const x = bits.charCodeAt(k) - 48;
    top[0] = spread(c & 0xffff) << x;
    top[1] = spread(c >>> 16) << x;
    top[2] = spread(d & 0xffff) << x;
    top[3] = spread(d >>> 16) << x;
    d = spread(b >>> 16) << x;
    c = spread(b & 0xffff) << x;
    b = spread(a >>> 16) << x;
    a = spread(a & 0xffff) << x;
    for (let w = 0, i = 0; w < 4; w++) {
      for (let rest = top[w], end = i + 128; i < end; i += 4, rest >>>= 1) {
        const mask = -(rest & 1);
        a ^= high[i] & mask;
        b ^= high[i + 1] & mask;
        c ^= high[i + 2] & mask;
        d ^= high[i + 3] & mask;
      }
    }
  }
  return Int32Array.of(a, b, c, d);
}

/** The state after as many steps as x^n = g says. */
export function jumpBy(state, g) {
  let [x, y, z, w] = state;
  let a = 0;
  let b = 0;
  let c = 0;
  let d = 0;
  for (let i = 0; i < 128; i++) {
    if ((g[i >>> 5] >>> i) & 1) {
      a ^= x;
      b ^= y;
      c ^= z;
      d ^= w;
    }
    let t = x ^ (x << 11);
    t ^= t >>> 8;
    x = y;
    y = z;
    z = w;
    w = w ^ (w >>> 19) ^ t;
  }
  return Uint32Array.of(a, b, c, d);
}

/** One step, as the columns of a bit matrix: the images of the 128 unit vectors. */
export const columns = Array.from({ length: 128 }, (_, j) => {
  const state = new Int32Array(4);
  state[j >>> 5] = 1 << (j & 31);
  let t = state[0] ^ (state[0] << 11);
  t ^= t >>> 8;
  return Uint32Array.of(state[1], state[2], state[3], state[3] ^ (state[3] >>> 19) ^ t);
});

/** The power of the bit matrix: repeated squaring, the state taken along. @param n BigInt. */
export function matrixJump(state, n) {
  const apply = (matrix, v) => {
    const sum = new Int32Array(4);
    for (let j = 0; j < 128; j++) {
      if (((v[j >>> 5] >>> (j & 31)) & 1) === 0) continue;
      const column = matrix[j];
      for (let w = 0; w < 4; w++) sum[w] ^= column[w];
    }
    return sum;
  };
  let matrix = columns;
  let result = state;
  for (let rest = n; rest > 0n; rest >>= 1n) {
    if (rest & 1n) result = apply(matrix, result);
    const square = matrix;
    if (rest > 1n) matrix = square.map((column) => apply(square, column));
  }
  return Uint32Array.from(result);
}
