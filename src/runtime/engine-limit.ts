/**
 * The longest BigInt of this engine, in bits: 2^30 in V8, 2^20 in SpiderMonkey and JavaScriptCore.
 *
 * Found by asking for one of 2^20 + 64 bits (128 kB): an engine that can make it is taken to be V8, one that can make a
 * shorter one only is taken to be another. Where neither can be made, it is not the engine that has said no, but memory or
 * the stack, and nothing is learnt.
 */
import { once } from "./once.ts";

const V8_BITS = 2 ** 30;
const SMALL_BITS = 2 ** 20;

/** Bits of the longest BigInt. */
export const engineLimit = /* @__PURE__ */ once(probe);

/** @throws RangeError when there is no room to find out */
function probe(): number {
  const [long, short] = [BigInt(SMALL_BITS + 63), BigInt(SMALL_BITS - 1)];
  try {
    return 1n << long ? V8_BITS : SMALL_BITS;
  } catch (error) {
    if (error instanceof RangeError) return 1n << short ? SMALL_BITS : V8_BITS;
    throw error;
  }
}
