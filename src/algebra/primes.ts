/** The primes up to a bound, by the sieve of Eratosthenes over odd numbers. */

/** Those of short loops, sieved once: some microseconds. */
const FEW = 1 << 12;
const few = /* @__PURE__ */ sieve(FEW);

/** All primes up to `bound`, in increasing order; there may be more. */
export function primesUpTo(bound: number): Uint32Array {
  return bound <= FEW ? few : sieve(bound);
}

function sieve(bound: number): Uint32Array {
  const isComposite = new Uint8Array((bound >> 1) + 1); // of 2k + 1
  for (let p = 3; p * p <= bound; p += 2) {
    if (isComposite[p >> 1] === 1) continue;
    for (let multiple = p * p; multiple <= bound; multiple += 2 * p) isComposite[multiple >> 1] = 1;
  }
  let count = 1;
  for (let k = 1; 2 * k + 1 <= bound; k++) count += 1 - isComposite[k]!;
  const primes = new Uint32Array(count);
  primes[0] = 2;
  let next = 1;
  for (let k = 1; 2 * k + 1 <= bound; k++) if (isComposite[k] === 0) primes[next++] = 2 * k + 1;
  return primes;
}
