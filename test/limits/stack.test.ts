/** Near the end of the stack: what a door needs is not there, and the loop runs as written. */
import { describe, expect, test } from "vitest";
import { cpmoptimize, explain, range } from "cpmoptimize";
import { programs } from "./programs.ts";

Object.assign(globalThis, { range });

const LEVELS = 600;

/** The last levels: there is no room for the frame of the function itself, or for that of `explain` and the like. */
const FRAMES = 40;

/** Calls at each of the last levels of the stack, from its end on. @returns the answers; undefined where the call threw */
function atTheEnd<T>(levels: number, call: () => T): (T | undefined)[] {
  const answers: (T | undefined)[] = [];
  const descend = (): void => {
    try {
      descend();
    } catch {
      // The end: there is no room for another level.
    }
    if (answers.length >= levels) return;
    let answer: T | undefined;
    try {
      answer = call();
    } catch (error) {
      if (!(error instanceof RangeError)) throw error;
    }
    answers.push(answer);
  };
  descend();
  return answers;
}

describe.each(Object.entries(programs))("%s", (_, { plain, calls: [args], options }) => {
  test("at every level the values of the loop as written", () => {
    const run = (fn: (...args: never[]) => unknown) => {
      const own = args.map((arg) => (arg instanceof Uint32Array ? arg.slice() : arg));
      return { value: fn(...(own as never[])), own };
    };
    const expected = run(plain);
    const fast = cpmoptimize({ itersLimit: 0, ...options })(plain);
    const isMoved = () => explain(fast).loops.some(({ status }) => status === "accelerated");
    const call = () => run(fast);
    // The engine compiles functions when they are first called, for which there is no room later.
    expect(call()).toEqual(expected);
    const answers = atTheEnd(LEVELS, call);
    expect(answers).toHaveLength(LEVELS);
    for (const answer of answers.slice(0, FRAMES)) if (answer !== undefined) expect(answer).toEqual(expected);
    for (const answer of answers.slice(FRAMES)) expect(answer).toEqual(expected);
    expect(run(fast)).toEqual(expected);
    expect(isMoved()).toBe(true);
  });
});
