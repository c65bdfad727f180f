// What may come next as cards as wide as their probabilities; a word of the sentence is exchanged in place.

import { askBox } from "../../../kit/browser/ask.js";
import { el } from "../../../kit/browser/dom.js";
import { glide, TWEEN } from "../../../kit/browser/motion.js";
import { stateOf } from "../../../kit/browser/state.js";
import { followWidth } from "../../../kit/browser/width.js";
import { DeckView } from "./deck_view.js";
import { sentence } from "./exchange.js";

/**
 * @import { Question } from "../../../kit/browser/ask.js"
 * @import { Surroundings } from "../../../kit/browser/streamlit.js"
 * @import { Token } from "./deck_math.js"
 *
 * @typedef {{ label: string, id: number }} Ghost
 * @typedef {{ start: number, end: number, words: string[] }} OtherWords
 * @typedef {object} CardsPayload `CardsPayload` in `cards.py`.
 * @property {string} text
 * @property {Token[]} tokens
 * @property {number[]} cards
 * @property {number} others
 * @property {number[] | null} before
 * @property {string} before_name
 * @property {string} now_name
 * @property {Ghost | null} ghost
 * @property {Question | null} question
 * @property {boolean} exchanges
 * @property {OtherWords | null} other_words
 * @property {string} says
 * @property {string} alt
 * @property {Record<string, string>} words
 *
 * @typedef {{ view: DeckView, line: HTMLElement, ask: HTMLElement, says: HTMLElement, frame?: number, share: number,
 *   shown: string, open: { start: number, end: number } | null }} State
 */

/** @param {HTMLElement} root @returns {State} */
function create(root) {
  const view = new DeckView();
  const line = el("p", { class: "line" });
  const ask = el("div", { class: "ask-place" });
  const says = el("p", { class: "stage-says", role: "status" });
  view.node.append(line, ask);
  root.replaceChildren(el("div", { class: "stage" }, view.node), says);
  return { view, line, ask, says, share: 1, shown: "", open: null };
}

/**
 * @param {HTMLElement} root
 * @param {CardsPayload} payload
 * @param {Surroundings} surroundings
 */
export function mount(root, payload, { language, send }) {
  const state = stateOf(root, () => create(root));
  const { view, question } = { view: state.view, question: payload.question };
  const isOpen = question?.open ?? false;
  state.says.textContent = payload.says;
  view.node.classList.toggle("low", payload.exchanges);
  sentence(state, payload, language, send);
  if (question && isOpen) {
    state.ask.replaceChildren(askBox(question, send, { chosen: (choice) => view.land(choice) }));
  } else {
    state.ask.replaceChildren();
  }
  const draw = (/** @type {number} */ width) => {
    view.draw(payload, width, state.share);
    state.ask.style.bottom = `${view.roomAboveCards()}px`;
  };
  const follow = followWidth(view.node, draw);
  const shown = JSON.stringify([payload.text, payload.before, payload.cards]);
  const moves = payload.before !== null && state.shown !== "" && state.shown !== shown;
  state.shown = shown;
  const glided = moves
    ? glide(
        state,
        (share) => {
          state.share = share;
          follow.redraw();
        },
        TWEEN,
      )
    : () => {};
  return () => {
    glided();
    state.share = 1;
    follow.stop();
  };
}
