/**
 * Where the characteristic polynomial is one factor of low order without integer roots, as for Fibonacci numbers, its chain is
 * all that there is to `fiduccia.ts`: nothing is to be split, and where it is irreducible only sequences of zeros have a shorter
 * recurrence.
 */
import { chain } from "../../algebra/linear-recurrence/chain.ts";
import { chainPeak } from "../../algebra/linear-recurrence/recurrence.ts";
import type { Kernel } from "../kernel.ts";
import { residueKernel } from "./residue-kernel.ts";

/** Unknown factors are looked for from this order on. */
export const LONG_ORDER = 4;

/** Recurrences of order 2 and 3. */
export const lowOrder: Kernel = /* @__PURE__ */ residueKernel(({ roots, rest, factors }) => {
  if (roots.length > 0 || factors.length > 1 || rest.length > LONG_ORDER) return undefined;
  const whole = chain(rest);
  return {
    recurrence: {
      characteristic: rest,
      roots,
      rest,
      chain: whole,
      run: whole.run,
      peak: (n, initial) => chainPeak(whole, n, initial),
    },
  };
});
