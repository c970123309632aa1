/** All rooms of sites, in the order in which their domains are asked. */
import {
  finite,
  floats,
  gf2,
  lanes,
  modularProducts,
  multiplicative,
  nests,
  products,
  residues,
  thresholds,
  tropical,
} from "../trace/domains/registry.ts";
import { ArrayDoor } from "./array-door.ts";
import { RangeDoor } from "./range-door.ts";
import { prose } from "./prose.ts";
import { Range } from "./range/range.ts";
import type { SiteRoom } from "./rooms.ts";

/** Elements of typed arrays as variables of the loop. */
export const arrays: SiteRoom = { arrays: (ir, settings, rooms) => new ArrayDoor(ir, settings, rooms) };

/** Loops over ranges. */
export const ranges: SiteRoom = {
  ranges: {
    door: (ir, settings, rooms) => new RangeDoor(ir, settings, rooms),
    intact: {
      "range iteration": () => Range.isIterationIntact(),
      "Range.prototype.forEach": () => Range.isForEachIntact(),
    },
  },
};

/** For loops of which nothing is known: what every loop can use. */
export const everything: readonly SiteRoom[] = [
  prose,
  arrays,
  ranges,
  thresholds,
  nests,
  residues,
  modularProducts,
  tropical,
  lanes,
  gf2,
  products,
  multiplicative,
  finite,
  floats,
];
