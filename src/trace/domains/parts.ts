/** A reading that is made of parts side by side, each with demanded variables of its own, which a call begins one by one. */
import type { Call, Group, Reading, Run } from "./domain.ts";

/** Variables that depend on one another, and what a call makes of them. */
export interface Part<Begun> {
  readonly group: Group;
  /** Rows of its matrix. */
  readonly dimension: number;
  readonly demanded: readonly string[];
  /** @throws RefusalSignal */
  begin(call: Call): Begun;
}

export class PartsReading<Begun> implements Reading {
  readonly groups: readonly Group[];
  readonly dimension: number;
  readonly kernel: string;
  private readonly parts: readonly Part<Begun>[];
  private readonly run: (begun: readonly Begun[], call: Call) => Run;

  constructor(
    kernel: string,
    parts: readonly Part<Begun>[],
    run: (begun: readonly Begun[], call: Call) => Run,
  ) {
    this.kernel = kernel;
    this.parts = parts;
    this.run = run;
    this.groups = parts.map(({ group }) => group);
    this.dimension = parts.reduce((sum, { dimension }) => sum + dimension, 0);
  }

  covers(variable: string): boolean {
    return this.parts.some(({ demanded }) => demanded.includes(variable));
  }

  begin(call: Call): Run {
    return this.run(
      this.parts.map((part) => part.begin(call)),
      call,
    );
  }
}
