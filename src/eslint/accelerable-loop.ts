/**
 * `accelerable-loop`: loops that nobody has opted in, and that the compiler could accelerate; with the directive as a
 * suggestion.
 *
 * A loop whose number of turns stands in its header and is small is not worth a word: `minTurns`.
 */
import type { AST, Rule, SourceCode } from "eslint";
import type { ArrowFunctionExpression, FunctionDeclaration, FunctionExpression, Node } from "estree";
import type { LoopReport } from "../compiler/index.ts";
import { loopsOf } from "./loops-of.ts";
import { pageOf } from "./page-of.ts";
import { rangeAt } from "./places.ts";
import { turnsOf } from "./turns-of.ts";

const directive = '"use cpm";';
const defaultMinTurns = 1000;

export const accelerableLoop: Rule.RuleModule = {
  meta: {
    type: "suggestion",
    hasSuggestions: true,
    docs: {
      description: "suggest opting in loops that can run in logarithmic time",
      recommended: true,
      url: pageOf("accelerable-loop"),
    },
    schema: [
      {
        type: "object",
        properties: { minTurns: { type: "integer", minimum: 0 } },
        additionalProperties: false,
      },
    ],
    defaultOptions: [{ minTurns: defaultMinTurns }],
    messages: {
      accelerable:
        'This loop{{of}} can be accelerated: {{how}}. Opt in with "use cpm", or out with "use no cpm".',
      optIn: 'Begin {{owner}} with "use cpm".',
    },
  },
  create(context) {
    const { sourceCode, filename } = context;
    const { minTurns = defaultMinTurns } = (context.options[0] ?? {}) as { minTurns?: number };
    return {
      Program() {
        const { others } = loopsOf(sourceCode, sourceCode.text, filename, "all");
        for (const found of others) {
          const { name, place, status } = found;
          if (status !== "accelerable" || !isPromising(found)) continue;
          const loc = rangeAt(place, sourceCode);
          const loop = loopAt(loc, sourceCode);
          if (loop && turnsOf(loop) < minTurns) continue;
          const suggest = loop ? [optIn(loop, name, sourceCode)] : [];
          context.report({
            loc,
            messageId: "accelerable",
            data: { of: isNamed(name) ? ` of ${name}` : "", how: howFast(found) },
            suggest,
          });
        }
      },
    };
  },
};

/**
 * Of what some call could accelerate, the loops for which it is known how. Where values decide (elements of arrays, paths
 * that only some calls take) or only a state that comes back would help, as for Euclid's algorithm, nobody is told.
 */
function isPromising({ kernel, matrix }: LoopReport): boolean {
  return kernel === undefined ? matrix !== undefined : !kernel.includes("cycle detection");
}

/** `(module)` and `(anonymous)` are no names. */
function isNamed(name: string): boolean {
  return !name.startsWith("(");
}

function howFast({ dimension, kernel }: LoopReport): string {
  // Products grow with every turn, so that even their digits take longer than log n.
  const cost = kernel?.includes("binary splitting") ? "one balanced product" : "O(log n) steps";
  const facts = [dimension === undefined ? "" : `a state of ${dimension} values`, kernel ?? ""];
  const known = facts.filter((fact) => fact !== "").join(", ");
  return `${cost} in place of n turns (${known})`;
}

/** The node that begins there, the outermost statement or call. */
function loopAt(
  { start }: AST.SourceLocation,
  sourceCode: SourceCode,
): (Node & Rule.NodeParentExtension) | null {
  return sourceCode.getNodeByRangeIndex(sourceCode.getIndexFromLoc(start)) as
    (Node & Rule.NodeParentExtension) | null;
}

function optIn(
  loop: Node & Rule.NodeParentExtension,
  name: string,
  sourceCode: SourceCode,
): Rule.SuggestionReportDescriptor {
  const block = blockAround(loop);
  const owner = !block ? "the file" : isNamed(name) ? name : "the function";
  const at = block ? block.range![0] + 1 : (sourceCode.ast.body[0]?.range?.[0] ?? 0);
  return {
    messageId: "optIn",
    data: { owner },
    fix: (fixer) =>
      block
        ? fixer.insertTextAfterRange([at, at], `${indentIn(block, sourceCode)}${directive}`)
        : fixer.insertTextBeforeRange([at, at], `${directive}\n`),
  };
}

/** The body of the nearest function around it that is a block. */
function blockAround({ parent }: Rule.NodeParentExtension): Node | undefined {
  for (let at = parent; ; at = at.parent) {
    if (isFunction(at) && at.body.type === "BlockStatement") return at.body;
    if (at.type === "Program") return undefined;
  }
}

function isFunction(node: Node): node is FunctionDeclaration | FunctionExpression | ArrowFunctionExpression {
  return /^(?:FunctionDeclaration|FunctionExpression|ArrowFunctionExpression)$/.test(node.type);
}

/** What stands between the brace and the first statement, if that is on a line of its own. */
function indentIn(block: Node, sourceCode: SourceCode): string {
  const open = sourceCode.getFirstToken(block)!;
  const next = sourceCode.getTokenAfter(open, { includeComments: true })!;
  const between = sourceCode.text.slice(open.range[1], next.range![0]);
  const line = /(\r?\n)([^\r\n]*)$/.exec(between);
  return line ? `${line[1]}${line[2]}` : " ";
}
