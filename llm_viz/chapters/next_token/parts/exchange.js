// The sentence above the cards: any of its words can be tapped and exchanged in place.

import { el } from "../../../kit/browser/dom.js";
import { isComposing, walkWithArrows } from "../../../kit/browser/keyboard.js";
import { filledText } from "../../../kit/browser/sentences.js";

/**
 * @import { CardsPayload, State } from "./cards.js"
 * @typedef {{ text: string, start: number, end: number, isWord: boolean }} Piece
 */

/** Characters that fit above the picture; Chinese characters and kana count twice. Of a longer text its end is shown. */
const [ROOM, NARROW_ROOM] = [100, 58];

/**
 * The words of a text and what stands between them, in order.
 *
 * @param {string} text
 * @param {string} language
 * @returns {Piece[]}
 */
export function pieces(text, language) {
  return [...new Intl.Segmenter(language, { granularity: "word" }).segment(text)].map(
    ({ segment, index, isWordLike }) => ({
      text: segment,
      start: index,
      end: index + segment.length,
      isWord: isWordLike ?? false,
    }),
  );
}

/**
 * The end of a text, as many of its pieces as there is room for; a piece that is longer than that is cut.
 *
 * @param {Piece[]} all
 * @param {number} room
 */
export function lastOf(all, room) {
  const widthOf = (/** @type {string} */ text) => [...text].reduce((sum, sign) => sum + (sign > "\u2e7f" ? 2 : 1), 0);
  /** @type {Piece[]} */
  const shown = [];
  let left = room;
  for (const piece of [...all].reverse()) {
    left -= widthOf(piece.text);
    if (left < 0 && shown.length > 0) break;
    const isLong = piece.text.length > room;
    shown.unshift(isLong ? { ...piece, text: `…${piece.text.slice(-room)}`, isWord: false } : piece);
  }
  return shown;
}

/**
 * The text with another word in the place from `start` to `end`.
 *
 * @param {string} text
 * @param {{ start: number, end: number }} place
 * @param {string} word
 */
export function exchanged(text, { start, end }, word) {
  return text.slice(0, start) + word + text.slice(end);
}

/**
 * Write the sentence; words are buttons where they can be exchanged, and the one that was tapped is a field with
 * suggestions below it.
 *
 * @param {State} state
 * @param {CardsPayload} payload
 * @param {string} language
 * @param {(name: string, value: unknown) => void} send
 */
export function sentence(state, payload, language, send) {
  const { text, words, exchanges } = payload;
  const all = pieces(text, language);
  const shown = lastOf(all, window.innerWidth < 700 ? NARROW_ROOM : ROOM);
  const draw = () => sentence(state, payload, language, send);
  const open = exchanges ? state.open : null;
  const begin = (/** @type {Piece} */ piece) => {
    state.open = { start: piece.start, end: piece.end };
    draw();
    state.line.querySelector("input")?.select();
    send("word", state.open);
  };
  const finish = (/** @type {string | null} */ word) => {
    const place = state.open;
    state.open = null;
    if (place && word !== null && word.trim() !== "" && word !== text.slice(place.start, place.end))
      send("exchange", { text: exchanged(text, place, word) });
    draw();
  };
  const nodes = shown.map((piece) => {
    if (open && piece.start === open.start) return field(piece, payload, finish);
    if (!exchanges || !piece.isWord) return el("span", {}, piece.text);
    const label = filledText(words.exchange, { word: piece.text });
    return el(
      "button",
      { type: "button", class: "word", "aria-label": label, onclick: () => begin(piece) },
      piece.text,
    );
  });
  const buttons = nodes.filter((node) => node instanceof HTMLButtonElement);
  walkWithArrows(state.line, buttons, { start: buttons.length - 1 });
  state.line.replaceChildren(
    shown.length < all.length ? "…" : "",
    ...nodes,
    el("i", { class: "blank", "aria-hidden": "true" }),
  );
}

/**
 * @param {Piece} piece
 * @param {CardsPayload} payload
 * @param {(word: string | null) => void} finish
 */
function field(piece, { words, other_words: others }, finish) {
  const input = el("input", { type: "text", value: piece.text, "aria-label": words.field, maxlength: 60 });
  input.style.width = `${Math.max(4, piece.text.length + 2)}ch`;
  input.onkeydown = (event) => {
    if (event.key === "Enter" && !isComposing(event)) finish(input.value);
    if (event.key === "Escape") finish(null);
  };
  const offered = others && others.start === piece.start && others.end === piece.end ? others.words : [];
  const chips = offered.map((word) => el("button", { type: "button", onclick: () => finish(word) }, word));
  return el("span", { class: "place" }, input, el("span", { class: "others" }, ...chips));
}
