/**
 * Could a loop multiply what depends on itself, such as `x *= i` and `x = x * x`? Else its monomials close over the integers
 * (`solvable.ts`). Told from the text alone; in doubt the answer is yes.
 */
import { closed, namesIn, readAssignments } from "./assignments.ts";
import type { Expr, LoopIR } from "./ir.ts";

/** More products than these, or a higher power, may need more monomials than pay. */
const MOST_PRODUCTS = 4;
const HIGHEST_POWER = 8n;

export function mayHaveGrowingProducts(ir: LoopIR): boolean {
  const { given, around } = readAssignments(ir);
  const changing = new Set([...given.keys(), ...ir.locals, ...ir.writes]);
  const depends = (name: string): Iterable<string> => [
    ...(given.get(name) ?? []).flatMap((value) => [...namesIn(value)]),
    ...(around.get(name) ?? []),
  ];
  let products = 0;
  const grows = (name: string, value: Expr | undefined): boolean => {
    if (value === undefined) return true;
    return productsIn(value, changing).some((product) => {
      products++;
      return product === undefined || closed(namesIn(product), depends).has(name);
    });
  };
  return (
    [...given].some(([name, values]) => values.some((value) => grows(name, value))) ||
    products > MOST_PRODUCTS
  );
}

/** The products of two values that change; undefined for a power of which that is not known. */
function productsIn(value: Expr, changing: ReadonlySet<string>): (Expr | undefined)[] {
  const found: (Expr | undefined)[] = [];
  const changes = (node: unknown): boolean => [...namesIn(node)].some((name) => changing.has(name));
  const visit = (node: unknown): void => {
    if (!Array.isArray(node)) return;
    const [op, , left, right] = node as readonly unknown[];
    if (op === "*" && changes(left) && changes(right)) found.push(node as unknown as Expr);
    if (op === "**" && changes(node)) found.push(isLowPower(right) ? (node as unknown as Expr) : undefined);
    node.forEach(visit);
  };
  visit(value);
  return found;
}

function isLowPower(exponent: unknown): boolean {
  return (
    (typeof exponent === "bigint" || Number.isInteger(exponent)) &&
    BigInt(exponent as number) <= HIGHEST_POWER
  );
}
