// Tokens in a row, above each a bar as long as its surprisal; the text breaks into lines as a text does.

import { chip, onHover } from "../../../kit/browser/chips.js";
import { el } from "../../../kit/browser/dom.js";
import { fixed } from "../../../kit/browser/numbers.js";

/**
 * @import { Token } from "../../../kit/browser/chips.js"
 * @import { Surroundings } from "../../../kit/browser/streamlit.js"
 *
 * @typedef {{ token: Token, bits: number | null }} ReadToken null: it was not predicted.
 * @typedef {{ tokens: ReadToken[], label: string }} SurprisalPayload `SurprisalPayload` in `surprisal.py`.
 */

const BAR = 76; // pixels of the most surprising token
const LEAST = 8; // bits that fill the bar if no token is more surprising

/**
 * @param {HTMLElement} root
 * @param {SurprisalPayload} payload
 * @param {Surroundings} surroundings
 */
export function mount(root, { tokens, label }, { language }) {
  const most = Math.max(LEAST, ...tokens.map(({ bits }) => bits ?? 0));
  const columns = tokens.map(({ token, bits }) => {
    const bar = el("div", { class: "bar", style: { height: `${(BAR * (bits ?? 0)) / most}px` } });
    const number = el("span", { class: "bits" }, bits === null ? "–" : fixed(bits, 1, language));
    return el("div", { class: "token" }, number, bar, chip(token));
  });
  root.replaceChildren(el("div", { class: "strip", role: "group", tabindex: 0, "aria-label": label }, ...columns));
  return onHover(root);
}
