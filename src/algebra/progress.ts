/**
 * Progress of a long computation: told between its steps, with the part of its predicted work that is done.
 *
 * In a doubling chain every level works on numbers twice as long as the one before, which takes a little more than twice the
 * time (2^1.15, between the exponents of Toom's method and of the FFT). So after level i of L a part 2^(1.15·(i - L)) is done.
 */

/** Receives a number from 0 to 1 that never decreases. What it throws ends the computation. */
export type Progress = (done: number) => void;

/** Hears of predicted nanoseconds that are about to be spent on what nobody knows the length of. What it throws ends it. */
export type Effort = (nanoseconds: number) => void;

const GROWTH = 1.15;

/** The part of a chain's work that is done after so many of its levels. */
export function doneAfter(level: number, levels: number): number {
  return 2 ** (GROWTH * (level - levels));
}

/** For parts of which nobody knows how many follow: each one is given half of what is left. */
export function halves(progress: Progress | undefined): () => Progress | undefined {
  let from = 0;
  return () => {
    const before = from;
    from = (1 + before) / 2;
    return share(progress, before, from);
  };
}

/** The progress of what takes the share [from, to] of a whole. */
export function share(progress: Progress | undefined, from: number, to: number): Progress | undefined {
  return progress && ((done) => progress(from + (to - from) * done));
}
