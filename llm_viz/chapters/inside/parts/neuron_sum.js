// A neuron's activation, opened: one or two rows of weights times what the layer reads, and what is made of their sums.

import { el } from "../../../kit/browser/dom.js";
import { percent } from "../../../kit/browser/numbers.js";
import { filledText } from "../../../kit/browser/sentences.js";
import { productLines, productTable } from "./products.js";

/**
 * @import { Language } from "../../../kit/browser/numbers.js"
 * @import { Row } from "./products.js"
 *
 * @typedef {object} Sum `SumPayload` in `neuron.py`.
 * @property {number} neuron A place on the list.
 * @property {number} place Of the token.
 * @property {Row | null} gate null where there is a `problem`.
 * @property {Row | null} factor null in layers that have only one row.
 * @property {number} opened What the activation function makes of the gate's value.
 * @property {number} activation
 * @property {number} share Of the strongest place.
 * @property {string} problem
 */

/**
 * @param {Sum} sum
 * @param {string} token
 * @param {Record<string, string>} words
 * @param {Language} language
 */
export function sumNode({ gate, factor, opened, activation, share, problem }, token, words, language) {
  const title = el("h3", {}, filledText(words.made_of, { token }));
  if (gate === null) return el("section", { class: "made-of" }, title, el("p", {}, problem));
  const column = (/** @type {string} */ name, /** @type {Row} */ row) =>
    el("div", {}, el("p", { class: "small" }, name), productTable(productLines(row, words, language), language));
  const written = share < 0 ? `−${percent(-share, language)}` : percent(share, language);
  const steps = [
    { text: words.bent, value: opened },
    ...(factor === null ? [] : [{ text: words.product, value: activation }]),
  ];
  const end = el("p", { class: "small" }, filledText(words.share, { share: written }));
  return el(
    "section",
    { class: "made-of" },
    title,
    el("div", { class: "rows" }, column(words.gate, gate), factor && column(words.factor, factor)),
    productTable(steps, language),
    end,
  );
}
