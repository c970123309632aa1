/**
 * The binary digits of n >= 0 as 32-bit words, lowest first: what the loops over digits read, without a bigint for each.
 * Small numbers take a few operations; large ones are printed in base 16, which V8 does in linear time.
 */
export interface BinaryWords {
  /** The number of digits, 0 for 0. */
  readonly length: number;
  readonly words: ArrayLike<number>;
}

const WORD = 0x1_0000_0000;

export function binaryWords(n: bigint): BinaryWords {
  if (n < 0x20_0000_0000_0000n) return pair(Number(n) % WORD, Math.floor(Number(n) / WORD));
  if (n < 0x1_0000_0000_0000_0000n) return pair(Number(BigInt.asUintN(32, n)), Number(n >> 32n));
  const digits = n.toString(16);
  const words: number[] = [];
  for (let end = digits.length; end > 0; end -= 8) {
    words.push(Number.parseInt(digits.slice(Math.max(0, end - 8), end), 16));
  }
  return { length: 32 * words.length - Math.clz32(words.at(-1)!), words };
}

function pair(low: number, high: number): BinaryWords {
  return { length: high === 0 ? 32 - Math.clz32(low) : 64 - Math.clz32(high), words: [low, high] };
}

/** Digit k, 0 or 1. */
export function digit(of: BinaryWords, k: number): number {
  return (of.words[k >>> 5]! >>> (k & 31)) & 1;
}
