/**
 * Tells bundlers that the constants of the package are made without side effects.
 *
 * Bundlers keep `const LARGEST = 1n << 4096n` in every bundle, read or not, since operators of BigInts, calls and `new` may
 * throw or do something. Those at the top of this package's files do not: each becomes the value of a function that is called
 * at once and marked as pure, which goes where nobody reads it.
 */
import { parse } from "acorn";
import MagicString from "magic-string";

/** Collections of what bundlers take to be pure by themselves. */
const collections = new Set(["Map", "Set", "WeakMap", "WeakSet"]);

/** Behind the bundler's own simplifications, which would call the functions in place. */
export function pureConstants() {
  return {
    name: "pure-constants",
    generateBundle(_, bundle) {
      for (const chunk of Object.values(bundle))
        if (chunk.type === "chunk" && chunk.fileName.endsWith(".js"))
          chunk.code = withPureConstants(chunk.code);
    },
  };
}

export function withPureConstants(code) {
  const marks = new Set();
  const onComment = (isBlock, text, start, end) => /@__PURE__/.test(text) && marks.add(end);
  const { body } = parse(code, { ecmaVersion: "latest", sourceType: "module", onComment });
  const text = new MagicString(code);
  const isMarked = ({ start }) => [0, 1].some((gap) => marks.has(start - gap));
  for (const { type, declarations } of body) {
    if (type !== "VariableDeclaration") continue;
    for (const { id, init } of declarations) {
      if (id.type !== "Identifier" || !init || isPure(init) || isMarked(init)) continue;
      const isObject = init.type === "ObjectExpression";
      text.appendLeft(init.start, `/* @__PURE__ */ (() => ${isObject ? "(" : ""}`);
      text.appendRight(init.end, `${isObject ? ")" : ""})()`);
    }
  }
  return text.toString();
}

/** What every bundler sees to be pure. */
function isPure(node) {
  switch (node.type) {
    case "Literal":
    case "Identifier":
    case "FunctionExpression":
    case "ArrowFunctionExpression":
      return true;
    case "ClassExpression":
      return node.superClass === null && node.body.body.every(isPureMember);
    case "TemplateLiteral":
      return node.expressions.length === 0;
    case "UnaryExpression":
      return node.operator !== "delete" && node.argument.type === "Literal" && !node.argument.bigint;
    case "ArrayExpression":
      return node.elements.every((element) => element !== null && isPure(element));
    case "ObjectExpression":
      return node.properties.every(
        ({ type, computed, value }) => type === "Property" && !computed && isPure(value),
      );
    case "NewExpression":
      return collections.has(node.callee.name) && node.arguments.every(isPure);
    default:
      return false;
  }
}

/** A method, or a field of instances; what is static is made when the class is. */
function isPureMember({ type, static: isStatic, value }) {
  if (type === "StaticBlock") return false;
  return type !== "PropertyDefinition" || !isStatic || value === null || isPure(value);
}
