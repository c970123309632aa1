/** How large the entries of an orbit get: proved bounds, without computing the orbit. */
export { envelopes, type Envelope } from "./growth/envelope.ts";
export { courses, type Courses } from "./growth/entry-bits.ts";
export { lowerBits } from "./growth/lower-bits.ts";
export { upperBits, upperBounds } from "./growth/upper-bits.ts";
