// What a word means, layer by layer: the scores as lines, the states as a map, and one layer that both show.

import { rememberInUrl } from "../../../kit/browser/address.js";
import { el } from "../../../kit/browser/dom.js";
import { followDrag } from "../../../kit/browser/drag.js";
import { pointerOn } from "../../../kit/browser/screen.js";
import { within } from "../../../kit/browser/sliders.js";
import { followWidth } from "../../../kit/browser/width.js";
import { senseChart, sideMark } from "./sense_chart.js";
import { senseMap } from "./sense_map.js";
import { leaning, SIDES, signed } from "./sense_text.js";

/**
 * @import { Band, ChartPayload, Line, SenseChart } from "./sense_chart.js"
 * @import { MapPoint, SenseMap } from "./sense_map.js"
 *
 * @typedef {object} OwnPayload
 * @property {{ label: string, scores: number[] }[]} contexts
 * @property {Band[]} bands
 * @property {SenseMap} map
 * @property {string} summary
 * @property {{ layer: number }} settings
 *
 * @typedef {ChartPayload & OwnPayload} MeaningPayload `MeaningPayload` in `meaning.py`.
 */

const PLAY_MS = 260; // a layer
const SETTLED_MS = 200;
const WIDE = 720; // pixels, from which on the map stands beside the chart
const GAP = 32; // pixels between them
const LARGEST_MAP = 440; // pixels
const LOW_CHART = 330; // pixels: the height of the chart above the map

/**
 * @param {HTMLElement} root
 * @param {MeaningPayload} payload
 */
export function mount(root, payload) {
  const { settings, layers } = payload;
  settings.layer = Math.min(settings.layer, layers);
  const layer = layerOf(payload, () => show());
  const pictures = picturesOf(payload, layer);
  const words = wordsOf(payload);
  const show = () => {
    layer.show();
    pictures.show(settings.layer);
    words.show(settings.layer);
  };
  root.replaceChildren(layer.node, pictures.node, words.scores, words.sentence);
  show();
  const follower = followWidth(root, pictures.draw);
  return () => {
    follower.stop();
    layer.stop();
  };
}

/**
 * The layer: its slider and a button that runs through all. `changed` is called when something has to be shown anew.
 *
 * @param {MeaningPayload} payload
 * @param {() => void} changed
 */
function layerOf({ layers, settings, strings }, changed) {
  /** @type {ReturnType<typeof setInterval> | null} */
  let timer = null;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let remembering;
  const choose = (/** @type {number} */ layer) => {
    settings.layer = layer;
    // The address follows when the layer has stood still: browsers refuse to change it many times a second.
    clearTimeout(remembering);
    remembering = setTimeout(() => rememberInUrl({ meaning: layer }), SETTLED_MS);
    changed();
  };
  const stop = () => {
    if (timer === null) return;
    clearInterval(timer);
    timer = null;
    changed();
  };
  const play = () => {
    if (settings.layer === layers) choose(0);
    timer = setInterval(() => {
      if (settings.layer < layers) choose(settings.layer + 1);
      if (settings.layer === layers) stop();
    }, PLAY_MS);
    changed();
  };
  const take = (/** @type {number} */ layer) => {
    stop();
    choose(layer);
  };
  const slider = el("input", { type: "range", min: 0, max: layers, step: 1, "aria-label": strings.layer });
  slider.oninput = () => take(Number(slider.value));
  const number = el("output", { class: "layer" });
  const button = el("button", { type: "button", class: "play", onclick: () => (timer === null ? play() : stop()) });
  const show = () => {
    slider.value = String(settings.layer);
    number.textContent = `${strings.layer} ${settings.layer}`;
    button.textContent = timer === null ? `▶ ${strings.play}` : `❚❚ ${strings.pause}`;
  };
  return { node: el("div", { class: "steer" }, button, number, slider), choose, stop, take, show };
}

/**
 * Chart and map; `draw(width)` makes both anew, `show(layer)` moves what marks the layer.
 *
 * @param {MeaningPayload} payload
 * @param {{ choose: (layer: number) => void, stop: () => void, take: (layer: number) => void }} layer
 */
