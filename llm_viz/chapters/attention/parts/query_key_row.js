// All keys of a query with their scores and weights, as a table.

import { el } from "../../../kit/browser/dom.js";
import { percent } from "../../../kit/browser/numbers.js";
import { number } from "./query_key_steps.js";

/**
 * @import { QueryKeyPayload } from "./query_key.js"
 * @import { Row } from "./query_key_math.js"
 */

/**
 * The table; `show` fills it. A press on a key chooses it.
 *
 * @param {QueryKeyPayload} payload
 * @param {(key: number) => void} choose
 */
export function rowTable({ tokens, strings }, choose) {
  const rows = tokens.map(({ label }, position) => {
    const onclick = () => choose(position);
    const button = el("button", { type: "button", dataset: { position }, onclick }, label);
    const score = el("td", { class: "number" });
    const bar = el("div", { class: "bar" });
    const share = el("span", { class: "number" });
    const cell = el("div", { class: "share" }, el("div", { class: "track" }, bar), share);
    const node = el("tr", {}, el("th", { scope: "row" }, button), score, el("td", {}, cell));
    return { node, button, score, bar, share };
  });
  const head = el(
    "tr",
    {},
    el("th", { scope: "col" }, el("span", { class: "k" }, "k "), strings.key),
    el("th", { scope: "col" }, strings.score),
    el("th", { scope: "col" }, strings.weight),
  );
  const table = el("table", {}, el("thead", {}, head), el("tbody", {}, ...rows.map(({ node }) => node)));
  const scroll = el("div", { class: "scroll", tabindex: 0, role: "group", "aria-label": strings.row }, table);
  const show = (/** @type {Row} */ { scores, weights }, /** @type {number} */ chosen) => {
    for (const [key, { button, score, bar, share }] of rows.entries()) {
      button.setAttribute("aria-pressed", String(key === chosen));
      score.textContent = number(scores[key]);
      bar.style.width = `${100 * weights[key]}%`;
      share.textContent = scores[key] > -Infinity ? percent(weights[key]) : "–";
    }
  };
  return { node: el("div", { class: "row" }, el("div", { class: "quiet" }, strings.row), scroll), show };
}
