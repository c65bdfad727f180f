// A number as the sum of products that it is, written out line by line.

import { el } from "../../../kit/browser/dom.js";
import { count, fixed } from "../../../kit/browser/numbers.js";
import { filledText } from "../../../kit/browser/sentences.js";
import { addingUp } from "./scores_math.js";

/**
 * @import { Language } from "../../../kit/browser/numbers.js"
 *
 * @typedef {{ text: string, value: number, isTotal?: boolean, digits?: number }} Line `digits`: decimals that are shown.
 * @typedef {{ index: number, input: number, weight: number }} Term `TermPayload` in `block.py` and `neuron.py`.
 * @typedef {{ terms: Term[], others: number, others_count: number, bias: number, value: number }} Row
 */

/**
 * A row of weights times a list: the largest products, the bias if there is one, what is left of the sum, and the sum. As
 * they are written, they add up to it.
 *
 * @param {Row} row
 * @param {Record<string, string>} words `term`, `others`, `bias` and `value`.
 * @param {Language} language
 * @returns {Line[]}
 */
export function productLines({ terms, others, others_count: left, bias, value }, words, language) {
  const parts = [...terms.map(({ input, weight }) => input * weight), bias, others];
  const digits = Math.max(...parts.map(Math.abs), Math.abs(value)) >= 100 ? 1 : 3;
  const shown = addingUp(parts, value, digits);
  const texts = terms.map(({ index, input, weight }) => {
    const values = { input: figure(input, language), weight: figure(weight, language) };
    return filledText(words.term, { index: count(index + 1, language), ...values });
  });
  const rest = filledText(words.others, { count: count(left, language) });
  const lines = [...texts, words.bias, rest].map((text, place) => ({ text, value: shown[place], digits }));
  return [
    ...lines.filter(({ text }) => text !== words.bias || bias !== 0),
    { text: words.value, value: Number(value.toFixed(digits)), digits, isTotal: true },
  ];
}

/**
 * @param {Line[]} lines The products, what is left of the sum, and the sum.
 * @param {Language} language
 */
export function productTable(lines, language) {
  const rows = lines.map(({ text, value, isTotal, digits }) =>
    el(
      "tr",
      { class: isTotal ? "total" : null },
      el("th", { scope: "row" }, text),
      el("td", {}, signed(value, language, digits)),
    ),
  );
  return el("table", { class: "products" }, el("tbody", {}, ...rows));
}

/**
 * A factor of a product.
 *
 * @param {number} value
 * @param {Language} language
 */
export function figure(value, language) {
  return Math.abs(value) >= 100 ? fixed(value, 0, language) : fixed(value, 3, language);
}

/**
 * @param {number} value
 * @param {Language} language
 * @param {number} [digits]
 */
function signed(value, language, digits) {
  const written = digits === undefined ? figure(value, language) : fixed(value, digits, language);
  return value > 0 ? `+${written}` : written;
}
