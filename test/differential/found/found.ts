/** A program that was once wrong. */
export interface Found {
  /** What was wrong. */
  readonly about: string;
  readonly programs: readonly {
    readonly before?: string;
    /** A function expression; its loops end. */
    readonly fn: string;
    /** The arguments of each call, as expressions. */
    readonly calls: readonly (readonly string[])[];
  }[];
}
