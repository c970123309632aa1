/** Generated names: short, readable, and none that the program mentions anywhere. */
import type { SyntaxNode, estree } from "../records/syntax.ts";
import { walk } from "../records/syntax.ts";

export class GeneratedNames {
  private readonly taken = new Set<string>();
  private readonly counters = new Map<string, number>();

  constructor(program: SyntaxNode) {
    walk(program, (node) => {
      if (node.type === "Identifier" || node.type === "JSXIdentifier")
        this.taken.add((node as estree.Identifier).name);
      return undefined;
    });
  }

  /** `$cpm`, or with as many underscores behind as it takes. */
  plain(name: string): string {
    let free = name;
    while (this.taken.has(free)) free += "_";
    this.taken.add(free);
    return free;
  }

  /** `$1`, `$2`, … in the order of the calls. */
  next(prefix: string): string {
    for (;;) {
      const number = (this.counters.get(prefix) ?? 0) + 1;
      this.counters.set(prefix, number);
      const name = `${prefix}${number}`;
      if (!this.taken.has(name)) {
        this.taken.add(name);
        return name;
      }
    }
  }
}
