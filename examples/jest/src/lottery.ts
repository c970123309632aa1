const multiplier = 6364136223846793005n;
const increment = 1442695040888963407n;
const mask = (1n << 64n) - 1n;

/** The state of a generator after n draws: a captured constant is no obstacle to a plugin. */
export function draw(seed: bigint, n: bigint): bigint {
  "use cpm";
  let state = seed;
  for (let i = 0n; i < n; i++) state = (state * multiplier + increment) & mask;
  return state;
}

export function triangle(n: number): number {
  "use cpm";
  let sum = 0;
  if (n > 0) while (n > 0) sum += n--;
  else sum = n === 0 ? 0 : -1;
  return sum;
}
