// Published models by date and by one of three sizes; a tap, or the arrow keys, tell what is known of one.

import { rememberInUrl } from "../../../kit/browser/address.js";
import { el } from "../../../kit/browser/dom.js";
import { keepingFocus } from "../../../kit/browser/focus.js";
import { drawGraph } from "../../../kit/browser/graph/draw.js";
import { label, widest } from "../../../kit/browser/graph/labels.js";
import { placesOfNames } from "../../../kit/browser/graph/names.js";
import { large, superscript } from "../../../kit/browser/numbers.js";
import { choice } from "../../../kit/browser/sliders.js";
import { stateOf } from "../../../kit/browser/state.js";
import { followSize, markNarrow } from "../../../kit/browser/width.js";
import { keysOf, markGroup, markOf, nearest } from "./model_marks.js";

/**
 * @import { Box } from "../../../kit/browser/graph/axes.js"
 * @import { Graph } from "../../../kit/browser/graph/draw.js"
 * @import { Language } from "../../../kit/browser/numbers.js"
 * @import { Surroundings } from "../../../kit/browser/streamlit.js"
 * @import { Placed } from "./model_marks.js"
 *
 * @typedef {{ index: number, value: number | null, active: number | null, sure: string }} Dot `DotPayload` in
 *   `models.py`.
 * @typedef {{ axis: string, alt: string, told: string, dots: Dot[] }} Measure `MeasurePayload`.
 * @typedef {{ name: string, year: number, own: boolean, named: number, says: string }} Model `ModelPayload`.
 *
 * @typedef {object} ModelsPayload `ModelsPayload` in `models.py`.
 * @property {Model[]} models The oldest first.
 * @property {Record<string, Measure>} measures
 * @property {number | null} loaded Parameters of the model that is loaded here.
 * @property {{ measure: string }} settings
 * @property {Record<string, string>} strings
 */

const NARROW = 720; // pixels
const BAND = 46; // pixels above the axes, for what is not disclosed
const STEP = 14; // pixels between the points of a line that no name may hide
const AIR = 2; // ratio of the axis' ends to the last values
const IN_WORDS = 1e16; // from which on powers of ten are easier to read

/**
 * @param {HTMLElement} root
 * @param {ModelsPayload} payload Its settings are changed.
 * @param {Surroundings} surroundings
 */
export function mount(root, payload, { language }) {
  const { settings, strings, measures, models } = payload;
  const state = stateOf(root, () => ({ chosen: /** @type {number | null} */ (null) }));
  const plot = el("div", { class: "plot" });
  const live = el("p", { class: "stage-says", role: "status" });
  /** @type {Placed[]} */
  let placed = [];
  const say = () => {
    live.textContent = state.chosen === null ? measures[settings.measure].told : models[state.chosen].says;
    for (const { index, node } of placed) node.classList.toggle("chosen", index === state.chosen);
  };
  const choose = (/** @type {number} */ index) => {
    state.chosen = index;
    say();
  };
  const draw = () => {
    if (plot.clientWidth > 0 && plot.clientHeight > 0)
      keepingFocus(root, () => {
        placed = drawModels(plot, payload, language, choose);
      });
    say();
  };
  const options = Object.keys(measures).map(
    (name) => /** @type {[string, string]} */ ([name, strings[`measure_${name}`]]),
  );
  const measure = choice(strings.measure, options, (name) => {
    settings.measure = name;
    state.chosen = null;
    remember();
    measure.show(name);
    draw();
  });
  const remember = () => rememberInUrl({ measure: settings.measure === options[0][0] ? null : settings.measure });
  plot.onclick = (event) => {
    const index = nearest(plot, event, placed);
    if (index !== undefined) choose(index);
  };
  root.replaceChildren(
    el(
      "div",
      { class: "hero" },
      el("div", { class: "top" }, measure.node, el("p", { class: "tap" }, strings.tap)),
      plot,
      keysOf(strings, [`┃ ${strings.active}`, ...(payload.loaded === null ? [] : [`┅ ${strings.loaded}`])]),
    ),
    live,
  );
  measure.show(settings.measure);
  remember();
  say();
  const stops = [markNarrow(root, NARROW), followSize(plot, draw)];
  return () => {
    for (const stop of stops) stop();
  };
}

/**
 * The axes, and above them the band of what is not disclosed; every model a mark in it.
 *
 * @param {HTMLElement} plot
 * @param {ModelsPayload} payload
 * @param {Language} language
 * @param {(index: number) => void} choose
 * @returns {Placed[]}
 */
