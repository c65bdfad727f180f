// Tokens in a row, above each a bar as long as its surprisal; the text breaks into lines as a text does. One token is
// chosen, and a sentence says how much it came as a surprise.

import { chip, onHover } from "../../../kit/browser/chips.js";
import { el } from "../../../kit/browser/dom.js";
import { pressable, walkWithArrows } from "../../../kit/browser/keyboard.js";
import { count, fixed, percent } from "../../../kit/browser/numbers.js";
import { boxWithin } from "../../../kit/browser/screen.js";
import { filledText } from "../../../kit/browser/sentences.js";
import { stateOf } from "../../../kit/browser/state.js";
import { followWidth } from "../../../kit/browser/width.js";
import { barHeight, gridSteps, oddsOf } from "./surprisal_math.js";

/**
 * @import { Token } from "../../../kit/browser/chips.js"
 * @import { Language } from "../../../kit/browser/numbers.js"
 * @import { Surroundings } from "../../../kit/browser/streamlit.js"
 *
 * @typedef {{ token: Token, bits: number | null }} ReadToken null: it was not predicted.
 * @typedef {{ tokens: ReadToken[], strings: Record<string, string> }} SurprisalPayload `SurprisalPayload` in
 *   `surprisal.py`.
 */

const LEAST = 8; // bits that fill the bar if no token is more surprising
const HUES = 8;
const BELOW = 54; // pixels from the foot of the bars of one row to where the next may have lines

/**
 * @param {HTMLElement} root
 * @param {SurprisalPayload} payload
 * @param {Surroundings} surroundings
 */
export function mount(root, { tokens, strings }, { language }) {
  const most = Math.max(LEAST, ...tokens.map(({ bits }) => bits ?? 0));
  const surprising = tokens.reduce(
    (best, { bits }, place) => ((bits ?? 0) > (tokens[best].bits ?? 0) ? place : best),
    0,
  );
  const state = stateOf(root, () => ({ chosen: surprising }));
  if (state.chosen >= tokens.length) state.chosen = surprising;
  const says = el("p", { class: "stage-says", role: "status" });
  const choose = (/** @type {number} */ place) => {
    state.chosen = place;
    for (const [index, column] of columns.entries()) column.setAttribute("aria-pressed", String(index === place));
    says.textContent = sentence(tokens[place], strings, language);
  };
  const columns = tokens.map(({ token, bits }, place) => {
    const share = (bits ?? 0) / most;
    const bar = el("span", { class: "bar", style: { "--share": share, background: `var(--hue-${token.id % HUES})` } });
    const number = el("span", { class: "bits" }, bits === null ? "–" : fixed(bits, 1, language));
    const column = el("div", { class: "token", ...pressable(() => choose(place)) }, number, bar, chip(token));
    column.onpointerenter = () => choose(place);
    column.onfocus = () => choose(place);
    return column;
  });
  const strip = el("div", { class: "strip", role: "group", "aria-label": strings.label }, ...columns);
  const grid = el("svg", { class: "grid", "aria-hidden": "true" });
  const wall = el("div", { class: "wall" }, grid, el("p", { class: "quiet" }, strings.caption), strip);
  root.replaceChildren(el("div", { class: "stage" }, wall), says);
  walkWithArrows(strip, columns, { start: state.chosen });
  choose(state.chosen);
  const draw = () => {
    const chips = columns.map((column) => /** @type {HTMLElement} */ (column.lastElementChild));
    const rows = new Set(chips.map((node) => node.offsetTop)).size;
    const tall = barHeight(rows);
    strip.style.setProperty("--tall", `${tall}px`);
    strip.classList.toggle("single", rows === 1);
    const feet = [...new Set(chips.map((node) => Math.round(boxWithin(wall, node).y)))];
    const tops = feet.map((_, row) => (row === 0 ? 0 : feet[row - 1] + BELOW));
    grid.replaceChildren(...feet.flatMap((foot, row) => lines({ foot, top: tops[row], tall, most }, strings.unit)));
  };
  const stops = [followWidth(wall, draw).stop, onHover(root)];
  return () => {
    for (const stop of stops) stop();
  };
}

/**
 * Lines behind the bars of one row of tokens, each with its bits.
 *
 * @param {{ foot: number, top: number, tall: number, most: number }} row Where its bars stand and where it begins, in pixels
 *   from the top; pixels of the most surprising token, and its bits.
 * @param {string} unit
 */
function lines({ foot, top, tall, most }, unit) {
  return gridSteps(most).flatMap((bits) => {
    const y = foot - 3 - (tall * bits) / most;
    if (y < top) return [];
    return [el("line", { x1: 0, x2: "100%", y1: y, y2: y }), el("text", { x: 0, y: y - 4 }, `${bits} ${unit}`)];
  });
}

/**
 * @param {ReadToken} read
 * @param {Record<string, string>} strings
 * @param {Language} language
 */
function sentence({ token, bits }, strings, language) {
  if (bits === null) return filledText(strings.unread, { token: token.label });
  const odds = oddsOf(bits);
  const said = { token: token.label, bits: fixed(bits, 1, language) };
  if (odds === null) return filledText(strings.expected, { ...said, chance: percent(2 ** -bits) });
  return filledText(strings.rare, { ...said, odds: count(odds, language), coins: String(Math.round(bits)) });
}
