/** The corpus, in part: every witness, and every eighth loop at scaled starts. All of it: `npm run corpus`. */
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import type { CorpusLoop } from "./corpus-loop.ts";
import { stateOf } from "./corpus-loop.ts";
import type { Outcome } from "./examine.ts";
import { examineAll } from "./pool.ts";
import { PowerMap } from "./power-map.ts";
import { listShort } from "./table.ts";
import { readCorpus, tasksOf } from "./tasks.ts";

const root = fileURLToPath(new URL("../..", import.meta.url)).replace(/\/$/, "");
const EVERY = 8;

/** Loops that are not moved ahead, and why. */
const unmoved: Readonly<Record<string, string>> = {
  // 2^t against a linear bound: few turns, whatever the start.
  "1567523039999284": "undecided-condition",
  "1567523187522863": "undecided-condition",
};

test(
  "no loop of the corpus comes out wrong, and what can be moved ahead is",
  { timeout: 120_000 },
  async () => {
    const loops = readCorpus(root);
    const tasks = tasksOf(loops, (index, scale) => scale === 1 || index % EVERY === 0);
    const outcomes = await examineAll(tasks, { root, limit: 5_000 });
    expect(listShort(outcomes.filter(({ category }) => category === "wrong"))).toBe("");
    const count = (category: string, scaled: boolean) =>
      outcomes.filter((outcome) => outcome.category === category && outcome.scale > 1 === scaled).length;
    expect(outcomes.filter(({ scale }) => scale === 1)).toHaveLength(475);
    const known = ({ id, code }: Outcome) =>
      code === "few-turns" || code === "leaves-at-once" || unmoved[id] === code;
    const left = outcomes.filter(
      ({ category }) =>
        category === "refused" || category === "as written" || category === "fast-forwarded in part",
    );
    expect(listShort(left.filter((outcome) => !known(outcome)))).toBe("");
    expect(count("fast-forwarded", false)).toBeGreaterThan(300);
    expect(count("fast-forwarded", true)).toBeGreaterThan(50);
  },
);

test("a wrong state and a wrong number of turns are found", async () => {
  const [loop] = readCorpus(root) as [CorpusLoop];
  const { init, trips, final } = loop.witness!;
  const lies = [
    { ...loop, id: "state", witness: { init, trips, final: { ...final, x: "22" } } },
    { ...loop, id: "turns", witness: { init, trips: trips + 1, final } },
  ];
  const outcomes = await examineAll(
    tasksOf(lies, (_, scale) => scale === 1),
    { root, threads: 1 },
  );
  expect(outcomes.map(({ category }) => category)).toEqual(["wrong", "wrong"]);
});

test("the independent state is that of the loop as written", () => {
  const loop: CorpusLoop = {
    id: "",
    vars: ["x", "y", "z"],
    update: { x: "1+x", y: "-y+2*x-3", z: "z+x*y" },
    guard: "x<10",
    witness: null,
  };
  let state = [3n, 5n, -1n];
  const start = stateOf(loop, { x: "3", y: "5", z: "-1" });
  const map = new PowerMap(loop);
  expect(map.isClosed).toBe(true);
  for (let t = 0n; t < 20n; t++) {
    expect(map.after(start, t)).toEqual(state);
    const [x, y, z] = state as [bigint, bigint, bigint];
    state = [1n + x, -y + 2n * x - 3n, z + x * y];
  }
  expect(new PowerMap(loop, 7n).after(start, 20n)!.map((value, k) => (value - state[k]!) % 7n)).toEqual([
    0n,
    0n,
    0n,
  ]);
  expect(new PowerMap({ ...loop, update: { x: "x*x" } }).isClosed).toBe(false);
});
