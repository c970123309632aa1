/**
 * What the environment says to the hooks. Preloaded modules take no arguments, an address with a query is not one of a
 * package's exports, and child processes and workers should do as their parents do: so it is variables.
 *
 * | variable | values | |
 * | --- | --- | --- |
 * | `CPM_LOOPS` | `marked` (default), `all` | which loops are compiled |
 * | `CPM_NODE_MODULES` | names of packages with commas between, `*` | whose files are compiled, too |
 *
 * `CPM_DISABLE=1`, which the runtime heeds, leaves every loop as it is here, too; types are erased all the same.
 */

export interface Settings {
  readonly loops: "marked" | "all";
  /** The installed packages whose files are compiled; all for `*`. */
  readonly packages: readonly string[];
  readonly disabled: boolean;
}

/** @throws TypeError when a value is none of those accepted */
export function settingsFrom(environment: Readonly<Record<string, string | undefined>>): Settings {
  const loops = environment["CPM_LOOPS"] || "marked";
  if (loops !== "marked" && loops !== "all") {
    throw new TypeError(
      `cpmoptimize/register: the variable CPM_LOOPS is ${JSON.stringify(loops)}; accepted: marked, all.`,
    );
  }
  const packages = (environment["CPM_NODE_MODULES"] ?? "").split(",").map((name) => name.trim());
  return {
    loops,
    packages: packages.filter((name) => name !== ""),
    disabled: environment["CPM_DISABLE"] === "1",
  };
}
