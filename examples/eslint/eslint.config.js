import cpmoptimize from "cpmoptimize/eslint";
import tseslint from "typescript-eslint";

export default tseslint.config(
  { ignores: ["eslint.config.js"] },
  tseslint.configs.base,
  cpmoptimize.configs.recommended,
  {
    files: ["src/**/*.ts"],
    rules: { "cpmoptimize/accelerable-loop": ["warn", { minTurns: 100 }] },
  },
);
