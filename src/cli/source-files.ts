/**
 * The source files that a command was given: files as they are, and of folders all JavaScript and TypeScript in them, but
 * for `node_modules`, what begins with a dot, and type declarations. What cannot be read is a problem, not an end.
 */
import { lstatSync, readdirSync, realpathSync, type Stats, statSync } from "node:fs";
import { basename, join, relative } from "node:path";

interface SourceFile {
  /** As the user would write it. */
  readonly path: string;
  /** Within the folder that was given; the name, for a file that was given. */
  readonly within: string;
}

export interface Problem {
  readonly file: string;
  readonly message: string;
}

interface Found {
  readonly files: readonly SourceFile[];
  readonly problems: readonly Problem[];
}

const source = /\.[cm]?[jt]sx?$/i;
const declarations = /\.d\.(?:[^.]+\.)?[cm]?ts$/i;

export function isDeclarationFile(path: string): boolean {
  return declarations.test(path);
}

/** @param except a folder that is passed over where it is met inside another, such as the one for results */
export function findSourceFiles(
  paths: readonly string[],
  {
    except,
    withDeclarations = false,
  }: { readonly except?: string; readonly withDeclarations?: boolean } = {},
): Found {
  const files: SourceFile[] = [];
  const problems: Problem[] = [];
  const left = except === undefined ? undefined : real(except);
  const attempt = <T>(path: string, work: () => T): T | undefined => {
    try {
      return work();
    } catch (error) {
      problems.push({ file: path, message: whyUnreadable(path, error) });
      return undefined;
    }
  };
  const visit = (folder: string, top: string): void => {
    if (folder !== top && left !== undefined && real(folder) === left) return;
    const entries = attempt(folder, () => readdirSync(folder, { withFileTypes: true })) ?? [];
    for (const entry of entries.sort((a, b) => (a.name < b.name ? -1 : 1))) {
      const path = join(folder, entry.name);
      if (entry.name.startsWith(".") || entry.name === "node_modules") continue;
      if (entry.isDirectory()) visit(path, top);
      else if (source.test(entry.name) && (withDeclarations || !isDeclarationFile(path)) && isFile(path))
        files.push({ path, within: relative(top, path) });
    }
  };
  for (const path of paths) {
    const stats: Stats | undefined = attempt(path, () => statSync(path));
    if (stats?.isDirectory()) visit(path, path);
    else if (stats) files.push({ path, within: basename(path) });
  }
  return { files, problems };
}

/** A link to a folder is not followed: it may lead back. */
function isFile(path: string): boolean {
  return lstatSync(path).isFile() || statSync(path, { throwIfNoEntry: false })?.isFile() === true;
}

function real(path: string): string | undefined {
  try {
    return realpathSync(path);
  } catch {
    // It does not exist yet.
    return undefined;
  }
}

/** One line of explanation. */
export function whyUnreadable(path: string, error: unknown): string {
  const { code, message } = error as NodeJS.ErrnoException;
  const whys: Readonly<Record<string, string>> = {
    ENOENT: "there is no such file",
    EISDIR: "it is a directory",
    EACCES: "permission is denied",
    EPERM: "permission is denied",
  };
  return `cannot read ${path}: ${whys[code ?? ""] ?? message}`;
}
