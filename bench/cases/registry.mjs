/**
 * The cases, in the order of the tables. A case is a plain loop and what is compared with it on the same work:
 *
 *     name, about    as they are printed
 *     plain          the loop as somebody writes it, which `cpmoptimize(options)` wraps
 *     byHand         experts by name; the last one is the best known
 *     argument       from the number in the table to what the functions take
 *     testcases      lists of numbers, each a table; `forced` adds the column with `itersLimit: 0`, `fresh` gives every call
 *                    another argument, `mayLoop` says for which numbers the plain loop can be thought of at all
 *     plots          whether there are plots of it
 */
import { arithSum } from "./arith-sum.mjs";
import { fib } from "./fib.mjs";
import { geomSum } from "./geom-sum.mjs";
import { intOperations } from "./int-operations.mjs";
import { longLoop } from "./long-loop.mjs";
import { modular } from "./modular.mjs";
import { nestedSums } from "./nested-sums.mjs";
import { orders } from "./orders.mjs";
import { power } from "./power.mjs";
import { products } from "./products.mjs";
import { recurrence } from "./recurrence.mjs";
import { tribonacci } from "./tribonacci.mjs";
import { xorshift } from "./xorshift.mjs";

export const cases = [
  arithSum,
  fib,
  geomSum,
  power,
  intOperations,
  longLoop,
  recurrence,
  tribonacci,
  ...orders,
  ...nestedSums,
  ...products,
  ...modular,
  xorshift,
];
