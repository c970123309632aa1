/** Variables of one modulus, or of none. */
import type { Term } from "../../value.ts";
import type { Modulus } from "../../modulus.ts";
import type { PowerProducts } from "./power-products.ts";

export interface Group {
  /** undefined: Z */
  readonly modulus: Modulus | undefined;
  /** The wanted variables; they are the first ones of the products. */
  readonly names: readonly string[];
  readonly products: PowerProducts;
  /** The numbers that are taken to be exact. */
  readonly exact: readonly Term[];
}

export const KERNEL = "powers";

/** A jump beside its arithmetic, measured; and for each bit of the turns and product of exponents. */
export const SETUP_NS = 20_000;
export const EXPONENT_NS = 60;