function drawModels(plot, payload, language, choose) {
  const { settings, measures, models, loaded, strings } = payload;
  const { dots } = measures[settings.measure];
  const isNarrow = plot.clientWidth < NARROW;
  const hasHidden = dots.some(({ value }) => value === null);
  const band = hasHidden ? BAND : 0;
  const width = plot.clientWidth;
  const { node, box, x, y } = drawGraph(
    plot,
    { ...graphOf(payload), height: plot.clientHeight - band },
    width,
    language,
  );
  node.setAttribute("role", "group");
  node.setAttribute("viewBox", `0 ${-band} ${width} ${plot.clientHeight}`);
  node.setAttribute("height", String(plot.clientHeight));
  const middle = -band / 2;
  if (hasHidden)
    node.append(
      el("rect", { class: "band", x: box.left, y: -band, width: box.right - box.left, height: band - 4 }),
      label(box.left + 8, middle + 4, strings.hidden, "start"),
    );
  /** @type {{ x: number, y: number }[]} */
  const lines = [];
  if (loaded !== null && settings.measure === "parameters") {
    const at = y(loaded);
    node.append(el("line", { class: "loaded", x1: box.left, x2: box.right, y1: at, y2: at }));
    for (let across = box.left; across < box.right; across += STEP) lines.push({ x: across, y: at });
  }
  const placed = dots.map((dot) => {
    const model = models[dot.index];
    const at = { left: x(model.year), top: dot.value === null ? middle : y(dot.value) };
    if (dot.active && dot.value) {
      const end = y(dot.active);
      node.append(el("line", { class: "work", x1: at.left, x2: at.left, y1: at.top, y2: end }));
      for (let down = at.top; down < end; down += STEP) lines.push({ x: at.left, y: down });
    }
    const sure = dot.value === null ? "hidden" : dot.sure;
    return { index: dot.index, ...at, node: markOf(model, sure, at, () => choose(dot.index)) };
  });
  const names = namesOf(node, models, placed, lines, { least: isNarrow ? 2 : 1, box: { ...box, top: -band } });
  node.append(markGroup(placed), ...names);
  return placed.map((each) => ({ ...each, top: each.top + band }));
}

/**
 * The names of models that are looked for, each beside its mark, on no other and on no line; those that are written on a
 * phone too choose first.
 *
 * @param {SVGSVGElement} node
 * @param {Model[]} models
 * @param {Placed[]} placed
 * @param {{ x: number, y: number }[]} lines Points of them.
 * @param {{ least: number, box: Box }} options `least`: how well known a model must be.
 */
function namesOf(node, models, placed, lines, { least, box }) {
  const spots = placed.map(({ left, top }) => ({ x: left, y: top }));
  const named = placed
    .map(({ index }, at) => ({ ...models[index], ...spots[at] }))
    .filter(({ named }) => named >= least)
    .sort((one, other) => other.named - one.named)
    .map((each) => ({ ...each, width: widest(node, [each.name], "model") }));
  return placesOfNames(named, [...spots, ...lines], box).flatMap((place, at) =>
    place ? [label(place.x, place.y, named[at].name, place.anchor, "model")] : [],
  );
}

/**
 * @param {ModelsPayload} payload
 * @returns {Omit<Graph, "height">}
 */
function graphOf({ settings, measures, models, loaded }) {
  const { axis, alt, told, dots } = measures[settings.measure];
  const isSize = settings.measure === "parameters";
  const values = dots.flatMap(({ value, active }) => [value, active]).filter((value) => value !== null);
  const years = dots.map(({ index }) => models[index].year);
  const written = (/** @type {number} */ value) =>
    value < IN_WORDS ? large(value).replace(/\.0(?=\u00a0)/, "") : `10${superscript(Math.round(Math.log10(value)))}`;
  return {
    x: {
      title: "",
      log: false,
      percent: false,
      low: Math.floor(Math.min(...years)) - 0.3,
      high: Math.max(...years) + 0.6,
      written: (value) => (Number.isInteger(value) ? String(value) : ""),
    },
    y: {
      title: axis,
      log: true,
      percent: false,
      low: Math.min(...values, ...(isSize && loaded ? [loaded] : [])) / AIR,
      high: Math.max(...values) * AIR,
      written,
    },
    alt: `${alt} ${told}`,
    levels: [],
    series: [],
  };
}
