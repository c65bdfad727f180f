// The climb of the final winner through the layers: its rank, one dot a layer, on a logarithmic axis. Everything is drawn
// but the answer until a layer has been guessed; then each layer can be read.

import { askBox, sendGuess } from "../../../kit/browser/ask.js";
import { el } from "../../../kit/browser/dom.js";
import { followDrag } from "../../../kit/browser/drag.js";
import { isPress, slideStep } from "../../../kit/browser/keyboard.js";
import { glide, TWEEN } from "../../../kit/browser/motion.js";
import { count, percent } from "../../../kit/browser/numbers.js";
import { pointerOn, screenHeight } from "../../../kit/browser/screen.js";
import { filledText } from "../../../kit/browser/sentences.js";
import { sliderRole } from "../../../kit/browser/sliders.js";
import { hasChanged, stateOf } from "../../../kit/browser/state.js";
import { followWidth } from "../../../kit/browser/width.js";
import { layerAt, roomOf } from "./stack_math.js";
import { background, climbing, pointer } from "./stack_view.js";

/**
 * @import { Question } from "../../../kit/browser/ask.js"
 * @import { Language } from "../../../kit/browser/numbers.js"
 * @import { Surroundings } from "../../../kit/browser/streamlit.js"
 *
 * @typedef {object} Layer `LayerPayload` in `stack.py`.
 * @property {number[]} ranks
 * @property {string} favourite
 * @property {number} probability
 *
 * @typedef {object} StackPayload `StackPayload` in `stack.py`.
 * @property {Question} question
 * @property {string} model
 * @property {number} count Layers.
 * @property {number} vocabulary
 * @property {string} read The last token of the text.
 * @property {string[]} finalists The tokens that are best in the end, the winner first.
 * @property {Layer[]} layers From the start to the last layer; only these two while the question is open.
 * @property {number | null} settled
 * @property {number | null} jump
 * @property {number | null} guess
 * @property {string[]} says
 * @property {Record<string, string>} words
 */

const LOWEST = 320; // pixels of height
const HIGHEST = 560;
const AROUND = 300; // pixels of the window that other things take
const WAY = 46; // pixels: the button that leads into a layer

/**
 * @param {HTMLElement} root
 * @param {StackPayload} payload
 * @param {Surroundings} surroundings
 */
export function mount(root, payload, { language, send }) {
  const { question, words } = payload;
  const state = stateOf(root, () => ({ at: 0, share: 1, glide: {} }));
  const isNew = hasChanged(root, payload);
  if (isNew) state.at = question.open ? Math.round(payload.count / 2) : payload.count;
  const says = el("p", { class: "stage-says", "aria-live": "polite" }, ...payload.says.flatMap((said) => [said, " "]));
  const svg = el("svg", { ...sliderRole(words.picture, 0, payload.count), "aria-orientation": "vertical" });
  const guess = () => String(state.at);
  const onPicture = { label: words.answer, guess, hint: question.own };
  const ask = question.open ? el("div", { class: "card" }, askBox(question, send, { onPicture })) : null;
  const way = el("button", { type: "button", class: "pill", onclick: () => send("layer", state.at) });
  const stage = el("div", { class: "stage" }, svg, ask, question.open ? null : el("div", { class: "way" }, way));
  root.replaceChildren(stage, says);

  let room = roomOf(0, LOWEST, payload.count);
  const draw = () => {
    svg.replaceChildren(
      ...background(payload, room, language),
      ...climbing(payload, room, state.share, language),
      ...pointer(payload, room, state.at),
    );
    way.textContent = filledText(words.block, { layer: String(state.at) });
    way.disabled = state.at === 0; // there is no block yet
    svg.setAttribute("aria-valuenow", String(state.at));
    svg.setAttribute("aria-valuetext", spoken(payload, state.at, language));
  };
  const { redraw, stop } = followWidth(stage, (width) => {
    const height = Math.min(HIGHEST, Math.max(LOWEST, screenHeight() - AROUND)) - (question.open ? 0 : WAY);
    room = roomOf(width, height, payload.count);
    svg.setAttribute("viewBox", `0 0 ${width} ${height}`);
    svg.setAttribute("height", String(height));
    stage.classList.toggle("narrow", room.narrow);
    draw();
  });
  const go = (/** @type {number} */ layer) => {
    const to = Math.min(payload.count, Math.max(0, layer));
    if (to === state.at) return;
    state.at = to;
    draw();
    if (!question.open) says.textContent = spoken(payload, to, language);
  };
  const press = () => {
    if (question.open) sendGuess(send, guess());
  };
  steer(svg, { go, at: () => state.at, press }, (y) => layerAt(room, y, payload.count));
  if (!isNew || question.open || question.guess === null) return stop;
  const end = glide(
    state.glide,
    (share) => {
      state.share = share;
      redraw();
    },
    TWEEN,
  );
  return () => {
    end();
    stop();
  };
}

/**
 * What stands at a layer, in words.
 *
 * @param {StackPayload} payload
 * @param {number} layer
 * @param {Language} language
 */
function spoken({ question, layers, finalists, words }, layer, language) {
  if (question.open) return filledText(words.here, { layer: String(layer) });
  const { ranks, favourite, probability } = layers[layer];
  const values = { layer: String(layer), word: finalists[0], favourite, share: percent(probability) };
  const sentence = ranks[0] === 1 ? words.reading_first : words.reading;
  return filledText(sentence, { ...values, rank: count(ranks[0], language) });
}

/**
 * Pointer and keys move from layer to layer.
 *
 * @param {SVGSVGElement} svg
 * @param {{ go: (layer: number) => void, at: () => number, press: () => void }} hand
 * @param {(y: number) => number} layerAtHeight
 */
function steer(svg, { go, at, press }, layerAtHeight) {
  const pull = (/** @type {PointerEvent} */ event) => {
    go(layerAtHeight(pointerOn(svg, event).top));
  };
  followDrag(svg, { move: pull, focused: svg });
  svg.onkeydown = (event) => {
    const steps = slideStep(event, 5);
    if (steps !== null) go(at() + steps);
    else if (isPress(event)) press();
  };
}
