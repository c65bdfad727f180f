// Order: the words of the sentence stand on places, and every place turns the numbers of its word by angles of its own. Two
// words change places, the places stay, and the model reads again.

import { askBox } from "../../../kit/browser/ask.js";
import { el } from "../../../kit/browser/dom.js";
import { glide, TWEEN } from "../../../kit/browser/motion.js";
import { count, fixed } from "../../../kit/browser/numbers.js";
import { screenHeight } from "../../../kit/browser/screen.js";
import { filledText } from "../../../kit/browser/sentences.js";
import { hasChanged, stateOf } from "../../../kit/browser/state.js";
import { followWidth } from "../../../kit/browser/width.js";
import { insideMachine } from "./machine.js";
import { pairsShown, placesForATurn, placesRoom } from "./positions_math.js";
import { chanceNodes, DIALS, PLACES, placeNodes, wordNodes } from "./positions_view.js";

/**
 * @import { Question } from "../../../kit/browser/ask.js"
 * @import { Language } from "../../../kit/browser/numbers.js"
 * @import { Surroundings } from "../../../kit/browser/streamlit.js"
 * @import { Machine } from "./machine.js"
 * @import { Word } from "./words.js"
 *
 * @typedef {{ text: string, before: number, after: number | null }} Chance `ChancePayload` in `positions.py`.
 *
 * @typedef {object} PositionsPayload `PositionsPayload` in `positions.py`.
 * @property {Question} question
 * @property {Machine} machine
 * @property {Word[]} words
 * @property {"rotary" | "learned" | "other"} kind
 * @property {number[]} frequencies Of each pair of numbers.
 * @property {number[][]} vectors The first numbers of each word's place, where the model learned them.
 * @property {[number, number] | null} swap Places in the row.
 * @property {Chance[]} chances
 * @property {string} says
 * @property {Record<string, string>} strings
 */

const AROUND = 340; // pixels of the screen that the picture leaves
const LEAST = 340;
const MOST = 420;

/**
 * @param {HTMLElement} root
 * @param {PositionsPayload} payload
 * @param {Surroundings} surroundings
 */
export function mount(root, payload, { language, send }) {
  const { words, swap, strings, says, question, machine } = payload;
  const state = stateOf(root, () => ({ glide: {} }));
  const isNew = hasChanged(root, [words, swap, question.open]);
  /** @type {number | null} */
  let held = null;
  /** @type {(HTMLElement | SVGElement)[]} */
  let buttons = [];
  const press = (/** @type {number} */ place) => {
    if (question.open) return;
    if (held === null) {
      held = place;
      buttons[place].classList.add("held");
      hint.textContent = filledText(strings.second, { word: buttons[place].getAttribute("aria-label") ?? "" });
      working.textContent = angles(payload, place, language);
    } else if (held === place) {
      held = null;
      buttons[place].classList.remove("held");
      hint.textContent = strings.first;
    } else {
      send("swap", { places: [held, place] });
    }
  };
  const hint = el("p", { class: "quiet", role: "status" }, strings.first);
  const working = el("p", { class: "quiet working" }, placesText(payload, language));
  const beside = el("div", { class: "beside" }, ...(question.open ? [askBox(question, send)] : [hint, working]));
  const picture = el("svg", { class: "places", role: "group", "aria-label": strings.words });
  const frame = el("div", { class: "places-picture" }, picture, beside);
  root.replaceChildren(
    el("div", { class: "stage" }, insideMachine(machine, "attention", frame)),
    el("p", { class: "stage-says", role: "status" }, says),
  );
  let share = isNew && swap !== null ? 0 : 1;
  let width = 0;
  let show = () => {};
  const draw = (/** @type {number} */ now) => {
    if (now === width || now === 0) return;
    width = now;
    const free = Math.min(MOST, Math.max(LEAST, screenHeight() - AROUND));
    const room = placesRoom(width, free, { places: words.length, chances: payload.chances.length });
    frame.classList.toggle("narrow", room.isNarrow);
    beside.style.top = room.isNarrow ? "" : `${room.chances.y - 30}px`;
    const height = room.height + (room.isNarrow && question.open ? beside.offsetHeight : 0); // the question stands on it
    picture.setAttribute("viewBox", `0 0 ${width} ${height}`);
    picture.setAttribute("height", String(height));
    const bars = el("g");
    const drawn = wordNodes(picture, room, payload, press);
    buttons = drawn.buttons;
    picture.replaceChildren(...placeNodes(room, payload, language), bars, drawn.row);
    show = () => {
      drawn.fly(share);
      bars.replaceChildren(...chanceNodes(picture, room, payload, share, language));
    };
    show();
  };
  const { stop } = followWidth(frame, draw);
  if (share === 1) return stop;
  const end = glide(
    state.glide,
    (now) => {
      share = now;
      show();
    },
    TWEEN,
  );
  return () => {
    end();
    stop();
  };
}

/**
 * @param {PositionsPayload} payload
 * @param {Language} language
 */
function placesText({ kind, frequencies, strings }, language) {
  if (kind !== "rotary") return strings[kind];
  const [fast, slow] = [Math.max(...frequencies), Math.min(...frequencies)].map(placesForATurn);
  return filledText(strings.rotary, {
    pairs: count(frequencies.length, language),
    fast: count(Math.round(fast), language),
    slow: count(Math.round(slow), language),
  });
}

/**
 * How the hands of a place come to stand where they do; what places are, for a model without hands.
 *
 * @param {PositionsPayload} payload
 * @param {number} place In the row.
 * @param {Language} language
 */
function angles(payload, place, language) {
  const { words, kind, frequencies, strings } = payload;
  if (kind !== "rotary") return strings[kind];
  const { position } = words[place];
  const steps = count(position, language);
  const degrees = (/** @type {number} */ radians) => (radians * 180) / Math.PI;
  const written = pairsShown(frequencies, DIALS, PLACES).map((pair) => {
    const each = degrees(frequencies[pair]);
    const sum = each * position;
    const values = { angle: fixed(each, 1, language), steps, sum: fixed(sum, 1, language) };
    return filledText(strings.hand, { ...values, rest: fixed(sum % 360, 1, language) });
  });
  return [filledText(strings.turned, { number: count(position + 1, language), steps }), ...written].join(" ");
}
