#!/usr/bin/env node
/** The program `cpmoptimize`. */
import { main } from "./cli.ts";

process.exitCode = await main(process.argv.slice(2));
