// Published models by what they read and how large they are: diagonals cost the same. A tap tells what is known of one.

import { el } from "../../../kit/browser/dom.js";
import { keepingFocus } from "../../../kit/browser/focus.js";
import { drawGraph } from "../../../kit/browser/graph/draw.js";
import { label, widest } from "../../../kit/browser/graph/labels.js";
import { placesOfNames } from "../../../kit/browser/graph/names.js";
import { large } from "../../../kit/browser/numbers.js";
import { stateOf } from "../../../kit/browser/state.js";
import { followSize, markNarrow } from "../../../kit/browser/width.js";
import { keysOf, markGroup, markOf, nearest } from "./model_marks.js";
import { clearPlace, sameFlop, sameRatio } from "./plane_math.js";

/**
 * @import { Graph } from "../../../kit/browser/graph/draw.js"
 * @import { Language } from "../../../kit/browser/numbers.js"
 * @import { Surroundings } from "../../../kit/browser/streamlit.js"
 * @import { Placed } from "./model_marks.js"
 * @import { Ends } from "./plane_math.js"
 *
 * @typedef {object} Model `PlaneModelPayload` in `plane.py`.
 * @property {string} name
 * @property {number | null} tokens null: not disclosed.
 * @property {number} active Parameters at work on each token.
 * @property {string} sure
 * @property {boolean} own
 * @property {boolean} named
 * @property {string} says
 *
 * @typedef {object} PlanePayload `PlanePayload` in `plane.py`.
 * @property {Model[]} models
 * @property {{ flop: number, name: string }[]} diagonals
 * @property {number | null} rule Tokens for each parameter.
 * @property {string} told
 * @property {Record<string, string>} strings
 *
 * @typedef {ReturnType<typeof drawGraph>} Drawn
 */

const NARROW = 720; // pixels
const AIR = 3; // ratio of the axes' ends to the last values
const BAND = 12; // ratio that is kept free at the left for what is not disclosed

/**
 * @param {HTMLElement} root
 * @param {PlanePayload} payload
 * @param {Surroundings} surroundings
 */
export function mount(root, payload, { language }) {
  const { models, strings, rule } = payload;
  const state = stateOf(root, () => ({ chosen: /** @type {number | null} */ (null) }));
  const plot = el("div", { class: "plot" });
  const live = el("p", { class: "stage-says", role: "status" });
  /** @type {Placed[]} */
  let placed = [];
  const say = () => {
    live.textContent = state.chosen === null ? payload.told : models[state.chosen].says;
    for (const { index, node } of placed) node.classList.toggle("chosen", index === state.chosen);
  };
  const choose = (/** @type {number} */ index) => {
    state.chosen = index;
    say();
  };
  const draw = () => {
    keepingFocus(root, () => {
      placed = drawPlane(plot, payload, language, choose);
    });
    say();
  };
  plot.onclick = (event) => {
    const index = nearest(plot, event, placed);
    if (index !== undefined) choose(index);
  };
  const keys = keysOf(strings, rule === null ? [] : [`┅ ${strings.rule}`]);
  root.replaceChildren(el("div", { class: "hero" }, el("p", { class: "tap" }, strings.tap), plot, keys), live);
  say();
  const stops = [markNarrow(root, NARROW), followSize(plot, draw)];
  return () => {
    for (const stop of stops) stop();
  };
}

/**
 * @param {HTMLElement} plot
 * @param {PlanePayload} payload
 * @param {Language} language
 * @param {(index: number) => void} choose
 * @returns {Placed[]}
 */
