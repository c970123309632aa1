/** The longest jump that a certificate allows, where it allows every shorter one: by bisection. */

/** Beyond so many bits of turns numbers that move at all are not exact. */
const MOST_BITS = 54;

/** @param isExact monotone: what holds for some turns holds for fewer */
export function longestCertified(turns: bigint, isExact: (turns: bigint) => boolean): bigint {
  if (isExact(turns)) return turns;
  let certified = 0n;
  for (let step = 1n << BigInt(Math.min(turns.toString(2).length, MOST_BITS)); step > 0n; step >>= 1n) {
    const next = certified + step;
    if (next <= turns && isExact(next)) certified = next;
  }
  return certified;
}
