/** Runs the behaviour suite on another Node major, `node run.mjs 22`, with a binary that npm ships. */
import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const major = process.argv[2];
const platform = `${process.platform === "win32" ? "win" : process.platform}-${process.arch}`;
if (!["linux-x64", "linux-arm64", "darwin-x64", "win-x64"].includes(platform)) {
  console.log(`npm ships no Node ${major} for ${platform}: this stage does not apply here.`);
  process.exit(77);
}

// A folder of its own: inside the project its bin would shadow `node` in npm scripts.
const folder = fileURLToPath(new URL(`../../.cache/engines/${major}`, import.meta.url));
const bin = join(
  folder,
  "node_modules",
  `node-${platform}`,
  "bin",
  process.platform === "win32" ? "node.exe" : "node",
);
if (!existsSync(bin)) {
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, "package.json"), '{ "private": true }\n');
  console.log(`installing Node ${major} from npm …`);
  const npm = ["install", "--ignore-scripts", "--no-audit", "--no-fund", "--prefer-offline"];
  execFileSync("npm", [...npm, `node-${platform}@${major}`], { cwd: folder, stdio: "inherit", shell: true });
}
const suite = fileURLToPath(new URL("suite.mjs", import.meta.url));
try {
  execFileSync(bin, [suite], { stdio: "inherit" });
} catch (error) {
  process.exit(error.status ?? 1); // the suite has said what failed
}
