/** The path of a Chromium: CHROMIUM_PATH, or `chromium` on the PATH; undefined where there is neither. */
import { existsSync } from "node:fs";
import { delimiter, join } from "node:path";

export function chromium() {
  const given = process.env.CHROMIUM_PATH;
  if (given) return given;
  return (process.env.PATH ?? "")
    .split(delimiter)
    .map((each) => join(each, "chromium"))
    .find((path) => existsSync(path));
}
