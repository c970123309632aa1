/** Both majors of Babel: 7 is a dependency of the tests, 8 is installed from npm, into a folder of its own. */
import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { fileURLToPath } from "node:url";

export interface Transformed {
  readonly code: string;
  readonly map: { readonly mappings: string; readonly sources: string[]; readonly names: string[] };
  readonly ast: Node & { readonly program: Node };
  readonly metadata: { readonly cpmoptimize?: { readonly loops: readonly { readonly status: string }[] } };
}

export interface Node {
  readonly type: string;
  readonly start?: number;
  readonly end?: number;
  readonly loc?: { readonly start: object; readonly end: object };
}

export interface Babel {
  readonly version: string;
  transformSync(code: string, options: object): Transformed;
  transformFromAstSync(ast: object, code: string, options: object): Transformed;
  parseSync(code: string, options: object): Node & { readonly program: Node };
  readonly types: {
    readonly VISITOR_KEYS: Readonly<Record<string, readonly string[]>>;
    traverseFast(node: object, enter: (node: Node) => void): void;
  };
}

export interface Installation {
  readonly babel: Babel;
  /** The file of a preset or plugin. */
  resolve(name: string): string;
}

const here = createRequire(import.meta.url);

export const babel7 = (): Installation => ({
  babel: here("@babel/core") as Babel,
  resolve: (name) => here.resolve(name),
});

const packages = ["core@8.1.2", "preset-typescript@8.0.7", "plugin-proposal-decorators@8.0.2"];

export async function babel8(): Promise<Installation> {
  const folder = fileURLToPath(new URL("../../../.cache/babel-8/", import.meta.url));
  if (!existsSync(`${folder}node_modules/@babel/plugin-proposal-decorators`)) {
    mkdirSync(folder, { recursive: true });
    writeFileSync(`${folder}package.json`, '{ "private": true }\n');
    const npm = ["install", "--ignore-scripts", "--no-audit", "--no-fund", "--prefer-offline"];
    execFileSync("npm", [...npm, ...packages.map((name) => `@babel/${name}`)], {
      cwd: folder,
      stdio: "pipe",
      shell: true,
    });
  }
  const resolve = (name: string): string =>
    fileURLToPath(new URL(`node_modules/${name}/lib/index.js`, `file://${folder}`));
  return { babel: (await import(resolve("@babel/core"))) as Babel, resolve };
}
