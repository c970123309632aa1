/** Compiled in place, the loop sees the constants around it, and the import is free of the compiler. */
import { cpmoptimize } from "cpmoptimize";

const multiplier: bigint = 6364136223846793005n;
const increment: bigint = 1442695040888963407n;

export const lottery = cpmoptimize()(function lottery(draws: bigint): bigint {
  let x = 2026n;
  for (let i = 0n; i < draws; i++) x = BigInt.asUintN(64, x * multiplier + increment);
  return x;
});
