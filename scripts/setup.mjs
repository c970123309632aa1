/**
 * Makes node_modules match package-lock.json, and does nothing when it already does: a stamp inside node_modules
 * records the lockfile, the Node major and the platform that it was installed for. No dependencies: it runs first.
 */
import { execSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

const root = new URL("..", import.meta.url);
const stamp = new URL("node_modules/.setup-stamp", root);
const wanted = createHash("sha256")
  .update(readFileSync(new URL("package-lock.json", root)))
  .update(`${process.versions.node.split(".")[0]} ${process.platform} ${process.arch}`)
  .digest("hex");

if (!existsSync(stamp) || readFileSync(stamp, "utf8") !== wanted) {
  console.log("setup: installing dependencies (npm ci), about half a minute …");
  execSync("npm ci --no-audit --no-fund --prefer-offline", { cwd: fileURLToPath(root), stdio: "inherit" });
  writeFileSync(stamp, wanted);
}
