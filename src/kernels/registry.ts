/** The kernels, one line each. Order breaks ties only; the cost model decides. The last one always applies. */
import { binomialBasis } from "./binomial-basis/binomial-basis.ts";
import { dividedDifferences } from "./divided-differences/divided-differences.ts";
import { fiduccia } from "./fiduccia/fiduccia.ts";
import { geometric } from "./geometric/geometric.ts";
import type { Kernel } from "./kernel.ts";
import { matrixPower } from "./matrix-power/matrix-power.ts";

export const kernels: readonly Kernel[] = [
  geometric,
  binomialBasis,
  dividedDifferences,
  fiduccia,
  matrixPower,
];
