/** Tells of each mutant when it has been tried, since a run takes hours: what survives is printed at once. */
class Survivors {
  onMutantTested({ status, fileName, location, mutatorName, replacement = "" }) {
    if (status !== "Survived" && status !== "NoCoverage") return;
    const file = fileName.replace(`${process.cwd()}/`, "");
    const text = replacement.replace(/\s+/g, " ").slice(0, 100);
    console.log(`${status} ${file}:${location.start.line}:${location.start.column} ${mutatorName}: ${text}`);
  }
}

export const strykerPlugins = [{ kind: "Reporter", name: "survivors", injectableClass: Survivors }];
