// The earlier words in two orders, by attention and by what cutting them does; lines join the same word.

import { el } from "../../../kit/browser/dom.js";
import { percent } from "../../../kit/browser/numbers.js";
import { within } from "../../../kit/browser/sliders.js";
import { bar } from "./bars.js";
import { baselineText, SIDES, signed } from "./sense_text.js";

/**
 * @import { Baseline } from "./sense_text.js"
 *
 * @typedef {{ text: string, weight: number, shift: number }} RankedWord `RankedWordPayload` in `ranking.py`.
 * @typedef {{ text: string, rows: RankedWord[], baseline: Baseline | null }} RankedContext
 * @typedef {{ contexts: RankedContext[], strings: Record<string, string> }} RankingPayload
 */

const SMALLEST_LIMIT = 0.05; // of the axis of shifts
const DEVIATIONS = 2; // around the mean of random cuts

/**
 * @param {HTMLElement} root
 * @param {RankingPayload} payload
 */
export function mount(root, { contexts, strings }) {
  const reached = contexts.flatMap(({ rows, baseline }) => [
    ...rows.map(({ shift }) => Math.abs(shift)),
    baseline ? Math.abs(baseline.mean) + DEVIATIONS * baseline.deviation : 0,
  ]);
  const limit = Math.max(SMALLEST_LIMIT, ...reached);
  root.replaceChildren(...contexts.map((context, side) => contextOf(context, SIDES[side], limit, strings)));
}

/**
 * @param {RankedContext} context
 * @param {typeof SIDES[number]} side
 * @param {number} limit
 * @param {Record<string, string>} strings
 */
function contextOf({ text, rows, baseline }, { letter, name }, limit, strings) {
  const looked = [...rows].sort((one, other) => other.weight - one.weight);
  const moved = [...rows].sort((one, other) => Math.abs(other.shift) - Math.abs(one.shift));
  const most = Math.max(...rows.map(({ weight }) => weight), Number.MIN_VALUE);
  const byAttention = looked.map((row) => rowOf(row, bar(row.weight / most), percent(row.weight)));
  const byMeaning = moved.map((row) => rowOf(row, shiftBar(row.shift, baseline, limit), signed(row.shift)));
  return el(
    "section",
    { class: `side-${name}` },
    el("h4", {}, el("span", { class: "badge" }, letter), el("span", {}, text)),
    el(
      "div",
      { class: "orders" },
      orderOf(strings.by_attention, byAttention),
      linesBetween(looked, moved),
      orderOf(strings.by_meaning, byMeaning),
    ),
    baseline ? el("p", { class: "quiet" }, baselineText(strings.baseline, baseline, 2)) : null,
  );
}

/**
 * @param {string} title
 * @param {Node[]} rows
 */
function orderOf(title, rows) {
  return el("div", { class: "order" }, el("div", { class: "title" }, title), ...rows);
}

/**
 * @param {RankedWord} word
 * @param {Node} picture
 * @param {string} value
 */
function rowOf({ text }, picture, value) {
  const number = el("span", { class: "number" }, value);
  return el("div", { class: "row" }, el("span", { class: "word" }, text), picture, number);
}

/**
 * A line from each word in one order to the same word in the other.
 *
 * @param {RankedWord[]} left
 * @param {RankedWord[]} right
 */
function linesBetween(left, right) {
  const middle = (/** @type {number} */ index) => (index + 0.5) / left.length;
  const lines = left.map((row, from) => {
    const to = right.indexOf(row);
    const kind = from === to ? "same" : "crossed";
    const ends = { x1: 0, y1: middle(from), x2: 1, y2: middle(to) };
    return el("line", { ...ends, class: kind, "vector-effect": "non-scaling-stroke" });
  });
  return el("svg", { viewBox: "0 0 1 1", preserveAspectRatio: "none", "aria-hidden": "true" }, ...lines);
}

/**
 * A bar from the middle: to the right towards sense A, to the left towards B; hatched where random cuts end.
 *
 * @param {number} shift
 * @param {Baseline | null} baseline
 * @param {number} limit
 */
function shiftBar(shift, baseline, limit) {
  const place = (/** @type {number} */ value) => 50 + (50 * within(-limit, limit, value)) / limit;
  const span = (/** @type {number} */ from, /** @type {number} */ to, /** @type {string} */ kind) => {
    const [left, right] = [place(from), place(to)].sort((a, b) => a - b);
    return el("div", { class: kind, style: { left: `${left}%`, width: `${right - left}%` } });
  };
  const random = (/** @type {Baseline} */ { mean, deviation }) =>
    span(mean - DEVIATIONS * deviation, mean + DEVIATIONS * deviation, "random");
  return el(
    "div",
    { class: "diverging" },
    baseline ? random(baseline) : null,
    span(0, shift, shift > 0 ? "shift to-a" : "shift to-b"),
    el("div", { class: "zero" }),
  );
}
