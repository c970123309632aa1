/** Values in messages. */

/** The value as a person would write it: `3n`, `"3"`, `[object Object]`; never runs code of the value's own. */
export function written(value: unknown): string {
  switch (typeof value) {
    case "bigint":
      return `${value}n`;
    case "string":
      return JSON.stringify(value);
    case "number":
      return Object.is(value, -0) ? "-0" : String(value);
    case "boolean":
    case "undefined":
    case "symbol":
      return String(value);
    default:
      return value === null ? "null" : typeof value === "function" ? "a function" : "an object";
  }
}
