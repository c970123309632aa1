/** An IR as the JavaScript literal that rebuilds it: the IR is data, so it needs no parser at run time. */

export function printIR(value: unknown): string {
  if (typeof value === "bigint") return `${value}n`;
  if (typeof value === "number") return printNumber(value);
  if (typeof value === "string") return JSON.stringify(value);
  if (Array.isArray(value)) return `[${value.map(printIR).join(", ")}]`;
  if (typeof value === "object" && value !== null) {
    const fields = Object.entries(value).filter(([, field]) => field !== undefined);
    return `{ ${fields.map(([key, field]) => `${key}: ${printIR(field)}`).join(", ")} }`;
  }
  return String(value);
}

/** `NaN` and `Infinity` are variables that a program may shadow; `0/0` and `1/0` are not. */
function printNumber(value: number): string {
  if (Number.isNaN(value)) return "0/0";
  return value === Infinity ? "1/0" : String(value);
}