function drawPlane(plot, payload, language, choose) {
  const { models } = payload;
  const drawn = drawGraph(plot, { ...graphOf(payload), height: plot.clientHeight }, plot.clientWidth, language);
  const { node, x, y } = drawn;
  node.setAttribute("role", "group");
  const known = models.flatMap(({ tokens }) => tokens ?? []);
  const least = Math.min(...known) / AIR;
  const unknown = (x(least) + drawn.box.left) / 2;
  const placed = models.map((model, index) => {
    const at = { left: model.tokens === null ? unknown : x(model.tokens), top: y(model.active) };
    const sure = model.tokens === null ? "hidden" : model.sure;
    return { index, ...at, node: markOf(model, sure, at, () => choose(index)) };
  });
  node.append(
    ...bandOf(payload, drawn, x(least)),
    ...diagonalsOf(payload, drawn, x(least), placed),
    markGroup(placed),
    ...namesOf(models, placed, drawn),
  );
  return placed;
}

/**
 * Where models stand of which nobody knows how much they read.
 *
 * @param {PlanePayload} payload
 * @param {Drawn} drawn
 * @param {number} end
 */
function bandOf({ models, strings }, { box }, end) {
  if (models.every(({ tokens }) => tokens !== null)) return [];
  const room = { x: box.left, y: box.top, width: end - box.left, height: box.bottom - box.top };
  return [el("rect", { class: "band", ...room }), label(box.left + 6, box.bottom - 8, strings.hidden, "start")];
}

/**
 * Lines along which the operations are the same, each with its number where it hides no model, and the rule.
 *
 * @param {PlanePayload} payload
 * @param {Drawn} drawn
 * @param {number} start Where they begin.
 * @param {Placed[]} placed
 */
function diagonalsOf({ diagonals, rule }, { node, box, x, y }, start, placed) {
  const edges = {
    left: x.invert(start),
    right: x.invert(box.right),
    bottom: y.invert(box.bottom),
    top: y.invert(box.top),
  };
  /** @type {(ends: Ends | null, look: string) => SVGElement[]} */
  const line = (ends, look) =>
    ends
      ? [el("line", { class: look, x1: x(ends[0][0]), y1: y(ends[0][1]), x2: x(ends[1][0]), y2: y(ends[1][1]) })]
      : [];
  const lines = diagonals.flatMap(({ flop, name }) => {
    const ends = sameFlop(flop, edges);
    if (!ends) return [];
    const [from, to] = ends.map(([tokens, size]) => ({ x: x(tokens), y: y(size) }));
    const at = clearPlace(from, to, placed, widest(node, [name]));
    return [...line(ends, "diagonal"), ...(at ? [label(at.x, at.y, name, "start")] : [])];
  });
  return rule === null ? lines : [...lines, ...line(sameRatio(rule, edges), "rule")];
}

/**
 * @param {Model[]} models
 * @param {Placed[]} placed
 * @param {Drawn} drawn
 */
function namesOf(models, placed, { node, box }) {
  const spots = placed.map(({ left, top }) => ({ x: left, y: top }));
  const named = models
    .map(({ name, named: isNamed }, index) => ({ name, isNamed, ...spots[index] }))
    .filter(({ isNamed }) => isNamed)
    .map((each) => ({ ...each, width: widest(node, [each.name], "model") }));
  return placesOfNames(named, spots, box).flatMap((place, index) =>
    place ? [label(place.x, place.y, named[index].name, place.anchor, "model")] : [],
  );
}

/**
 * @param {PlanePayload} payload
 * @returns {Omit<Graph, "height">}
 */
function graphOf({ models, strings, told }) {
  const known = models.flatMap(({ tokens }) => tokens ?? []);
  const sizes = models.map(({ active }) => active);
  const [least, most] = [Math.min(...known) / AIR, Math.max(...known) * AIR];
  const round = (/** @type {number} */ value) => large(value).replace(/\.0(?=\u00a0)/, "");
  return {
    x: {
      title: strings.axis_tokens,
      log: true,
      percent: false,
      low: least / BAND,
      high: most,
      written: (value) => (value < least || value > 0.8 * most ? "" : round(value)),
    },
    y: {
      title: strings.axis_active,
      log: true,
      percent: false,
      low: Math.min(...sizes) / AIR,
      high: Math.max(...sizes) * AIR,
      written: round,
    },
    alt: `${strings.alt} ${told}`,
    levels: [],
    series: [],
  };
}
