/** One file of tests in a process of its own: `main.mjs RUNTIME MODULE FILE` prints the outcomes in a line of their own. */
import { pathToFileURL } from "node:url";

const [runtime, module, file] = process.argv.slice(2);
const { run } = await import(pathToFileURL(runtime).href);
const outcomes = await run(file, () => import(pathToFileURL(module).href));
process.stdout.write(`\n@outcomes ${JSON.stringify(outcomes)}\n`, () => process.exit(0));
