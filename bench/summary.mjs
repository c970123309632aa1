/**
 * What a run says in short: how much faster than the plain loop, how near to the best code by hand; and the rows where the
 * library is behind one of them by more than a measurement's error.
 */
import { duration, grid } from "./table.mjs";

/** Against the best column by hand, and against the plain loop where that is the faster one. */
const ABOVE_BEST = 1.05;
const ABOVE_PLAIN = 1.1;

/** Seconds of a loop that may well run as written. */
const SHORT = 1e-4;

/** A row's figures: cpm to the fastest method by hand, and to plain; undefined where something is missing. */
export function quotients({ columns }, { seconds }) {
  const byHand = columns.filter((name) => !["plain", "cpm", "itersLimit 0"].includes(name) && seconds[name]);
  const bestName = byHand.reduce((a, b) => (seconds[b] <= seconds[a] ? b : a), byHand[0]);
  const { plain, cpm } = seconds;
  return {
    bestName,
    best: cpm && bestName ? cpm / seconds[bestName] : undefined,
    plain: cpm && plain ? cpm / plain : undefined,
  };
}

/** Of all testcases of a case: the largest number that the plain loop was run for, and the last one of all. */
export function largestRows(testcases) {
  const all = testcases.flatMap((testcase) => testcase.rows.map((row) => ({ testcase, row })));
  const plain = all
    .filter(
      ({ testcase, row }) => testcase.unit === "n" && row.seconds.plain !== null && row.seconds.cpm !== null,
    )
    .reduce((a, b) => (a && a.row.arg > b.row.arg ? a : b), undefined);
  const last = all.findLast(({ row }) => row.seconds.cpm !== null);
  return [...new Set([plain, last])].filter((entry) => entry !== undefined);
}

const factor = (value) =>
  value === undefined ? "–" : value >= 100 ? String(Math.round(value)) : value.toPrecision(3);

/** The last row of each testcase, and the first call in a new wrapper. */
export function summaryTable(results) {
  const rows = results.flatMap(({ name, testcases, firstCall }) =>
    testcases.map((testcase, k) => {
      const last = testcase.rows.findLast(({ seconds }) => seconds.cpm !== null) ?? testcase.rows.at(-1);
      const { best } = quotients(testcase, last);
      const compared = testcase.rows.findLast(({ seconds }) => seconds.plain !== null);
      const { plain } = compared ? quotients(testcase, compared) : {};
      return [
        k === 0 ? name : "",
        testcase.name,
        String(last.arg),
        duration(last.seconds.cpm),
        factor(best),
        compared ? String(compared.arg) : "–",
        factor(plain && 1 / plain),
        k === 0 ? duration(firstCall?.seconds) : "",
      ];
    }),
  );
  return grid(
    ["case", "testcase", "arg", "cpm", "cpm ÷ best", "at arg", "plain ÷ cpm", "first call"],
    rows,
    "left",
  );
}

/**
 * Where the library is behind, one entry a testcase and comparison: in how many rows, and the worst of them.
 *
 * A short loop that runs as written is not behind the best by hand: a jump costs microseconds. A long one is.
 */
export function behind(results) {
  return results.flatMap(({ name, testcases }) =>
    testcases.flatMap((testcase) => {
      const rows = testcase.rows.map((row) => ({
        arg: row.arg,
        cpm: row.seconds.cpm,
        ...quotients(testcase, row),
      }));
      const compare = (against, isBehind) => {
        const found = rows.filter(isBehind);
        if (found.length === 0) return [];
        const worst = found.reduce((a, b) => (b[against] > a[against] ? b : a));
        const last = found.at(-1);
        return [
          { case: name, testcase: testcase.name, against, count: found.length, of: rows.length, worst, last },
        ];
      };
      return [
        ...compare("plain", ({ plain }) => plain > ABOVE_PLAIN),
        ...compare("best", ({ best, plain, cpm }) => best > ABOVE_BEST && (cpm > SHORT || !(plain > 0.9))),
      ];
    }),
  );
}

const entry = (row, against) => `${factor(row[against])} (${duration(row.cpm)}) at ${row.arg}`;

export function behindTable(found) {
  return grid(
    ["case", "testcase", "cpm ÷", "rows", "worst", "last"],
    found.map(({ against, worst, last, ...f }) => [
      f.case,
      f.testcase,
      against === "best" ? "best by hand" : "plain",
      `${f.count} of ${f.of}`,
      entry(worst, against),
      entry(last, against),
    ]),
    "left",
  );
}
