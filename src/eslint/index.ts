/**
 * `cpmoptimize/eslint`: a flat-config plugin with two rules, both by the compiler itself on the text of the file.
 */
import type { ESLint, Linter, Rule } from "eslint";
import { accelerableLoop } from "./accelerable-loop.ts";
import { noRefusedLoop } from "./no-refused-loop.ts";

/** The plugin, with its configuration. */
export interface CpmoptimizePlugin extends ESLint.Plugin {
  readonly rules: {
    readonly "accelerable-loop": Rule.RuleModule;
    readonly "no-refused-loop": Rule.RuleModule;
  };
  readonly configs: { readonly recommended: Linter.Config };
}

export const rules: CpmoptimizePlugin["rules"] = {
  "accelerable-loop": accelerableLoop,
  "no-refused-loop": noRefusedLoop,
};
export const meta = { name: "cpmoptimize", namespace: "cpmoptimize" };

export const configs: CpmoptimizePlugin["configs"] = {
  recommended: {
    name: "cpmoptimize/recommended",
    plugins: { cpmoptimize: { meta, rules } },
    rules: { "cpmoptimize/accelerable-loop": "warn", "cpmoptimize/no-refused-loop": "error" },
  },
};

/**
 * @example
 * const config = [configs.recommended];
 */
const cpmoptimize: CpmoptimizePlugin = { meta, rules, configs };

export default cpmoptimize;
