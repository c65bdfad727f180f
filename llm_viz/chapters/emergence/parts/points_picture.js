// The picture of published results, whose points glide to where metric and axes want them.

import { el } from "../../../kit/browser/dom.js";
import { drawGraph } from "../../../kit/browser/graph/draw.js";
import { label } from "../../../kit/browser/graph/labels.js";
import { glide } from "../../../kit/browser/motion.js";
import { pointerOn } from "../../../kit/browser/screen.js";

/**
 * @import { Graph } from "../../../kit/browser/graph/draw.js"
 * @import { Language } from "../../../kit/browser/numbers.js"
 * @import { Ends } from "./metrics.js"
 * @import { Point, PointsPayload } from "./points.js"
 *
 * @typedef {ReturnType<typeof drawGraph>} Drawn
 * @typedef {{ x: number, y: number, low: number, high: number, round: number }} Place Where a mark stands, the ends of
 *   its error bar, and how round it is; in pixels.
 *
 * @typedef {object} Mark
 * @property {string} line Name of its line.
 * @property {Point} point
 * @property {SVGLineElement} error
 * @property {SVGRectElement} node
 * @property {Place | null} at Where it is at present.
 */

const SIZE = 11; // pixels of a mark
const ROUND = { hard: 1.5, smooth: SIZE / 2 }; // pixels of its corners: squares and circles
const NEAR = 40; // pixels from the pointer, within which a mark is looked at

export class PointsPicture {
  frame = el("div");
  layer = el("g");
  width = 0;
  /** What `glide` keeps. */
  gliding = {};
  stop = () => {};

  /**
   * @param {PointsPayload} payload
   * @param {Language} language
   * @param {(point: Point | null) => void} looked Called with the point that the pointer is near.
   */
  constructor(payload, language, looked) {
    this.payload = payload;
    this.language = language;
    this.looked = looked;
    /** @type {Mark[]} */
    this.marks = payload.lines.flatMap(({ name, points }) =>
      points.map((point) => ({ line: name, point, error: el("line", { class: "error" }), node: el("rect"), at: null })),
    );
    this.paths = payload.lines.map(({ name }) => ({ line: name, node: el("path", { class: "line" }) }));
    this.layer.append(...this.paths.map(({ node }) => node), ...this.marks.flatMap(({ error, node }) => [error, node]));
  }

  /**
   * Draw everything where the settings want it.
   *
   * @param {number} width
   */
  draw(width) {
    this.width = width;
    const moves = this.moves(this.drawAxes(), false);
    this.stop();
    this.place(moves, 1);
  }

  /** Draw the axes of the settings, and move the points to where they belong from where they are now. */
  glideToPlaces() {
    if (this.width === 0) return;
    const moves = this.moves(this.drawAxes(), true);
    this.stop = glide(this.gliding, (share) => this.place(moves, share));
  }

  drawAxes() {
    const { payload, layer } = this;
    const drawn = drawGraph(this.frame, emptyGraph(payload), this.width, this.language);
    drawn.node.append(...zeroLabels(drawn, payload), layer);
    drawn.node.onpointermove = (event) => this.look(event, drawn.node);
    return drawn;
  }

  /**
   * @param {Drawn} drawn
   * @param {boolean} fromPresent Whether the marks begin where they are.
   */
  moves(drawn, fromPresent) {
    return this.marks.map((mark) => {
      const to = placeOf(mark.point, this.payload, drawn);
      return { mark, from: fromPresent && mark.at ? mark.at : to, to };
    });
  }

  /**
   * @param {{ mark: Mark, from: Place, to: Place }[]} moves
   * @param {number} share Of the way.
   */
  place(moves, share) {
    for (const { mark, from, to } of moves) drawMark(mark, between(from, to, share));
    for (const { line, node } of this.paths) {
      node.setAttribute("d", pathThrough(this.marks.filter((mark) => mark.line === line)));
    }
  }

  /** @param {string} line */
  emphasise(line) {
    for (const path of this.paths) path.node.classList.toggle("chosen-line", path.line === line);
    for (const mark of this.marks) mark.node.classList.toggle("of-chosen-line", mark.line === line);
  }

