/** What a call shows, as text: equal texts are equal by `Object.is`, element by element. */

export function written(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(written).join(", ")}]`;
  if (value instanceof Error) return `${value.constructor.name}: ${value.message}`;
  if (typeof value === "bigint") return isLong(value) ? `0x${value.toString(16)}n` : `${value}n`;
  if (typeof value === "string") return JSON.stringify(value);
  if (Object.is(value, -0)) return "-0";
  if (typeof value === "object" && value !== null && "name" in value) return String(value.name);
  return String(value);
}

/** Decimals of a million bits take a second, of 2^30 bits an hour. */
function isLong(value: bigint): boolean {
  return value > LONG || value < -LONG;
}

const LONG = 1n << 100_000n;

export interface Objects {
  /** An object that answers valueOf with a value, and says so in the log. */
  readonly make: (value: unknown) => object;
  readonly log: readonly string[];
}

export function makeObjects(): Objects {
  const log: string[] = [];
  let count = 0;
  const make = (value: unknown): object => {
    const name = `object${++count}`;
    return { name, valueOf: () => (log.push(name), value) };
  };
  return { make, log };
}
