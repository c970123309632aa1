import { test } from "vitest";
import { main } from "../../src/cli/cli.ts";
for (const args of [["run","/tmp/c/fib.ts","--call","fib(10n ** 7n)"],["run","/tmp/c/fib.ts","--call","fib(10n ** 5n)","--plain"],["run","/tmp/c/fib.ts","--call","sum(1000000)","--plain","--json"],
["run","/tmp/c/fib.ts","--call","boom(5n)"],["run","/tmp/c/fib.ts","--call","foo(5n)"],["run","/tmp/c/fib.ts","--call","fib(5n"],["run","/tmp/c/nope.ts","--call","fib(5n)"],["run","/tmp/c/fib.ts","--call","fib(10n**9n).x","--plain","--give-up","1"],
["run","--help"],["--help"],[],["foo"],["run","/tmp/c/fib.ts"],["run","/tmp/c/fib.ts","--cal","x"],["explain","/tmp/c/fib.ts"],["transform","/tmp/c/fib.ts"],["transform","/tmp/c/fib.ts","-o","/tmp/c/out.ts"],["--version"]])
test(args.join(" "), async () => { console.log("=> " + await main(args)); });
