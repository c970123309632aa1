/** A loop of the corpus: its facts, and how it is written in JavaScript. */

export interface CorpusLoop {
  readonly id: string;
  readonly vars: readonly string[];
  readonly update: Readonly<Record<string, string>>;
  readonly guard: string;
  readonly witness: {
    readonly init: Readonly<Record<string, string>>;
    readonly trips: number;
    readonly final: Readonly<Record<string, string>>;
  } | null;
}

export type State = readonly bigint[];

/** An expression or guard of the corpus over BigInt. */
function overBigInt(text: string): string {
  return text.replace(/==/g, "===").replace(/(?<!\w)\d+/g, "$&n");
}

export function guardOf({ guard }: CorpusLoop): string {
  return overBigInt(guard);
}

export function assignmentOf({ update }: CorpusLoop): string {
  const values = Object.values(update).map(overBigInt);
  return `[${Object.keys(update).join(", ")}] = [${values.join(", ")}]`;
}

/** `function loop(x, y) { while (x > 0n) [x, y] = [x - 1n, y + x]; return [x, y]; }`; `turns` counts along. */
export function writeLoop(loop: CorpusLoop, turns?: string): string {
  const names = [...loop.vars, ...(turns === undefined ? [] : [turns])].join(", ");
  const body = turns === undefined ? `${assignmentOf(loop)};` : `{ ${assignmentOf(loop)}; ${turns}++; }`;
  return `function loop(${names}) { while (${guardOf(loop)}) ${body} return [${names}]; }`;
}

export function stateOf(loop: CorpusLoop, values: Readonly<Record<string, string>>, scale = 1n): State {
  return loop.vars.map((name) => BigInt(values[name]!) * scale);
}
