/**
 * Time over n as SVG, without a browser: linear and logarithmic, with the crossover of the plain loop and the library marked.
 *
 * A plot is data (`plotsOf`) before it is drawn (`draw`): a title, the curves as lists of points, and the scales.
 */
import * as Plot from "@observablehq/plot";
import { parseHTML } from "linkedom";
import { duration } from "./table.mjs";

const WIDTH = 720;
const HEIGHT = 440;
/** The same in every plot; methods by hand have the others, in their order. */
const colourOf = { plain: "#c0392b", cpm: "#1f6fb2", "itersLimit 0": "#86b4d8" };
const others = ["#8e6bb0", "#2e8b57", "#c98a1b", "#666666"];

function coloursOf(names) {
  const rest = names.filter((name) => !(name in colourOf));
  return names.map((name) => colourOf[name] ?? others[rest.indexOf(name) % others.length]);
}

/** The plots of a run. */
export function plotsOf({ cases, optionsOff }) {
  const plots = cases.flatMap(({ name, about, testcases, isPlotted }) =>
    isPlotted
      ? plotsOfCase(name, about, new Map(testcases.map((testcase) => [testcase.name, testcase])))
      : [],
  );
  if (optionsOff) {
    const title = "fib: options switched off, the matrix raised to a power";
    plots.push(
      plot("options-linear", title, [optionsOff], "linear"),
      plot("options-log", title, [optionsOff], "log"),
    );
  }
  return plots;
}

/** Small and big n, linear and logarithmic; the logarithmic plots have the arguments in powers of 2 and 10. */
function plotsOfCase(name, about, testcase) {
  const only = (key, isIn = () => true) => {
    const { rows = [], ...others } = testcase.get(key) ?? { columns: [] };
    return { ...others, rows: rows.filter(({ arg }) => isIn(arg)) };
  };
  const short = only("short");
  const largest = short.rows.at(-1)?.arg ?? 0;
  const beyond = only(testcase.get("huge")?.unit === "n" ? "huge" : "big", (arg) => arg > largest);
  const title = (size) => `${name}: ${about}, ${size} n`;
  return [
    plot(`${name}-small-linear`, title("small"), [only("small")], "linear"),
    plot(`${name}-small-log`, title("small"), [short], "log"),
    plot(`${name}-big-linear`, title("big"), [only("big")], "linear"),
    plot(`${name}-big-log`, title("big"), [short, beyond], "log"),
  ].filter(({ curves }) => curves.length > 0);
}

function plot(name, title, testcases, scale) {
  const columns = [...new Set(testcases.flatMap((testcase) => testcase.columns))];
  const curves = columns.flatMap((column) => {
    const points = testcases
      .flatMap(({ rows }) => rows.map(({ arg, seconds }) => [arg, seconds[column] ?? null]))
      .filter(([n, seconds]) => seconds !== null && (scale === "linear" || n > 0))
      .sort(([a], [b]) => a - b);
    return points.length > 0 ? [{ name: column, points }] : [];
  });
  return { name, title, scale, curves, crossover: crossover(curves) };
}

/**
 * Where the library's curve goes below the plain loop's for good; undefined where it always is, or never. By itself the library
 * stays with the plain loop below it, so the curve that always jumps is the one to look at, where there is one.
 */
function crossover(curves) {
  const pointsOf = (...names) =>
    names.flatMap((name) => curves.filter((curve) => curve.name === name))[0]?.points;
  const plain = new Map(pointsOf("plain"));
  const cpm = pointsOf("itersLimit 0", "cpm") ?? [];
  const both = cpm.filter(([n]) => n > 0 && plain.has(n)).map(([n, t]) => [n, Math.log(t / plain.get(n))]);
  const last = both.findLastIndex(([, difference]) => difference > 0);
  if (last < 0 || last === both.length - 1) return undefined;
  const [[n, above], [m, below]] = [both[last], both[last + 1]];
  return n * (m / n) ** (above / (above - below));
}

const rounded = (n) => Number(n.toPrecision(2)).toLocaleString("en-US");

/** @returns the text of an SVG file. */
export function draw({ title, scale, curves, crossover: crossing }) {
  const { document } = parseHTML("<html><body></body></html>");
  const isLog = scale === "log";
  const names = curves.map(({ name }) => name);
  const colours = coloursOf(names);
  const data = curves.flatMap(({ name, points }) => points.map(([n, seconds]) => ({ name, n, seconds })));
  const ends = curves.map(({ name, points }) => ({ name, n: points.at(-1)[0], seconds: points.at(-1)[1] }));
  const largest = Math.max(...data.map(({ n }) => n));
  const mark = crossing === undefined ? [] : [crossing];
  const svg = Plot.plot({
    document,
    width: WIDTH,
    height: HEIGHT,
    marginLeft: 64,
    marginRight: 44,
    marginTop: 74,
    style: { background: "white", color: "#222", fontFamily: "system-ui, sans-serif" },
    x: { type: scale, label: "n", grid: true, nice: !isLog, ticks: 8, tickFormat: isLog ? logTick : count },
    y: { type: scale, label: null, grid: true, zero: !isLog, nice: true, ticks: isLog ? 6 : 8, tickFormat: isLog ? logTime : duration }, // prettier-ignore
    color: { domain: names, range: colours },
    marks: [
      Plot.ruleX(mark, { stroke: "#222", strokeDasharray: "4 3" }),
      Plot.text(mark, {
        x: (n) => n,
        frameAnchor: "top",
        dx: crossing > largest / 2 ? -6 : 6,
        dy: 6,
        textAnchor: crossing > largest / 2 ? "end" : "start",
        text: (n) => `a jump pays from n ≈ ${rounded(n)}`,
        stroke: "white",
        strokeWidth: 4,
        fill: "#222",
      }),
      Plot.line(data, { x: "n", y: "seconds", stroke: "name", strokeWidth: 1.8 }),
      Plot.dot(data, { x: "n", y: "seconds", fill: "name", r: 2.4 }),
      Plot.dot(ends, { x: "n", y: "seconds", fill: "name", r: 3.4 }),
    ],
  });
  svg.setAttribute("xmlns", "http://www.w3.org/2000/svg");
  heading(document, svg, title, names, colours);
  return `${svg.outerHTML.replace(/(-?\d+\.\d{2})\d+/g, "$1")}\n`;
}

/** The title and the names of the curves, in their colours, above the frame. */
function heading(document, svg, title, names, colours) {
  const text = (content, attributes) => {
    const element = document.createElementNS("http://www.w3.org/2000/svg", "text");
    for (const [key, value] of Object.entries({ ...attributes, "text-anchor": "start" }))
      element.setAttribute(key, String(value));
    element.textContent = content;
    svg.appendChild(element);
  };
  text(title, { x: 16, y: 22, "font-size": 14, "font-weight": 600, fill: "#222" });
  let x = 16;
  names.forEach((name, k) => {
    text(`● ${name}`, { x, y: 44, "font-size": 12, fill: colours[k] });
    x += 32 + 6.9 * name.length;
  });
  text("processor time per call", { x: 16, y: 62, "font-size": 10, fill: "#666" });
}

const isPowerOf = (base, value) => Math.abs(Math.log(value) / Math.log(base) - Math.round(Math.log(value) / Math.log(base))) < 1e-9; // prettier-ignore
const count = (n) => n.toLocaleString("en-US");
const logTick = (n) => (isPowerOf(10, n) ? count(n) : "");
const logTime = (seconds) => (isPowerOf(10, seconds) ? duration(seconds).replace(/\.0+ | {1}/, " ") : "");
