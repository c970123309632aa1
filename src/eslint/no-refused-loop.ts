/** `no-refused-loop`: in opted-in code, the loops that will not be accelerated, for the compiler's reasons. */
import type { Rule } from "eslint";
import { loopsOf } from "./loops-of.ts";
import { pageOf } from "./page-of.ts";
import { rangeAt } from "./places.ts";

export const noRefusedLoop: Rule.RuleModule = {
  meta: {
    type: "problem",
    docs: {
      description: "disallow loops that are opted in to acceleration and cannot be accelerated",
      recommended: true,
      url: pageOf("no-refused-loop"),
    },
    schema: [],
    messages: {
      refused:
        "{{name}}: this loop will not be accelerated: {{what}} [{{code}}]. {{why}}. Remedy: {{remedy}}.",
      idle: "{{what}} has no effect: {{why}}.",
    },
  },
  create(context) {
    const { sourceCode, filename } = context;
    return {
      Program() {
        const { optedIn, notes } = loopsOf(sourceCode, sourceCode.text, filename, "optedIn");
        for (const { name, place, refusals } of optedIn) {
          for (const { where, ...data } of refusals) {
            const loc = rangeAt(where === "" ? place : where, sourceCode);
            context.report({ loc, messageId: "refused", data: { name, ...data } });
          }
        }
        for (const { place, ...data } of notes) {
          context.report({ loc: rangeAt(place, sourceCode), messageId: "idle", data });
        }
      },
    };
  },
};
