/** The whole sample. */
import { Sums } from "./decorated.ts";
import { print } from "./print.ts";
import { run, statusOf } from "./program.ts";

const { values, places, statuses } = run();
const sums = new Sums(5n);
print({
  values: { ...values, triangle: sums.triangle(4000n), staticSquares: Sums.squares(4000n) },
  places,
  statuses: { ...statuses, triangle: statusOf(sums.triangle), staticSquares: statusOf(Sums.squares) },
});
