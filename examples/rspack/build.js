import { rspack } from "@rspack/core";
import config from "./rspack.config.js";

rspack(config, (error, stats) => {
  if (error) throw error;
  if (stats.hasErrors() || stats.hasWarnings()) console.log(stats.toString({ preset: "errors-warnings" }));
  if (stats.hasErrors()) process.exitCode = 1;
});
