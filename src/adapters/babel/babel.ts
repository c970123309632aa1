/** As much of Babel as the plugin needs, in versions 7 and 8. */

interface Position {
  readonly line: number;
  readonly column: number;
  readonly index?: number;
}

export interface Location {
  readonly start: Position;
  readonly end: Position;
}

/** A node, a comment, or a token. */
export interface BabelNode {
  readonly type: string;
  start?: number | null | undefined;
  end?: number | null | undefined;
  loc?: Location | null | undefined;
  range?: readonly [number, number] | undefined;
  leadingComments?: BabelNode[] | null;
  innerComments?: BabelNode[] | null;
  trailingComments?: BabelNode[] | null;
  readonly value?: unknown;
  extra?: Record<string, unknown>;
}

interface BabelProgram extends BabelNode {
  readonly sourceType: string;
  body: BabelNode[];
  directives: BabelNode[];
  interpreter?: BabelNode | null;
}

export interface BabelAst extends BabelNode {
  readonly program: BabelProgram;
  comments?: BabelNode[] | null;
  tokens?: BabelNode[] | null;
}

export interface ParserOptions {
  readonly sourceType?: string;
  readonly startLine?: number;
  readonly [option: string]: unknown;
}

/** What a plugin's `pre` is given. */
export interface BabelFile {
  readonly code: string;
  readonly ast: BabelAst;
  readonly scope: { crawl(): void };
  readonly metadata: object;
  readonly opts: {
    readonly filename?: string | null | undefined;
    readonly cwd?: string;
    readonly inputSourceMap?: unknown;
    readonly parserOpts: ParserOptions;
  };
}

/** The first argument of a plugin. */
export interface BabelApi {
  assertVersion(range: number | string): void;
  parseSync(code: string, options: object): unknown;
  readonly types: { readonly VISITOR_KEYS: Readonly<Record<string, readonly string[]>> };
}

/** The nodes in a tree of Babel's, parents first. */
export function* nodesOf(
  root: BabelNode,
  keys: Readonly<Record<string, readonly string[]>>,
): Generator<BabelNode> {
  const waiting = [root];
  for (let node = waiting.pop(); node !== undefined; node = waiting.pop()) {
    yield node;
    for (const key of (keys[node.type] ?? []).toReversed()) {
      const child = (node as unknown as Record<string, BabelNode | (BabelNode | null)[] | null | undefined>)[
        key
      ];
      if (Array.isArray(child)) {
        for (const each of child.toReversed()) if (each) waiting.push(each);
      } else if (child) waiting.push(child);
    }
  }
}
