/** A value on one screen: whole when it is short, number of digits with the first and last ones when it is a long integer. */

const whole = 100;
const shown = 20;

/** Groups digits by three: 2,089,877. */
function grouped(count: number): string {
  return String(count).replace(/\B(?=(\d{3})+$)/g, ",");
}

/** How many decimal digits a bigint has. */
export function digitsOf(value: bigint): number {
  return String(value).length - (value < 0n ? 1 : 0);
}

/** `text` is how the value prints by itself. */
export function printValue(value: unknown, text: string): string {
  if (typeof value !== "bigint") return text;
  const digits = String(value < 0n ? -value : value);
  if (digits.length <= whole) return String(value);
  const sign = value < 0n ? "-" : "";
  return `${grouped(digits.length)} digits: ${sign}${digits.slice(0, shown)}…${digits.slice(-shown)}`;
}

/** 0.5 ms, 12 ms, 3.21 s. */
export function printTime(milliseconds: number): string {
  if (milliseconds < 10) return `${milliseconds.toFixed(milliseconds < 1 ? 3 : 2)} ms`;
  if (milliseconds < 1000) return `${milliseconds.toFixed(0)} ms`;
  return `${(milliseconds / 1000).toFixed(2)} s`;
}
