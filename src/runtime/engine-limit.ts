/**
 * The longest BigInts of this engine, in bits: 2^20 in SpiderMonkey, and in JavaScriptCore before 2026; 2^30 in JavaScriptCore
 * and V8, 64 fewer in V8 15.
 *
 * Between `safe` and `most` it depends on the operator: V8 throws where the lengths of the operands alone would allow a
 * result that is too long, which is a digit before the limit for a sum, and two for a product.
 *
 * Found by asking for one of 2^20 + 64 bits (128 kB): an engine that can make it is taken to make those of 2^30, one that can
 * make a shorter one only is taken to be another. Where neither can be made, it is not the engine that has said no, but
 * memory or the stack, and nothing is learnt.
 */
import { once } from "./once.ts";

const LARGE_BITS = 2 ** 30;
const SMALL_BITS = 2 ** 20;
/** Four digits: one that V8 15 has fewer, two for a product, and one for its sign or carry. */
const MARGIN = 4 * 64;

export interface EngineLimit {
  /** No operator throws whose operands and result have at most so many bits, counted as bounds count them. */
  readonly safe: number;
  /** No BigInt has more bits. */
  readonly most: number;
}

export const engineLimit = /* @__PURE__ */ once((): EngineLimit => {
  const most = probe();
  return { safe: most - MARGIN, most };
});

/** @throws RangeError when there is no room to find out */
function probe(): number {
  const [long, short] = [BigInt(SMALL_BITS + 63), BigInt(SMALL_BITS - 1)];
  try {
    return 1n << long ? LARGE_BITS : SMALL_BITS;
  } catch (error) {
    if (error instanceof RangeError) return 1n << short ? SMALL_BITS : LARGE_BITS;
    throw error;
  }
}
