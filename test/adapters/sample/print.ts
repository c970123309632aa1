/** The results as JSON; BigInts as strings. */
export function print(results: object): void {
  const text = (_: string, value: unknown): unknown => (typeof value === "bigint" ? `${value}n` : value);
  console.log(JSON.stringify(results, text));
}
