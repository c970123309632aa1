/** The sample without decorators: for whatever only erases types. */
import { print } from "./print.ts";
import { run } from "./program.ts";

print(run());