function picturesOf(payload, layer) {
  const { contexts, bands, map, settings, strings } = payload;
  const chartPlace = el("div", { class: "chart", role: "img", "aria-label": payload.summary });
  const mapPlace = el("div", { class: "map" });
  const pointText = el("p", { class: "pointed" });
  const tell = (/** @type {MapPoint | null} */ point) =>
    pointText.replaceChildren(
      ...(point ? [el("strong", {}, `${SIDES[point.side].letter} `), point.text] : [strings.point]),
    );
  const node = el(
    "div",
    { class: "pictures" },
    el("figure", {}, chartPlace, legendOf(payload)),
    el("figure", {}, mapPlace, el("figcaption", {}, pointText)),
  );
  /** @type {Line[]} */
  const lines = contexts.map(({ scores }, side) => ({ side, values: scores, kind: "main" }));
  /** @type {((layer: number) => void)[]} */
  let shown = [];
  const show = (/** @type {number} */ chosen) => {
    for (const showIn of shown) showIn(chosen);
  };
  const draw = (/** @type {number} */ width) => {
    const isWide = width >= WIDE;
    const side = Math.min(LARGEST_MAP, isWide ? Math.round(width * 0.4) : width);
    const chartWidth = isWide ? width - side - GAP : width;
    node.style.gridTemplateColumns = isWide ? `${chartWidth}px ${side}px` : "minmax(0, 1fr)";
    const chart = senseChart({ width: chartWidth, height: isWide ? side : LOW_CHART }, payload, lines, bands);
    const mapDrawn = senseMap(side, map, strings, tell);
    steer(chart, payload.layers, layer);
    shown = [markLayer(chart, contexts), mapDrawn.show];
    chartPlace.replaceChildren(chart.node);
    mapPlace.replaceChildren(mapDrawn.node);
    tell(null);
    show(settings.layer);
  };
  return { node, draw, show };
}

/**
 * The layer follows the pointer while it is pressed.
 *
 * @param {SenseChart} chart
 * @param {number} layers
 * @param {{ take: (layer: number) => void }} layer
 */
function steer({ node, x, box }, layers, { take }) {
  const layerAt = (/** @type {PointerEvent} */ event) => {
    const inside = within(box.left, box.right, pointerOn(node, event).left);
    return within(0, layers, Math.round(x.invert(inside)));
  };
  followDrag(node, { move: (event) => take(layerAt(event)) });
}

/**
 * Adds a line and a ring on each curve; what is returned moves them to a layer.
 *
 * @param {SenseChart} chart
 * @param {MeaningPayload["contexts"]} contexts
 */
function markLayer({ node, x, y, box }, contexts) {
  const marker = el("line", { y1: box.top, y2: box.bottom, class: "marker" });
  const rings = contexts.map((_, side) => sideMark(side, 0, 0, 8, { class: `ring side-${SIDES[side].name}` }));
  node.append(marker, ...rings);
  return (/** @type {number} */ layer) => {
    marker.setAttribute("x1", String(x(layer)));
    marker.setAttribute("x2", String(x(layer)));
    rings.forEach((ring, side) => {
      ring.style.transform = `translate(${x(layer)}px, ${y(contexts[side].scores[layer])}px)`;
    });
  };
}

/** @param {MeaningPayload} payload */
function legendOf({ bands, strings }) {
  const band = el("span", { class: "key" }, el("span", { class: "stroke band-key" }), strings.band);
  return el("figcaption", {}, bands.length > 0 ? band : null);
}

/**
 * The scores of the layer as numbers and in words.
 *
 * @param {MeaningPayload} payload
 */
function wordsOf(payload) {
  const { contexts, last_third: lastThird, strings } = payload;
  const cards = contexts.map(({ label, scores }, side) => {
    const { letter, name } = SIDES[side];
    const [number, word] = [el("strong"), el("span")];
    const badge = el("span", { class: "badge" }, letter);
    const node = el(
      "div",
      { class: `score side-${name}` },
      badge,
      el("span", { class: "context" }, label),
      number,
      word,
    );
    return { node, number, word, scores };
  });
  const sentence = el("p", { class: "sentence" });
  const show = (/** @type {number} */ layer) => {
    for (const { number, word, scores } of cards) {
      number.textContent = signed(scores[layer]);
      word.textContent = leaning(scores[layer], payload);
    }
    const later = layer < lastThird ? strings.layer_middle : strings.layer_last;
    sentence.textContent = layer === 0 ? strings.layer_0 : later;
  };
  return { scores: el("div", { class: "scores" }, ...cards.map(({ node }) => node)), sentence, show };
}
