/** Runs one of `memory-cases.ts` in a process that is given so much memory and no more. */
import { cases } from "./memory-cases.ts";

const made = cases[process.argv[2] ?? ""]?.[0]();
made?.run();
process.stdout.write("done");
