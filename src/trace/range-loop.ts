/**
 * `for (const x of range(start, stop, step)) body` as the counted loop that it is.
 *
 * Three hidden inputs take the iterable's place: `at` (the element that comes next), `stop` and `step`. A turn tests
 * `at` against `stop` in the step's direction, gives the element to the program's variable, runs the body and moves
 * `at` on. The hidden names start with a space, which no program's variable does; `at` is otherwise called like the
 * program's variable, which it is to a reader.
 */
import type { LoopIR } from "./ir.ts";

const stop = " stop";
const step = " step";

export function expandRangeLoop(ir: LoopIR): LoopIR {
  const { element, ...rest } = ir;
  if (element === undefined) return ir;
  const at = ` ${element}`;
  const isLocal = !ir.inputs.includes(element);
  const ahead = ["<", ir.place, at, stop] as const;
  const behind = [">", ir.place, at, stop] as const;
  return {
    ...rest,
    inputs: [at, stop, step, ...ir.inputs],
    writes: [at, ...ir.writes],
    locals: isLocal ? [...ir.locals.filter((name) => name !== element), element] : ir.locals,
    test: ["?:", ir.place, [">", ir.place, step, 0], ahead, behind],
    body: [["set", ir.place, element, at], ...ir.body],
    update: ["set", ir.place, at, ["+", ir.place, at, step]],
    liveLast: [at, ...ir.liveLast],
    live: [at, ...ir.live],
  };
}
