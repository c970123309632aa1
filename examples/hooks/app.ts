/** A file as it is, without any build: `npm start`. */
import { createRequire } from "node:module";
import { lottery } from "./lottery.ts";

const require = createRequire(import.meta.url);
const { fibonacci } = require("./fibonacci.cjs") as { fibonacci(n: bigint): bigint };

console.log("the 10^18th number of the lottery is", lottery(10n ** 18n));
console.log("the millionth Fibonacci number has", String(fibonacci(1_000_000n)).length, "digits");
