// What one query looks at: the text as a row of tokens, in words, and as a short list.

import { broadcastHover } from "../../../kit/browser/chips.js";
import { el } from "../../../kit/browser/dom.js";
import { rowPlace } from "../../../kit/browser/keyboard.js";
import { percent } from "../../../kit/browser/numbers.js";
import { filledText } from "../../../kit/browser/sentences.js";
import { bar } from "./bars.js";
import { nameOf } from "./heatmap_choices.js";
import { linkShares, markedLink, rowShares } from "./heatmap_math.js";

/**
 * @import { Change, HeatmapPayload, HeatmapState } from "./heatmap.js"
 * @import { Link } from "./heatmap_math.js"
 *
 * @typedef {{ asking: boolean, unseen: boolean, chosen: boolean, background: string }} Look
 * @typedef {{ button: HTMLButtonElement, shown: Partial<Look> }} Word A token of the sentence, and how it looks.
 */

const LISTED = 4; // keys
const MUCH = 0.1; // of its attention: a head that makes a link
const FLAGS = /** @type {const} */ (["asking", "unseen"]);

/**
 * The tokens, each in the colour of its weight, the words and the list; `show` draws the row of the query that is
 * pointed at or chosen.
 *
 * @param {HeatmapPayload} payload
 * @param {HeatmapState} state
 * @param {(change: Change) => void} choose
 */
export function rowOf({ tokens, strings }, state, choose) {
  const readout = el("span", { class: "readout" });
  const list = el("ol");
  const last = tokens.length - 1;
  /** @type {Word[]} */
  const words = tokens.map(({ label }, position) =>
    wordOf(label, position, last, choose, () => words[state.view.query]),
  );
  const token = (/** @type {number | undefined} */ position) => (position === undefined ? "–" : tokens[position].label);
  const show = () => {
    const link = markedLink(state);
    const query = link?.query ?? state.pointed?.query ?? state.view.query;
    const row = rowShares(state.attention, state.view, query);
    for (const [position, word] of words.entries()) paintWord(word, lookOf(state, position, query, row[position]));
    const seen = row.flatMap((weight, position) => (weight === null ? [] : [{ weight, position }]));
    const best = seen.sort((a, b) => b.weight - a.weight).slice(0, LISTED);
    const shown = link?.key ?? best[0]?.position;
    const weight = shown === undefined ? null : row[shown];
    const none = shown === undefined ? strings.nothing_left : strings.hidden;
    const pair = el(
      "strong",
      { class: "pair" },
      el("span", { class: "axis q" }, "q "),
      `${token(query)} → `,
      el("span", { class: "axis k" }, "k "),
      `${token(shown)}: ${weight === null ? none : percent(weight)}`,
    );
    const made = weight === null || shown === undefined ? "" : madeBy(state, { query, key: shown }, strings);
    readout.replaceChildren(nameOf(state.view, strings), ": ", pair, strings.end, made);
    list.replaceChildren(...best.map((look) => itemOf(token(look.position), look.weight)));
  };
  return { sentence: el("div", { class: "sentence" }, ...words.map(({ button }) => button)), readout, list, show };
}

/**
 * How many heads make a link, in words.
 *
 * @param {HeatmapState} state
 * @param {Link} link
 * @param {Record<string, string>} strings
 */
function madeBy({ attention, view }, link, strings) {
  const shares = linkShares(attention, link, view.hideSink);
  const count = shares.filter((share) => share >= MUCH).length;
  return filledText(strings.made_by, { count: String(count), all: String(shares.length) });
}

/**
 * @param {string} label
 * @param {number} weight
 */
function itemOf(label, weight) {
  return el("li", {}, el("span", {}, label), bar(weight), el("span", { class: "number" }, percent(weight)));
}

/**
 * @param {string} label
 * @param {number} position
 * @param {number} last Position of the last token.
 * @param {(change: Change) => void} choose
 * @param {() => Word} chosen The chosen word.
 * @returns {Word}
 */
function wordOf(label, position, last, choose, chosen) {
  const button = el("button", { type: "button", dataset: { position } }, label);
  button.onclick = () => choose({ query: position });
  button.onpointerenter = () => broadcastHover(position);
  button.onpointerleave = () => broadcastHover(null);
  button.onkeydown = (event) => {
    const query = rowPlace(event, position, last);
    if (query === null) return;
    choose({ query });
    chosen().button.focus();
  };
  return { button, shown: {} };
}

/**
 * @param {HeatmapState} state
 * @param {number} position
 * @param {number} query
 * @param {number | null} weight
 * @returns {Look}
 */
function lookOf({ palette, view }, position, query, weight) {
  return {
    asking: position === query,
    unseen: weight === null,
    chosen: position === view.query,
    background: weight === null ? "transparent" : palette.tint(weight),
  };
}

/**
 * Most words stay as they are when another head is chosen: only what is different is written.
 *
 * @param {Word} word
 * @param {Look} look
 */
function paintWord(word, look) {
  const { button, shown } = word;
  for (const name of FLAGS) if (shown[name] !== look[name]) button.classList.toggle(name, look[name]);
  if (shown.chosen !== look.chosen) {
    button.tabIndex = look.chosen ? 0 : -1;
    button.setAttribute("aria-pressed", String(look.chosen));
  }
  if (shown.background !== look.background) button.style.background = look.background;
  word.shown = look;
}
