/**
 * Products of consecutive numbers by hand: binary splitting, so that factors of equal size meet.
 *
 * Runs of factors whose product is below 2^53 are multiplied as numbers first; the twos of n! are a shift at the end.
 */

/** low · (low + 1) ⋯ high, for 0 < low. */
export function consecutiveProduct(low, high) {
  return split(packed(low, high, () => true));
}

/** n! as the product of its odd parts by Legendre's formula: Π_k ((n/2^k)!!)_odd, shifted by n minus its binary digits. */
export function factorial(n) {
  let result = 1n;
  let oddPart = 1n;
  let ones = 0;
  for (let rest = n; rest > 0; rest >>>= 1) ones += rest & 1;
  let from = 3;
  for (let level = 31 - Math.clz32(Math.max(1, n)); level >= 0; level--) {
    const to = n >>> level;
    oddPart *= split(packed(from | 1, to, (i) => i % 2 === 1));
    from = to + 1;
    result *= oddPart;
  }
  return result << BigInt(n - ones);
}

/** Products below 2^53 of the factors in a range that are wanted. */
function packed(low, high, isWanted) {
  const products = [];
  let product = 1;
  for (let i = low; i <= high; i++) {
    if (!isWanted(i)) continue;
    if (product * i > Number.MAX_SAFE_INTEGER) {
      products.push(BigInt(product));
      product = i;
    } else product *= i;
  }
  products.push(BigInt(product));
  return products;
}

/** The product of a list, the halves multiplied apart. */
function split(list, from = 0, to = list.length) {
  if (to - from === 1) return list[from];
  const middle = (from + to) >>> 1;
  return split(list, from, middle) * split(list, middle, to);
}
