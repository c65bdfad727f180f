// How sure the model is of each token that it writes: a bar a token, with a line at one half. Those that the guess is
// about are covered until it was made, and grow then.

import { askBox } from "../../../kit/browser/ask.js";
import { el } from "../../../kit/browser/dom.js";
import { glide, TWEEN } from "../../../kit/browser/motion.js";
import { percent } from "../../../kit/browser/numbers.js";
import { stateOf } from "../../../kit/browser/state.js";

/**
 * @import { Question } from "../../../kit/browser/ask.js"
 * @import { Surroundings } from "../../../kit/browser/streamlit.js"
 *
 * @typedef {{ word: string, share: number }} Bar `BarPayload` in `sure.py`.
 * @typedef {{ text: string, known: Bar[], ahead: Bar[], covered: number, says: string, question: Question,
 *   strings: Record<string, string> }} SurePayload
 */

const HALF = 0.5;

/**
 * @param {HTMLElement} root
 * @param {SurePayload} payload
 * @param {Surroundings} surroundings
 */
export function mount(root, payload, { send }) {
  const { text, known, ahead, covered, says, question, strings } = payload;
  const state = stateOf(root, () => /** @type {{ frame?: number, wasOpen: boolean }} */ ({ wasOpen: false }));
  const first = known.map((bar, place) => rowOf(bar, place + 1));
  const later = ahead.map((bar, place) => rowOf(bar, known.length + place + 1));
  const hidden = Array.from({ length: covered }, (_, place) => coveredRow(known.length + place + 1, strings));
  const columns = [
    column(strings.known, first, strings),
    ...(later.length + covered > 0 ? [column(strings.ahead, [...later, ...hidden].map(nodeOf), strings)] : []),
  ];
  const box = question.open ? askBox(question, send) : null;
  root.replaceChildren(
    el(
      "div",
      { class: "stage", role: "group", "aria-label": strings.picture },
      el("p", { class: "given" }, text),
      el("div", { class: "columns" }, ...columns),
      box,
    ),
    el("p", { class: "stage-says", role: "status" }, says),
  );
  const isRising = state.wasOpen && !question.open;
  state.wasOpen = question.open;
  const draw = (/** @type {number} */ share) => {
    for (const [place, { bar }] of later.entries()) bar.style.width = `${100 * ahead[place].share * share}%`;
  };
  if (!isRising) {
    draw(1);
    return () => {};
  }
  return glide(state, draw, TWEEN);
}

/** @param {{ node: HTMLElement } | HTMLElement} row */
function nodeOf(row) {
  return "node" in row ? row : { node: row };
}

/**
 * @param {string} name
 * @param {{ node: HTMLElement }[]} rows
 * @param {Record<string, string>} strings
 */
function column(name, rows, strings) {
  const half = el("span", { class: "half", "aria-hidden": "true" }, strings.half);
  const head = el("div", { class: "head" }, el("h3", {}, name), el("span", { class: "scale" }, half));
  return el("section", {}, head, el("ol", {}, ...rows.map(({ node }) => node)));
}

/**
 * @param {Bar} token
 * @param {number} number
 */
function rowOf({ word, share }, number) {
  const isSure = share > HALF;
  const bar = el("span", { class: isSure ? "bar sure" : "bar", style: { width: `${100 * share}%` } });
  const node = el(
    "li",
    { class: isSure ? "row is-sure" : "row", value: number },
    el("span", { class: "word" }, word),
    el("span", { class: "track", "aria-hidden": "true" }, bar),
    el("span", { class: "share" }, percent(share)),
  );
  return { node, bar };
}

/**
 * @param {number} number
 * @param {Record<string, string>} strings
 */
function coveredRow(number, strings) {
  return el(
    "li",
    { class: "row covered", value: number },
    el("span", { class: "word" }, el("span", { class: "dashed-mark" }, "?")),
    el("span", { class: "track", "aria-hidden": "true" }),
    el("span", { class: "share visually-hidden" }, strings.hidden),
  );
}
