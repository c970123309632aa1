/**
 * `"use cpm"` and `"use no cpm"`, at the beginning of a function or of the file: which of them holds where. The nearest
 * one decides.
 */
import { type Choice, choiceOf, directiveOf, USE, USE_NOT } from "../records/directives.ts";
import type { SyntaxNode, estree } from "../records/syntax.ts";
import { isFunction, walk } from "../records/syntax.ts";

export interface Directives {
  /** What holds below these nodes, outermost first. */
  below(ancestors: readonly SyntaxNode[]): Choice | undefined;
  /** The directives of the file itself, which have done their work when it is compiled. */
  readonly ofFile: readonly estree.Node[];
  /** Texts that look like a directive and are none. */
  readonly idle: readonly estree.Node[];
}

const looksLikeOne = /^use\s+(?:no\s+)?(?:cpm|cpmoptimize)$/i;

export function findDirectives(program: estree.Program): Directives {
  const choices = new Map<SyntaxNode, Choice>();
  const idle: estree.Node[] = [];
  const remember = (owner: SyntaxNode, body: readonly estree.Node[]): void => {
    const choice = choiceOf(body);
    if (choice) choices.set(owner, choice);
  };
  remember(program, program.body);
  walk(program, (node) => {
    if (isFunction(node) && node.body.type === "BlockStatement") remember(node, node.body.body);
    if (node.type === "ExpressionStatement" && isIdle(node as estree.ExpressionStatement))
      idle.push(node as estree.ExpressionStatement);
    return undefined;
  });
  return {
    below(ancestors) {
      for (let i = ancestors.length - 1; i >= 0; i--) {
        const choice = choices.get(ancestors[i]!);
        if (choice) return choice;
      }
      return undefined;
    },
    ofFile: program.body.filter((statement) => isOurs(directiveOf(statement))),
    idle,
  };
}

function isOurs(text: string | undefined): boolean {
  return text === USE || text === USE_NOT;
}

function isIdle(statement: estree.ExpressionStatement): boolean {
  const { expression } = statement;
  if (expression.type !== "Literal" || typeof expression.value !== "string") return false;
  return looksLikeOne.test(expression.value) && !isOurs(directiveOf(statement));
}
