/**
 * Other engines, from the binaries that npm ships: `engine("22")`, `engine("bun")`, `engine("deno")` give the path of
 * the program, installed when it is first asked for. Where npm ships none, the process ends as a stage that does not
 * apply to this machine.
 */
import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const SKIPPED = 77;
const isWindows = process.platform === "win32";
const platform = `${process.platform}-${process.arch}`;
const exe = (name) => (isWindows ? `${name}.exe` : name);

/** Package, version, and the program's path in the package. */
function shipped(name) {
  if (name === "bun") {
    const names = {
      "win32-x64": "windows-x64",
      "linux-arm64": "linux-aarch64",
      "darwin-arm64": "darwin-aarch64",
    };
    const known = ["linux-x64", "linux-arm64", "darwin-x64", "darwin-arm64", "win32-x64"];
    if (known.includes(platform))
      return {
        pack: `@oven/bun-${names[platform] ?? platform}`,
        version: "1.4.5",
        program: ["bin", exe("bun")],
      };
  } else if (name === "deno") {
    const libc = process.platform === "linux" ? "-glibc" : "";
    if (["linux-x64", "linux-arm64", "darwin-x64", "darwin-arm64", "win32-x64"].includes(platform))
      return { pack: `@deno/${platform}${libc}`, version: "2.9.6", program: [exe("deno")] };
  } else if (["linux-x64", "linux-arm64", "darwin-x64", "win32-x64"].includes(platform)) {
    return { pack: `node-${platform.replace("win32", "win")}`, version: name, program: ["bin", exe("node")] };
  }
  return undefined;
}

const called = (name) => (/^\d/.test(name) ? `Node ${name}` : name);

export function engine(name) {
  const found = engineIfShipped(name);
  if (found !== undefined) return found;
  console.log(`npm ships no ${called(name)} for ${platform}: this stage does not apply here.`);
  return process.exit(SKIPPED);
}

/** undefined where npm ships no such program for this machine. */
export function engineIfShipped(name) {
  const found = shipped(name);
  if (found === undefined) return undefined;
  const { pack, version, program } = found;
  // A folder of its own: inside the project its bin would shadow `node` in npm scripts.
  const folder = fileURLToPath(new URL(`../../.cache/engines/${name}`, import.meta.url));
  const path = join(folder, "node_modules", ...pack.split("/"), ...program);
  if (!existsSync(path)) {
    mkdirSync(folder, { recursive: true });
    writeFileSync(join(folder, "package.json"), '{ "private": true }\n');
    console.log(`installing ${called(name)} from npm …`);
    const npm = ["install", "--ignore-scripts", "--no-audit", "--no-fund", "--prefer-offline"];
    execFileSync("npm", [...npm, `${pack}@${version}`], { cwd: folder, stdio: "inherit", shell: true });
  }
  return path;
}
