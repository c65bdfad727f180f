// Results of a calculator, each large, and below it a bar in parts, or published values and itself among them as dots.

import { placeOnAxis } from "./calculator_math.js";
import { el } from "./dom.js";
import { written } from "./units.js";

/**
 * @import { CalculatorPayload, CalculatorResult, Reference, ResultPart, View } from "./calculator.js"
 * @import { Values } from "./calculator_math.js"
 * @import { Language } from "./numbers.js"
 *
 * @typedef {(value: number) => string} Write A value as text, in the unit of its result.
 */

/**
 * @param {CalculatorPayload} payload
 * @param {Language} language
 * @returns {View}
 */
export function barsOf({ results, sentences, words }, language) {
  const views = results.map((result) => {
    const write = (/** @type {number} */ value) => written(value, result.unit, language, sentences);
    return resultOf(result, write, words);
  });
  const show = (/** @type {Values} */ known) => {
    for (const view of views) view.show(known);
  };
  return { show, node: el("div", { class: "results" }, ...views.map(({ node }) => node)) };
}

/**
 * @param {CalculatorResult} result
 * @param {Write} write
 * @param {Record<string, string>} words
 * @returns {View}
 */
function resultOf({ name, label, references, parts }, write, words) {
  const value = el("strong", { class: "value", dataset: { result: name } });
  const shares = parts.length ? sharesOf(parts, write) : null;
  const rows = references.length ? rowsOf(references, write, words) : null;
  const show = (/** @type {Values} */ known) => {
    value.textContent = write(known[name]);
    shares?.show(known);
    rows?.show(known[name]);
  };
  const head = el("div", { class: "result-head" }, el("span", {}, label), value);
  return { show, node: el("section", {}, head, shares?.node, rows?.node) };
}

/**
 * One bar in parts, each with its name and value below.
 *
 * @param {ResultPart[]} parts
 * @param {Write} write
 * @returns {View}
 */
function sharesOf(parts, write) {
  const drawn = parts.map(({ name, label }, index) => ({
    name,
    label,
    piece: el("div", { class: `share share-${index}` }),
    swatch: el("span", { class: `swatch share-${index}` }),
    number: el("span", { class: "number" }),
  }));
  const show = (/** @type {Values} */ known) => {
    const total = parts.reduce((sum, { name }) => sum + known[name], 0);
    for (const { name, piece, number } of drawn) {
      piece.style.width = `${(100 * known[name]) / total}%`;
      number.textContent = write(known[name]);
    }
  };
  const stack = el("div", { class: "stack" }, ...drawn.map(({ piece }) => piece));
  const keys = drawn.map(({ label, swatch, number }) => el("span", {}, swatch, `${label} `, number));
  return { show, node: el("div", { class: "shares" }, stack, el("div", { class: "keys" }, ...keys)) };
}

/**
 * Dots on one logarithmic scale, which has a line at every power of ten. The published rows are made once; the own one is
 * moved to its place among them.
 *
 * @param {Reference[]} references
 * @param {Write} write
 * @param {Record<string, string>} words
 */
function rowsOf(references, write, { yours, scale }) {
  const known = references
    .map(({ label, value, source }) => ({ value, ...rowOf(label, write(value), source) }))
    .sort((one, other) => other.value - one.value);
  const own = rowOf(yours, "", null);
  own.node.classList.add("own");
  const node = el("div", { class: "rows" }, ...known.map((row) => row.node), own.node);
  const show = (/** @type {number} */ value) => {
    own.number.textContent = write(value);
    const positive = [value, ...known.map((row) => row.value)].filter((amount) => amount > 0).map(Math.log10);
    const low = Math.floor(Math.min(...positive));
    const high = Math.max(low + 1, Math.ceil(Math.max(...positive)));
    const place = (/** @type {number} */ amount) => `${amount > 0 ? placeOnAxis(amount, 10 ** low, 10 ** high) : 0}%`;
    node.style.setProperty("--power", `${100 / (high - low)}%`);
    for (const row of known) row.dot.style.setProperty("--at", place(row.value));
    own.dot.style.setProperty("--at", place(value));
    const below = known.find((row) => row.value <= value)?.node ?? null;
    if (own.node.nextSibling !== below) node.insertBefore(own.node, below);
  };
  return { show, node: el("div", {}, node, el("p", { class: "quiet axis" }, scale)) };
}

/**
 * @param {string} label
 * @param {string} text
 * @param {string | null} source
 */
function rowOf(label, text, source) {
  const dot = el("span", { class: "dot" });
  const number = el("span", { class: "number" }, text);
  const name = el("span", { class: "name" }, label);
  return {
    dot,
    number,
    node: el("div", { class: "row", title: source }, name, el("div", { class: "plot" }, dot), number),
  };
}
