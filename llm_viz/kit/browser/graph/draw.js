// Curves, points and levels over two axes, as SVG. Its looks are in `graph.css`.

import { SERIES_COLOURS } from "../colours.js";
import { line as lineThrough } from "../d3.module.js";
import { el } from "../dom.js";
import { axisTitles, horizontalAxis, verticalAxis } from "./axes.js";
import { label, spread, widest } from "./labels.js";
import { legendOf } from "./legend.js";
import { scaleOf, tickOf, ticksOf } from "./scales.js";

/**
 * @import { SeriesColour } from "../colours.js"
 * @import { Language } from "../numbers.js"
 * @import { Box } from "./axes.js"
 * @import { Axis, Scale } from "./scales.js"
 *
 * @typedef {keyof typeof DASHES} Dash
 * @typedef {"circle" | "small" | "open" | "square" | "diamond"} Mark
 * @typedef {number[]} Point Where, and how much; with an error bar: its lower and its upper end.
 *
 * @typedef {object} Series `SeriesPayload` in `graph.py`: points that belong together.
 * @property {string} name Empty: it has none.
 * @property {Point[]} points
 * @property {SeriesColour} colour
 * @property {Dash} dash
 * @property {boolean} line Whether a line joins the points.
 * @property {Mark | null} marks
 * @property {string[] | null} hover A text for each point.
 *
 * @typedef {{ name: string, value: number, colour: SeriesColour, dash: Dash }} Level A number on the vertical axis, as
 *   a line right across.
 *
 * @typedef {{ x: Axis, y: Axis, alt: string, height: number, levels: Level[], series: Series[] }} Graph What
 *   `graph_payload` in `graph.py` made; `height` in pixels.
 *
 * @typedef {{ box: Box, x: Scale, y: Scale }} Places
 */

const DASHES = { solid: null, dashed: "7 5", dotted: "2 4" };
const ROW = 19; // pixels between two names
const NARROW = 600; // pixels, below which there is no room for names at the right edge
const MOST_FOR_NAMES = 0.34; // of the width

/**
 * Draw the graph into `host`, in place of what was there; below it a legend where it is too narrow for names at the
 * right edge. Returns the SVG, the legend or null, the box of the axes, and the scales, which place a number.
 *
 * @param {HTMLElement} host It must be in the page: texts are measured.
 * @param {Graph} graph
 * @param {number} width In pixels.
 * @param {Language} language
 */
export function drawGraph(host, graph, width, language) {
  const size = { width, height: graph.height, viewBox: `0 0 ${width} ${graph.height}` };
  const node = el("svg", { ...size, role: "img", "aria-label": graph.alt, class: "graph" });
  const isNarrow = width < NARROW;
  const legend = isNarrow ? legendOf(graph.series) : null;
  host.replaceChildren(node, ...(legend ? [legend] : []));

  const yTicks = ticksOf(graph.y, Math.max(3, Math.round((graph.height - 90) / 58)));
  const names = [...graph.levels, ...graph.series].filter(({ name }) => name);
  const numbers = widest(
    node,
    yTicks.map((value) => tickOf(graph.y, value, language)),
  );
  const nameWidth = isNarrow
    ? 0
    : Math.min(
        width * MOST_FOR_NAMES,
        18 +
          widest(
            node,
            names.map(({ name }) => name),
            "name",
          ),
      );
  const box = { left: numbers + 14, right: width - Math.max(nameWidth, 12), top: 34, bottom: graph.height - 54 };
  const x = scaleOf(graph.x, box.left, box.right);
  const y = scaleOf(graph.y, box.bottom, box.top);
  const xTicks = ticksOf(graph.x, Math.max(2, Math.floor((box.right - box.left) / 90)));
  const places = { box, x, y };
  node.append(
    ...verticalAxis(graph.y, y, yTicks, box, language),
    ...horizontalAxis(graph.x, x, xTicks, box, language),
    ...axisTitles(graph, box),
    ...graph.levels.map((level) => levelLine(level, places)),
    ...graph.series.map((series) => seriesMarks(series, places)),
    ...(isNarrow ? levelNames(graph, places) : endLabels(names, places)),
  );
  return { node, legend, ...places };
}

/**
 * Draw the graph as large as `host` is, its legend included.
 *
 * @param {HTMLElement} host It must be in the page, and have a size.
 * @param {Omit<Graph, "height">} graph
 * @param {Language} language
 */
export function fillWithGraph(host, graph, language) {
  const drawIn = (/** @type {number} */ height) => drawGraph(host, { ...graph, height }, host.clientWidth, language);
  const drawn = drawIn(host.clientHeight);
  return drawn.legend ? drawIn(host.clientHeight - drawn.legend.offsetHeight) : drawn;
}

