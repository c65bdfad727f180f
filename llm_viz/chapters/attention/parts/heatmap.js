// Attention of a whole text: every head of every layer as a small picture, one of them large, and the row of one query
// as a sentence. Each half answers the other: a small picture opens large, and a cell of the large one fades all heads
// that do not make its link. `heatmap.py` says what is sent.

import { rememberInUrl } from "../../../kit/browser/address.js";
import { onHover } from "../../../kit/browser/chips.js";
import { el } from "../../../kit/browser/dom.js";
import { percent } from "../../../kit/browser/numbers.js";
import { hasChanged, stateOf } from "../../../kit/browser/state.js";
import { followSize, markNarrow } from "../../../kit/browser/width.js";
import { selectsOf } from "./heatmap_choices.js";
import { drawLegend, paletteOf } from "./heatmap_colours.js";
import { beamOf } from "./heatmap_lens.js";
import { addsUp, isPossible, isSummary } from "./heatmap_math.js";
import { matrixOf } from "./heatmap_matrix.js";
import { overviewOf } from "./heatmap_overview.js";
import { rowOf } from "./heatmap_row.js";

/**
 * @import { Token } from "../../../kit/browser/chips.js"
 * @import { Palette } from "./heatmap_colours.js"
 * @import { Attention, Link, Place } from "./heatmap_math.js"
 *
 * @typedef {object} HeatmapPayload `HeatmapPayload` in `heatmap.py`.
 * @property {string} name Of text and model: as long as it is the same, the visitor's own view stays.
 * @property {Token[]} tokens
 * @property {number} layers
 * @property {number} heads
 * @property {boolean} causal
 * @property {number | null} written Position of the first token that the model wrote.
 * @property {Place & { hide_sink: boolean, query: number | null, key: number | null }} view
 * @property {Record<string, string>} strings
 * @property {Uint16Array} weights
 * @property {Uint16Array} rollout
 *
 * @typedef {Place & { hideSink: boolean, query: number, key: number | null }} View Which picture, the query whose row is
 *   shown, and the key of a cell that was pressed, so that its link stays marked.
 * @typedef {Partial<View>} Change
 * @typedef {{ query: number, key: number | null }} Pointed What the pointer is on; null: a query as a whole.
 *
 * @typedef {object} Drawing
 * @property {HTMLElement} place What its size depends on.
 * @property {() => void} draw All of it, as large as there is room.
 * @property {(position: number | null) => void} light Marks the token that is looked at anywhere on the page.
 * @property {() => void} stop
 *
 * @typedef {object} HeatmapState
 * @property {string | null} name
 * @property {View} view
 * @property {Pointed | null} pointed
 * @property {Attention} attention
 * @property {Palette} palette
 * @property {Drawing | null} drawing
 */

const REMEMBERED_MS = 150;
const NARROW = 720; // pixels
/** @type {Map<string, View>} What was looked at in each text, for whoever comes back from another page. */
const VIEWS = new Map();
const TICKS = [0, 0.06, 0.25, 0.56, 1]; // about the squares of quarters

/**
 * @param {HTMLElement} root
 * @param {HeatmapPayload} payload
 */
export function mount(root, payload) {
  const { name, tokens, layers, heads, causal, written, strings, weights, rollout } = payload;
  const length = tokens.length;
  const now = {
    attention: { weights, rollout, layers, heads, length, causal, summaries: new Map() },
    palette: paletteOf(root),
    pointed: null,
  };
  /** @returns {HeatmapState} */
  const newState = () => ({ ...now, name: null, view: startOf(payload, true), drawing: null });
  const state = stateOf(root, newState);
  Object.assign(state, now);
  if (state.name !== name) {
    const chosen = VIEWS.get(name);
    // The row and the cell in the address are those of the text that was read before.
    const view = chosen ?? startOf(payload, state.name === null);
    Object.assign(state, { name, view });
    VIEWS.set(name, view);
    const isNamed = new URL(window.location.href).searchParams.has("layer");
    if (chosen || isNamed) rememberInUrl(addressOf(view));
  }
  if (state.view.query >= length) Object.assign(state.view, { query: length - 1, key: null }); // what was written is gone
  const isNew = hasChanged(root, [tokens, layers, heads, causal, written, strings]);
  const drawing = isNew || state.drawing === null ? build(root, payload, state) : state.drawing;
  state.drawing = drawing;
  const stopHearing = onHover(root, drawing.light);
  const stops = [stopHearing, markNarrow(root, NARROW), followSize(drawing.place, drawing.draw), drawing.stop];
  return () => {
    for (const stop of stops) stop();
  };
}

/**
 * What is shown at first: what the server asks for, or the row of the last token that is text.
 *
 * @param {HeatmapPayload} payload
 * @param {boolean} hasRow Whether the row that the server asks for is meant.
 * @returns {View}
 */
function startOf({ view: { layer, head, hide_sink: hideSink, query, key }, tokens }, hasRow) {
  if (hasRow && query !== null) return { layer, head, hideSink, query, key };
  const last = tokens.findLastIndex(({ kind }) => kind !== "special");
  return { layer, head, hideSink, query: Math.max(0, last), key: null };
}