  /**
   * @param {PointerEvent} event
   * @param {SVGSVGElement} svg
   */
  look(event, svg) {
    const { left, top } = pointerOn(svg, event);
    const away = (/** @type {Mark} */ { at }) => (at ? Math.hypot(at.x - left, at.y - top) : Number.POSITIVE_INFINITY);
    const nearest = this.marks.reduce((best, mark) => (away(mark) < away(best) ? mark : best));
    const isNear = away(nearest) < NEAR;
    for (const mark of this.marks) mark.node.classList.toggle("looked-at", isNear && mark === nearest);
    this.looked(isNear ? nearest.point : null);
  }
}

/**
 * The metric that is shown.
 *
 * @param {PointsPayload} payload
 */
function faceOf({ faces, settings }) {
  return (settings.metric === "smooth" ? faces.smooth : null) ?? faces.hard;
}

/**
 * Axes, and the level of chance where there is one.
 *
 * @param {PointsPayload} payload
 * @returns {Graph}
 */
function emptyGraph(payload) {
  const { across, strings, height, settings } = payload;
  const { x, y } = settings;
  const face = faceOf(payload);
  return {
    x: { ...across.axes[x], log: x === "log", percent: false, title: across.title },
    y: { ...face.axes[y], log: y === "log", percent: face.percent, title: face.title },
    alt: strings.alt,
    height,
    series: [],
    levels: face.chance === null ? [] : [{ name: strings.chance, value: face.chance, colour: "quiet", dash: "dashed" }],
  };
}

/**
 * On a logarithmic axis, where there is no 0, what is 0 stands at the very edge, which is marked so.
 *
 * @param {Drawn} drawn
 * @param {PointsPayload} payload
 */
function zeroLabels({ box }, payload) {
  const { across, settings } = payload;
  const labels = [];
  if (settings.y === "log" && faceOf(payload).zero) labels.push(label(box.left - 8, box.bottom + 5, "0", "end"));
  if (settings.x === "log" && across.zero) labels.push(label(box.left, box.bottom + 22, "0", "middle"));
  return labels;
}

/**
 * @param {Point} point
 * @param {PointsPayload} payload
 * @param {Drawn} drawn
 * @returns {Place}
 */
function placeOf(point, payload, drawn) {
  const { across, settings } = payload;
  const { metric, x, y } = settings;
  /** @type {(value: number, ends: Ends, isLog: boolean) => number} */
  const within = (value, { low }, isLog) => (isLog ? Math.max(value, low) : value);
  const up = (/** @type {number} */ value) => drawn.y(within(value, faceOf(payload).axes[y], y === "log"));
  const { value, low, high } = point[metric];
  const place = drawn.x(within(point.x, across.axes[x], x === "log"));
  return { x: place, y: up(value), low: up(low ?? value), high: up(high ?? value), round: ROUND[metric] };
}

/**
 * @param {Place} from
 * @param {Place} to
 * @param {number} share Of the way.
 * @returns {Place}
 */
function between(from, to, share) {
  const at = (/** @type {keyof Place} */ name) => from[name] + (to[name] - from[name]) * share;
  return { x: at("x"), y: at("y"), low: at("low"), high: at("high"), round: at("round") };
}

/**
 * @param {Mark} mark
 * @param {Place} at
 */
function drawMark(mark, at) {
  mark.at = at;
  set(mark.node, { x: at.x - SIZE / 2, y: at.y - SIZE / 2, width: SIZE, height: SIZE, rx: at.round });
  set(mark.error, { x1: at.x, x2: at.x, y1: at.low, y2: at.high });
}

/**
 * @param {SVGElement} node
 * @param {Record<string, number>} attributes
 */
function set(node, attributes) {
  for (const [name, value] of Object.entries(attributes)) node.setAttribute(name, value.toFixed(1));
}

/** @param {Mark[]} marks */
function pathThrough(marks) {
  const places = marks.flatMap(({ at }) => (at ? [`${at.x.toFixed(1)} ${at.y.toFixed(1)}`] : []));
  return places.length > 0 ? `M${places.join("L")}` : "";
}
