/** Runs the behaviour suite on another Node major, `node run.mjs 22`, with a binary that npm ships. */
import { execFileSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { engine } from "./install.mjs";

const suite = fileURLToPath(new URL("suite.mjs", import.meta.url));
try {
  execFileSync(engine(process.argv[2]), [suite], { stdio: "inherit" });
} catch (error) {
  process.exit(error.status ?? 1); // the suite has said what failed
}
