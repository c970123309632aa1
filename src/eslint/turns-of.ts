/** How many turns a loop has for certain where its header says so, `for (let i = 0; i < 10; i += 2)`; else Infinity. */
import type { Expression, Node, Pattern } from "estree";

export function turnsOf(loop: Node): number {
  if (loop.type !== "ForStatement" || loop.init?.type !== "VariableDeclaration") return Infinity;
  const { init, test, update } = loop;
  if (test?.type !== "BinaryExpression" || !update) return Infinity;
  const [counter, bound] = [nameOf(test.left), valueOf(test.right)];
  const start = init.declarations.find(({ id }) => nameOf(id) === counter)?.init;
  const step = stepOf(update, counter);
  const from = start ? valueOf(start) : undefined;
  if (counter === undefined || bound === undefined || from === undefined || step === undefined)
    return Infinity;
  const turns = (bound - from) / step;
  switch (test.operator) {
    case "<":
    case ">":
    case "!==":
    case "!=":
      return Math.ceil(turns);
    case "<=":
    case ">=":
      return Math.floor(turns) + 1;
    default:
      return Infinity;
  }
}

function stepOf(update: Expression, counter: string | undefined): number | undefined {
  if (update.type === "UpdateExpression" && nameOf(update.argument) === counter) {
    return update.operator === "++" ? 1 : -1;
  }
  if (update.type !== "AssignmentExpression" || nameOf(update.left) !== counter) return undefined;
  const step = valueOf(update.right);
  if (step === undefined || (update.operator !== "+=" && update.operator !== "-=")) return undefined;
  return update.operator === "+=" ? step : -step;
}

function nameOf(node: Node | Pattern): string | undefined {
  return node.type === "Identifier" ? node.name : undefined;
}

/** A number or BigInt literal, negative ones too. */
function valueOf(node: Node): number | undefined {
  if (node.type === "UnaryExpression" && node.operator === "-") {
    const value = valueOf(node.argument);
    return value === undefined ? undefined : -value;
  }
  if (node.type !== "Literal") return undefined;
  return typeof node.value === "number" || typeof node.value === "bigint" ? Number(node.value) : undefined;
}
