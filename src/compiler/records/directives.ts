/** The two directives, and what they ask for. */
import { USE_NOT } from "../../runtime/opted-out.ts";
import type { estree } from "./syntax.ts";

export const USE = "use cpm";
export { USE_NOT };

/** `"in"`: compile what is below; `"out"`: leave it as it is, and say nothing about it. */
export type Choice = "in" | "out";

/** What the directives at the beginning of a body say; where they contradict one another, it stays as it is. */
export function choiceOf(body: readonly estree.Node[]): Choice | undefined {
  let choice: Choice | undefined;
  for (const statement of body) {
    const text = directiveOf(statement);
    if (text === undefined) break;
    if (text === USE_NOT) return "out";
    if (text === USE) choice = "in";
  }
  return choice;
}

/** The text of a directive as it is written, without its quotes. */
export function directiveOf(statement: estree.Node): string | undefined {
  return "directive" in statement && typeof statement.directive === "string"
    ? statement.directive
    : undefined;
}
