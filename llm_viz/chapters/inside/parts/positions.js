// Order: the words of the sentence stand on places, and every place turns the numbers of its word by angles of its own. Two
// words change places, the places stay, and the model reads again.

import { askBox } from "../../../kit/browser/ask.js";
import { el } from "../../../kit/browser/dom.js";
import { glide, TWEEN } from "../../../kit/browser/motion.js";
import { count, fixed, percent } from "../../../kit/browser/numbers.js";
import { filledText } from "../../../kit/browser/sentences.js";
import { hasChanged, stateOf } from "../../../kit/browser/state.js";
import { insideMachine } from "./machine.js";
import { handOf, pairsShown, placesForATurn } from "./positions_math.js";
import { deepest, tile } from "./tile.js";
import { wordRow } from "./words.js";

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

const DIALS = 3;
const PLACES = 200; // within which the slowest hand that is drawn goes round
const LIFT = 22; // pixels: so high do two words fly that change places

/**
 * @param {HTMLElement} root
 * @param {PositionsPayload} payload
 * @param {Surroundings} surroundings
 */
export function mount(root, payload, { language, send }) {
  const { words, swap, strings, says, question, machine } = payload;
  const state = stateOf(root, () => ({ glide: {} }));
  const isNew = hasChanged(root, [words, swap, question.open]);
  const order = words.map((_, place) => place);
  if (swap !== null) [order[swap[0]], order[swap[1]]] = [swap[1], swap[0]];
  /** @type {number | null} */
  let held = null;
  const press = (/** @type {number} */ place) => {
    if (question.open) return;
    if (held === null) {
      held = place;
      row.children[place].classList.add("held");
      hint.textContent = filledText(strings.second, { word: words[order[place]].name });
      working.textContent = angles(payload, place, language);
    } else if (held === place) {
      held = null;
      row.children[place].classList.remove("held");
      hint.textContent = strings.first;
    } else {
      send("swap", { places: [held, place] });
    }
  };
  const row = wordRow(
    order.map((from) => words[from]),
    {
      label: strings.words,
      pressed: [...(swap ?? [])],
      press,
      below: (place) => [placeSign(payload, place, language)],
    },
  );
  row.classList.add("order");
  const hint = el("p", { class: "quiet", role: "status" }, strings.first);
  const working = el("p", { class: "quiet working" }, placesText(payload, language));
  const bars = swap === null ? null : chances(payload, language);
  const left = question.open ? askBox(question, send) : el("div", {}, hint, working);
  const below = el("div", { class: "orders" }, left, bars?.node);
  root.replaceChildren(
    el("div", { class: "stage" }, insideMachine(machine, "attention", row, below)),
    el("p", { class: "stage-says", role: "status" }, says),
  );
  if (!isNew || swap === null) return undefined;
  const fly = flightOf(row, swap);
  return glide(
    state.glide,
    (share) => {
      fly(share);
      bars?.show(share);
    },
    TWEEN,
  );
}

/**
 * Lets the two words come from each other's places, one above and one below the line.
 *
 * @param {Element} row
 * @param {[number, number]} swap
 */
function flightOf(row, [one, other]) {
  const texts = [one, other].map(
    (place) => /** @type {HTMLElement} */ (row.children[place].querySelector(".word-text")),
  );
  const boxes = texts.map((text) => text.getBoundingClientRect());
  const middles = boxes.map((box) => ({ x: box.left + box.width / 2, y: box.top }));
  return (/** @type {number} */ share) => {
    for (const [index, text] of texts.entries()) {
      const [here, there] = [middles[index], middles[1 - index]];
      const left = 1 - share;
      const lift = (index ? 1 : -1) * LIFT * Math.sin(Math.PI * share);
      const [x, y] = [(there.x - here.x) * left, (there.y - here.y) * left + lift];
      text.style.transform = share === 1 ? "" : `translate(${x}px, ${y}px)`;
    }
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
 * The probabilities before the swap and after it; `show` lets the later ones come from the earlier ones.
 *
 * @param {PositionsPayload} payload
 * @param {Language} language
 */
function chances({ chances: found, question, strings }, language) {
  const most = Math.max(...found.flatMap(({ before, after }) => [before, after ?? 0]), 0.01);
  const wide = (/** @type {number} */ value) => `${(60 * value) / most}%`;
  const bar = (/** @type {string} */ kind, /** @type {number | null} */ value) =>
    el(
      "div",
      { class: `chance ${kind}` },
      el("span", { class: "chance-bar", style: { width: wide(value ?? 0) } }),
      el("span", { class: value === null ? "unknown" : null }, value === null ? "?" : percent(value, language)),
    );
  const later = found.map(({ after }) => bar("after", after));
  const rows = found.map(({ text, before }, index) =>
    el(
      "div",
      { class: "chance-of" },
      el("b", { class: text === question.guess ? "guessed" : null }, text),
      bar("before", before),
      later[index],
    ),
  );
  const key = ["before", "after"].map((kind) => el("span", { class: `key ${kind}` }, strings[kind]));
  const node = el(
    "div",
    { class: "chances", role: "group", "aria-label": strings.chances_alt },
    el("p", { class: "quiet" }, strings.chances, ...key),
    ...rows,
  );
  const show = (/** @type {number} */ share) => {
    for (const [index, { before, after }] of found.entries()) {
      if (after === null) continue;
      const drawn = /** @type {HTMLElement} */ (later[index].firstElementChild);
      drawn.style.width = wide(before + (after - before) * share);
    }
  };
  return { node, show };
}
