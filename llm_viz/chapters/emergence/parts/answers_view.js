// Draws the training of the model that learns to add: its marks over its steps, and the moment that is looked at.

import { el } from "../../../kit/browser/dom.js";
import { count, measuredShare } from "../../../kit/browser/numbers.js";
import { text } from "./marks_view.js";

/**
 * @import { Language } from "../../../kit/browser/numbers.js"
 * @import { AnswersPayload } from "./answers.js"
 *
 * @typedef {object} Scene What is drawn, and where.
 * @property {AnswersPayload} payload
 * @property {boolean} narrow
 * @property {number} width Pixels.
 * @property {number} height
 * @property {number} mix From 0, all or nothing, to 1, part marks.
 */

/** @param {Scene} scene Pixels of the plot's edges. */
function boxOf({ width, height, narrow }) {
  return narrow
    ? { left: 50, right: width - 18, top: 30, base: height - 58 }
    : { left: 66, right: width - 34, top: 136, base: height - 74 };
}

/**
 * Where everything stands in pixels: the moments, a step, a share.
 *
 * @param {Scene} scene
 */
export function placesOf(scene) {
  const { left, right, top, base } = boxOf(scene);
  const { moments } = scene.payload;
  const [first, last] = [moments[0].step, moments[moments.length - 1].step].map(Math.log);
  const x = (/** @type {number} */ step) => left + ((Math.log(step) - first) / (last - first)) * (right - left);
  const y = (/** @type {number} */ share) => base - share * (base - top);
  return { x, y, left: moments.map(({ step }) => x(step)) };
}

/**
 * Everything in the plot; `handle` is the mark that is dragged along the steps.
 *
 * @param {Scene} scene
 * @param {SVGElement} handle
 * @param {Language} language
 */
export function curve(scene, handle, language) {
  const { payload, narrow, mix } = scene;
  const { moments, settings, words, ticks, steps } = payload;
  const { left, right, top, base } = boxOf(scene);
  const { x, y, left: places } = placesOf(scene);
  const tops = moments.map(({ whole, digits }) => y(whole + (digits - whole) * mix));
  const through = (/** @type {number[]} */ heights) =>
    heights.map((height, index) => `${index ? "L" : "M"}${places[index].toFixed(1)},${height.toFixed(1)}`).join("");
  const path = through(tops);
  /** @type {SVGElement[]} */
  const nodes = ticks.flatMap((tick, index) => {
    const at = y(index / (ticks.length - 1));
    const line = el("line", { class: index ? "rule" : "base", x1: left, x2: right, y1: at, y2: at });
    return [line, text(left - 9, at + 5, tick, "", "end")];
  });
  nodes.push(text(narrow ? 8 : 20, top - 14, mix > 0.5 ? words.axis_soft : words.axis_hard, "strong halo"));
  for (const step of steps) {
    nodes.push(el("line", { class: "rule", x1: x(step), x2: x(step), y1: base, y2: base + 5 }));
    nodes.push(text(x(step), base + 20, count(step, language), "", "middle"));
  }
  nodes.push(el("path", { class: "area", d: `${path}L${places[places.length - 1]},${base}L${places[0]},${base}Z` }));
  if (mix > 0.02)
    nodes.push(el("path", { class: "was", d: through(moments.map(({ whole }) => y(whole))), style: { opacity: mix } }));
  nodes.push(el("path", { class: "link", d: path }));
  const at = settings.moment;
  nodes.push(el("line", { class: "looked", x1: places[at], x2: places[at], y1: base, y2: tops[at] }));
  for (const [index, place] of places.entries()) {
    const radius = index === at ? 9 : narrow ? 4.5 : 6;
    const look = index === at ? "dot at" : "dot";
    nodes.push(el("circle", { class: look, cx: place.toFixed(1), cy: tops[index].toFixed(1), r: radius }));
  }
  const { whole, digits } = moments[at];
  const isLate = places[at] > (left + right) / 2;
  const label = measuredShare(mix > 0.5 ? digits : whole);
  nodes.push(text(places[at] + (isLate ? -14 : 14), tops[at] - 14, label, "big halo", isLate ? "end" : "start"));
  const [end, anchor] = isLate ? /** @type {const} */ ([left, "start"]) : /** @type {const} */ ([right, "end"]);
  nodes.push(text(end, base + (narrow ? 44 : 48), words.steps, "", anchor));
  handle.setAttribute("transform", `translate(${places[at]} ${base + (narrow ? 38 : 42)})`);
  return [...nodes, handle];
}
