// Order: every place turns its token's numbers by angles of its own. Two words change places and the model reads again.

import { el } from "../../../kit/browser/dom.js";
import { count, percent } from "../../../kit/browser/numbers.js";
import { filledText } from "../../../kit/browser/sentences.js";
import { handOf, pairsShown, placesForATurn } from "./positions_math.js";
import { deepest, tile } from "./tile.js";
import { wordRow } from "./words.js";

/**
 * @import { Language } from "../../../kit/browser/numbers.js"
 * @import { Surroundings } from "../../../kit/browser/streamlit.js"
 * @import { Word } from "./words.js"
 *
 * @typedef {{ text: string, before: number, after: number }} Chance `ChancePayload` in `positions.py`.
 *
 * @typedef {object} PositionsPayload `PositionsPayload` in `positions.py`.
 * @property {Word[]} words
 * @property {"rotary" | "learned" | "other"} kind
 * @property {number[]} frequencies Of each pair of numbers.
 * @property {number[][]} vectors The first numbers of each word's place, where the model learned them.
 * @property {[number, number] | null} swap Places in the row.
 * @property {Chance[]} chances
 * @property {string} says
 * @property {Record<string, string>} strings
 */

const DIALS = 3;
const PLACES = 200; // within which the slowest hand that is drawn goes round

/**
 * @param {HTMLElement} root
 * @param {PositionsPayload} payload
 * @param {Surroundings} surroundings
 */
export function mount(root, payload, { language, send }) {
  const { words, swap, strings, says } = payload;
  const order = words.map((_, place) => place);
  if (swap !== null) [order[swap[0]], order[swap[1]]] = [swap[1], swap[0]];
  /** @type {number | null} */
  let held = null;
  const press = (/** @type {number} */ place) => {
    if (held === null) {
      held = place;
      row.children[place].classList.add("held");
      hint.textContent = filledText(strings.second, { word: words[place].name });
    } else if (held === place) {
      held = null;
      row.children[place].classList.remove("held");
      hint.textContent = strings.first;
    } else {
      send("swap", { places: [held, place] });
    }
  };
  const row = wordRow(words, { label: strings.words, pressed: [...(swap ?? [])], press });
  const hint = el("p", { class: "quiet", role: "status" }, strings.first);
  const after = el(
    "div",
    { class: "words order" },
    ...order.map((from, place) =>
      el(
        "div",
        { class: from === place ? "word" : "word moved" },
        el("span", { class: `word-text hue-${words[from].id % 8}` }, words[from].label),
        placeSign(payload, place, language),
      ),
    ),
  );
  root.replaceChildren(
    el(
      "div",
      { class: "stage" },
      el("div", { class: "line-head" }, el("span", { class: "quiet" }, strings.before), hint),
      row,
      el(
        "div",
        { class: "orders" },
        el("div", {}, el("p", { class: "quiet" }, swap === null ? strings.places : strings.after), after),
        swap === null ? null : chances(payload, language),
      ),
      el("p", { class: "quiet" }, placesText(payload, language)),
    ),
    el("p", { class: "stage-says", role: "status" }, says),
  );
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
 * What marks a place: dials that turn from one to the next, or the vector that the model learned for it.
 *
 * @param {PositionsPayload} payload
 * @param {number} place In the row.
 * @param {Language} language
 */
function placeSign({ words, kind, frequencies, vectors, strings }, place, language) {
  const { position } = words[place];
  const number = el(
    "span",
    { class: "place-number" },
    filledText(strings.place, { number: count(position + 1, language) }),
  );
  if (kind === "learned") {
    const all = deepest(vectors.flat());
    return el("span", { class: "place" }, vectors[place] ? tile(vectors[place], all) : null, number);
  }
  if (kind !== "rotary") return el("span", { class: "place" }, number);
  const pairs = pairsShown(frequencies, DIALS, PLACES);
  const dials = pairs.map((pair, index) => {
    const hand = handOf(position, frequencies[pair]);
    const middle = 13 + 28 * index;
    return el(
      "g",
      {},
      el("circle", { class: "dial", cx: 14, cy: middle, r: 11 }),
      el("line", { class: "hand", x1: 14, y1: middle, x2: 14 + 10 * hand.x, y2: middle + 10 * hand.y }),
    );
  });
  return el(
    "span",
    { class: "place" },
    el("svg", { class: "dials", viewBox: `0 0 28 ${28 * pairs.length}`, "aria-hidden": "true" }, ...dials),
    number,
  );
}

/**
 * @param {PositionsPayload} payload
 * @param {Language} language
 */
function chances({ chances: found, strings }, language) {
  const most = Math.max(...found.flatMap(({ before, after }) => [before, after]), 0.01);
  const bar = (/** @type {string} */ kind, /** @type {number} */ value) =>
    el(
      "div",
      { class: `chance ${kind}` },
      el("span", { class: "chance-bar", style: { width: `${(60 * value) / most}%` } }),
      el("span", {}, percent(value, language)),
    );
  return el(
    "div",
    { class: "chances", role: "group", "aria-label": strings.chances },
    el("p", { class: "quiet" }, strings.chances),
    ...found.map(({ text, before, after }) =>
      el("div", { class: "chance-of" }, el("b", {}, text), bar("before", before), bar("after", after)),
    ),
  );
}
