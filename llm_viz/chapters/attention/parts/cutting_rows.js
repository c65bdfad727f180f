// What the chosen looker can see, row by row, and all that is cut.

import { el } from "../../../kit/browser/dom.js";
import { walkWithArrows } from "../../../kit/browser/keyboard.js";
import { bars } from "./cutting_bars.js";
import { isSameSpan, linkName, pairsBetween, parseLink, spanLabel, takersOf } from "./cutting_links.js";
import { cutButton } from "./cutting_tools.js";
import { SIDES } from "./sense_text.js";

/**
 * @import { CutContext, Cuts, CuttingPayload, Pieces } from "./cutting.js"
 * @import { Link, Span } from "./cutting_links.js"
 *
 * @typedef {object} Row What can be seen.
 * @property {string} text
 * @property {string | null} note
 * @property {string} link What a click cuts.
 * @property {string[]} takers The links that have cut it already.
 * @property {number} before
 * @property {number | undefined} after
 */

/**
 * Step 2: click what it may no longer see.
 *
 * @param {CuttingPayload} payload
 * @param {number} side
 * @param {Pieces} pieces
 * @param {Span | null} looking null: everybody.
 * @param {(cuts: Cuts) => void} send
 */
export function linkRows(payload, side, pieces, looking, send) {
  const { strings, cuts } = payload;
  const context = payload.contexts[side];
  const links = cuts.links.map(parseLink).filter((link) => link.side === side);
  const rows = rowsOf(payload, side, pieces, looking, links).map((row) => linkRow(payload, row, send));
  const isStudied = isSameSpan(looking, context.word);
  const key = el("span", { class: "axis k", "aria-hidden": "true" }, "k ");
  const list = el(
    "div",
    { class: "list", role: "group", "aria-label": strings.click },
    ...rows.map(({ node }) => node),
  );
  walkWithArrows(
    list,
    rows.map(({ button }) => button),
  );
  return el(
    "div",
    { class: "rows" },
    el(
      "div",
      { class: "heads-row" },
      el("span", { class: "step" }, key, strings.click),
      el("span", { class: "quiet" }, strings.attention),
    ),
    isStudied && context.all_others.length > 0 ? cutAll(payload, context, side, send) : null,
    rows.length > 0 ? list : el("p", { class: "quiet" }, strings.no_words),
    links.length > 0 ? cutList(payload, context, links, send) : null,
  );
}

/**
 * @param {CuttingPayload} payload
 * @param {number} side
 * @param {Pieces} pieces
 * @param {Span | null} looking
 * @param {Link[]} links
 * @returns {Row[]}
 */
function rowsOf({ causal, strings }, side, { pieces, before, after }, looking, links) {
  const length = pieces[pieces.length - 1].last;
  const from = looking && pieces.findIndex(({ last }) => last === looking[1]); // a word looks with its last token
  const share = (/** @type {number[][]} */ matrix, /** @type {number} */ key) =>
    from === null ? Math.max(...matrix.map((row, query) => (query === key ? 0 : row[key]))) : matrix[from][key];
  return pieces.flatMap(({ text, first, last }, index) => {
    const pairs = pairsBetween(looking, [first, last], length, causal);
    if (pairs.length === 0) return [];
    return {
      text,
      note: first === 1 ? strings.first_token : null,
      link: linkName(side, looking, [first, last]),
      takers: takersOf(pairs, links).map(({ name }) => name),
      before: share(before, index),
      after: after === null ? undefined : share(after, index),
    };
  });
}

/**
 * A word that can be seen: click it to cut the look at it, or to mend it.
 *
 * @param {CuttingPayload} payload
 * @param {Row} row
 * @param {(cuts: Cuts) => void} send
 */
function linkRow({ cuts, strings }, { text, note, link, takers, before, after }, send) {
  const isCut = takers.length > 0;
  const links = isCut ? cuts.links.filter((name) => !takers.includes(name)) : [...cuts.links, link];
  const pressed = { "aria-pressed": String(isCut), title: isCut ? strings.mend : strings.cut };
  const button = el(
    "button",
    { type: "button", class: "word", ...pressed, onclick: () => send({ ...cuts, links }) },
    el("span", { class: "scissors", "aria-hidden": "true" }, "✂"),
    el("span", { class: "text" }, text, note === null ? null : el("small", { class: "quiet" }, note)),
  );
  return { button, node: el("div", { class: isCut ? "row cut" : "row" }, button, bars(before, after)) };
}

/**
 * Every other word at once.
 *
 * @param {CuttingPayload} payload
 * @param {CutContext} context
 * @param {number} side
 * @param {(cuts: Cuts) => void} send
 */
function cutAll({ cuts, strings }, { all_others: others }, side, send) {
  const names = others.map((link) => `${SIDES[side].name}${link}`);
  return cutButton(cuts, names, strings.cut_all, send);
}

/**
 * All cuts of a context, also those of other lookers: press one to mend it.
 *
 * @param {CuttingPayload} payload
 * @param {CutContext} context
 * @param {Link[]} links
 * @param {(cuts: Cuts) => void} send
 */
function cutList({ causal, cuts, strings }, { words, tokens }, links, send) {
  const isWhole = (/** @type {Span} */ [from, to]) =>
    words.pieces.some(({ first }) => first === from) && words.pieces.some(({ last }) => last === to);
  const label = (/** @type {Span | null} */ span) => {
    if (span === null) return causal ? strings.everyone_later : strings.everyone_else;
    return spanLabel(span, isWhole(span) ? words.pieces : tokens.pieces);
  };
  const buttons = links.map(({ name, looking, seen }) => {
    const onclick = () => send({ ...cuts, links: cuts.links.filter((link) => link !== name) });
    const text = `✂ ${label(looking)} → ${label(seen)} `;
    const cross = el("span", { "aria-hidden": "true" }, "×");
    return el("button", { type: "button", class: "cut-link", title: strings.mend, onclick }, text, cross);
  });
  const title = el("span", { class: "quiet" }, strings.now_cut);
  return el("div", { class: "cuts", role: "group", "aria-label": strings.now_cut }, title, ...buttons);
}
