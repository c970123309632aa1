/**
 * Sums Σ_i a_i · b_(k + N - 1 - i) for k = 0, 1, …, K - 1, N the number of the a_i: the middle of the product of two
 * polynomials, by Kronecker substitution.
 *
 * Coefficients in [0, m) are packed into slots that are wide enough for a sum of N products, so that one product of two
 * BigInts is all that is multiplied. Packing and unpacking go through hexadecimal digits, which take linear time.
 */

/** Hexadecimal digits of a slot for sums of `count` products of residues modulo m. */
export function slotDigits(modulus: bigint, count: number): number {
  const bits = 2 * (modulus - 1n).toString(2).length + Math.ceil(Math.log2(count + 1));
  return Math.ceil(bits / 4);
}

export function packed(values: readonly bigint[], digits: number): bigint {
  const parts = new Array<string>(values.length);
  const last = values.length - 1;
  for (let k = 0; k <= last; k++) parts[last - k] = values[k]!.toString(16).padStart(digits, "0");
  return BigInt(`0x${parts.join("")}`);
}

/** The slots number `first` to `first + count - 1`. */
function unpacked(value: bigint, digits: number, first: number, count: number): bigint[] {
  const bits = BigInt(4 * digits);
  const middle = BigInt.asUintN(4 * digits * count, value >> (bits * BigInt(first)));
  const text = middle.toString(16).padStart(digits * count, "0");
  const slots = new Array<bigint>(count);
  for (let k = 0; k < count; k++) {
    const end = text.length - k * digits;
    slots[k] = BigInt(`0x${text.slice(end - digits, end)}`);
  }
  return slots;
}

/** The sums, not reduced, for residues a_0, …, a_(N-1) and the packed b_0, …, b_(N+K-2). */
export function middleProduct(a: readonly bigint[], b: bigint, digits: number, wanted: number): bigint[] {
  return unpacked(packed(a, digits) * b, digits, a.length - 1, wanted);
}
