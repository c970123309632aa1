/** All domains, one line each: the first that can read a trace does. */
import type { Domain } from "./domain.ts";
import { integer } from "./integer/integer.ts";

export const domains: readonly Domain[] = [integer];
