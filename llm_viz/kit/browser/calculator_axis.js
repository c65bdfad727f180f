// Results of a calculator as a sentence, and among known figures on one logarithmic axis.

import { placeOnAxis } from "./calculator_math.js";
import { el } from "./dom.js";
import { filled } from "./sentences.js";
import { written } from "./units.js";

/**
 * @import { AxisMark, CalculatorPayload, ResultAxis, View } from "./calculator.js"
 * @import { Values } from "./calculator_math.js"
 * @import { Language } from "./numbers.js"
 */

/**
 * @param {CalculatorPayload} payload
 * @param {ResultAxis} axis
 * @param {Language} language
 * @returns {View}
 */
export function axisOf({ knobs, results, sentences }, axis, language) {
  const units = new Map([...knobs, ...results].map(({ name, unit }) => [name, unit]));
  const resultNames = new Set(results.map(({ name }) => name));
  const write = (/** @type {string} */ name, /** @type {number} */ value) =>
    written(value, units.get(name) ?? "count", language, sentences);
  const shown = axis.shown.map((name) => ({
    name,
    label: results.find((result) => result.name === name)?.label ?? "",
  }));
  const lines = axis.marks.filter(({ line }) => line);
  const known = axis.marks.filter(({ line }) => !line).sort((one, other) => other.value - one.value);
  const working = el("p", { class: "working", "aria-live": "polite" });
  const rows = el("div", { class: "rows" });
  const show = (/** @type {Values} */ values) => {
    const sentence = filled(axis.working, (name) => {
      const text = write(name, values[name]);
      return resultNames.has(name) ? el("strong", {}, text) : text;
    });
    working.replaceChildren(...sentence);
    const own = shown.map(({ name, label }) => ({ label, value: values[name], isOwn: true }));
    const figures = [...own, ...known.map(({ label, value }) => ({ label, value, isOwn: false }))];
    rows.replaceChildren(
      ...lines.map((line) => lineHead(line, axis)),
      ...figures.map(({ label, value, isOwn }) =>
        el(
          "div",
          { class: `row ${isOwn ? "own" : "known"}`, dataset: { value } },
          el("span", { class: "label" }, label),
          el("span", { class: "plot" }, ...lines.map((line) => at("line", line.value, axis)), at("dot", value, axis)),
          el("span", { class: "number" }, write(axis.shown[0], value)),
        ),
      ),
    );
  };
  const caption = el("p", { class: "quiet axis" }, axis.label);
  return { show, node: el("div", { class: "results" }, working, caption, rows) };
}

/**
 * A row with the name of a line, on the side where there is more room.
 *
 * @param {AxisMark} line
 * @param {ResultAxis} axis
 */
function lineHead({ label, value }, axis) {
  const side = value > Math.sqrt(axis.low * axis.high) ? "before" : "after";
  const name = at(side, value, axis);
  name.append(label);
  return el("div", { class: "row line-name" }, el("span", {}), el("span", { class: "plot" }, name), el("span", {}));
}

/**
 * Something at the place of a value.
 *
 * @param {string} className
 * @param {number} value
 * @param {ResultAxis} axis
 */
function at(className, value, { low, high }) {
  return el("span", { class: className, style: { "--at": `${placeOnAxis(value, low, high)}%` } });
}
