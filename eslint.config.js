import js from "@eslint/js";
import { defineConfig, globalIgnores } from "eslint/config";
import tseslint from "typescript-eslint";

const floorsBelowTheCompiler = ["algebra", "transition", "kernels", "trace", "runtime"].map(
  (name) => `src/${name}/**`,
);

export default defineConfig(
  globalIgnores(["dist", "coverage", ".cache", "docs", "test/fixtures"]),
  js.configs.recommended,
  {
    rules: {
      eqeqeq: ["error", "always", { null: "ignore" }],
      "prefer-const": ["error", { destructuring: "all" }],
    },
  },
  {
    files: ["**/*.ts"],
    extends: [tseslint.configs.strictTypeChecked],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      "@typescript-eslint/restrict-template-expressions": [
        "error",
        { allowNumber: true, allowBoolean: true },
      ],
      "@typescript-eslint/no-confusing-void-expression": "off",
      "@typescript-eslint/only-throw-error": [
        "error",
        { allow: [{ from: "file", name: ["RefusalSignal", "TransientSignal"] }] },
      ],
      "@typescript-eslint/unbound-method": ["error", { ignoreStatic: true }],
      "@typescript-eslint/no-unnecessary-condition": ["error", { allowConstantLoopConditions: true }],
      "@typescript-eslint/no-unused-vars": ["error", { argsIgnorePattern: "^_", varsIgnorePattern: "^_" }],
      // Under noUncheckedIndexedAccess `row[i]!` is how a proved index reads.
      "@typescript-eslint/no-non-null-assertion": "off",
    },
  },
  {
    files: ["src/**"],
    rules: {
      "no-restricted-syntax": [
        "error",
        {
          selector: ":matches(Program, ExportNamedDeclaration) > VariableDeclaration[kind!='const']",
          message: "No mutable module state.",
        },
      ],
    },
  },
  {
    files: floorsBelowTheCompiler,
    rules: { "no-eval": "error", "no-new-func": "error" },
  },
  {
    // Tests and examples hold odd loops on purpose: they are what is optimised.
    files: ["test/**/*.ts", "examples/**/*.ts"],
    extends: [tseslint.configs.disableTypeChecked],
    rules: {
      "prefer-const": "off",
      "no-empty": "off",
      "no-useless-assignment": "off",
      "no-constant-condition": "off",
      "no-unused-vars": "off",
      eqeqeq: "off",
      "@typescript-eslint/no-unused-vars": "off",
      "@typescript-eslint/no-empty-function": "off",
      "@typescript-eslint/no-extraneous-class": "off",
    },
  },
  {
    files: ["**/*.mjs", "**/*.js"],
    languageOptions: {
      globals: { console: "readonly", process: "readonly", performance: "readonly", URL: "readonly" },
    },
  },
);
