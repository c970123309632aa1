/**
 * How long each method takes on the same work: in one process, the methods taking turns, medians of several rounds.
 *
 * - Time is processor time, so that other programs on the machine count for little. Garbage is collected when the engine
 *   collects it: forced collections throw compiled code away, and a warm door took three to ten times as long behind them.
 * - Calls shorter than a sample are repeated until they fill one. Everything is warmed up before, and the library for longer: a
 *   door that has been opened some thousand times is compiled code like the methods by hand. What the first call costs is a
 *   figure of its own.
 * - In every round another method begins. A method that is slow for its budget leaves after fewer rounds.
 * - A call that is predicted to take longer than the limit, from the last arguments, is left out.
 */
/** How thoroughly; times in seconds. `rounds: 0` calls each method once, for its value. */
export const efforts = {
  full: { warmUp: 2, rounds: 7, sample: 0.004, budget: 0.8, limit: 3 },
  quick: { warmUp: 0.4, rounds: 3, sample: 0.002, budget: 0.2, limit: 0.2 },
  match: { warmUp: 0, rounds: 0, sample: 0, budget: 0, limit: 0.1 },
};

/** Seconds of processor time since the process began. */
function processorTime() {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1e6;
}

/** A duration in seconds, and the value of the last call. */
export function timed(call, repetitions = 1) {
  let value;
  const start = processorTime();
  for (let k = 0; k < repetitions; k++) value = call(k);
  return { seconds: processorTime() - start, value };
}

/** Calls a function with arguments that go up, over and over, for some seconds, without those that take long. */
export function warmUp(fn, args, seconds) {
  const end = processorTime() + seconds;
  let affordable = args.length;
  while (affordable > 0 && processorTime() < end) {
    for (let k = 0; k < affordable; k++) {
      const { seconds: once } = timed(() => fn(args[k]));
      if (once > seconds / 20) affordable = Math.max(1, k);
    }
  }
}

export const median = (values) => values.toSorted((a, b) => a - b)[values.length >> 1];

/**
 * One row of a table: name → `{ value, seconds, rounds }`, or undefined where the method was left out.
 *
 * @param methods name → a function of the argument.
 * @param argumentOf the k-th argument; the values are those of k = 0.
 * @param isAllowed whether to call a method at all.
 */
export function measure(methods, argumentOf, effort, isAllowed) {
  const runs = methods.flatMap(([name, method]) =>
    isAllowed(name) ? [begin(name, method, argumentOf, effort)] : [],
  );
  for (let round = 0; round < effort.rounds; round++) {
    for (let k = 0; k < runs.length; k++) {
      const run = runs[(k + round) % runs.length];
      if (round < run.rounds) run.times.push(timed(run.call, run.repetitions).seconds / run.repetitions);
    }
  }
  return new Map(
    runs.map(({ name, value, times, first }) => [
      name,
      { value, seconds: times.length > 0 ? median(times) : first, rounds: Math.max(1, times.length) },
    ]),
  );
}

/** The first call gives the value; then as many as fill a sample. */
function begin(name, method, argumentOf, effort) {
  let next = 1;
  const call = () => method(argumentOf(next++));
  const { seconds: first, value } = timed(() => method(argumentOf(0)));
  let repetitions = 1;
  let once = first;
  while (effort.rounds > 0 && once * repetitions < effort.sample) {
    once = timed(call, repetitions).seconds / repetitions;
    if (once * repetitions < effort.sample) repetitions *= 2;
  }
  const affordable = Math.floor(effort.budget / (once * repetitions));
  const rounds = Math.min(effort.rounds, once > effort.budget ? 0 : Math.max(1, affordable));
  return { name, call, value, first, repetitions, rounds, times: [] };
}

/**
 * Predicts durations from those of the arguments before, as a power of the argument.
 *
 * @param least the least exponent: 1 for a loop.
 * @param first the exponent while there is one argument only.
 */
export function forecast(least, first) {
  const points = [];
  const exponent = () => {
    if (points.length < 2) return first;
    const [[n, less], [m, more]] = points.slice(-2);
    return Math.min(2.2, Math.max(least, Math.log(more / less) / Math.log(m / n)));
  };
  return {
    add: (n, seconds) => void (n > 0 && seconds > 0 && points.push([n, seconds])),
    at(n) {
      const [last, seconds] = points.at(-1) ?? [1, 0];
      return seconds * (n / last) ** exponent();
    },
  };
}
