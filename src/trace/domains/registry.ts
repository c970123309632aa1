/** All domains, one line each: a variable goes to the first that can read it. */
import type { Domain } from "./domain.ts";
import { finite } from "./finite/finite.ts";
import { float } from "./float/float.ts";
import { roundedOnce } from "./float/rounded-once.ts";
import { gf2 } from "./gf2/gf2.ts";
import { integer } from "./integer/integer.ts";
import { lanes } from "./lanes/lanes.ts";
import { modularProducts } from "./products/modular/modular-products.ts";
import { multiplicative } from "./multiplicative/multiplicative.ts";
import { orElse } from "./or-else.ts";
import { products } from "./products/products.ts";
import { residues } from "./residues/residues.ts";
import { tropical } from "./tropical/tropical.ts";

/** The domain whose values have an order: it reads the conditions of a path, too. */
export const ordered: Domain = integer;

export const domains: readonly Domain[] = [
  orElse(residues, finite),
  orElse(modularProducts, finite),
  tropical,
  lanes,
  gf2,
  products,
  multiplicative,
  finite,
  orElse(roundedOnce(integer), float),
  float,
];
