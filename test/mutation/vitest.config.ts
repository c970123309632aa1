/**
 * The tests that mutants have to pass (`npm run mutation`). A mutant is dead at the first test that fails, so short files come
 * first; Vitest's own order is the other way round. `CPM_MUTATION_TESTS` names folders, or
 * files without their endings.
 */
import { defineConfig, mergeConfig } from "vitest/config";
import { BaseSequencer, type TestSpecification } from "vitest/node";
import base from "../../vitest.config.ts";

class ShortestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    return (await super.sort(files)).reverse();
  }
}

const names = (process.env["CPM_MUTATION_TESTS"] ?? "").split(",");
const include = names.flatMap((name) => [`test/${name}.test.ts`, `test/${name}/**/*.test.ts`]);
const all = mergeConfig(base, defineConfig({ test: { sequence: { sequencer: ShortestFirst } } }));
export default {
  ...all,
  test: {
    ...all.test,
    include,
    // The package is loaded once for each mutant, not for each file of tests: that takes longer than most tests.
    isolate: false,
  },
};
