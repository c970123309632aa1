/** The rooms of the trace, in the order in which their domains are asked: a variable goes to the first that can read it. */
import type { Room } from "../rooms.ts";
import { readApart } from "./apart.ts";
import type { Domain } from "./domain.ts";
import { finite as finiteStates } from "./finite/finite.ts";
import { float } from "./float/float.ts";
import { roundedOnce } from "./float/rounded-once.ts";
import { gf2 as bits } from "./gf2/gf2.ts";
import { makeForward } from "./integer/forward.ts";
import { integer, integers } from "./integer/integer.ts";
import { OrbitFunctional } from "./integer/orbit-functional.ts";
import { lanes as bitLanes } from "./lanes/lanes.ts";
import { modularProducts as residueProducts } from "./products/modular/modular-products.ts";
import { multiplicative as powerProducts } from "./multiplicative/multiplicative.ts";
import { orElse } from "./or-else.ts";
import { products as matrixProducts } from "./products/products.ts";
import { residues as residueRings } from "./residues/residues.ts";
import { tropical as tropicalMaps } from "./tropical/tropical.ts";

const reading = (...domains: Domain[]): Room => ({ domains, sideBySide: readApart });

/** Thresholds of what grows exponentially, or is not a polynomial in the number of turns for another reason. */
export const thresholds: Room = {
  ordered: /* @__PURE__ */ integers((transition, weighted) => new OrbitFunctional(transition, weighted)),
};

export const nests: Room = { forward: makeForward };

export const residues: Room = /* @__PURE__ */ reading(/* @__PURE__ */ orElse(residueRings, finiteStates));
export const modularProducts: Room = /* @__PURE__ */ reading(
  /* @__PURE__ */ orElse(residueProducts, finiteStates),
);
export const tropical: Room = /* @__PURE__ */ reading(tropicalMaps);
export const lanes: Room = /* @__PURE__ */ reading(bitLanes);
export const gf2: Room = /* @__PURE__ */ reading(bits);
export const products: Room = /* @__PURE__ */ reading(matrixProducts);
export const multiplicative: Room = /* @__PURE__ */ reading(powerProducts);
export const finite: Room = /* @__PURE__ */ reading(finiteStates);
export const floats: Room = {
  domains: [/* @__PURE__ */ orElse(/* @__PURE__ */ roundedOnce(integer), float), float],
  sideBySide: readApart,
  rounds: true,
};
