/**
 * The text of a program → statements of the IR, every loop also as a `LoopIR` of its own.
 *
 *     loop 5          set c 0
 *       a += 2   →    loop { test: c < 5, body: [set a (a + 2)], update: post+ c }
 *     end
 *
 * Numbers of turns are literals, so what is assigned where is known from the text: a loop of one turn or more assigns
 * what its body assigns, a loop of no turns is checked and left out. Hence a variable without a value is found here, and
 * every variable that a loop of the result assigns is assigned in each of its turns.
 *
 * Cost: the length of the text times the depth of nesting.
 */
import type { Expr, InnerLoop, LoopIR, Place, Stmt } from "../trace/ir.ts";
import { complaints } from "./complaints.ts";
import type { Complaint } from "./cpm-error.ts";
import { CpmError } from "./cpm-error.ts";
import { innerLoop, loopProgram } from "./loop-program.ts";
import type { Program } from "./program.ts";
import type { AssignmentOperator } from "./read-line.ts";
import { readLine } from "./read-line.ts";

/** A loop whose `end` has not come yet; the outermost is the program. */
interface Open {
  readonly place: Place;
  readonly count: bigint;
  readonly body: Stmt[];
  readonly locals: string[];
  /** The variables with a value at its beginning. */
  readonly definedBefore: ReadonlySet<string>;
}

const binary = { "+=": "+", "-=": "-", "*=": "*" } as const;

/** @throws CpmError */
export function parse(source: string, file: string): Program {
  const loops = new Map<InnerLoop, LoopIR>();
  let defined = new Set<string>();
  const open = (place: Place, count: bigint): Open => ({
    place,
    count,
    body: [],
    locals: [],
    definedBefore: new Set(defined),
  });
  const stack = [open("", 1n)];
  const top = (): Open => stack.at(-1)!;
  const fail = (complaint: Complaint, place: Place): never => {
    throw new CpmError(complaint, source, file, place);
  };

  const close = ({ place, count, body, locals, definedBefore }: Open): void => {
    if (count === 0n) {
      defined = new Set(definedBefore);
      return;
    }
    // No variable's name has a space.
    const counted = { place, count, counter: ` loop ${place}`, body, locals };
    const loop = innerLoop(counted);
    loops.set(loop, loopProgram(counted, file));
    top().locals.push(counted.counter);
    top().body.push(["set", place, counted.counter, 0n], ["loop", place, loop]);
  };

  source.split(/\r\n|[\n\r\u2028\u2029]/).forEach((text, index) => {
    const place = (column: number): Place => `${index + 1}:${column}`;
    const line = readLine(index === 0 ? text.replace(/^\uFEFF/, " ") : text);
    switch (line.kind) {
      case "blank":
        return;
      case "wrong":
        return fail(line.complaint, place(line.at));
      case "loop":
        stack.push(open(place(line.at), line.count));
        return;
      case "end":
        if (stack.length === 1) fail(complaints.endWithoutLoop(), place(line.at));
        return close(stack.pop()!);
      case "assignment": {
        const { target, operator, operand, operandAt } = line;
        const requireValue = (name: string, column: number): void => {
          if (!defined.has(name)) fail(complaints.undefinedVariable(name), place(column));
        };
        if (operator !== "=") requireValue(target.text, target.column);
        if (typeof operand === "string") requireValue(operand, operandAt);
        defined.add(target.text);
        top().body.push(assignment(place(target.column), target.text, operator, operand));
      }
    }
  });

  if (stack.length > 1) fail(complaints.loopWithoutEnd(), top().place);
  return { source, file, statements: top().body, names: [...defined], loops };
}

function assignment(at: Place, name: string, operator: AssignmentOperator, operand: Expr): Stmt {
  return ["set", at, name, operator === "=" ? operand : [binary[operator], at, name, operand]];
}
