/** Where and with what a run was made: without this, a time says nothing. */
import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { cpus, loadavg, release, totalmem, type } from "node:os";

function commit() {
  try {
    const git = (...words) =>
      execFileSync("git", words, {
        cwd: new URL(".", import.meta.url),
        encoding: "utf8",
        stdio: "pipe",
      }).trim();
    return (
      git("rev-parse", "--short", "HEAD") +
      (git("status", "--porcelain", "src") === "" ? "" : " with changes")
    );
  } catch {
    return "unknown";
  }
}

export function machine() {
  const { version } = JSON.parse(readFileSync(new URL("../package.json", import.meta.url), "utf8"));
  const processors = cpus();
  return {
    processor: processors[0]?.model.trim() ?? "unknown",
    cores: processors.length,
    memory: `${Math.round(totalmem() / 2 ** 30)} GiB`,
    system: `${type()} ${release()} ${process.arch}`,
    load: Number(loadavg()[0].toFixed(1)),
    node: process.versions.node,
    v8: process.versions.v8,
    cpmoptimize: version,
    commit: commit(),
    date: new Date().toISOString().slice(0, 10),
  };
}

export const describeMachine = (m) =>
  `${m.processor}, ${m.cores} cores, ${m.memory}, ${m.system}; Node ${m.node} (V8 ${m.v8}); ` +
  `cpmoptimize ${m.cpmoptimize} at ${m.commit}; ${m.date}`;