/**
 * Names of levels above their lines, on a narrow picture, at the end where the curves leave more room; levels close to
 * each other do not write over each other.
 *
 * @param {Graph} graph
 * @param {Places} places
 */
function levelNames({ levels, series }, { box, x, y }) {
  const wanted = levels.map(({ value }) => y(value) - 6);
  const rows = spread(wanted, { low: box.top, high: box.bottom, gap: ROW });
  const points = series.flatMap((each) => each.points).map(([at, value]) => ({ at: x(at), down: y(value) }));
  const middle = (box.left + box.right) / 2;
  const roomAt = (/** @type {number} */ row, /** @type {boolean} */ isLeft) =>
    Math.min(...points.filter(({ at }) => at < middle === isLeft).map(({ down }) => Math.abs(down - row)), box.bottom);
  return levels.map(({ name }, index) => {
    const row = rows[index];
    if (roomAt(row, true) >= roomAt(row, false)) return label(box.left + 6, row, name, "start", "number level-name");
    return label(box.right - 2, row, name, "end", "number level-name");
  });
}

/**
 * @param {Level} level
 * @param {Places} places
 */
function levelLine({ value, colour, dash }, { box, y }) {
  const ends = { x1: box.left, x2: box.right, y1: y(value), y2: y(value) };
  return el("line", { ...ends, class: "level", style: { stroke: SERIES_COLOURS[colour], ...dashStyle(dash) } });
}

/** @param {Dash} dash */
function dashStyle(dash) {
  return { "stroke-dasharray": DASHES[dash] ?? "none" };
}

/**
 * @param {Series} series
 * @param {Places} places
 */
function seriesMarks({ points, colour, dash, line, marks, hover }, { box, x, y }) {
  const inside = (/** @type {number} */ value) => Math.min(box.bottom, Math.max(box.top - 12, y(value)));
  const group = el("g", { class: "series", style: { "--colour": SERIES_COLOURS[colour], ...dashStyle(dash) } });
  for (const [at, , low, high] of points.filter((point) => point.length > 2)) {
    group.append(el("line", { x1: x(at), x2: x(at), y1: inside(low), y2: inside(high), class: "error" }));
  }
  if (line) {
    const path = lineThrough()
      .x(([at]) => tenth(x(at)))
      .y(([, value]) => tenth(inside(value)));
    const pairs = points.map(([at, value]) => /** @type {[number, number]} */ ([at, value]));
    group.append(el("path", { d: path(pairs) ?? "", class: "line" }));
  }
  if (marks) group.append(...points.map(([at, value], index) => mark(marks, x(at), inside(value), hover?.[index])));
  return group;
}

/** @param {number} pixels */
function tenth(pixels) {
  return Math.round(10 * pixels) / 10;
}

/**
 * A point: a full or an open circle, a square or a diamond; what it stands for appears under the pointer.
 *
 * @param {Mark} kind
 * @param {number} cx
 * @param {number} cy
 * @param {string} [hover]
 */
function mark(kind, cx, cy, hover) {
  const title = hover ? el("title", {}, hover) : null;
  if (kind === "square") return el("rect", { x: cx - 5, y: cy - 5, width: 10, height: 10, class: "mark" }, title);
  if (kind === "diamond") {
    const d = `M${cx} ${cy - 7}L${cx + 7} ${cy}L${cx} ${cy + 7}L${cx - 7} ${cy}Z`;
    return el("path", { d, class: "mark" }, title);
  }
  const radius = kind === "small" ? 3 : 5;
  return el("circle", { cx, cy, r: radius, class: kind === "open" ? "mark open" : "mark" }, title);
}

/**
 * Names at the right ends of what they name, moved apart where they would lie on each other.
 *
 * @param {(Level | Series)[]} named
 * @param {Places} places
 */
function endLabels(named, { box, y }) {
  const ends = named.flatMap((thing) => {
    const value = "value" in thing ? thing.value : thing.points.at(-1)?.[1];
    return value === undefined ? [] : [{ thing, at: Math.min(box.bottom, Math.max(box.top, y(value))) }];
  });
  const rows = spread(
    ends.map(({ at }) => at),
    { low: box.top, high: box.bottom, gap: ROW },
  );
  return ends.map(({ thing }, index) => {
    const text = label(box.right + 10, rows[index] + 5, thing.name, "start", "name");
    text.style.setProperty("--colour", SERIES_COLOURS[thing.colour]);
    return text;
  });
}
