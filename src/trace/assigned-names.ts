/** The variables that a loop's program assigns, inner loops included; but not what lives for one of its turns only. */
import type { InnerLoop } from "./ir.ts";

export function assignedNames(loop: InnerLoop): Set<string> {
  const names = new Set<string>();
  const visit = (node: unknown): void => {
    if (!Array.isArray(node)) return;
    switch (node[0]) {
      case "set":
      case "post+":
      case "post-":
      case "pre+":
      case "pre-":
        names.add(node[2] as string);
        break;
      case "swap":
      case "put":
        for (const name of node[2] as string[]) names.add(name);
        break;
      case "loop":
        for (const name of assignedNames(node[2] as InnerLoop)) names.add(name);
        return;
      case "str":
        return;
      default:
    }
    node.forEach(visit);
  };
  visit([loop.test, loop.body, loop.update]);
  for (const name of loop.locals) names.delete(name);
  return names;
}
