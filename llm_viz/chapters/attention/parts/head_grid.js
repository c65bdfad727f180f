// What silencing each head does to the meaning: layers from left to right, heads from top to bottom, a grid a context.

import { el } from "../../../kit/browser/dom.js";
import { arrowStep, isPress } from "../../../kit/browser/keyboard.js";
import { filledText } from "../../../kit/browser/sentences.js";
import { within } from "../../../kit/browser/sliders.js";
import { stateOf } from "../../../kit/browser/state.js";
import { baselineText, SIDES, signed } from "./sense_text.js";

/**
 * @import { Surroundings } from "../../../kit/browser/streamlit.js"
 * @import { Baseline } from "./sense_text.js"
 *
 * @typedef {[layer: number, head: number]} Place Both from 0.
 *
 * @typedef {object} HeadGrid `GridPayload` in `head_grid.py`.
 * @property {string} text
 * @property {(number | null)[][]} shifts By layer and head; null: not silenced yet.
 * @property {Baseline | null} baseline
 *
 * @typedef {{ contexts: HeadGrid[], poles: [string, string], strings: Record<string, string> }} HeadGridPayload
 */

const SMALLEST_LIMIT = 0.02; // of the scale of colours
const NO_SHIFT = 0.005;
const EDGE = 0.1; // around the cells, in cells

/**
 * @param {HTMLElement} root
 * @param {HeadGridPayload} payload
 * @param {Surroundings} surroundings
 */
export function mount(root, payload, { send }) {
  const state = stateOf(root, () => ({ at: /** @type {Place} */ ([0, 0]) }));
  const sizes = payload.contexts.flatMap(({ shifts }) => shifts.flat().map((shift) => Math.abs(shift ?? 0)));
  const limit = Math.max(SMALLEST_LIMIT, ...sizes);
  const silence = (/** @type {Place} */ [layer, head]) => send("silence", `${layer + 1}-${head + 1}`);
  const grids = payload.contexts.map((context, side) => gridOf(context, side, limit, payload, { state, silence }));
  root.replaceChildren(...grids, legendOf(limit, payload));
}

/**
 * @param {HeadGrid} context
 * @param {number} side
 * @param {number} limit The shift of the strongest colour.
 * @param {HeadGridPayload} payload
 * @param {{ state: { at: Place }, silence: (place: Place) => void }} actions
 */
function gridOf({ text, shifts, baseline }, side, limit, { poles, strings }, { state, silence }) {
  const [layers, heads] = [shifts.length, shifts[0].length];
  const { letter, name } = SIDES[side];
  const readout = el("p", { class: "readout", "aria-live": "polite" }, strings.point_head);
  const frame = el("rect", { width: 1, height: 1, rx: 0.15, class: "frame", style: { display: "none" } });
  const look = (/** @type {Place} */ [layer, head]) => {
    state.at = [layer, head];
    frame.setAttribute("x", String(layer));
    frame.setAttribute("y", String(head));
    frame.style.display = "";
    const shift = shifts[layer][head];
    const isNone = shift === null || Math.abs(shift) < NO_SHIFT;
    readout.replaceChildren(
      `${strings.layer} ${layer + 1} · ${strings.head} ${head + 1}: `,
      el("strong", {}, shift === null ? "…" : signed(shift)),
      isNone ? "" : ` ${filledText(strings.towards, { sense: poles[shift > 0 ? 0 : 1] })}`,
    );
  };
  const cells = shifts.flatMap((column, layer) => column.map((shift, head) => cellOf(layer, head, shift, limit)));
  const picture = el(
    "svg",
    {
      viewBox: `${-EDGE} ${-EDGE} ${layers + 2 * EDGE} ${heads + 2 * EDGE}`,
      tabindex: 0,
      role: "application",
      "aria-label": `${strings.grid} ${letter}: ${text}`,
    },
    ...cells,
    frame,
  );
  const under = (/** @type {PointerEvent} */ event) => placeUnder(picture, event, layers, heads);
  picture.onpointermove = (event) => {
    const place = under(event);
    if (place) look(place);
  };
  picture.onclick = (event) => {
    const place = under(/** @type {PointerEvent} */ (event));
    if (place) silence(place);
  };
  const inside = (/** @type {number} */ layer, /** @type {number} */ head) =>
    look([within(0, layers - 1, layer), within(0, heads - 1, head)]);
  picture.onfocus = () => inside(...state.at);
  picture.onkeydown = (event) => {
    if (isPress(event)) silence(state.at);
    const step = arrowStep(event);
    if (step) inside(state.at[0] + step[0], state.at[1] + step[1]);
  };
  const [first, last] = [`${strings.layer} 1`, `${strings.layer} ${layers}`];
  return el(
    "section",
    { class: `side-${name}` },
    el("h4", {}, el("span", { class: "badge" }, letter), el("span", {}, text)),
    picture,
    el("div", { class: "axis quiet" }, el("span", {}, first), el("span", {}, last)),
    readout,
    baseline ? el("p", { class: "quiet" }, baselineText(strings.baseline_heads, baseline, 3)) : null,
  );
}

/**
 * @param {number} layer
 * @param {number} head
 * @param {number | null} shift
 * @param {number} limit
 */
function cellOf(layer, head, shift, limit) {
  const box = { x: layer + 0.04, y: head + 0.04, width: 0.92, height: 0.92, rx: 0.12 };
  const fill = shift === null ? "var(--track)" : colourOf(shift, limit);
  return el("rect", { ...box, class: shift === null ? "unknown" : "known", style: { fill } });
}

/**
 * Layer and head under the pointer; null beside the cells.
 *
 * @param {SVGSVGElement} picture
 * @param {PointerEvent} event
 * @param {number} layers
 * @param {number} heads
 * @returns {Place | null}
 */
function placeUnder(picture, event, layers, heads) {
  const box = picture.getBoundingClientRect();
  const layer = Math.floor(((event.clientX - box.left) / box.width) * (layers + 2 * EDGE) - EDGE);
  const head = Math.floor(((event.clientY - box.top) / box.height) * (heads + 2 * EDGE) - EDGE);
  return layer >= 0 && layer < layers && head >= 0 && head < heads ? [layer, head] : null;
}

/**
 * The colour of the ground for no shift, orange towards A, teal towards B.
 *
 * @param {number} shift
 * @param {number} limit
 */
function colourOf(shift, limit) {
  const share = 100 * Math.sqrt(Math.abs(shift) / limit);
  return `color-mix(in oklab, ${SIDES[shift > 0 ? 0 : 1].colour} ${share.toFixed(0)}%, var(--ground))`;
}

/**
 * @param {number} limit
 * @param {HeadGridPayload} payload
 */
function legendOf(limit, { poles, strings }) {
  return el(
    "div",
    { class: "legend quiet" },
    el("span", {}, `B ${signed(-limit)} ${poles[1]}`),
    el("span", { class: "scale", "aria-hidden": "true" }),
    el("span", {}, `${signed(limit)} ${poles[0]} A`),
    el("span", {}, strings.click_head),
  );
}
