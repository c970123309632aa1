/** Every complaint about a program, in one place. */
import type { Complaint } from "./cpm-error.ts";

const statements = "x = 5, x = y, x += 2, x += y, x -= 3, x -= y, x *= 4, loop 1000000, end";

export const complaints = {
  notAStatement: (text: string): Complaint => ({
    what: `${text} is not a statement`,
    remedy: `write one statement on a line, one of: ${statements}`,
  }),
  notAnOperand: (text: string): Complaint => ({
    what:
      text === "" ? "a variable or an integer is missing" : `${text} is neither a variable nor an integer`,
    remedy: "write the name of a variable, or an integer like 5 or -5",
  }),
  surplus: (text: string): Complaint => ({
    what: `${text} is too much on this line`,
    remedy: `write one statement on a line, one of: ${statements}; a comment begins with #`,
  }),
  undefinedVariable: (name: string): Complaint => ({
    what: `${name} has no value yet`,
    remedy: `assign it first, for example ${name} = 0`,
  }),
  product: (left: string, right: string): Complaint => ({
    what: `${left} *= ${right} multiplies by a variable, and the language multiplies by integers only`,
    remedy: `write an integer in the place of ${right}, or add ${left} to a sum in a loop`,
  }),
  notACount: (text: string): Complaint => ({
    what: text === "" ? "the number of turns is missing" : `${text} is not a number of turns`,
    remedy: "write an integer: loop 1000000",
  }),
  negativeCount: (count: bigint): Complaint => ({
    what: `a loop cannot have ${count} turns`,
    remedy: "write a number of turns that is 0 or more",
  }),
  endWithoutLoop: (): Complaint => ({
    what: "this end has no loop",
    remedy: "remove it, or write the loop that it ends",
  }),
  loopWithoutEnd: (): Complaint => ({
    what: "this loop has no end",
    remedy: "write end after the last statement of the loop",
  }),
} as const;
