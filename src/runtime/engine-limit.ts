/**
 * The longest BigInt of this engine, in bits: 2^30 in V8, 2^20 in SpiderMonkey and JavaScriptCore.
 *
 * Found by asking for one of 2^20 + 64 bits (128 kB): an engine that can make it is taken to be V8.
 */
import { once } from "./once.ts";

const V8_BITS = 2 ** 30;
const SMALL_BITS = 2 ** 20;

/** Bits of the longest BigInt. */
export const engineLimit = /* @__PURE__ */ once(probe);

function probe(): number {
  try {
    return 1n << BigInt(SMALL_BITS + 63) ? V8_BITS : SMALL_BITS;
  } catch (error) {
    if (error instanceof RangeError) return SMALL_BITS;
    throw error;
  }
}
