/** JSON as programs read it: bigints, which JSON has not, are strings of digits; numbers without a JSON form are strings too. */
export function toJson(value: unknown): string {
  return JSON.stringify(
    value,
    (_, each: unknown) =>
      typeof each === "bigint" || (typeof each === "number" && !Number.isFinite(each)) ? String(each) : each,
    2,
  );
}
