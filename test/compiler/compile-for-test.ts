/** `transform` with a judge that accepts every loop that can be lifted, so that the compiler is tested alone. */
import type { TransformOptions } from "../../src/compiler/index.ts";
import { compileFile } from "../../src/compiler/pipeline.ts";
import type { Report } from "../../src/compiler/records/report.ts";
import { makeReport } from "../../src/compiler/records/report.ts";
import type { LoopIR } from "../../src/trace/ir.ts";

export type TestOptions = Partial<TransformOptions>;

export interface TestCompiled {
  readonly code: string;
  readonly map: () => unknown;
  readonly report: Report;
  readonly irs: readonly LoopIR[];
}

export function compileForTest(source: string, options: TestOptions = {}): TestCompiled {
  const { filename = "a.ts", loops = "all", runtime = "cpmoptimize/runtime" } = options;
  const compiled = compileFile(
    source,
    filename,
    { from: runtime, module: options.module, types: ["bigint", "integer"] },
    {
      judge: () => ({ accepted: true, refusals: [] }),
      wants: ({ mark, choice }) => (choice ? choice === "in" : loops === "all" || mark !== undefined),
    },
  );
  const { code, map, outcomes, marks, notes, parsed } = compiled;
  const reports = outcomes.map(({ report }) => report);
  const irs = outcomes.flatMap(({ site }) => (site ? [site.ir] : []));
  return { code, map, report: makeReport(reports, marks, parsed.text, notes), irs };
}
