/**
 * One line of a program: words, and the statement that they make.
 *
 *     statement = name ("=" | "+=" | "-=" | "*=") (name | integer) | "loop" integer | "end" | nothing
 *     name      = a letter of any script or "_", then letters, marks, decimal digits, "_"
 *     integer   = "-"? digits, of any length
 *
 * `#` or `//` begins a comment. `loop` and `end` are ordinary names where an assignment says so.
 */
import type { Complaint } from "./cpm-error.ts";
import { complaints } from "./complaints.ts";

interface Word {
  readonly text: string;
  /** From 1. */
  readonly column: number;
}

export type AssignmentOperator = "=" | "+=" | "-=" | "*=";

export type Line =
  | { readonly kind: "blank" }
  | { readonly kind: "end"; readonly at: number }
  | { readonly kind: "loop"; readonly at: number; readonly count: bigint }
  | {
      readonly kind: "assignment";
      readonly target: Word;
      readonly operator: AssignmentOperator;
      /** A name, or the value of an integer. */
      readonly operand: string | bigint;
      readonly operandAt: number;
    }
  | { readonly kind: "wrong"; readonly at: number; readonly complaint: Complaint };

const word = /[\p{L}_][\p{L}\p{M}\p{Nd}_]*|-?[0-9]+(?=[\s=]|$)|[-+*]?=|[^\s=]+|=/gu;
const isName = (text: string): boolean => /^[\p{L}_][\p{L}\p{M}\p{Nd}_]*$/u.test(text);
const isInteger = (text: string): boolean => /^-?[0-9]+$/.test(text);
const operators: ReadonlySet<string> = new Set(["=", "+=", "-=", "*="]);

export function readLine(text: string): Line {
  const code = text.split(/#|\/\//u, 1)[0] ?? "";
  const words = [...code.matchAll(word)].map((match): Word => ({ text: match[0], column: match.index + 1 }));
  const [first, second, third, fourth] = words;
  if (first === undefined) return { kind: "blank" };
  const after = code.trimEnd().length + 1;
  if (second !== undefined && operators.has(second.text) && isName(first.text)) {
    if (third === undefined || !(isName(third.text) || isInteger(third.text))) {
      return wrong(third?.column ?? after, complaints.notAnOperand(third?.text ?? ""));
    }
    if (fourth !== undefined) return wrong(fourth.column, complaints.surplus(fourth.text));
    const operator = second.text as AssignmentOperator;
    const operand = isInteger(third.text) ? BigInt(third.text) : third.text;
    if (operator === "*=" && typeof operand === "string") {
      return wrong(third.column, complaints.product(first.text, operand));
    }
    return { kind: "assignment", target: first, operator, operand, operandAt: third.column };
  }
  if (first.text === "end") {
    return second === undefined
      ? { kind: "end", at: first.column }
      : wrong(second.column, complaints.surplus(second.text));
  }
  if (first.text === "loop") {
    if (second === undefined || !isInteger(second.text)) {
      return wrong(second?.column ?? after, complaints.notACount(second?.text ?? ""));
    }
    if (third !== undefined) return wrong(third.column, complaints.surplus(third.text));
    const count = BigInt(second.text);
    if (count < 0n) return wrong(second.column, complaints.negativeCount(count));
    return { kind: "loop", at: first.column, count };
  }
  return wrong(first.column, complaints.notAStatement(code.trim()));
}

function wrong(at: number, complaint: Complaint): Line {
  return { kind: "wrong", at, complaint };
}
