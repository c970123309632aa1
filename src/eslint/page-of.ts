/** Where a rule is documented: in the package itself. */

export function pageOf(rule: string): string {
  return `https://unpkg.com/cpmoptimize/docs/ESLINT.md#${rule}`;
}
