// The sense score layer by layer as a line chart; its looks are in `sense.css` and the kit's `graph.css`.

import { area, axisBottom, axisLeft, line as lineThrough, range, select } from "../../../kit/browser/d3.module.js";
import { el } from "../../../kit/browser/dom.js";
import { axisNode } from "../../../kit/browser/graph/axes.js";
import { label, spread } from "../../../kit/browser/graph/labels.js";
import { scaleOf } from "../../../kit/browser/graph/scales.js";
import { SIDES } from "./sense_text.js";

/**
 * @import { Attributes } from "../../../kit/browser/dom.js"
 * @import { Box } from "../../../kit/browser/graph/axes.js"
 * @import { Scale } from "../../../kit/browser/graph/scales.js"
 *
 * @typedef {object} ChartPayload `ChartPayload` in `sense_payload.py`.
 * @property {number} layers
 * @property {number} last_third The first layer of the last third.
 * @property {[string, string]} poles What +1 and −1 mean.
 * @property {Record<string, string>} strings
 *
 * @typedef {{ side: number, values: number[], kind: "main" | "before" }} Line Scores from layer 0 on: solid with marks,
 *   or thin.
 * @typedef {{ side: number, low: number[], high: number[] }} Band
 * @typedef {{ node: SVGSVGElement, x: Scale, y: Scale, box: Box }} SenseChart The picture, and where a layer and a score
 *   are.
 */

const LETTER_GAP = 24; // pixels between two letters at the ends of lines
const LAYER_STEPS = [1, 2, 3, 5, 6, 10];
const LARGEST_LAYER_STEP = 20;
const LAYER_ROOM = 34; // pixels for the number of a layer
/** @type {Map<number, string>} */
const SCORES = new Map([
  [1, "+1"],
  [0.5, "+½"],
  [0, "0"],
  [-0.5, "−½"],
  [-1, "−1"],
]);

/**
 * The mark of a side at a place: a circle for A, a square for B.
 *
 * @param {number} side
 * @param {number} x
 * @param {number} y
 * @param {number} radius
 * @param {Attributes} [attributes]
 */
export function sideMark(side, x, y, radius, attributes = { class: "side-mark" }) {
  if (SIDES[side].shape === "circle") return el("circle", { cx: x, cy: y, r: radius, ...attributes });
  const edge = radius * 1.8;
  return el("rect", { x: x - edge / 2, y: y - edge / 2, width: edge, height: edge, rx: 1.5, ...attributes });
}

/**
 * The letter of a side on its mark, as large as a line of text.
 *
 * @param {number} side
 * @param {number} x
 * @param {number} y
 */
export function sideBadge(side, x, y) {
  const { letter, name } = SIDES[side];
  const text = el("text", { x, y: y + 5, "text-anchor": "middle" }, letter);
  return el("g", { class: `side-badge side-${name}` }, sideMark(side, x, y, 11), text);
}

/**
 * @param {{ width: number, height: number }} size In pixels.
 * @param {ChartPayload} payload
 * @param {Line[]} lines
 * @param {Band[]} [bands]
 * @returns {SenseChart}
 */
export function senseChart({ width, height }, { layers, last_third: from, poles, strings }, lines, bands = []) {
  const box = { left: 46, right: Math.max(width, 120) - 34, top: 30, bottom: height - 48 };
  const linear = { title: "", log: false, percent: false };
  const x = scaleOf({ ...linear, low: 0, high: layers }, box.left, box.right);
  const y = scaleOf({ ...linear, low: -1, high: 1 }, box.bottom, box.top);
  const size = { width, height, viewBox: `0 0 ${width} ${height}` };
  const third = { x: x(from - 0.5), y: box.top, width: box.right - x(from - 0.5), height: box.bottom - box.top };
  const ends = lines.filter(({ kind }) => kind === "main");
  const node = el(
    "svg",
    { ...size, "aria-hidden": "true", class: "graph sense-chart" },
    el("rect", { ...third, class: "last-third" }),
    scoreAxis(y, box),
    layerAxis(x, box, layerTicks(layers, width)),
    label(box.right, height - 6, strings.layer_axis, "end", "title"),
    ...bands.map((band) => bandArea(band, x, y)),
    label(box.left - 30, box.top - 10, `+1 = ${poles[0]}`, "start", "pole side-a"),
    label(box.left - 30, height - 6, `−1 = ${poles[1]}`, "start", "pole side-b"),
    ...lines.map((line) => lineMarks(line, x, y)),
    ...endBadges(ends, x(layers) + 16, y, box),
  );
  return { node, x, y, box };
}

/**
 * Scores as lines across; 0 stands out.
 *
 * @param {Scale} y
 * @param {Box} box
 */
function scoreAxis(y, box) {
  const axis = axisLeft(y)
    .tickValues([...SCORES.keys()])
    .tickSizeOuter(0)
    .tickPadding(8);
  axis.tickSizeInner(box.left - box.right).tickFormat((score) => SCORES.get(Number(score)) ?? "");
  const node = axisNode(axis);
  node.setAttribute("transform", `translate(${box.left} 0)`);
  select(node)
    .selectAll("line")
    .filter((score) => score === 0)
    .attr("class", "axis");
  return node;
}

/**
 * Numbers of layers below the chart.
 *
 * @param {Scale} x
 * @param {Box} box
 * @param {number[]} ticks
 */
function layerAxis(x, box, ticks) {
  const axis = axisBottom(x).tickValues(ticks).tickSize(0).tickPadding(11).tickFormat(String);
  const node = axisNode(axis);
  node.setAttribute("transform", `translate(0 ${box.bottom})`);
  return node;
}

/**
 * The layers that a chart of this width has room to number.
 *
 * @param {number} layers
 * @param {number} width In pixels.
 */
function layerTicks(layers, width) {
  const room = width - 80;
  const step = LAYER_STEPS.find((candidate) => (layers / candidate) * LAYER_ROOM <= room) ?? LARGEST_LAYER_STEP;
  return range(0, layers + 1, step);
}

/**
 * @param {Band} band
 * @param {Scale} x
 * @param {Scale} y
 */
function bandArea({ side, low, high }, x, y) {
  const shape = area()
    .x((_, layer) => x(layer))
    .y0(([bottom]) => y(bottom))
    .y1(([, top]) => y(top));
  const d = shape(low.map((score, layer) => [score, high[layer]])) ?? "";
  return el("path", { d, class: `band side-${SIDES[side].name}` });
}

/**
 * @param {Line} line
 * @param {Scale} x
 * @param {Scale} y
 */
function lineMarks({ side, values, kind }, x, y) {
  const path = lineThrough()
    .x(([layer]) => x(layer))
    .y(([, score]) => y(score));
  const d = path(values.map((score, layer) => [layer, score])) ?? "";
  const marks = kind === "main" ? values.map((score, layer) => sideMark(side, x(layer), y(score), 3.2)) : [];
  return el("g", { class: `side-${SIDES[side].name}` }, el("path", { d, class: `line ${kind}` }), ...marks);
}

/**
 * The letters at the ends of the lines, moved apart where they would lie on each other.
 *
 * @param {Line[]} lines
 * @param {number} x
 * @param {Scale} y
 * @param {Box} box
 */
function endBadges(lines, x, y, box) {
  const wanted = lines.map(({ values }) => y(values[values.length - 1]));
  const places = spread(wanted, { low: box.top, high: box.bottom, gap: LETTER_GAP });
  return lines.map(({ side }, index) => sideBadge(side, x, places[index]));
}
