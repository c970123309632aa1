/**
 * Where a file takes text in front of everything that runs, so that no comment changes its owner.
 *
 * Behind directives and leading imports: what follows them keeps the comments that stand in front of it. Where there are
 * none, the comments at the top are told apart. Some are the file's (a license, `@ts-nocheck`, what a blank line
 * follows), and stay at the top. The others are read by tools as part of the first statement (`istanbul ignore next`,
 * `@ts-expect-error`, its documentation), and stay with it.
 */
import type { ParsedProgram } from "../records/parsed-program.ts";
import type { SourceText } from "../records/source-text.ts";
import type { estree } from "../records/syntax.ts";

/** As tree offsets: `statement` is the end of the last statement that stays in front, `line` of its line. */
export type Top =
  { readonly behind: { readonly statement: number; readonly line: number } } | { readonly before: number };

export function topOfFile({ program, text }: ParsedProgram): Top {
  const head = leadingStatements(program).at(-1);
  if (head) return { behind: { statement: head.end, line: endOfLine(head, text) } };
  return { before: behindCommentsOfFile(program.body[0]?.start ?? program.start, text) };
}

/** Directives, then imports. */
function leadingStatements({ body }: estree.Program): estree.Node[] {
  const leading: estree.Node[] = [];
  for (const statement of body) {
    const isDirective = "directive" in statement && typeof statement.directive === "string";
    if (!isDirective && statement.type !== "ImportDeclaration") break;
    leading.push(statement);
  }
  return leading;
}

/** The end of the statement's line if only comments follow there, else of the statement itself. */
function endOfLine(statement: estree.Node, text: SourceText): number {
  const rest =
    /^(?:[^\S\r\n\u2028\u2029]|\/\*(?:(?!\*\/)[^\r\n\u2028\u2029])*\*\/)*(?:\/\/[^\r\n\u2028\u2029]*)?(?=[\r\n\u2028\u2029]|$)/.exec(
      text.text.slice(text.at(statement.end)),
    );
  return statement.end + (rest?.[0].length ?? 0);
}

/** A hashbang and comments, those of old browsers too, each with the white space behind it. */
const comments = /(#!.*|\/\/.*|<!--.*|-->.*|\/\*[^]*?\*\/)(\s*)/gy;
const lineEnds = /\r\n|[\r\n\u2028\u2029]/g;
const ofFile =
  /^(?:#!|\/\*!|\/\/\/\s*<)|@(?:license|licence|preserve|copyright|file|fileoverview|overview|module|packageDocumentation|jsx\w*|ts-no-?check|ts-check|no-?flow|flow|format|prettier|generated|[\w-]+-environment)\b|\bistanbul ignore file\b|\beslint-disable(?!-)|\beslint-env\b|\bbiome-ignore-all\b/i;
const ofNext =
  /^\/\*\*|@ts-(?:ignore|expect-error)|\b(?:istanbul|c8|v8|vitest|node:coverage) ignore\b|\b(?:disable-next-line|prettier-ignore|biome-ignore)\b|[@#]__(?:PURE|NO_SIDE_EFFECTS)__/;

/** The offset behind the last comment that is the file's, among those in front of `start`, and the white space there. */
function behindCommentsOfFile(start: number, text: SourceText): number {
  const top = text.text.slice(text.at(0), text.at(start));
  let behind = /^\s*/.exec(top)?.[0].length ?? 0;
  comments.lastIndex = behind;
  for (let match = comments.exec(top); match !== null; match = comments.exec(top)) {
    const [whole, comment = "", space = ""] = match;
    const isBlankBehind = (space.match(lineEnds)?.length ?? 0) > 1;
    if (ofFile.test(comment) || (isBlankBehind && !ofNext.test(comment))) behind = match.index + whole.length;
  }
  return behind;
}