/**
 * @param {HTMLElement} root
 * @param {HeatmapPayload} payload
 * @param {HeatmapState} state
 * @returns {Drawing}
 */
function build(root, payload, state) {
  const { strings } = payload;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let remembering;
  // A choice of the visitor: redrawn here, remembered in the address, never sent to the server.
  const choose = (/** @type {Change} */ change) => {
    const isOtherRow = change.query !== undefined && change.query !== state.view.query;
    Object.assign(state.view, isOtherRow ? { key: null } : {}, change);
    if (!isPossible(state.view)) {
      Object.assign(state.view, change.layer ? { head: change.layer } : { layer: String(payload.layers) });
    }
    show();
    if (change.hideSink !== undefined) overview.paint();
    if (change.query !== undefined) overview.mark();
    // Changing an address takes some milliseconds: the picture comes first, and of many choices the last counts.
    clearTimeout(remembering);
    remembering = setTimeout(() => rememberInUrl(addressOf(state.view)), REMEMBERED_MS);
  };
  const point = (/** @type {Pointed | null} */ pointed) => {
    state.pointed = pointed;
    row.show();
    overview.mark();
  };
  const pin = (/** @type {Link} */ link) => {
    const { query, key } = state.view;
    choose(query === link.query && key === link.key ? { query, key: null } : link);
  };
  const overview = overviewOf(payload, state, choose);
  const matrix = matrixOf(payload, state, { choose, point, pin });
  const row = rowOf(payload, state, choose);
  const selects = selectsOf(payload, choose);
  const hide = el("input", { type: "checkbox" });
  hide.onchange = () => choose({ hideSink: hide.checked });
  const about = el("span", { class: "about" });
  const legend = legendOf();
  const scale = el("p", { class: "scale" });
  const show = () => {
    const { view } = state;
    selects.show(view);
    hide.checked = view.hideSink;
    overview.show();
    about.textContent = aboutText(view, strings);
    scale.textContent = addsUp(view) ? strings.scale : strings.scale_max;
    matrix.show();
    row.show();
    beam.show();
  };
  const hiding = el("label", { class: "sink" }, hide, el("span", {}, strings.hide));
  const large = el("div", { class: "large" }, matrix.node);
  const pictures = el("div", { class: "pictures" }, overview.wall, large, row.sentence);
  const beam = beamOf(pictures, { from: overview.selected, ...matrix.names });
  pictures.append(beam.node);
  overview.strip.onscroll = beam.show;
  matrix.node.onscroll = beam.show;
  root.replaceChildren(
    el(
      "section",
      { class: "stage" },
      el("h2", { class: "visually-hidden" }, strings.name),
      el(
        "div",
        { class: "stage-tools" },
        selects.node,
        el("p", { class: "touch" }, strings.touch),
        hiding,
        legend.node,
      ),
      pictures,
    ),
    el("div", { class: "stage-says", role: "status" }, row.readout, " ", about),
    notesOf(payload, [scale, row.list]),
  );
  const draw = () => {
    const isNarrow = root.classList.contains("narrow");
    overview.draw(pictures.clientWidth, isNarrow ? null : large.clientHeight);
    matrix.draw(large.clientWidth, isNarrow ? Number.POSITIVE_INFINITY : large.clientHeight);
    drawLegend(legend.canvas, state.palette);
    show();
  };
  return { place: pictures, draw, light: matrix.light, stop: overview.stop };
}

/** @param {View} view */
function addressOf({ layer, head, hideSink, query, key }) {
  return { layer, head, sink: hideSink ? "hide" : null, row: query + 1, cell: key === null ? null : key + 1 };
}

/**
 * What the summaries of a choice hide.
 *
 * @param {Place} place
 * @param {Record<string, string>} strings
 */
function aboutText({ layer, head }, strings) {
  const summaries = new Set([head, layer].filter(isSummary));
  return [...summaries].map((summary) => strings[`about_${summary}`]).join(" ");
}

/**
 * How to read the picture, folded.
 *
 * @param {HeatmapPayload} payload
 * @param {HTMLElement[]} more What changes with the choice.
 */
function notesOf({ written, strings }, more) {
  return el(
    "details",
    { class: "note" },
    el("summary", {}, strings.reading),
    el("p", {}, strings.overview),
    el("p", {}, el("span", { class: "axis q" }, "q ↓ "), strings.query),
    el("p", {}, el("span", { class: "axis k" }, "k → "), strings.key),
    written === null ? null : el("p", { class: "written" }, strings.written),
    el("p", {}, strings.sees),
    el("p", {}, strings.sink),
    ...more,
  );
}

/** The colours of weights from left to right. */
function legendOf() {
  const canvas = el("canvas", { "aria-hidden": "true" });
  const ticks = TICKS.map((tick) => el("span", {}, percent(tick)));
  return { canvas, node: el("div", { class: "legend" }, canvas, el("div", { class: "ticks" }, ...ticks)) };
}
