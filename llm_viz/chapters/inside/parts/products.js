// A number as the sum of products that it is, written out line by line.

import { el } from "../../../kit/browser/dom.js";
import { fixed } from "../../../kit/browser/numbers.js";

/**
 * @import { Language } from "../../../kit/browser/numbers.js"
 *
 * @typedef {{ text: string, value: number, isTotal?: boolean }} Line
 */

/**
 * @param {Line[]} lines The products, what is left of the sum, and the sum.
 * @param {Language} language
 */
export function productTable(lines, language) {
  const rows = lines.map(({ text, value, isTotal }) =>
    el(
      "tr",
      { class: isTotal ? "total" : null },
      el("th", { scope: "row" }, text),
      el("td", {}, signed(value, language)),
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
 */
function signed(value, language) {
  return value > 0 ? `+${figure(value, language)}` : figure(value, language);
}
